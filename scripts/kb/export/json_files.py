"""Published -> JSON: the whole dossier, a file for each record beside its page, and the schema."""

import json
from collections.abc import Iterator
from typing import Any

from kb.export.shapes import Published, Record, Shape
from kb.output import OutputFile

WHOLE, SCHEMA = "data/dossier.json", "data/dossier.schema.json"


def json_files(published: Published) -> Iterator[OutputFile]:
    """Yield the whole dossier and its schema."""
    yield OutputFile(WHOLE, _text(published))
    yield OutputFile(SCHEMA, schema_text(published.url))


def record_files(published: Published) -> Iterator[OutputFile]:
    """Yield the data of each page of a record: `events/x.json` beside `events/x/`.

    Where a record was published and is gone, its data say what became of it.
    """
    for record in records(published):
        yield OutputFile(f"{_below(record.url, published)}.json", _text(record))
    for gone in published.retired:
        if "#" not in gone.url:
            yield OutputFile(f"{_below(gone.url, published)}.json", _text(gone))


def records(published: Published) -> Iterator[Record]:
    """Yield every record that has a page of its own."""
    yield from published.events
    yield from published.actors
    yield from published.places
    yield from published.topics
    yield from published.sources


def schema_text(site_url: str) -> str:
    """Return the JSON Schema (2020-12) of the whole; its definitions describe each record."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site_url}{SCHEMA}",
        **Published.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _below(url: str, published: Published) -> str:
    return url.removeprefix(published.url).rstrip("/")


def _text(shape: Shape) -> str:
    return shape.model_dump_json(exclude_none=True, indent=1) + "\n"
