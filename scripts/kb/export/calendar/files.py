"""Published -> iCalendar (RFC 5545, RFC 7986): the whole dossier, and each actor’s events.

An event with an honest day is a VEVENT. Every other one is a VJOURNAL without a date, so that all
events are in the file and none stands on a day that no source gives.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kb.export.calendar.grid import Days, days_of
from kb.export.calendar.lines import Property, component, day_or_moment, escaped, lines
from kb.export.shapes import Event, Place, Published
from kb.export.wording import events_by_actor, told
from kb.output import BinaryFile

WHOLE = "data/events"
_EPOCH = date(1970, 1, 1)
_PRODUCT = "-//Dossier//Events as their sources date them//EN"


def calendar_files(published: Published) -> Iterator[BinaryFile]:
    """Yield the calendar of all events, and one for each actor whom an event names.

    A calendar must hold something: without events there is none.
    """
    writer = _Writer(published)
    if published.events:
        yield writer.file(WHOLE, published.title, "", published.events)
    for actor, events in events_by_actor(published):
        if events:
            name = f"{actor.name}: {published.title}"
            which = f"Events that name {actor.name}. "
            yield writer.file(f"actors/{actor.id}", name, which, events)


def uid(tag: str) -> str:
    """Return the UID of what a tag names: the UUID (version 5, URLs) of that tag.

    RFC 7986 asks for a UUID and forbids a host’s name in it; this one anybody can work out again.
    """
    return str(uuid.uuid5(uuid.NAMESPACE_URL, tag))


@dataclass(frozen=True, slots=True)
class _Entry:
    """An event as it stands in every calendar that has it."""

    is_dated: bool
    written: bytes


class _Writer:
    """Writes calendars of one dossier, and each event only once."""

    def __init__(self, published: Published) -> None:
        self._published = published
        places = {place.id: place for place in published.places}
        self._entries = {event.id: _entry(event, places) for event in published.events}

    def file(self, path: str, name: str, which: str, events: Iterable[Event]) -> BinaryFile:
        """Return a calendar of the events, at `path` without its ending."""
        entries = [self._entries[event.id] for event in events]
        about = which + _about(len(entries), sum(entry.is_dated for entry in entries))
        head = lines((("BEGIN", "VCALENDAR"), *self._head(path, name, about)))
        written = (entry.written for entry in entries)
        return BinaryFile(f"{path}.ics", b"".join((head, *written, b"END:VCALENDAR\r\n")))

    def _head(self, path: str, name: str, about: str) -> Iterator[Property]:
        yield "VERSION", "2.0"
        yield "PRODID", _PRODUCT
        for key in ("DESCRIPTION", "X-WR-CALDESC"):
            yield key, escaped(about)
        for key in ("NAME", "X-WR-CALNAME"):
            yield key, escaped(name)
        yield "SOURCE;VALUE=URI", f"{self._published.url}{path}.ics"
        yield "UID", uid(f"{self._published.tag}{path}")
        yield "URL", self._published.url


def _entry(event: Event, places: Mapping[str, Place]) -> _Entry:
    days = days_of(event.date)
    properties = [*_identity(event), *_words(event), *_exactly(event)]
    if days is None:
        return _Entry(is_dated=False, written=component("VJOURNAL", properties))
    properties += [*_on(days), *_where([places[one] for one in event.places])]
    return _Entry(is_dated=True, written=component("VEVENT", properties))


def _about(total: int, dated: int) -> str:
    grid = f"{dated} of {total} events stand on a day, each as precisely as its sources date it."
    if dated == total:
        return grid
    return (
        f"{grid} Left out of the days: {total - dated}. No source gives a day for such events, only"
        " a month or a year, a span in which they happened, one of several days, a day in doubt, or"
        " no end. They are in this file as journal entries without a date, which most calendars do"
        " not show."
    )


def _identity(event: Event) -> Iterator[Property]:
    """Yield what tells a calendar which event this is, and whether we changed it since."""
    changed = date.fromisoformat(event.updated) if event.updated else _EPOCH
    yield "UID", uid(event.tag)
    yield day_or_moment("DTSTAMP", _midnight(changed))
    if event.updated:
        yield day_or_moment("LAST-MODIFIED", _midnight(changed))
    yield "SEQUENCE", str(max(0, (changed - _EPOCH).days))
    yield "URL", event.url


def _words(event: Event) -> Iterator[Property]:
    yield "SUMMARY", escaped(event.headline)
    yield "DESCRIPTION", escaped("\n\n".join((*told(event), event.url)))
    yield "CATEGORIES", escaped(event.status)


def _exactly(event: Event) -> Iterator[Property]:
    """Yield what a calendar has no word for: the record, its actors, and its date as it is."""
    date = event.date
    known = (
        ("TAG", event.tag),
        ("EDTF", date.edtf),
        ("KIND", date.kind),
        ("PRECISION", date.precision),
        ("DOUBTFUL", str(date.is_doubtful).upper()),
        *(("ACTOR", part.actor) for part in event.actors),
    )
    for key, words in known:
        # Without a type, some programs do not undo the escapes of what they do not know.
        yield f"X-DOSSIER-{key};VALUE=TEXT", escaped(words)


def _on(days: Days) -> Iterator[Property]:
    yield day_or_moment("DTSTART", days.start)
    if days.end:
        yield day_or_moment("DTEND", days.end)
    yield "TRANSP", "TRANSPARENT"


def _where(places: list[Place]) -> Iterator[Property]:
    """Yield the places by name, and a point for a single one that is known so closely."""
    if places:
        yield "LOCATION", escaped(", ".join(place.name for place in places))
    if len(places) == 1 and _is_point(places[0]):
        yield "GEO", f"{places[0].latitude};{places[0].longitude}"


def _is_point(place: Place) -> bool:
    """Tell whether a place is a site whose coordinates nobody doubts.

    The middle of a city is not where something happened, and a point cannot say what it stands for.
    """
    if place.latitude is None or place.longitude is None:
        return False
    return place.precision == "site" and not place.unverified.keys() & {"", "at"}


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
