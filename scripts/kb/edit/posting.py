"""A report -> Markdown that GitHub takes, whatever the length of its lists."""

from kb.render.templating import fill_for_github

GITHUB_LIMIT = 65_536
"""The characters that a comment or an issue on GitHub may have."""
ROOM = 1_000
"""Left for what the workflow writes around the report."""
_LIMITS = (1_000, 200, 80, 40, 20, 10, 5, 2, 1, 0)
"""How many items each list may have, until the report is short enough."""


def posted(template: str, report: object, most: int = GITHUB_LIMIT - ROOM) -> str:
    """Return the report in at most `most` characters; it says what it leaves out."""
    text = ""
    for limit in _LIMITS:
        text = fill_for_github(template, report, limit)
        if len(text) <= most:
            break
    return text
