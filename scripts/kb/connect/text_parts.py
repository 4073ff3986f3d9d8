"""A kept text -> the pages that show it, cut between paragraphs where one would weigh too much."""

from collections.abc import Iterable
from dataclasses import replace

from kb.dossier import Marked

MOST = 170_000
"""Bytes of one page, roughly, as `_weight` counts them; what else stands there needs room too."""
_PARAGRAPH, _STRETCH, _PIECE, _PASSAGE = 700, 150, 500, 3300
"""Bytes that each of them adds: a passage with the forms in which it can be cited."""


def in_parts(paragraphs: Iterable[Marked], most: int = MOST) -> tuple[Marked, ...]:
    """Return the paragraphs with the parts in which they stand.

    A part weighs no more than `most`, or holds a single paragraph.
    """
    part, weight = 1, 0
    cut: list[Marked] = []
    for paragraph in paragraphs:
        own = _weight(paragraph)
        if weight and weight + own > most:
            part, weight = part + 1, 0
        weight += own
        cut.append(paragraph if paragraph.part == part else replace(paragraph, part=part))
    return tuple(cut)


def _weight(paragraph: Marked) -> int:
    letters = sum(len(text.encode("utf-8")) for _, text, _ in paragraph.segments)
    stretches = len(paragraph.segments) * _STRETCH
    passages = len({piece.mark for piece in paragraph.begins}) * _PASSAGE
    return letters + _PARAGRAPH + stretches + passages + len(paragraph.begins) * _PIECE
