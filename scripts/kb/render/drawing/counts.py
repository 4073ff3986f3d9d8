"""The drawing of more events than could be told apart: how many began in each stretch of time.

A stretch is one link, however many events it stands for; by it a reader goes to where they are
listed. One unit is one CSS pixel, as in the drawing of single events.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb.dossier import MARKS, Event, Mark
from kb.public.dates import period
from kb.render.drawing.axis import Tick, axis_of, eras_of
from kb.render.drawing.columns import Column

Begins = Callable[[Event], date]
Leads = Callable[[Column, Event], str]
"""Where the events of a column are listed, of which the first is given."""
_Counted = Mapping[Mark | None, int]
"""Events by the status of their leading claims; by None all of them."""

MOST_COLUMNS = 36
"""As many as a wide page shows with a number above each."""
_HEAD, _NAME, _NUMBER, _GAP = 40, 20, 16, 8
"""Heights: of the axis, of a lane's name, of the number above a bar and of the room below."""
_TALL, _LOW = 64, 2
"""Heights of the highest bar and of the lowest."""
_BESIDE = 4
"""Room at each side of a bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """So many events, by the upper left corner of what stands for them."""

    mark: Mark | None
    count: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The bars of one status, or of all events."""

    mark: Mark | None
    y: int
    height: int
    busiest: int
    """How many events the highest bar of all lanes stands for."""

    def bar(self, tick: Tick, count: int) -> Bar:
        """Return the bar of so many events in one column."""
        tall = _tall(count, self.busiest)
        y = self.y + self.height - _GAP - tall
        return Bar(self.mark, count, tick.x + _BESIDE, y, tick.width - 2 * _BESIDE, tall)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time in which events began."""

    x: int
    width: int
    words: str
    """When that was."""
    place: str
    """The page, with an anchor where there is one, that lists its events or leads to them."""
    count: int
    tally: Mapping[Mark, int]
    """Its events by the status of their leading claims."""
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """A drawing: first a lane of all events, then one for each status, all to one scale."""

    width: int
    height: int
    axis: tuple[Tick, ...]
    eras: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    stretches: tuple[Stretch, ...]


def leading(events: Iterable[Event]) -> dict[Mark, int]:
    """Count events by the status of their leading claims, in the order of `MARKS`."""
    counted = Counter(event.lead.standing.mark for event in events)
    return {mark: counted[mark] for mark in MARKS if counted[mark]}


def counts_of(
    events: Iterable[Event], begins: Begins, columns: Sequence[Column], leads: Leads
) -> Counts:
    """Return the drawing of events, at least one, in columns that hold every day they begin."""
    held = _held(events, begins, columns)
    lanes = tuple(_lanes([_counted(found) for found in held.values()]))
    axis = tuple(axis_of(columns, [1] * len(columns)))
    return Counts(
        width=axis[-1].x + axis[-1].width,
        height=lanes[-1].y + lanes[-1].height,
        axis=axis,
        eras=tuple(eras_of(columns, axis)),
        lanes=lanes,
        stretches=tuple(
            _stretch(columns[n], axis[n], found, leads(columns[n], found[0]), lanes)
            for n, found in held.items()
        ),
    )


def _held(
    events: Iterable[Event], begins: Begins, columns: Sequence[Column]
) -> dict[int, list[Event]]:
    """Return the events of each column that has any, by its number."""
    firsts = [column.first for column in columns]
    held: dict[int, list[Event]] = {}
    for event in events:
        held.setdefault(bisect_right(firsts, begins(event)) - 1, []).append(event)
    return held


def _counted(events: Sequence[Event]) -> _Counted:
    counted: dict[Mark | None, int] = {None: len(events)}
    counted.update(leading(events).items())
    return counted


def _lanes(counted: Sequence[_Counted]) -> Iterator[Lane]:
    highest = {mark: max(one.get(mark, 0) for one in counted) for mark in (None, *MARKS)}
    y = _HEAD
    for mark, count in highest.items():
        if count:
            height = _NAME + _NUMBER + _tall(count, highest[None]) + _GAP
            yield Lane(mark, y, height, highest[None])
            y += height


def _tall(count: int, busiest: int) -> int:
    return max(_LOW, count * _TALL // busiest)


def _stretch(
    column: Column, tick: Tick, events: Sequence[Event], place: str, lanes: Iterable[Lane]
) -> Stretch:
    counted = _counted(events)
    return Stretch(
        x=tick.x,
        width=tick.width,
        words=period(column.first, column.last),
        place=place,
        count=len(events),
        tally=leading(events),
        bars=tuple(lane.bar(tick, counted[lane.mark]) for lane in lanes if lane.mark in counted),
    )
