"""Published -> an SQLite database of the same tables, with keys, indexes and full-text search.

It is made in memory, in one order, and holds nothing from the clock: the same data give the same
bytes, as long as the same SQLite makes it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from kb.export.shapes import Published
from kb.export.tables.columns import Column, Reference, Table, Type
from kb.export.tables.every import TABLES
from kb.output import BinaryFile

SQLITE = "data/dossier.sqlite"
_TYPES: dict[Type, str] = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
}
_TOKENS = "unicode61 remove_diacritics 2"
"""Words of every script, whatever their case; `é` is found as `e`."""


def sqlite_files(published: Published) -> Iterator[BinaryFile]:
    """Yield the database."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        _fill(database, published)
        yield BinaryFile(SQLITE, database.serialize())


def schema() -> Iterator[str]:
    """Yield the statements that make the empty tables, with a comment on each column."""
    for table in TABLES:
        yield _create(table)
        yield from _indexes(table)
        if table.searched:
            yield _search(table)


def _fill(database: sqlite3.Connection, published: Published) -> None:
    database.execute("PRAGMA page_size = 4096")
    database.execute("BEGIN")
    for statement in schema():
        database.execute(statement)
    for table in TABLES:
        places = ", ".join("?" * len(table.columns))
        database.executemany(f"INSERT INTO {table.name} VALUES ({places})", table.cells(published))
        if table.searched:
            _build_search(database, table)
    database.execute("COMMIT")
    database.execute("VACUUM")


def _build_search(database: sqlite3.Connection, table: Table[Any]) -> None:
    for command in ("rebuild", "optimize"):
        database.execute(f"INSERT INTO {table.name}_fts({table.name}_fts) VALUES ('{command}')")


def _create(table: Table[Any]) -> str:
    columns = [(_column(column), column.description) for column in table.columns]
    rules = [
        (f"PRIMARY KEY ({_listed(table.key)})", ""),
        *((_foreign_key(reference), "") for reference in table.references),
    ]
    lines = [*columns, *rules]
    ends = [","] * (len(lines) - 1) + [""]
    body = (
        f"  {line}{end}{f'  -- {text}' if text else ''}\n"
        for (line, text), end in zip(lines, ends, strict=True)
    )
    return f"CREATE TABLE {table.name} (\n  -- {table.description}\n{''.join(body)})"


def _column(column: Column[Any]) -> str:
    needed = " NOT NULL" if column.is_required else ""
    allowed = (
        ("0", "1") if column.type == "boolean" else tuple(f"'{one}'" for one in column.allowed)
    )
    rule = f" CHECK ({_quoted(column.name)} IN ({', '.join(allowed)}))" if allowed else ""
    return f"{_quoted(column.name)} {_TYPES[column.type]}{needed}{rule}"


def _foreign_key(reference: Reference) -> str:
    there = f"{reference.table} ({_listed(reference.keys)})"
    return (
        f"FOREIGN KEY ({_listed(reference.columns)}) REFERENCES {there}"
        " DEFERRABLE INITIALLY DEFERRED"
    )


def _indexes(table: Table[Any]) -> Iterator[str]:
    """Yield an index for each reference that the key of the table does not begin with."""
    for reference in table.references:
        if table.key[: len(reference.columns)] != reference.columns:
            name = f"{table.name}_by_{'_'.join(reference.columns)}"
            yield f"CREATE INDEX {name} ON {table.name} ({_listed(reference.columns)})"


def _search(table: Table[Any]) -> str:
    """Return the index of words; Datasette finds it by `content`, written in just this way."""
    return (
        f"CREATE VIRTUAL TABLE {table.name}_fts USING fts5 ({', '.join(table.searched)},"
        f' content="{table.name}", tokenize="{_TOKENS}")'
    )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return f'"{name}"'
