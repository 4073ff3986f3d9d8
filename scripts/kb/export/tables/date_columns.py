"""A date -> columns that say how precise it is, even to a program that knows only whole days.

Year, month and day stand in columns of their own, empty where they are not known: nothing that
reads a table has to take `2022-06` for a day of June.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from kb.dates.edtf import PRECISIONS, Edtf, parse_edtf
from kb.export.shapes import Date
from kb.export.tables.columns import Column, Row, day, field, fields, inside, optional, renamed

_Part = Literal["year", "month", "day"]
_read = lru_cache(maxsize=2**8)(parse_edtf)
"""Year, month and day of a date are asked for one after the other."""


def dated(
    name: str, find: Callable[[Row], Date | None], *, is_required: bool = False
) -> tuple[Column[Row], ...]:
    """Return all columns of a date, each beginning with `name`."""
    wording, origin, counted = (
        field(Date, "wording"),
        Column("counted_from", "string", "The event from whose date it was counted.", _anchor),
        Column("counted", "string", "How it was counted: `1 day after`.", _counted),
    )
    return (
        *in_short(name, find, is_required=is_required),
        *_parts(f"{name}_start", "The {part} of a date, or of the first of several", find, 0),
        *_parts(f"{name}_end", "The {part} of the last of several dates", find, -1),
        *_named(name, inside(find, wording, origin, counted)),
    )


def in_short(
    name: str, find: Callable[[Row], Date | None], *, is_required: bool = False
) -> tuple[Column[Row], ...]:
    """Return the columns that say what a date is and how far it is known."""
    told = fields(Date, dict.fromkeys(("text", "edtf", "kind", "precision", "is_doubtful"), ""))
    bounds = (day(Date, "earliest"), day(Date, "latest"))
    told = told if is_required else optional(*told)
    return _named(name, inside(find, *told, *bounds))


def _named(name: str, columns: tuple[Column[Row], ...]) -> tuple[Column[Row], ...]:
    return tuple(renamed(f"{name}_{column.name}", column) for column in columns)


def _parts(
    name: str, text: str, find: Callable[[Row], Date | None], place: int
) -> tuple[Column[Row], ...]:
    def part_of(part: _Part) -> Callable[[Date], int | None]:
        return lambda date: _known(_edge(date, place), part)

    parts: tuple[_Part, ...] = ("year", "month", "day")
    columns = (
        Column(
            part,
            "integer",
            f"{text.format(part=part)}; empty where it is not known or there is none.",
            part_of(part),
        )
        for part in parts
    )
    return _named(name, inside(find, *columns))


def _edge(date: Date, place: int) -> Edtf | None:
    """Return the first or last date of several; one date alone is a first and no last."""
    if date.kind == "at":
        return _read(date.edtf) if place == 0 else None
    listed = date.edtf.strip("[]").split("," if date.kind == "one-of" else "/")
    return None if listed[place] == ".." else _read(listed[place])


def _known(date: Edtf | None, part: _Part) -> int | None:
    if date is None or PRECISIONS.index(date.precision) < PRECISIONS.index(part):
        return None
    return {"year": date.earliest.year, "month": date.earliest.month, "day": date.earliest.day}[
        part
    ]


def _anchor(date: Date) -> str | None:
    return date.counted_from.event if date.counted_from else None


def _counted(date: Date) -> str | None:
    counted = date.counted_from
    return f"{counted.by or ''} {counted.direction}".strip() if counted else None
