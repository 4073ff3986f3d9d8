"""Dossier -> the pages of its timeline: one while its events fit, else an overview and those below.

An event is listed under the first day on which it may have begun, and on one page.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kb.dossier import Dossier, Event
from kb.public.addresses import part_page
from kb.render.drawing.axis import Bounds
from kb.render.drawing.columns import Column, coarse, days
from kb.render.drawing.counts import MOST_COLUMNS, Counts, counts_of
from kb.render.home import Day, days_of
from kb.render.listing import begin
from kb.render.most import MOST, Most
from kb.render.parts import Part, part_of
from kb.render.ways import LongList, PartPage, Placed, pages_of, time_of

TIMELINE = "timeline.md"
_YEAR, _MONTH = 366, 31
"""Days: the longest of each."""


@dataclass(frozen=True, slots=True)
class Row:
    """A year, a month or a part of one, on the page that leads to it."""

    name: str
    place: str
    """The page, with an anchor where there is one, that lists its events or leads to them."""
    events: tuple[Event, ...]
    months: "tuple[Row, ...]" = ()

    @property
    def first(self) -> date:
        """The day on which its first event may have begun."""
        return begin(self.events[0])

    @property
    def last(self) -> date:
        """The day on which its last event may first have begun."""
        return begin(self.events[-1])


@dataclass(frozen=True, slots=True, eq=False)
class TimelinePage(Placed[Event]):
    """A page that lists events, or leads to those that do."""

    focus: Bounds
    """The days that are drawn one by one, where there is a drawing of single events."""
    empty: tuple[Day, ...]
    """Days without an event that the list names."""
    names: frozenset[str]
    """Of all pages below the timeline."""
    names_months: bool
    """It names the months of the years to which it leads."""

    @property
    def events(self) -> tuple[Event, ...]:
        """All that it lists, or that the pages below it do."""
        return self.part.items

    @property
    def time(self) -> str:
        """When its events may first have begun, in words; the whole list has none."""
        return time_of(self.part, begin)

    @property
    def template(self) -> str:
        """The name of the template that it is made from."""
        return "timeline_overview" if self.part.below else "timeline"

    @property
    def rows(self) -> tuple[Row, ...]:
        """What it leads to, in order; years with their months where it names those."""
        return tuple(
            Row(
                part.name,
                self.way.of.page_of(part),
                part.items,
                tuple(self._months(part.items)) if self.names_months else (),
            )
            for part in self.part.below
        )

    @property
    def counts(self) -> Counts:
        """The drawing of all events by the stretch of time in which they may first have begun."""
        return counts_of(self.events, begin, self._columns(), self._place)

    def _months(self, events: Sequence[Event]) -> Iterator[Row]:
        for name, found in groupby(events, key=_month):
            yield Row(name, self._place_of_month(name), tuple(found))

    def _place_of_month(self, name: str) -> str:
        """Return the page of a month, or where that of its year has it."""
        if name in self.names:
            return part_page(TIMELINE, name)
        return f"{part_page(TIMELINE, name[:4])}#_{name}"

    def _columns(self) -> tuple[Column, ...]:
        """Return the days of a month, the months of a year, or what is not too much to be seen."""
        first, last = begin(self.events[0]), begin(self.events[-1])
        match len(self.part.name):
            case 0:
                return coarse(first, last, MOST_COLUMNS)
            case 4:
                return coarse(first.replace(month=1, day=1), first.replace(month=12), MOST_COLUMNS)
            case _:
                length = monthrange(first.year, first.month)[1]
                return days(first.replace(day=1), first.replace(day=length))

    def _place(self, column: Column, event: Event) -> str:
        """Return where the first event of a column is listed, or the page that leads there."""
        length = (column.last - column.first).days + 1
        if length > _YEAR:
            return f"{self.page}#_{begin(event).year:04}"
        if length > _MONTH:
            return part_page(TIMELINE, f"{begin(event).year:04}")
        if length > 1:
            return self._place_of_month(_month(event))
        return next(self.way.of.page_of(part) for part in self.part.below if event in part.items)


def timeline_pages(dossier: Dossier, most: Most = MOST) -> Iterator[TimelinePage]:
    """Yield the timeline and the pages below it."""
    whole = part_of(dossier.events, begin, most.events)
    names = frozenset(part.name for part in whole.pages if part.name)
    empty = [day for day in days_of(dossier) if not day.events]
    focus = (dossier.focus.earliest, dossier.focus.latest)
    has_months = len(set(map(_month, dossier.events))) <= most.months
    for way in pages_of(LongList("events", dossier, TIMELINE, whole)):
        is_top = not way.part.name
        seen = focus if is_top else _seen(focus, way.part)
        yield TimelinePage(way, seen, tuple(_told(empty, way)), names, is_top and has_months)


def _month(event: Event) -> str:
    return begin(event).isoformat()[:7]


def _seen(focus: Bounds, part: Part[Event]) -> Bounds:
    """Return what of the focus lies within the days of a part; where nothing does, those days."""
    first, last = begin(part.items[0]), begin(part.items[-1])
    start, end = max(focus[0] or first, first), min(focus[1] or last, last)
    return (start, end) if start <= end else (first, last)


def _told(empty: Sequence[Day], way: PartPage[Event]) -> Iterator[Day]:
    """Yield the days without an event that stand between those of a page, or end it."""
    if way.part.below or not way.part.items:
        return
    first = begin(way.part.items[0])
    until = begin(way.after.items[0]) if way.after else date.max
    for day in empty:
        if first <= day.first < until and f"{day.first}".startswith(way.part.name[:7]):
            yield day
