"""Properties -> the lines of a calendar (RFC 5545): escaped, folded, and in a fixed order.

It writes to the byte what the library icalendar would, which tests hold it to; that one folds
letter by letter, and takes ten times as long.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from kb.export.clean import clean

Property = tuple[str, str]
"""The name, with its parameters, and the value as it is written."""

_OCTETS = 74
"""The most in a line: 75 is allowed, and those that follow begin with a space."""
_INSIDE_A_LETTER = 0b10
_ESCAPE = b"\\^"
_FIRST = ("SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE")
"""What an event begins with, before all else by name."""


def escaped(words: str) -> str:
    """Return a text as a value, with all escaped that means something else there."""
    bare = clean(words).replace("\\N", "\n").replace("\\", "\\\\")
    return bare.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def day_or_moment(name: str, when: date) -> Property:
    """Return a whole day, or a moment in UTC, as a property."""
    day = f"{when.year:04}{when.month:02}{when.day:02}"
    if isinstance(when, datetime):
        return name, f"{day}T{when.hour:02}{when.minute:02}{when.second:02}Z"
    return f"{name};VALUE=DATE", day


def component(kind: str, properties: Iterable[Property]) -> bytes:
    """Return what has these properties, whole, and each line of it ended."""
    first = _FIRST if kind == "VEVENT" else ()
    places = {name: place for place, name in enumerate(first)}
    ordered = sorted(properties, key=lambda one: _place(one[0].partition(";")[0], places))
    return lines((("BEGIN", kind), *ordered, ("END", kind)))


def lines(properties: Iterable[Property]) -> bytes:
    """Return the properties as they come, a line each."""
    return b"".join(_folded(f"{name}:{value}") for name, value in properties)


def _place(name: str, places: Mapping[str, int]) -> tuple[int, str]:
    return places.get(name, len(places)), name


def _folded(line: str) -> bytes:
    """Return a line in pieces that are short enough; neither letter nor escape is cut in two."""
    left = line.encode("utf-8")
    pieces = []
    while len(left) > _OCTETS:
        end = _OCTETS
        while left[end] >> 6 == _INSIDE_A_LETTER:
            end -= 1
        if left[end - 1] in _ESCAPE:
            end -= 1
        pieces.append(left[:end])
        left = left[end:]
    return b"\r\n ".join((*pieces, left)) + b"\r\n"
