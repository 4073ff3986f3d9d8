"""Published -> a CSV for each table, and the data package that describes and weighs them.

RFC 4180 in UTF-8, with the mark by which spreadsheets know UTF-8 from the code page of the day.
"""

import csv
import io
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from kb.export.json_bytes import json_bytes
from kb.export.shapes import FORMAT, Published
from kb.export.tables.cells import READING, cell_text
from kb.export.tables.columns import Column, Reference, Table
from kb.export.tables.every import ABOUT, LICENCE, QUOTES, TABLES
from kb.output import BinaryFile

PACKAGE = "data/datapackage.json"
_BELOW_PACKAGE = "csv"
_BOM = "\ufeff"
_MARKED = " May begin with an apostrophe that is no part of it."


def csv_files(published: Published) -> Iterator[BinaryFile]:
    """Yield the tables as CSV, then their package (Frictionless Data Package)."""
    resources = []
    for table in TABLES:
        file = BinaryFile(f"data/{_path(table)}", _csv(table, published))
        resources.append(_resource(table, file.data))
        yield file
    yield BinaryFile(PACKAGE, json_bytes(_package(published) | {"resources": resources}))


def described() -> dict[str, str]:
    """Return what each table holds, by its file."""
    return {f"data/{_path(table)}": table.description for table in TABLES}


def _path(table: Table[Any]) -> str:
    return f"{_BELOW_PACKAGE}/{table.name}.csv"


def _csv(table: Table[Any], published: Published) -> bytes:
    text = io.StringIO()
    text.write(_BOM)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    kinds = [column.type for column in table.columns]
    writer.writerows(map(cell_text, row, kinds) for row in table.cells(published))
    return text.getvalue().encode("utf-8")


def _package(published: Published) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "dossier",
        "id": published.tag,
        "title": published.title,
        "description": f"{published.lede}\n\n{ABOUT}\n\n{READING}",
        "homepage": published.url,
        "version": FORMAT,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": published.licence,
                "title": f"{LICENCE}. {QUOTES}",
            }
        ],
        "sources": [
            {
                "title": "The sources of the dossier, each in the table `sources`",
                "path": f"{published.url}sources/",
            }
        ],
    }


def _resource(table: Table[Any], data: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": _path(table),
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [_foreign_key(one, table) for one in table.references],
        },
    }


def _field(column: Column[Any]) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    is_free = column.type == "string" and not column.allowed
    described = {
        "name": column.name,
        "type": column.type,
        "description": column.description + (_MARKED if is_free else ""),
    }
    return described | ({"constraints": constraints} if constraints else {})


def _foreign_key(reference: Reference, table: Table[Any]) -> dict[str, Any]:
    own = reference.table == table.name
    return {
        "fields": list(reference.columns),
        "reference": {"resource": "" if own else reference.table, "fields": list(reference.keys)},
    }
