"""A feed, before it is written in any form."""

from dataclasses import dataclass

from kb.export.shapes import Correction, Event

LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True)
class Entry:
    """What we changed, and when."""

    id: str
    """For good, and the same in every form."""
    title: str
    """May stand alone."""
    url: str
    updated: str
    """The day of our change."""
    html: str
    record: Event | Correction


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries, the newest change first."""

    id: str
    title: str
    about: str
    """What is in it, in a sentence."""
    author: str
    site: str
    """The address of the site."""
    page: str
    """The address of the page that shows the same."""
    licence: str
    updated: str
    """The day of the newest change."""
    entries: tuple[Entry, ...]


def moment(day: str) -> str:
    """Return the first moment of a day: feeds ask for a moment, editors give a day."""
    return f"{day}T00:00:00Z"
