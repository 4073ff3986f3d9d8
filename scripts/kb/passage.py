"""Kept texts and the passages found in them: the words that read, connect, render and export share.

Every offset counts code points of the kept text exactly as it was found.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

Stretch = tuple[int, int]
"""Where a stretch of the text starts, and where it has ended."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a kept text that is not only white space, without its newline."""

    number: int
    """Counts from 1; printed as ¶1."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Kept:
    """The text of a source that is kept whole, exactly as found."""

    source: str
    """The source's id."""
    body: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """One unbroken stretch of a kept text."""

    paragraph: int
    """The paragraph in which it starts."""
    start: int
    end: int
    last_paragraph: int
    """The paragraph in which it ends, mostly the same."""

    def exact(self, kept: Kept) -> str:
        """Return the stretch as it stands in the kept text."""
        return kept.body[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Passage:
    """The place of a verified quote: its pieces, in the order of the text."""

    source: str
    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        """Where the first piece starts."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1].end

    @property
    def anchor(self) -> str:
        """Where it stands on its source’s page, for good: where each piece starts and ends.

        The kept text never changes, and so neither does this; numbers change with every new quote.
        """
        return f"p{'-'.join(f'{piece.start}-{piece.end}' for piece in self.pieces)}"

    def exact(self, kept: Kept) -> str:
        """Return the text from `start` to `end`, with what stands between the pieces."""
        return kept.body[self.start : self.end]

    def prefix(self, kept: Kept, n: int = 32) -> str:
        """Return about `n` characters before the passage; none of them is cut in two."""
        return kept.body[_character_start(kept.body, max(0, self.start - n)) : self.start]

    def suffix(self, kept: Kept, n: int = 32) -> str:
        """Return about `n` characters after the passage; none of them is cut in two."""
        return kept.body[self.end : _character_start(kept.body, self.end + n)]

    def contexts(self, kept: Kept) -> tuple[tuple[str, str], ...]:
        """Return what stands before and after each piece: with it, the piece occurs only once."""
        return tuple(_context(piece, kept) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph that the same passages cover from end to end."""

    start: int
    end: int
    users: tuple[int, ...]
    """Indices of the covering passages, rising; empty where nothing is cited."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a kept text is cited, in letters."""

    letters: int
    covered: int


def _context(piece: Piece, kept: Kept) -> tuple[str, str]:
    alone, n = Passage(kept.source, (piece,)), 32
    while True:
        before, after = alone.prefix(kept, n), alone.suffix(kept, n)
        if kept.body.count(f"{before}{piece.exact(kept)}{after}") == 1 or n > len(kept.body):
            return before, after
        n *= 2


def piece_at(kept: Kept, start: int, end: int) -> Piece:
    """Return a stretch of the text with the paragraphs in which it starts and ends."""
    first, last = (_paragraph_at(kept, place) for place in (start, end - 1))
    return Piece(first, start, end, last)


def segments(
    paragraph: Paragraph, passages: Sequence[Passage], cuts: Iterable[int] = ()
) -> tuple[Segment, ...]:
    """Cut a paragraph at every border of a passage and at `cuts` within it.

    Joined, the segments are the paragraph.
    """
    inside = [
        (max(piece.start, paragraph.start), min(piece.end, paragraph.end), user)
        for user, passage in enumerate(passages)
        for piece in passage.pieces
        if piece.start < paragraph.end and piece.end > paragraph.start
    ]
    borders = {paragraph.start, paragraph.end, *cuts}
    places = sorted(borders.union(*((start, end) for start, end, _ in inside)))
    return tuple(_segments(inside, places))


def by_paragraph(passages: Iterable[Passage]) -> Mapping[int, Sequence[int]]:
    """Return the positions of the passages that touch each paragraph, by its number, rising."""
    found: defaultdict[int, dict[int, None]] = defaultdict(dict)
    for position, passage in enumerate(passages):
        for piece in passage.pieces:
            for number in range(piece.paragraph, piece.last_paragraph + 1):
                found[number][position] = None
    return {number: [*positions] for number, positions in found.items()}


def covered(passages: Iterable[Passage]) -> tuple[Stretch, ...]:
    """Return the stretches that the pieces cover, each letter in one of them, in order."""
    pieces = ((piece.start, piece.end) for passage in passages for piece in passage.pieces)
    return tuple(_merged(pieces))


def coverage(kept: Kept, cited: Sequence[Stretch], within: Stretch | None = None) -> Coverage:
    """Count the letters of a kept text or of a stretch of it, and those that are cited.

    What is cited comes as `covered` returns it.
    """
    first, last = within or (0, len(kept.body))
    begin = bisect_right(cited, first, key=itemgetter(1))
    end = bisect_left(cited, last, key=itemgetter(0))
    letters = sum(
        _letters(kept.body[max(start, first) : min(stop, last)]) for start, stop in cited[begin:end]
    )
    return Coverage(_letters(kept.body[first:last]), letters)


def _segments(inside: Iterable[tuple[int, int, int]], places: Sequence[int]) -> Iterator[Segment]:
    """Yield what lies between the places, with who begins before it and has not ended."""
    begins: defaultdict[int, list[int]] = defaultdict(list)
    ends: defaultdict[int, list[int]] = defaultdict(list)
    for start, end, user in inside:
        begins[start].append(user)
        ends[end].append(user)
    users: Counter[int] = Counter()
    for start, end in pairwise(places):
        users.update(begins[start])
        users.subtract(ends[start])
        for user in ends[start]:
            if not users[user]:
                del users[user]
        yield Segment(start, end, tuple(sorted(users)))


def _merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    reached = -1
    for start, end in sorted(stretches):
        if end > reached:
            yield max(start, reached), end
            reached = end


def _paragraph_at(kept: Kept, place: int) -> int:
    """Return the number of the paragraph at or before a place of the text; 0 before the first."""
    return bisect_right(kept.paragraphs, place, key=lambda paragraph: paragraph.start)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _character_start(text: str, offset: int) -> int:
    while 0 < offset < len(text) and unicodedata.category(text[offset]).startswith("M"):
        offset -= 1
    return offset
