"""How much one page lists, so that its HTML stays below 300 KB.

Each is measured: an event of the timeline takes 2.7 KB with its three marks where titles are long
and many events answer others, a claim with its origins 1.2 KB, a mention about 600 bytes, a piece
of evidence 950, a row of the index of sources 370. What a page has beside its list, and words that
are longer than usual, need room too. Texts are cut earlier: `kb.connect.text_parts`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Most:
    """The longest lists; a longer one is cut into pages, or told in numbers."""

    events: int = 90
    """Of the timeline."""
    months: int = 1500
    """That the timeline names; of more, those of each year are named on its page alone."""
    claims: int = 220
    contested: int = 30
    """The most contested claims, on the page that leads to all."""
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
    listed: int = 200
    """Gaps, on a page of their own; corrections of a time."""
    listed_here: int = 60
    """Gaps of one kind, among the others."""
    listed_shown: int = 20
    """What the page of all shows of more gaps of one kind, or of more corrections."""
    corrections: int = 200
    """On the page of all."""
    trees: int = 600
    """Lines of trees of who repeats whom."""
    trees_shown: int = 300
    """The same on the page of all, where they are more."""
    tree: int = 100
    """Lines of one tree: a bigger one has pages of its own."""
    depth: int = 12
    """Steps of one tree: a deeper one has pages of its own."""
    judged: int = 300
    """Rows of coverage of all texts: beyond, each text has pages of its own."""
    texts: int = 500
    """Texts that have pages of their own for their coverage."""
    lines: int = 250
    """Of a tree, or of the coverage of a text, on its own pages."""
    guide: int = 150
    """Sentences and phrases: beyond, each reading guide has pages of its own."""
    known: int = 200
    """Claims that were known on a day: more would be no page to read."""
    turns: int = 400
    """New claims and changes of all days together."""
    printed: int = 250
    """Events, claims and notes of a document for print."""
    printed_whole: int = 450
    """The same for the document of the focus, which readers want in one piece."""


MOST = Most()
