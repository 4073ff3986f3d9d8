"""How much one page lists, so that its HTML stays below 300 KB.

Each is measured: a mention takes about 600 bytes, a piece of evidence 950, a row of the index of
sources 370. What a page has beside its list, and words that are longer than usual, need room too.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Most:
    """The longest lists; a longer one is cut into pages, or told in numbers."""

    mentions: int = 300
    """Of an actor, place or topic."""
    company: int = 150
    """Events that an actor shares with others, over all of them."""
    others: int = 50
    """Other actors of its events, where their events are only counted."""
    uses: int = 200
    """Pieces of evidence that stand in a source."""
    uses_beside_text: int = 80
    """The same on the page of a kept text, without what is quoted."""
    backs: int = 500
    """Actors, places and topics that rest on a source."""
    entities: int = 1000
    """Rows of an index."""
    sources: int = 500
    printed: int = 250
    """Events, claims and notes of a document for print."""
    printed_whole: int = 450
    """The same for the document of the focus, which readers want in one piece."""


MOST = Most()
