"""Published -> FollowTheMoney 4: entities, one a line, and the statements that they are made of."""

import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import chain

from kb.export.ftm.events import event_entities
from kb.export.ftm.names import Names
from kb.export.ftm.records import record_entities
from kb.export.ftm.values import Entity, Value, statement_id
from kb.export.shapes import Published
from kb.output import BinaryFile

ENTITIES, STATEMENTS = "data/entities.ftm.json", "data/statements.csv"
COLUMNS = (
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
)
"""Those of the library’s own files of statements, in its order."""


def ftm_files(published: Published) -> Iterator[BinaryFile]:
    """Yield the entities and the statements."""
    names = Names.of(published)
    entities, statements = BytesIO(), BytesIO()
    statements.write(_row(COLUMNS))
    for one in chain(record_entities(published, names), event_entities(published, names)):
        entities.write(_line(one, names.dataset))
        statements.writelines(_rows(one, names.dataset))
    yield BinaryFile(ENTITIES, entities.getvalue())
    yield BinaryFile(STATEMENTS, statements.getvalue())


def _line(entity: Entity, dataset: str) -> bytes:
    seen = {"first_seen": entity.seen, "last_seen": entity.seen} if entity.seen else {}
    record = {
        "id": entity.id,
        "schema": entity.schema,
        "properties": entity.properties,
        "datasets": [dataset],
        **seen,
    }
    return f"{json.dumps(record, ensure_ascii=False)}\n".encode()


def _rows(entity: Entity, dataset: str) -> Iterator[bytes]:
    """Yield the statement that there is such an entity, then one for each value.

    Every cell is quoted, as the library writes them.
    """
    for value in (Value("id", entity.id), *entity.values):
        yield _row(
            (
                entity.id,
                entity.id,
                value.prop,
                value.kind,
                entity.schema,
                value.value,
                dataset,
                value.origin,
                value.language,
                value.original,
                "f",
                entity.seen,
                entity.seen,
                statement_id(dataset, entity.id, value),
            )
        )


def _row(cells: Sequence[str]) -> bytes:
    """Return a row of CSV; there are very many, and `csv` takes three times as long for each."""
    row = '","'.join(cells)
    if row.count('"') != 2 * (len(cells) - 1):
        row = '","'.join(cell.replace('"', '""') for cell in cells)
    return f'"{row}"\n'.encode()
