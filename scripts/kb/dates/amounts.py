"""Amounts of time such as `2 weeks 3 days`, and how far they move a date: above `kb.dates.edtf`."""

import re
from datetime import date, datetime

from dateutil.relativedelta import relativedelta

from kb.dates.edtf import BadDate, Edtf, parse_edtf, shown

_UNITS = ("year", "month", "week", "day", "hour")
_ONE = r"([1-9]\d{0,5}) (year|month|week|day|hour)s?"
_AMOUNT = re.compile(rf"{_ONE}(?: {_ONE})*", re.ASCII)
_FORMS = "write numbers and units, as in 1 day or 2 weeks 3 days"


def parse_amount(text: str) -> str:
    """Return the amount in canonical form, largest unit first, or raise BadDate."""
    typed = " ".join(text.split())
    if not _AMOUNT.fullmatch(typed):
        raise BadDate(f"{shown(typed)} is not an amount of time", _FORMS)
    counted = [(unit, int(count)) for count, unit in re.findall(_ONE, typed)]
    counts = dict(counted)
    if len(counts) < len(counted):
        raise BadDate(f"{shown(typed)} names one unit twice", "add the two numbers up")
    return " ".join(_counted(counts[unit], unit) for unit in _UNITS if unit in counts)


def moved(part: Edtf, amount: str, sign: int) -> tuple[Edtf, Edtf]:
    """Return the dates, as precise as `part`, that its two bounds fall into when moved.

    They differ where the amount is finer than the date: a day after some time in June lies in June
    or July. A time of day outlives the move only where the amount counts hours.
    """
    step = _step(amount) * sign
    try:
        if "hour" in amount:
            there = _moved_time(part, amount, step)
            return there, there
        first, last = (_around(part, bound + step) for bound in (part.earliest, part.latest))
    except BadDate:
        raise
    except (ValueError, OverflowError):
        raise BadDate(
            f"{amount} from {part} leaves the calendar", "years run from 0001 to 9999", ("by",)
        ) from None
    return (first, last) if first == last else (_whole(first), _whole(last))


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _step(amount: str) -> relativedelta:
    counts = {unit: int(count) for count, unit in re.findall(_ONE, amount)}
    return relativedelta(
        years=counts.get("year", 0),
        months=counts.get("month", 0),
        weeks=counts.get("week", 0),
        days=counts.get("day", 0),
        hours=counts.get("hour", 0),
    )


def _moved_time(part: Edtf, amount: str, step: relativedelta) -> Edtf:
    if part.time is None:
        raise BadDate(
            f"'{amount}' counts hours from {part}, which has no time of day",
            "count days, or give the other event a time",
            ("by",),
        )
    there = datetime.combine(part.earliest, part.time) + step
    return parse_edtf(f"{there.isoformat(timespec='minutes')}{part.zone or ''}")


def _around(part: Edtf, there: date) -> Edtf:
    """Return the year, month or day around `there`, with the marks of `part`."""
    letters = {"year": 4, "month": 7, "day": 10, "time": 10}[part.precision]
    mark = "-XX" if part.is_some_day else part.text[-1] if part.text[-1] in "~?%" else ""
    return parse_edtf(f"{there.isoformat()[:letters]}{mark}")


def _whole(part: Edtf) -> Edtf:
    """Return the month of some day, since the ends of a span are whole months."""
    return parse_edtf(part.text.removesuffix("-XX"))
