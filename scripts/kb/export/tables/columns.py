"""What a table is: its columns with types and descriptions, and how a row of it is made.

CSV, SQLite, the data package and Datasette’s metadata are all written from this one description, so
that none of them can say something else of a column. `kb.export.tables.every` lists the tables.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin

from kb.export.shapes import Published, Shape

Row = TypeVar("Row")
Cell = str | int | float | bool | None
"""None for what is not known or not there; a text is never empty."""
Link = tuple[Cell, ...]
Type = Literal["string", "integer", "number", "boolean", "date"]
"""As Table Schema (Frictionless) names them; a `date` is a whole day, as `2022-06-17`."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column, and what a row has in it."""

    name: str
    type: Type
    description: str
    value: Callable[[Row], Cell]
    is_required: bool = False
    allowed: tuple[str, ...] = ()
    """Every value that it may have; empty for any."""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that name a row of a table, whose key has as many."""

    columns: tuple[str, ...]
    table: str
    keys: tuple[str, ...] = ("id",)


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A table and how its rows are found; they stand in the order of the pages."""

    name: str
    description: str
    rows: Callable[[Published], Iterable[Row]]
    columns: tuple[Column[Row], ...]
    key: tuple[str, ...] = ("id",)
    references: tuple[Reference, ...] = ()
    searched: tuple[str, ...] = ()
    """The columns that the full-text search reads."""
    label: str = ""
    """The column that stands for a row where another table names it."""

    def cells(self, published: Published) -> Iterator[tuple[Cell, ...]]:
        """Yield each row, a cell for each column."""
        values = [column.value for column in self.columns]
        for row in self.rows(published):
            yield tuple([None if (cell := value(row)) == "" else cell for value in values])


def field(
    shape: type[Shape], name: str, description: str = "", *, can_be_empty: bool = False
) -> Column[Any]:
    """Return a column for a field of a shape, with its type, values and description.

    `description` is for a field whose own name says enough inside its shape.
    """
    known = shape.model_fields[name]
    bare, can_be_none = _bare(known.annotation)
    return Column(
        name,
        _TYPES.get(bare, "string"),
        " ".join((description or known.description or "").split()),
        attrgetter(name),
        is_required=not (can_be_none or can_be_empty),
        allowed=get_args(bare) if get_origin(bare) is Literal else (),
    )


def fields(
    shape: type[Shape], described: Mapping[str, str], can_be_empty: Container[str] = ()
) -> tuple[Column[Any], ...]:
    """Return a column for each named field, in order; an empty description is the field’s own."""
    return tuple(
        field(shape, name, description, can_be_empty=name in can_be_empty)
        for name, description in described.items()
    )


def day(shape: type[Shape], name: str, description: str = "") -> Column[Any]:
    """Return a column for a field that is always a whole day."""
    return replace(field(shape, name, description), type="date")


def renamed(name: str, column: Column[Row]) -> Column[Row]:
    """Return the same column under another name."""
    return replace(column, name=name)


def optional(*columns: Column[Row]) -> tuple[Column[Row], ...]:
    """Return the same columns for rows that may lack them."""
    return tuple(replace(column, is_required=False) for column in columns)


def inside(find: Callable[[Row], Any], *columns: Column[Any]) -> tuple[Column[Row], ...]:
    """Return the columns of what a row has inside; they are `optional` where it may have None."""

    def seen(column: Column[Any]) -> Callable[[Row], Cell]:
        def value(row: Row) -> Cell:
            found = find(row)
            return None if found is None else column.value(found)

        return value

    return tuple(replace(column, value=seen(column)) for column in columns)


def ids(name: str, description: str, value: Callable[[Row], Iterable[str | None]]) -> Column[Row]:
    """Return a column that holds a list of ids."""
    return Column(
        name,
        "string",
        f"{description} Ids with one space between them.",
        lambda row: " ".join(one or UNNAMED for one in value(row)),
    )


def placed(
    columns: Mapping[str, tuple[Type, str]], can_be_empty: Container[str] = ()
) -> tuple[Column[Link], ...]:
    """Return the columns of rows that are tuples: types and descriptions, one for each place."""
    return tuple(
        Column(name, kind, text, itemgetter(place), is_required=name not in can_be_empty)
        for place, (name, (kind, text)) in enumerate(columns.items())
    )


UNNAMED = "unnamed"
"""Stands in a list of ids for a report that names nobody; nothing else can be called so."""

_TYPES: Mapping[object, Type] = {int: "integer", float: "number", bool: "boolean"}


def _bare(annotation: object) -> tuple[object, bool]:
    """Return a type without its `| None`, and whether it had one."""
    given = get_args(annotation) if get_origin(annotation) is not Literal else ()
    if type(None) not in given:
        return annotation, False
    (bare,) = (one for one in given if one is not type(None))
    return bare, True
