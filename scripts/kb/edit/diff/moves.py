"""By how much a date moved, where that is certain, and whether it is told more closely now."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import Literal

from kb.dates.edtf import PRECISIONS, Edtf
from kb.dates.when import When
from kb.edit.diff.changes import DateMove
from kb.edit.diff.entries import Entry
from kb.public.dates import human

Unit = Literal["year", "month", "day", "minute", ""]
Shift = tuple[int, Unit]
_UNKNOWN: Shift = (0, "")


def move_of(old: Entry, new: Entry) -> DateMove | None:
    """Return how the date of a record moved, or None where it says the same."""
    before, after = old.when, new.when
    if before is None or after is None or human(before) == human(after):
        return None
    by, unit = _shift(before, after)
    return DateMove(
        kind=new.kind,
        id=new.id,
        label=new.label,
        old=human(before),
        new=human(after),
        by=by,
        unit=unit,
        precision=_precision(before, after),
        counted_from=_anchor(before, after),
    )


def _shift(before: When, after: When) -> Shift:
    """Return the one amount by which every part moved; dates in doubt move by no certain one."""
    if before.kind != after.kind or before.is_soft or after.is_soft:
        return _UNKNOWN
    pairs = zip_longest(before.parts, after.parts)
    shifts = {_moved(one, other) for one, other in pairs if one or other}
    return shifts.pop() if len(shifts) == 1 else _UNKNOWN


def _moved(one: Edtf | None, other: Edtf | None) -> Shift:
    if one is None or other is None or one.precision != other.precision:
        return _UNKNOWN
    match one.precision:
        case "year":
            return other.earliest.year - one.earliest.year, "year"
        case "month":
            return _months(other.earliest) - _months(one.earliest), "month"
        case "day":
            return (other.earliest - one.earliest).days, "day"
        case "time":
            return _minutes(one, other)


def _months(day: date) -> int:
    return day.year * 12 + day.month


def _minutes(one: Edtf, other: Edtf) -> Shift:
    """Times are compared only within one zone, or where neither has one."""
    if one.zone != other.zone or one.time is None or other.time is None:
        return _UNKNOWN
    apart = datetime.combine(other.earliest, other.time) - datetime.combine(one.earliest, one.time)
    minutes = int(apart.total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    return (minutes, "minute") if rest else (days, "day")


@dataclass(frozen=True, slots=True)
class _Closeness:
    """How closely a date is told: by its unit, and by whether its edges are sure."""

    unit: int
    is_sure: bool


def _precision(before: When, after: When) -> Literal["gained", "lost", ""]:
    """Tell whether it is told in a finer unit, or without doubt where there was some."""
    one, other = _closeness(before), _closeness(after)
    if (one.unit, one.is_sure) == (other.unit, other.is_sure):
        return ""
    if one.unit <= other.unit and one.is_sure <= other.is_sure:
        return "gained"
    if one.unit >= other.unit and one.is_sure >= other.is_sure:
        return "lost"
    return ""


def _closeness(when: When) -> _Closeness:
    return _Closeness(PRECISIONS.index(when.precision), not when.is_soft)


def _anchor(before: When, after: When) -> str:
    """Return the event whose own move carried this date along."""
    is_same = before.derivation == after.derivation
    return after.derivation.event if after.derivation is not None and is_same else ""
