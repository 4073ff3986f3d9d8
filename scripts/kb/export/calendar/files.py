"""Published -> iCalendar (RFC 5545, RFC 7986): the whole dossier, and each actor’s events.

An event with an honest day is a VEVENT. Every other one is a VJOURNAL without a date, so that all
events are in the file and none stands on a day that no source gives.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import icalendar

from kb.export.calendar.grid import days_of
from kb.export.clean import clean
from kb.export.shapes import Event, Place, Published
from kb.export.wording import events_by_actor, told
from kb.output import BinaryFile

WHOLE = "data/events"
_EPOCH = date(1970, 1, 1)
_END = b"END:VCALENDAR\r\n"
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
        calendar = icalendar.Calendar()
        for key, value in self._head(path, name, about):
            calendar.add(key, value)
        head = calendar.to_ical().removesuffix(_END)
        written = (entry.written for entry in entries)
        return BinaryFile(f"{path}.ics", b"".join((head, *written, _END)))

    def _head(self, path: str, name: str, about: str) -> Iterator[tuple[str, object]]:
        address = f"{self._published.url}{path}.ics"
        yield "version", "2.0"
        yield "prodid", _PRODUCT
        yield "uid", uid(f"{self._published.tag}{path}")
        for key in ("name", "x-wr-calname"):
            yield key, _text(name)
        for key in ("description", "x-wr-caldesc"):
            yield key, _text(about)
        yield "url", self._published.url
        yield "source", icalendar.vUri(address, params={"VALUE": "URI"})


def _entry(event: Event, places: Mapping[str, Place]) -> _Entry:
    days = days_of(event.date)
    entry = icalendar.Event() if days else icalendar.Journal()
    for key, value in (*_identity(event), *_words(event), *_exactly(event)):
        entry.add(key, value)
    if days:
        entry.add("dtstart", days.start)
        if days.end:
            entry.add("dtend", days.end)
        entry.add("transp", "TRANSPARENT")
        for key, value in _where([places[one] for one in event.places]):
            entry.add(key, value)
    return _Entry(days is not None, entry.to_ical())


def _words(event: Event) -> Iterator[tuple[str, object]]:
    yield "summary", _text(event.headline)
    yield "description", _text("\n\n".join((*told(event), event.url)))
    yield "categories", [event.status]


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


def _identity(event: Event) -> Iterator[tuple[str, object]]:
    """Yield what tells a calendar which event this is, and whether we changed it since."""
    changed = date.fromisoformat(event.updated) if event.updated else _EPOCH
    yield "uid", uid(event.tag)
    yield "dtstamp", _midnight(changed)
    if event.updated:
        yield "last-modified", _midnight(changed)
    yield "sequence", max(0, (changed - _EPOCH).days)
    yield "url", event.url


def _exactly(event: Event) -> Iterator[tuple[str, object]]:
    """Yield what a calendar has no word for: the record, its actors, and its date as it is."""
    date = event.date
    known = (
        ("tag", event.tag),
        ("edtf", date.edtf),
        ("kind", date.kind),
        ("precision", date.precision),
        ("doubtful", str(date.is_doubtful).upper()),
        *(("actor", part.actor) for part in event.actors),
    )
    for key, text in known:
        # Without a type, some programs do not undo the escapes of what they do not know.
        yield f"x-dossier-{key}", icalendar.vText(text, params={"VALUE": "TEXT"})


def _where(places: list[Place]) -> Iterator[tuple[str, object]]:
    """Yield the places by name, and a point for a single one that is known so closely."""
    if places:
        yield "location", _text(", ".join(place.name for place in places))
    if len(places) == 1 and _is_point(places[0]):
        yield "geo", (places[0].latitude, places[0].longitude)


def _is_point(place: Place) -> bool:
    """Tell whether a place is a site whose coordinates nobody doubts.

    The middle of a city is not where something happened, and a point cannot say what it stands for.
    """
    if place.latitude is None or place.longitude is None:
        return False
    return place.precision == "site" and not place.unverified.keys() & {"", "at"}


def _text(text: str) -> icalendar.vText:
    """Return a text to be escaped: without this, the library writes `X-` and `NAME` as they are."""
    return icalendar.vText(clean(text))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
