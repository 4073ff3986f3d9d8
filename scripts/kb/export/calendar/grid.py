"""A date -> the days of a calendar that it stands on, if it honestly stands on any.

Calendars know days and moments and nothing else: what is known to a month, within a span or in
doubt stands on no day here, since every day would be invented.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kb.dates.edtf import Edtf
from kb.dates.when import When, parse_when
from kb.export.shapes import Date


@dataclass(frozen=True, slots=True)
class Days:
    """Where something stands in a calendar: on whole days, or at moments in UTC."""

    start: date
    """A `datetime` where it is a moment."""
    end: date | None = None
    """The first day, or moment, that it no longer touches; None for one day or one moment."""


def days_of(given: Date) -> Days | None:
    """Return the days, or None where the sources give no day.

    A time without a zone is no moment: it stands on its day.
    """
    if given.is_doubtful or given.precision not in ("day", "time"):
        return None
    if given.kind not in ("at", "lasted"):
        return None
    when = parse_when(given.edtf)
    assert isinstance(when, When), "an EDTF text is never a date to be worked out"
    return _at(when.dates[0]) if when.kind == "at" else _lasted(when)


def _at(part: Edtf) -> Days:
    return Days(_moment(part) or part.earliest)


def _lasted(when: When) -> Days | None:
    start, end = when.parts
    if start is None or end is None:
        return None
    first, last = _moment(start), _moment(end)
    if first and last and first < last:
        return Days(first, last)
    if end.latest == date.max:  # the day after it is in no calendar
        return None
    return Days(start.earliest, end.latest + timedelta(days=1))


def _moment(part: Edtf) -> datetime | None:
    """Return the moment in UTC; None without a time and a zone, or where UTC has no such year."""
    if part.time is None or part.zone is None:
        return None
    try:
        return datetime.fromisoformat(part.text).astimezone(UTC)
    except OverflowError:
        return None
