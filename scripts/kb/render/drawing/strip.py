"""The strip of the home page: days across, places down; layout as plain values, no HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kb.dossier import Dossier, Event, Place
from kb.render.drawing.columns import Column, columns_between, has_soft_ends

_LANES = 6
"""More would leave a finger no room on a phone; the rarest places share the last one."""
_MARKS = 200
"""More would cover each other: then a number stands for the events that begin in a column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The events of one column in one lane."""

    column: int
    events: tuple[Event, ...]
    """Of a strip that counts them, all that begin there."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An event over several columns."""

    column: int
    length: int
    level: int
    """From 0: bars at the same time lie above one another."""
    event: Event
    is_soft: bool
    opens_before: bool
    opens_after: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One place, or the events that have none."""

    places: tuple[Place, ...]
    """Empty for no place; several for the places that share the last lane."""
    cells: tuple[Cell, ...]
    bars: tuple[Bar, ...]
    levels: int

    @property
    def width(self) -> int:
        """How many marks and bars stand side by side where days run down, cells being two wide."""
        return self.levels + min(2, max((len(cell.events) for cell in self.cells), default=0))


@dataclass(frozen=True, slots=True)
class Strip:
    """The columns and the lanes."""

    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]
    hub: Event | None
    """The event that most others follow."""
    hub_column: int
    is_counted: bool
    """Numbers stand for the events, which are too many to be drawn."""

    @property
    def begun(self) -> tuple[tuple[Column, tuple[Event, ...]], ...]:
        """Each column with the events that begin there, where they are counted."""
        cells = [cell for lane in self.lanes for cell in lane.cells]
        held: dict[int, list[Event]] = {}
        for cell in cells:
            held.setdefault(cell.column, []).extend(cell.events)
        return tuple((column, tuple(held.get(n, ()))) for n, column in enumerate(self.columns))


def events_in_focus(dossier: Dossier) -> tuple[Event, ...]:
    """Return the events that may have happened within the focus, by time."""
    first, last = dossier.focus.earliest or date.min, dossier.focus.latest or date.max
    return tuple(event for event in dossier.events if _meets(event, first, last))


def strip_of(dossier: Dossier) -> Strip | None:
    """Return the strip over the focus, from its first event to its last; None without events."""
    events = events_in_focus(dossier)
    if not events:
        return None
    columns = columns_between(*_span(dossier, events))
    is_counted = len(events) > _MARKS
    lane = _counted if is_counted else _lane
    lanes = tuple(lane(places, group, columns) for places, group in _by_place(events))
    hub = max(events, key=lambda event: len(event.followed_by))
    is_hub = bool(hub.followed_by) and _starts(hub, columns) == _ends(hub, columns)
    return Strip(columns, lanes, hub if is_hub else None, _starts(hub, columns), is_counted)


def _meets(event: Event, first: date, last: date) -> bool:
    starts, ends = (
        event.when.earliest or event.when.latest,
        event.when.latest or event.when.earliest,
    )
    return starts is not None and ends is not None and starts <= last and ends >= first


def _span(dossier: Dossier, events: Sequence[Event]) -> tuple[date, date]:
    bounds = [
        bound for event in events for bound in (event.when.earliest, event.when.latest) if bound
    ]
    first, last = dossier.focus.earliest or min(bounds), dossier.focus.latest or max(bounds)
    inside = [bound for bound in bounds if first <= bound <= last] or [first]
    return min(inside), max(inside)


def _by_place(events: Sequence[Event]) -> list[tuple[tuple[Place, ...], list[Event]]]:
    """Return the events of each lane; places in order of first appearance, no place last."""
    groups: dict[Place | None, list[Event]] = {}
    for event in events:
        groups.setdefault(event.places[0] if event.places else None, []).append(event)
    nowhere = groups.pop(None, [])
    room = _LANES - bool(nowhere)
    frequent = sorted(groups, key=lambda place: -len(groups[place]))[: room - 1]
    kept = [place for place in groups if len(groups) <= room or place in frequent]
    rest = [place for place in groups if place not in kept]
    lanes: list[tuple[tuple[Place, ...], list[Event]]] = []
    lanes += [((place,) if place else (), groups[place]) for place in kept]
    if rest:
        shared = [event for event in events if event.places and event.places[0] in rest]
        lanes.append((tuple(place for place in rest if place), shared))
    return lanes + ([((), nowhere)] if nowhere else [])


def _counted(
    places: tuple[Place, ...], events: Sequence[Event], columns: tuple[Column, ...]
) -> Lane:
    cells: dict[int, list[Event]] = {}
    for event in events:
        cells.setdefault(_starts(event, columns), []).append(event)
    held = tuple(Cell(column, tuple(found)) for column, found in sorted(cells.items()))
    return Lane(places, held, (), 0)


def _lane(places: tuple[Place, ...], events: Sequence[Event], columns: tuple[Column, ...]) -> Lane:
    cells: dict[int, list[Event]] = {}
    bars: list[Bar] = []
    for event in events:
        first, last = _starts(event, columns), _ends(event, columns)
        if first == last and not _opens(event):
            cells.setdefault(first, []).append(event)
        else:
            bars.append(_bar(event, columns, bars))
    return Lane(
        places,
        tuple(Cell(column, tuple(found)) for column, found in sorted(cells.items())),
        tuple(bars),
        max((bar.level + 1 for bar in bars), default=0),
    )


def _bar(event: Event, columns: tuple[Column, ...], others: Iterable[Bar]) -> Bar:
    first, last = _starts(event, columns), _ends(event, columns)
    taken = {o.level for o in others if o.column <= last and first < o.column + o.length}
    level = next(n for n in range(len(taken) + 1) if n not in taken)
    starts, ends = event.when.earliest, event.when.latest
    return Bar(
        column=first,
        length=last - first + 1,
        level=level,
        event=event,
        is_soft=has_soft_ends(event.when),
        opens_before=starts is None or starts < columns[0].first,
        opens_after=ends is None or ends > columns[-1].last,
    )


def _opens(event: Event) -> bool:
    return event.when.earliest is None or event.when.latest is None


def _starts(event: Event, columns: tuple[Column, ...]) -> int:
    start = event.when.earliest or columns[0].first
    return next((n for n, column in enumerate(columns) if start <= column.last), len(columns) - 1)


def _ends(event: Event, columns: tuple[Column, ...]) -> int:
    end = event.when.latest or columns[-1].last
    return max((n for n, column in enumerate(columns) if column.first <= end), default=0)
