"""The drawing above the timeline: time across, groups of actors down; coordinates, no SVG.

One unit is one CSS pixel: the drawing keeps its size and scrolls where a page is narrower.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil, isqrt
from typing import Literal

from kb.dossier import Event
from kb.model import ActorKind
from kb.render.drawing.arcs import Arc, Point, arcs_between
from kb.render.drawing.axis import CELL, Bounds, Tick, axis_of, eras_of, focus_of
from kb.render.drawing.columns import Column, coarse, columns_between, weeks
from kb.render.drawing.lanes import Bar, Placed, lanes_of

Zoom = Literal["day", "week", "month"]

_HEAD, _NAME, _GAP = 40, 20, 8
"""Heights: of the axis, of a lane's name and of the room below a lane."""
_ACROSS, _DOWN = 4, 8
"""Marks side by side and below one another in one column of a lane."""
_AROUND, _WEEKS, _MONTHS = 18, 60, 40
"""Columns: on either side of the focus, and in all where the whole is cut into weeks or months."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event, by the middle of its mark."""

    event: Event
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class More:
    """Events for which a column of a lane has no room: the list alone shows them one by one."""

    events: tuple[Event, ...]
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Span:
    """A bar, by its upper left corner."""

    bar: Bar
    x: int
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The events that name an actor of one kind first."""

    kind: ActorKind | None
    y: int
    height: int
    marks: tuple[Mark, ...]
    more: tuple[More, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A drawing at one zoom."""

    zoom: Zoom
    width: int
    height: int
    axis: tuple[Tick, ...]
    eras: tuple[Tick, ...]
    focus: Tick | None
    """Where days are drawn while all around is drawn together."""
    lanes: tuple[Lane, ...]
    arcs: tuple[Arc, ...]


def overviews_of(events: Sequence[Event], focus: Bounds) -> tuple[Overview, ...]:
    """Return the drawings of the events by days, weeks and months; none without events.

    There is none by weeks where those would be too many. The one by days has days within the
    focus, and months or more before and after.
    """
    if not events:
        return ()
    first, last = _bounds(events)
    by_week = weeks(first, last) if (last - first).days < 7 * _WEEKS else ()
    cut: dict[Zoom, tuple[Column, ...]] = {
        "day": _around_focus(focus, first, last),
        "week": by_week,
        "month": coarse(first, last, _MONTHS),
    }
    return tuple(_drawn(events, focus, zoom, columns) for zoom, columns in cut.items() if columns)


def _bounds(events: Iterable[Event]) -> tuple[date, date]:
    edges = [day for event in events for day in (event.when.earliest, event.when.latest)]
    known = [day for day in edges if day]
    return min(known), max(known)


def _around_focus(focus: Bounds, first: date, last: date) -> tuple[Column, ...]:
    start, end = focus[0] or first, focus[1] or last
    before = coarse(first, start - timedelta(1), _AROUND) if first < start else ()
    after = tuple(_after(end, last)) if end < last else ()
    return (*before, *columns_between(start, end), *after)


def _after(end: date, last: date) -> Iterator[Column]:
    """Yield what follows the focus; where that ends within a month, first the rest of it."""
    for column in coarse(end + timedelta(1), last, _AROUND):
        yield column if end < column.first else replace(column, first=end + timedelta(1))


def _drawn(
    events: Sequence[Event], focus: Bounds, zoom: Zoom, columns: tuple[Column, ...]
) -> Overview:
    placed = lanes_of(events, columns)
    across = [_across(placed, number, column) for number, column in enumerate(columns)]
    axis = tuple(axis_of(columns, across))
    lanes = tuple(_lanes(placed, axis, across))
    points = {event: point for lane in lanes for event, point in _points(lane)}
    return Overview(
        zoom,
        width=axis[-1].x + axis[-1].width,
        height=lanes[-1].y + lanes[-1].height,
        axis=axis,
        eras=tuple(eras_of(columns, axis)),
        focus=focus_of(focus, columns, axis) if zoom == "day" else None,
        lanes=lanes,
        arcs=arcs_between(events, points),
    )


def _across(placed: Sequence[Placed], number: int, column: Column) -> int:
    """Return how many marks stand side by side: one in a day, and else a square of them."""
    busiest = max(len(lane.marks.get(number, ())) for lane in placed)
    if column.first == column.last or not busiest:
        return 1
    return min(isqrt(busiest - 1) + 1, _ACROSS)


def _lanes(placed: Iterable[Placed], axis: Sequence[Tick], across: Sequence[int]) -> Iterator[Lane]:
    y = _HEAD
    for lane in placed:
        top, floors = y + _NAME, lane.floors()
        cells = [
            _Cell(found, axis[n], across[n], top, floors.get(n, 0))
            for n, found in lane.marks.items()
        ]
        rows = max((*(cell.rows for cell in cells), *floors.values()))
        height = _NAME + rows * CELL + _GAP
        yield Lane(
            lane.kind,
            y,
            height,
            tuple(mark for cell in cells for mark in cell.marks()),
            tuple(more for cell in cells for more in cell.more()),
            tuple(_span(bar, axis, top) for bar in lane.bars),
        )
        y += height


@dataclass(frozen=True, slots=True)
class _Cell:
    """The marks of one column in one lane, below the bars that cross it."""

    events: tuple[Event, ...]
    tick: Tick
    across: int
    top: int
    floor: int
    """How many rows bars take."""

    @property
    def drawn(self) -> int:
        """How many have a mark of their own; the last place is for the rest."""
        room = self.across * _DOWN
        return len(self.events) if len(self.events) <= room else room - 1

    @property
    def rows(self) -> int:
        return self.floor + min(ceil(len(self.events) / self.across), _DOWN)

    def marks(self) -> Iterator[Mark]:
        for number, event in enumerate(self.events[: self.drawn]):
            yield Mark(event, *self._place(number))

    def more(self) -> Iterator[More]:
        if self.events[self.drawn :]:
            yield More(self.events[self.drawn :], *self._place(self.drawn))

    def _place(self, number: int) -> Point:
        row, column = divmod(number, self.across)
        first = self.tick.x + (self.tick.width - self.across * CELL) // 2
        return first + column * CELL + CELL // 2, self.top + (self.floor + row) * CELL + CELL // 2


def _span(bar: Bar, axis: Sequence[Tick], top: int) -> Span:
    first, last = axis[bar.first], axis[bar.last]
    return Span(bar, first.x, top + bar.level * CELL, last.x + last.width - first.x)


def _points(lane: Lane) -> Iterator[tuple[Event, Point]]:
    """Yield where each event of a lane is drawn; what has no mark of its own shares one."""
    yield from ((mark.event, (mark.x, mark.y)) for mark in lane.marks)
    yield from ((event, (more.x, more.y)) for more in lane.more for event in more.events)
    for span in lane.spans:
        yield span.bar.event, (span.x + CELL // 2, span.y + CELL // 2)
