"""The evidence of many claims, numbered through one document that is printed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb import model
from kb.dossier import Claim, Evidence, Source

STANCES: tuple[model.Stance, ...] = ("supports", "disputes", "qualifies", "silent")
"""In the order in which a claim gives its evidence."""


@dataclass(frozen=True, slots=True, eq=False)
class Note:
    """One piece of evidence, with its number in the document."""

    number: int
    piece: Evidence
    first: int
    """The first note on the same source, where that source is given in full."""

    @property
    def is_first(self) -> bool:
        """Tell whether no note before this one stands in the same source."""
        return self.first == self.number


def notes_of(claims: Iterable[Claim]) -> tuple[Note, ...]:
    """Return a note for each piece of evidence: by claim, what is for it first, then as typed."""
    first: dict[Source, int] = {}
    pieces = (piece for claim in claims for piece in _by_stance(claim.evidence))
    return tuple(
        Note(number, piece, first.setdefault(piece.source, number))
        for number, piece in enumerate(pieces, 1)
    )


def by_claim(notes: Iterable[Note]) -> Mapping[Claim, tuple[Note, ...]]:
    """Return the notes of each claim, in their order."""
    found: dict[Claim, tuple[Note, ...]] = {}
    for note in notes:
        found[note.piece.claim] = (*found.get(note.piece.claim, ()), note)
    return found


def _by_stance(evidence: Iterable[Evidence]) -> list[Evidence]:
    return sorted(evidence, key=lambda piece: STANCES.index(piece.stance))
