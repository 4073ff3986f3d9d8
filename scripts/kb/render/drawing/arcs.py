"""The arcs of the overview: from an event to what is said to answer, deny or correct it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.dossier import Event, Tie
from kb.model import TieKind

Point = tuple[int, int]

_DRAWN: tuple[TieKind, ...] = ("reply", "reaction", "denial", "correction")
"""The others claim no more than an order in time, which the axis shows."""
_LEAST, _MOST = 28, 72
"""How far an arc bends away from the straight line."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A tie between two marks; where its claim is disputed or contradicted, it is dashed."""

    tie: Tie
    start: Point
    bend: Point
    """The control point of the curve."""
    end: Point
    is_dashed: bool

    @property
    def top(self) -> Point:
        """The middle of the curve, where the status of its claim stands."""
        (x, y), (over, above), (to, down) = self.start, self.bend, self.end
        return (x + 2 * over + to) // 4, (y + 2 * above + down) // 4


def arcs_between(events: Iterable[Event], points: Mapping[Event, Point]) -> tuple[Arc, ...]:
    """Return an arc for each tie that says more than that one came later, by event and as typed.

    There is none to an event that is not drawn.
    """
    return tuple(_arc(tie, points) for tie in _ties(events) if tie.follows in points)


def _ties(events: Iterable[Event]) -> Iterator[Tie]:
    for event in events:
        yield from (tie for tie in event.follows if tie.how in _DRAWN)


def _arc(tie: Tie, points: Mapping[Event, Point]) -> Arc:
    start, end = points[tie.follows], points[tie.event]
    is_dashed = tie.claim is not None and tie.claim.standing.mark in ("disputed", "contradicted")
    return Arc(tie, start, _bend(start, end), end, is_dashed)


def _bend(start: Point, end: Point) -> Point:
    """Return the control point: above two marks side by side, beside two above one another."""
    (x, y), (to, down) = start, end
    across, along = abs(to - x), abs(down - y)
    away = min(max((across + along) // 3, _LEAST), _MOST)
    if across >= along:
        return (x + to) // 2, max(min(y, down) - away, 0)
    return max(x, to) + away, (y + down) // 2
