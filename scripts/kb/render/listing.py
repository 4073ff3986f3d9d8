"""The list of the timeline: the events by month, with heads for weeks and hours, and empty days."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import groupby
from typing import Literal

from kb.dossier import Dossier, Event
from kb.render.gaps import is_dated_to_the_day
from kb.render.home import Day, days_of


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


def months_of(dossier: Dossier) -> tuple[Month, ...]:
    """Return the whole list, each event where it may first have begun, in the order of the events.

    Days without an event are named within the focus, as on the home page.
    """
    begun: list[tuple[date, Event | Day]] = [(_begin(event), event) for event in dossier.events]
    empty: list[tuple[date, Event | Day]] = [
        (day.first, day) for day in days_of(dossier) if not day.events
    ]
    months = groupby(
        merge(begun, empty, key=lambda dated: dated[0]), key=lambda dated: dated[0].replace(day=1)
    )
    return tuple(
        Month(first, tuple(_with_heads(line for _, line in dated))) for first, dated in months
    )


def _begin(event: Event) -> date:
    first = event.when.earliest or event.when.latest
    assert first is not None, "a date has a bound"
    return first


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
    begin = _begin(event)
    first = max(begin.day - begin.weekday(), 1)
    last = min(begin.day - begin.weekday() + 6, monthrange(begin.year, begin.month)[1])
    return Head("week", Day(begin.replace(day=first), begin.replace(day=last), ()))


def _hour(event: Event) -> Head:
    if not _begins_on_a_known_day(event):
        return Head("hour", None)
    known = event.when.time if event.when.kind == "at" else None
    return Head("hour", Day(_begin(event), _begin(event), ()), known.hour if known else None)
