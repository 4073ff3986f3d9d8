"""The text of a kept source as its page shows it: stretches with the numbers of their passages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby

from kb.dossier import MARKS, Claim, Evidence, Mark, Marked, Source
from kb.passage import Coverage, Segment
from kb.public.addresses import page_of
from kb.render.ways import LongList, PartPage, in_order, numbered_pages

_NOTES = 4
"""Stand open beside a paragraph; a list that is longer by more than one is folded after them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that the same passages cover from end to end."""

    text: str
    numbers: tuple[int, ...]
    """The passages that cover it; none where nothing is cited."""
    begins: "tuple[Numbered, ...]"
    """The passages that begin here."""
    former: tuple[str, ...]
    """The anchors, at its start, of passages that are no longer cited."""
    ends: "tuple[Numbered, ...]"
    """The passages of which a piece ends here."""
    status: Mark | None
    """The status of all claims that use it, or None where they differ."""
    accounts_differ: bool
    """Accounts differ on a passage that covers it."""
    parted: tuple[Mark, ...]
    """The statuses to print after it: of the passages that close here and on which they differ."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A passage by its number, with every piece of evidence that quotes it."""

    number: int
    pieces: tuple[Evidence, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page, whatever its number."""
        passage = self.pieces[0].passage
        assert passage is not None, "only quotes are numbered"
        return passage.anchor

    @property
    def accounts_differ(self) -> bool:
        """Tell whether a claim that rests on it is disputed or contradicted."""
        return _differ(_marks(self.pieces))


@dataclass(frozen=True, slots=True)
class Reading:
    """A paragraph with its marked text and the passages that begin in it."""

    number: int
    stretches: tuple[Stretch, ...]
    passages: tuple[Numbered, ...]
    coverage: Coverage

    @property
    def noted(self) -> tuple[Numbered, ...]:
        """The passages whose notes stand open beside it."""
        return self.passages[: _open(self.passages)]

    @property
    def folded(self) -> tuple[Numbered, ...]:
        """The passages whose notes are folded away."""
        return self.passages[_open(self.passages) :]


def text_parts(source: Source) -> tuple[PartPage[Marked], ...]:
    """Return the pages of a kept text, in order; none of what is not kept.

    The first stands on the page of the source.
    """
    held = groupby(source.paragraphs, key=lambda paragraph: paragraph.part)
    whole = in_order(tuple(some) for _, some in held)
    return tuple(numbered_pages(LongList("text", source, page_of(source), whole, (), "text_part")))


def readings(paragraphs: Iterable[Marked]) -> tuple[Reading, ...]:
    """Return paragraphs of a kept text; joined, the stretches of each are its text."""
    return tuple(_reading(paragraph) for paragraph in paragraphs)


def claims_on(passages: Iterable[Numbered]) -> list[Claim]:
    """Return the claim of every note on these passages, in their order."""
    return [piece.claim for passage in passages for piece in passage.pieces]


def differing(paragraphs: Iterable[Reading]) -> tuple[Numbered, ...]:
    """Return the passages on which accounts differ."""
    found = (passage for paragraph in paragraphs for passage in paragraph.passages)
    return tuple(passage for passage in found if passage.accounts_differ)


def _reading(paragraph: Marked) -> Reading:
    stretches = tuple(_stretches(paragraph))
    return Reading(
        paragraph.number,
        stretches,
        tuple(_numbered(paragraph.begins)),
        Coverage(
            sum(_letters(stretch.text) for stretch in stretches),
            sum(_letters(stretch.text) for stretch in stretches if stretch.numbers),
        ),
    )


def _stretches(paragraph: Marked) -> Iterator[Stretch]:
    for segment, text, pieces in paragraph.segments:
        marks = _marks(pieces)
        parted = [passage for passage in _numbered(pieces) if passage.accounts_differ]
        yield Stretch(
            text,
            _numbers(pieces),
            tuple(_numbered(piece for piece in pieces if _starts(piece) == segment.start)),
            paragraph.former.get(segment.start, ()),
            tuple(_numbered(piece for piece in pieces if _ends(piece, segment))),
            marks[0] if len(marks) == 1 else None,
            bool(parted),
            _marks(
                piece for passage in parted for piece in passage.pieces if _closes(piece, segment)
            ),
        )


def _open(passages: tuple[Numbered, ...]) -> int:
    """Count the passages whose notes stand open: whole passages, one at least."""
    reached = list(accumulate(len(passage.pieces) for passage in passages))
    if not reached or reached[-1] <= _NOTES + 1:
        return len(passages)
    return max(1, sum(notes <= _NOTES for notes in reached))


def _marks(pieces: Iterable[Evidence]) -> tuple[Mark, ...]:
    found = {piece.claim.standing.mark for piece in pieces}
    return tuple(mark for mark in MARKS if mark in found)


def _differ(marks: tuple[Mark, ...]) -> bool:
    return "disputed" in marks or "contradicted" in marks


def _numbers(pieces: Iterable[Evidence]) -> tuple[int, ...]:
    return tuple(sorted({piece.mark for piece in pieces}))


def _starts(piece: Evidence) -> int:
    assert piece.passage is not None, "only quotes cover a stretch"
    return piece.passage.start


def _ends(piece: Evidence, segment: Segment) -> bool:
    assert piece.passage is not None, "only quotes cover a stretch"
    return any(part.end == segment.end for part in piece.passage.pieces)


def _closes(piece: Evidence, segment: Segment) -> bool:
    assert piece.passage is not None, "only quotes cover a stretch"
    return piece.passage.end == segment.end


def _numbered(pieces: Iterable[Evidence]) -> Iterator[Numbered]:
    given = tuple(pieces)
    for number in _numbers(given):
        yield Numbered(number, tuple(piece for piece in given if piece.mark == number))


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
