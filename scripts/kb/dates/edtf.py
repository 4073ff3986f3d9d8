"""One date or time in EDTF (ISO 8601-2), as precise as its source: shared by every stage.

The clock is never read, and bounds are wall-clock dates as typed, never converted to UTC.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MINYEAR, date, datetime, time
from typing import Literal

from dateutil import parser as dateutil_parser

from kb.dates.slips import MONTH_NAMES, slips_in

Precision = Literal["year", "month", "day", "time"]
PRECISIONS: tuple[Precision, ...] = ("year", "month", "day", "time")
"""From the coarsest to the finest."""


class BadDate(ValueError):
    """A text that is no honest date: what is true of it, and the likely fix."""

    def __init__(
        self,
        message: str,
        hint: str = "",
        key: tuple[str | int, ...] = (),
        meant: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.key = key
        """Where the bad text stands in the mapping that was read; empty for the whole of it."""
        self.typed, self.meant = meant
        """The text at fault and the only date it can mean; both empty where that is not certain."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A single date or time; `str()` gives EDTF that reads back as an equal value."""

    text: str
    earliest: date
    latest: date
    precision: Precision
    """What is known: some day in June (`2022-06-XX`) is known to the month, and prints no day."""
    time: time | None
    zone: str | None = None
    """`Z` or `+03:00` as typed; None where no zone was given."""
    is_approximate: bool = False
    is_uncertain: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def is_some_day(self) -> bool:
        """One unknown day of the month, rather than the month."""
        return self.text.endswith("-XX")


def parse_edtf(text: str) -> Edtf:
    """Return the date that `text` writes in EDTF or full English, or raise BadDate with a fix."""
    typed = text.strip()
    found = _read(typed)
    if found is None:
        raise _refusal(typed)
    return found


def shown(text: str) -> str:
    """Return `text` as a message quotes it: on one line, and short."""
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= _LONGEST else f"'{line[:_LONGEST]}…'"


_LONGEST = 60
_FORMS = "write 2022, 2022-06, 2022-06-17, 2022-06-17T15:00+03:00 or 17 June 2022"

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?P<mark>[~?%])?|(\d{4})-(\d\d)-XX", re.ASCII)
_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(?P<hour>\d\d):(?P<minute>\d\d)(?P<zone>Z|[+-]\d\d:\d\d)?", re.ASCII
)


def _read(typed: str) -> Edtf | None:
    """Return the date, or None where the text has none of the forms that we accept."""
    if found := _TIME.fullmatch(typed):
        return _at_a_time(typed, found)
    if found := _DATE.fullmatch(typed):
        return _on_a_date(typed, found)
    if found := _ENGLISH.fullmatch(typed):
        return _from_english(typed, found)
    return None


def _on_a_date(typed: str, found: re.Match[str]) -> Edtf:
    year, month, day, _, year_of_some_day, month_of_some_day = found.groups()
    mark = found["mark"] or ""
    earliest, latest, precision = _bounds(
        typed, year or year_of_some_day, month or month_of_some_day, day
    )
    return Edtf(
        typed,
        earliest,
        latest,
        precision,
        None,
        is_approximate=mark in ("~", "%"),
        is_uncertain=mark in ("?", "%"),
    )


def _at_a_time(typed: str, found: re.Match[str]) -> Edtf:
    earliest, latest, _ = _bounds(typed, found[1], found[2], found[3])
    hour, minute = int(found["hour"]), int(found["minute"])
    if hour not in range(24) or minute not in range(60):
        raise BadDate(f"{shown(typed)} has no time of day", "times run from 00:00 to 23:59")
    if not _is_zone(found["zone"]):
        raise BadDate(
            f"{shown(typed)} has a zone that no clock keeps: '{found['zone']}'",
            "write a zone from -12:00 to +14:00, Z for UTC, or none if it is not known",
        )
    return Edtf(typed, earliest, latest, "time", time(hour, minute), found["zone"])


def _is_zone(zone: str | None) -> bool:
    if zone in (None, "Z"):
        return True
    furthest = 14 if zone[0] == "+" else 12
    hours, minutes = int(zone[1:3]), int(zone[4:])
    in_a_day = minutes in range(60) and hours * 60 + minutes <= furthest * 60
    return in_a_day and zone != "-00:00"


def _bounds(
    typed: str, year: str, month: str | None, day: str | None
) -> tuple[date, date, Precision]:
    y = int(year)
    if y < MINYEAR:
        raise BadDate(f"{shown(typed)} has no year of the calendar", "years run from 0001 to 9999")
    if month is None:
        return date(y, 1, 1), date(y, 12, 31), "year"
    m = int(month)
    if m not in range(1, 13):
        raise BadDate(f"{shown(typed)} has no month: '{month}' is not 01 to 12", _order(m))
    last = monthrange(y, m)[1]
    if day is None:
        return date(y, m, 1), date(y, m, last), "month"
    if int(day) not in range(1, last + 1):
        raise BadDate(
            f"{shown(typed)} is not in the calendar: {year}-{month} has {last} days",
            f"write a day from {year}-{month}-01 to {year}-{month}-{last}, or {year}-{month}",
        )
    return date(y, m, int(day)), date(y, m, int(day)), "day"


def _order(month: int) -> str:
    if month in range(21, 25):
        return "seasons are not accepted; write the months, as in {between: [2022-06, 2022-08]}"
    return "write year, month and day in this order, as in 2022-06-17"


# Day, month and a year in four digits must stand in the text before dateutil sees it: it takes
# what is missing from today, and moves years below 100 into our time.
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_ENGLISH = re.compile(
    rf"{_NTH} (?P<month>[A-Za-z]+)\.?,? [1-9]\d{{3}}|(?P<first>[A-Za-z]+)\.? {_NTH},? [1-9]\d{{3}}",
    re.ASCII,
)
_TWO_DEFAULTS = (datetime(1904, 1, 1), datetime(2096, 12, 28))  # noqa: DTZ001  wall clock


def _from_english(typed: str, found: re.Match[str]) -> Edtf:
    name = found["month"] or found["first"]
    month = MONTH_NAMES.month(name)
    if month is None:
        raise BadDate(f"{shown(typed)} names no month: '{name}'", _FORMS)
    try:
        readings = {dateutil_parser.parse(typed, default=d).date() for d in _TWO_DEFAULTS}
    except (ValueError, OverflowError):
        raise BadDate(
            f"{shown(typed)} is not in the calendar: the month has no such day",
            f"write {typed[-4:]}-{month:02}, or a day of that month",
        ) from None
    if len(readings) != 1:
        raise BadDate(f"{shown(typed)} does not name its day, month and year", _FORMS)
    return _day(readings.pop())


def _day(day: date) -> Edtf:
    return Edtf(day.isoformat(), day, day, "day", None)


def _refusal(typed: str) -> BadDate:
    for slip in slips_in(typed):
        meant = [text for text in slip.meant if _is_date(text)]
        if meant or slip.advice:
            hint = f"write {' or '.join(meant)}" if meant else slip.advice
            is_clear = len(meant) == 1 and slip.keeps_all
            sure = (typed, meant[0]) if is_clear else ("", "")
            return BadDate(f"{shown(typed)} {slip.truth}", hint, meant=sure)
    return BadDate(f"{shown(typed)} is not a date", _FORMS)


def _is_date(text: str) -> bool:
    try:
        return _read(text) is not None
    except BadDate:
        return False
