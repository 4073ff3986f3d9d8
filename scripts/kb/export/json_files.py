"""Published -> JSON: the whole dossier, a file for each record beside its page, and the schema."""

from collections.abc import Iterator
from typing import Any

from kb.export.json_bytes import json_bytes, shape_bytes
from kb.export.shapes import Published, Record
from kb.output import BinaryFile

WHOLE, SCHEMA = "data/dossier.json", "data/dossier.schema.json"


def json_files(published: Published) -> Iterator[BinaryFile]:
    """Yield the whole dossier and its schema."""
    yield BinaryFile(WHOLE, shape_bytes(published))
    yield BinaryFile(SCHEMA, schema_bytes(published.url))


def record_files(published: Published) -> Iterator[BinaryFile]:
    """Yield the data of each page of a record: `events/x.json` beside `events/x/`.

    Where a record was published and is gone, its data say what became of it.
    """
    for record in records(published):
        yield BinaryFile(f"{_below(record.url, published)}.json", shape_bytes(record))
    for gone in published.retired:
        if "#" not in gone.url:
            yield BinaryFile(f"{_below(gone.url, published)}.json", shape_bytes(gone))


def records(published: Published) -> Iterator[Record]:
    """Yield every record that has a page of its own."""
    yield from published.events
    yield from published.actors
    yield from published.places
    yield from published.topics
    yield from published.sources


def schema_bytes(site_url: str) -> bytes:
    """Return the JSON Schema (2020-12) of the whole; its definitions describe each record."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site_url}{SCHEMA}",
        **Published.model_json_schema(mode="serialization"),
    }
    return json_bytes(schema)


def _below(url: str, published: Published) -> str:
    return url.removeprefix(published.url).rstrip("/")
