"""Time cut into columns: days, weeks, months, or longer where those would be too many."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

from kb.dates.when import When
from kb.public.dates import day_in_words

_DAYS, _MONTHS = 31, 36
_YEAR = 12
"""Months; a longer stretch is ten, a hundred or a thousand years."""


@dataclass(frozen=True, slots=True)
class Column:
    """A day; in a longer span a week, a month or more."""

    first: date
    last: date
    label: str


def has_soft_ends(when: When) -> bool:
    """Tell whether a bar would say too much with hard ends.

    A date known to the month alone did not last the month.
    """
    return when.is_soft or when.precision in ("year", "month")


def spelt(column: Column) -> str:
    """Return a column in words: `17 June 2022`, `June 2022` or `2022`; weeks by their days."""
    if column.first == column.last:
        return day_in_words(column.first)
    if column.last == _last_before(column.first.year * 12 + column.first.month):
        return format_date(column.first, "MMMM y", locale="en_GB")
    if column.label.isdigit() and (column.first.month, column.last.month) == (1, 12):
        return column.label
    return f"{day_in_words(column.first)} to {day_in_words(column.last)}"


def columns_between(first: date, last: date) -> tuple[Column, ...]:
    """Return the days from `first` to `last`; in a longer span the months, else the years."""
    if (last - first).days < _DAYS:
        return days(first, last)
    if _months_from(first, last) <= _MONTHS:
        return tuple(_stretches(first, last, 1))
    return tuple(_stretches(first, last, _YEAR))


def days(first: date, last: date) -> tuple[Column, ...]:
    """Return each day from `first` to `last`."""
    every = (first + timedelta(count) for count in range((last - first).days + 1))
    return tuple(Column(day, day, str(day.day)) for day in every)


def weeks(first: date, last: date) -> tuple[Column, ...]:
    """Return the weeks, from Monday to Sunday, that hold `first` to `last`."""
    count = (last - first).days + first.weekday()
    mondays = (first.toordinal() - first.weekday() + 7 * n for n in range(count // 7 + 1))
    return tuple(_week(monday) for monday in mondays)


def coarse(first: date, last: date, most: int) -> tuple[Column, ...]:
    """Return the months from `first` to `last`, or what is longer, so that they are `most`."""
    length = 1
    while _months_from(first, last) // length + 1 > most:
        length = length * 10 if length > 1 else _YEAR
    return tuple(_stretches(first, last, length))


def _week(monday: int) -> Column:
    first = date.fromordinal(max(monday, 1))
    return Column(first, date.fromordinal(min(monday + 6, date.max.toordinal())), str(first.day))


def _months_from(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _stretches(first: date, last: date, months: int) -> Iterator[Column]:
    """Yield stretches of so many months; those of years begin with a round one."""
    begin = first.year * 12 + first.month - 1
    for month in range(begin - begin % months, last.year * 12 + last.month, months):
        start = date(max(month // 12, 1), month % 12 + 1, 1)
        yield Column(start, _last_before(month + months), _label(start, months))


def _last_before(month: int) -> date:
    if month // 12 > date.max.year:
        return date.max
    return date(month // 12, month % 12 + 1, 1) - timedelta(1)


def _label(start: date, months: int) -> str:
    if months == 1:
        return format_date(start, "MMM", locale="en_GB")
    return str(start.year) if months == _YEAR else f"{start.year}–"
