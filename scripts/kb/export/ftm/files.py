"""Published -> FollowTheMoney 4: entities, one a line, and the statements that they are made of."""

import csv
import io
import json
from collections.abc import Iterator

from kb.export.ftm.events import event_entities
from kb.export.ftm.names import Names
from kb.export.ftm.records import record_entities
from kb.export.ftm.values import Entity, Value, statement_id
from kb.export.shapes import Published
from kb.output import OutputFile

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
Row = dict[str, str]


def ftm_files(published: Published) -> Iterator[OutputFile]:
    """Yield the entities and the statements."""
    names = Names.of(published)
    entities = (*record_entities(published, names), *event_entities(published, names))
    yield OutputFile(ENTITIES, "".join(_line(one, names.dataset) for one in entities))
    yield OutputFile(STATEMENTS, _table(entities, names.dataset))


def _line(entity: Entity, dataset: str) -> str:
    seen = {"first_seen": entity.seen, "last_seen": entity.seen} if entity.seen else {}
    record = {
        "id": entity.id,
        "schema": entity.schema,
        "properties": entity.properties,
        "datasets": [dataset],
        **seen,
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


def _table(entities: tuple[Entity, ...], dataset: str) -> str:
    """Return the statements as the library writes them: every cell quoted, lines ended by LF."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, dialect=csv.unix_dialect)
    writer.writeheader()
    for entity in entities:
        writer.writerows(_rows(entity, dataset))
    return text.getvalue()


def _rows(entity: Entity, dataset: str) -> Iterator[Row]:
    """Yield the statement that there is such an entity, then one for each value."""
    for value in (Value("id", entity.id), *entity.values):
        yield {
            "canonical_id": entity.id,
            "entity_id": entity.id,
            "prop": value.prop,
            "prop_type": value.kind,
            "schema": entity.schema,
            "value": value.value,
            "dataset": dataset,
            "origin": value.origin,
            "lang": value.language,
            "original_value": value.original,
            "external": "f",
            "first_seen": entity.seen,
            "last_seen": entity.seen,
            "id": statement_id(dataset, entity.id, value),
        }
