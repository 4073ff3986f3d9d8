"""Which lane and which column of the overview an event stands in: what is drawn, not yet where."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from kb.dossier import Event
from kb.model import ActorKind
from kb.render.drawing.columns import Column, has_soft_ends

_LEVELS = 6
"""Bars above one another; the events of further ones stand as marks on their first column."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An event that lasted, or whose date leaves several columns open."""

    event: Event
    first: int
    last: int
    level: int
    """From 0: bars at the same time lie above one another."""
    is_soft: bool
    """Its ends are not known to the day: nothing says that it lasted from the first to the last."""
    opens_before: bool
    opens_after: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands in one lane: its bars, and by column the events that are marks."""

    kind: ActorKind | None
    """Of the actor that each event names first; None where events name nobody."""
    bars: tuple[Bar, ...]
    marks: dict[int, tuple[Event, ...]]

    def floors(self) -> dict[int, int]:
        """Return for each column with a bar how many levels the marks must leave free."""
        found: dict[int, int] = {}
        for bar in self.bars:
            for column in range(bar.first, bar.last + 1):
                found[column] = max(found.get(column, 0), bar.level + 1)
        return found


def lanes_of(events: Iterable[Event], columns: Sequence[Column]) -> tuple[Placed, ...]:
    """Return a lane for each kind of actor that an event names first, in the order of the kinds."""
    groups: dict[ActorKind | None, list[Event]] = {}
    for event in events:
        groups.setdefault(kind_of(event), []).append(event)
    kinds: tuple[ActorKind | None, ...] = (*get_args(ActorKind), None)
    return tuple(_placed(kind, groups[kind], columns) for kind in kinds if kind in groups)


def kind_of(event: Event) -> ActorKind | None:
    """Return the kind of the actor that the event names first, by which it has its lane."""
    return next((part.actor.kind for part in event.parts.values()), None)


def _placed(kind: ActorKind | None, events: Iterable[Event], columns: Sequence[Column]) -> Placed:
    begins = [column.first for column in columns]
    bars: list[Bar] = []
    marks: dict[int, list[Event]] = {}
    ends: list[int] = []
    for event in events:
        first, last = _at(event.when.earliest, begins, 0), _at(event.when.latest, begins, -1)
        level = _level(ends, first, last) if _is_bar(event, first, last) else None
        if level is None:
            marks.setdefault(first, []).append(event)
        else:
            bars.append(_bar(event, (first, last), level))
    return Placed(kind, tuple(bars), {column: tuple(found) for column, found in marks.items()})


def _at(day: date | None, begins: Sequence[date], otherwise: int) -> int:
    if day is None:
        return range(len(begins))[otherwise]
    return max(bisect_right(begins, day) - 1, 0)


def _is_bar(event: Event, first: int, last: int) -> bool:
    when = event.when
    is_open = when.earliest is None or when.latest is None
    return first != last or is_open or (when.kind == "lasted" and when.earliest != when.latest)


def _level(ends: list[int], first: int, last: int) -> int | None:
    """Take the lowest level that is free from `first` on; None where all are taken."""
    for level in _levels(ends):
        if ends[level] < first:
            ends[level] = last
            return level
    return None


def _levels(ends: list[int]) -> Iterator[int]:
    yield from range(len(ends))
    if len(ends) < _LEVELS:
        ends.append(-1)
        yield len(ends) - 1


def _bar(event: Event, columns: tuple[int, int], level: int) -> Bar:
    first, last = columns
    when = event.when
    opens = (when.earliest is None, when.latest is None)
    return Bar(event, first, last, level, has_soft_ends(when), *opens)
