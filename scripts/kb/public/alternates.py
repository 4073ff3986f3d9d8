"""What stands beside a page as data: how a page’s head names it, and of which type it is."""

from collections.abc import Container, Iterator

from kb.public.addresses import beside

_TYPES = {
    ".json": ("application/json", "Data"),
    ".txt": ("text/plain", "Plain text"),
    ".ics": ("text/calendar", "Calendar"),
    ".atom": ("application/atom+xml", "Changes"),
    ".feed.json": ("application/feed+json", "Changes"),
}
ENDINGS = tuple(_TYPES)
"""Of whatever may stand beside a page."""
_WHOLE = ("index", "data/dossier", "data/events")
"""What stands beside the home page: its text, and the data of all."""


def alternates(page: str, files: Container[str]) -> Iterator[tuple[str, str, str]]:
    """Yield path, media type and name of each of the `files` that has a page in another form."""
    bases = _WHOLE if page == "index.md" else (beside(page, ""),)
    for base in bases:
        for ending, (media, name) in _TYPES.items():
            if f"{base}{ending}" in files:
                yield f"{base}{ending}", media, name
