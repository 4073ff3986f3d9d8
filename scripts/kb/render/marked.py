"""The text of a kept source as its page shows it: stretches with the numbers of their passages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.dossier import Evidence, Mark, Marked, Source
from kb.passage import Coverage, Segment


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that the same passages cover from end to end."""

    text: str
    numbers: tuple[int, ...]
    """The passages that cover it; none where nothing is cited."""
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    """The passages of which a piece ends here."""
    status: Mark | None
    """The status of all claims that use it, or None where they differ."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A passage by its number, with every piece of evidence that quotes it."""

    number: int
    pieces: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A paragraph with its marked text and the passages that begin in it."""

    number: int
    stretches: tuple[Stretch, ...]
    passages: tuple[Numbered, ...]
    coverage: Coverage


def readings(source: Source) -> tuple[Reading, ...]:
    """Return the paragraphs of a kept source; joined, the stretches of each are its text."""
    return tuple(_reading(paragraph) for paragraph in source.paragraphs)


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
        marks = {piece.claim.standing.mark for piece in pieces}
        yield Stretch(
            text,
            _numbers(pieces),
            _numbers(piece for piece in pieces if _starts(piece) == segment.start),
            _numbers(piece for piece in pieces if _ends(piece, segment)),
            marks.pop() if len(marks) == 1 else None,
        )


def _numbers(pieces: Iterable[Evidence]) -> tuple[int, ...]:
    return tuple(sorted({piece.mark for piece in pieces}))


def _starts(piece: Evidence) -> int:
    assert piece.passage is not None, "only quotes cover a stretch"
    return piece.passage.start


def _ends(piece: Evidence, segment: Segment) -> bool:
    assert piece.passage is not None, "only quotes cover a stretch"
    return any(part.end == segment.end for part in piece.passage.pieces)


def _numbered(begins: tuple[Evidence, ...]) -> Iterator[Numbered]:
    for number in _numbers(begins):
        yield Numbered(number, tuple(piece for piece in begins if piece.mark == number))


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
