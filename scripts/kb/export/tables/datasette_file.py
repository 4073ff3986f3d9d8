"""The metadata with which Datasette serves the database: what it is, whose, what to ask of it."""

from collections.abc import Iterator
from typing import Any

from kb.export.json_bytes import json_bytes
from kb.export.shapes import Published
from kb.export.tables.canned_queries import QUERIES, Query
from kb.export.tables.columns import Table
from kb.export.tables.every import ABOUT, LICENCE, QUOTES, TABLES
from kb.export.tables.sqlite_file import SQLITE
from kb.output import BinaryFile

METADATA = "data/datasette.json"
_DATABASE = SQLITE.rpartition("/")[2].removesuffix(".sqlite")


def datasette_files(published: Published) -> Iterator[BinaryFile]:
    """Yield the metadata: `datasette dossier.sqlite --metadata datasette.json`."""
    metadata = {
        "title": published.title,
        "description": f"{published.lede} {ABOUT}",
        "license": f"{LICENCE}. {QUOTES}",
        "license_url": published.licence,
        "source": published.title,
        "source_url": published.url,
        "about": "How statuses are computed",
        "about_url": published.method,
        "databases": {
            _DATABASE: {
                "description": ABOUT,
                "tables": {table.name: _table(table) for table in TABLES},
                "queries": {query.name: _query(query) for query in QUERIES},
            }
        },
    }
    yield BinaryFile(METADATA, json_bytes(metadata))


def _table(table: Table[Any]) -> dict[str, Any]:
    units = {column.name: column.unit for column in table.columns if column.unit}
    return {
        "description": table.description,
        "columns": {column.name: column.description for column in table.columns},
        **({"label_column": table.label} if table.label else {}),
        **({"units": units} if units else {}),
    }


def _query(query: Query) -> dict[str, str]:
    return {"title": query.title, "description": query.description, "sql": query.sql.strip()}
