"""The report as Markdown for people, and as JSON for machines."""

import json
from dataclasses import asdict

from kb.edit.diff.report import Report
from kb.render.templating import fill_for_github

GITHUB_LIMIT = 65_536
"""The characters that a comment on GitHub may have."""
_ROOM = 1_000
"""Left for what the workflow writes around the report."""
_LIMITS = (1_000, 200, 80, 40, 20, 10, 5, 2, 1, 0)
"""How many items each list may have, until the report is short enough."""


def as_markdown(report: Report, most: int = GITHUB_LIMIT - _ROOM) -> str:
    """Return the report in at most `most` characters; it says what it leaves out."""
    text = ""
    for limit in _LIMITS:
        text = fill_for_github("changes.md", report, limit)
        if len(text) <= most:
            break
    return text


def as_json(report: Report) -> str:
    """Return the report with `changed` in front; the keys are those of `report` and `changes`."""
    whole = {"changed": report.changed, **asdict(report)}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
