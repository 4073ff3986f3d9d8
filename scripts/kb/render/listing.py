"""The list of the timeline: the events by month, with heads for weeks and hours, and empty days."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import groupby
from typing import Literal

from kb.dates.when import sort_key
from kb.dossier import Event
from kb.render.gaps import is_dated_to_the_day
from kb.render.home import Day


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the events of one week or hour when the list is cut by those."""

    zoom: Literal["week", "hour"]
    days: Day | None
    """The week within its month, or the day; None where the date is not known to the day."""
    hour: int | None = None
    """Of a day: None where it is not known."""


Line = Event | Head | Day
"""A day here, or several, is one without an event."""


@dataclass(frozen=True, slots=True)
class Month:
    """The events that may have begun in one month, and what stands between them."""

    first: date
    lines: tuple[Line, ...]


def months_of(events: Iterable[Event], empty: Iterable[Day]) -> tuple[Month, ...]:
    """Return the list, each event where it may first have begun, in the order of the events.

    `empty` are the days without an event that are to be named between them, in order.
    """
    begun: list[tuple[date, Event | Day]] = [(begin(event), event) for event in events]
    unused: list[tuple[date, Event | Day]] = [(day.first, day) for day in empty]
    months = groupby(
        merge(begun, unused, key=lambda dated: dated[0]), key=lambda dated: dated[0].replace(day=1)
    )
    return tuple(
        Month(first, tuple(_with_heads(line for _, line in dated))) for first, dated in months
    )


def begin(event: Event) -> date:
    """Return the day under which an event is listed: the first on which it may have begun."""
    return sort_key(event.when)[0]


def _with_heads(lines: Iterable[Event | Day]) -> Iterator[Line]:
    week = hour = None
    for line in lines:
        if isinstance(line, Event):
            if (head := _week(line)) != week:
                yield (week := head)
            if (head := _hour(line)) != hour:
                yield (hour := head)
        yield line


def _begins_on_a_known_day(event: Event) -> bool:
    """Tell whether a head may name the day: neither doubtful nor only the first of several."""
    start = event.when.parts[0] if event.when.parts else None
    is_doubtful = start is not None and (start.is_uncertain or start.is_approximate)
    return event.when.kind in ("at", "lasted") and is_dated_to_the_day(event) and not is_doubtful


def _week(event: Event) -> Head:
    """Return the week of a day, cut at the ends of the month under which it stands."""
    if not _begins_on_a_known_day(event):
        return Head("week", None)
    day = begin(event)
    first = max(day.day - day.weekday(), 1)
    last = min(day.day - day.weekday() + 6, monthrange(day.year, day.month)[1])
    return Head("week", Day(day.replace(day=first), day.replace(day=last), ()))


def _hour(event: Event) -> Head:
    if not _begins_on_a_known_day(event):
        return Head("hour", None)
    known = event.when.time if event.when.kind == "at" else None
    return Head("hour", Day(begin(event), begin(event), ()), known.hour if known else None)
