"""The axis of the overview: how wide each column is, and what stands above it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from babel.dates import format_date

from kb.render.drawing.columns import Column

Bounds = tuple[date | None, date | None]
"""A first and a last day; None where it is open."""

CELL = 24
"""A mark and its target."""
_NARROW = 30
"""A month in which little happened: room for its name."""
_LETTER = 8
_PAGE = 1040
"""What a wide page has room for: few columns share it evenly."""
_WEEK, _MONTH = 7, 31


@dataclass(frozen=True, slots=True)
class Tick:
    """A label on the axis; empty where there is no room for it."""

    x: int
    width: int
    label: str


def axis_of(columns: Sequence[Column], across: Sequence[int]) -> Iterator[Tick]:
    """Yield each column with its place, wide enough for so many marks side by side."""
    widths = [
        _least(column, side_by_side) for column, side_by_side in zip(columns, across, strict=True)
    ]
    spare = max(_PAGE - sum(widths), 0) // len(widths)
    x = 0
    for column, width in zip(columns, widths, strict=True):
        yield Tick(x, width + spare, column.label)
        x += width + spare


def eras_of(columns: Sequence[Column], axis: Sequence[Tick]) -> Iterator[Tick]:
    """Yield the month above days and weeks, and the year above months."""
    pairs = zip(columns, axis, strict=True)
    for era, found in groupby(pairs, key=lambda pair: _era(pair[0])):
        ticks = [tick for _, tick in found]
        width = sum(tick.width for tick in ticks)
        yield Tick(ticks[0].x, width, era if len(era) * _LETTER <= width else "")


def focus_of(focus: Bounds, columns: Sequence[Column], axis: Sequence[Tick]) -> Tick | None:
    """Return where the focus lies; None where it is all that the axis shows."""
    start, end = focus[0] or date.min, focus[1] or date.max
    inside = [
        tick
        for column, tick in zip(columns, axis, strict=True)
        if start <= column.first and column.last <= end
    ]
    if not inside or len(inside) == len(axis):
        return None
    return Tick(inside[0].x, sum(tick.width for tick in inside), "")


def _least(column: Column, across: int) -> int:
    narrowest = CELL if _length(column) <= _WEEK else _NARROW
    return max(across * CELL, narrowest, _LETTER * len(column.label))


def _era(column: Column) -> str:
    if _length(column) <= _WEEK:
        return format_date(column.first, "MMMM yyyy", locale="en_GB")
    return str(column.first.year) if _length(column) <= _MONTH else ""


def _length(column: Column) -> int:
    return (column.last - column.first).days + 1
