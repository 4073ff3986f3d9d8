"""Actors, places, topics and sources as tables, and what is told of the dossier itself."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kb.export import shapes
from kb.export.shapes import Published
from kb.export.tables.columns import (
    Column,
    Link,
    Reference,
    Table,
    day,
    field,
    fields,
    ids,
    placed,
    renamed,
)
from kb.export.tables.date_columns import dated, in_short
from kb.export.tables.record_tables import ID, UPKEEP


def _other_names(entity: shapes.Entity) -> str:
    return "; ".join(dict.fromkeys((*entity.names.values(), *entity.also)))


_NAME: tuple[Column[Any], ...] = (
    *ID,
    field(shapes.Entity, "name", "As the pages have it."),
    Column(
        "other_names",
        "string",
        "In other languages and spellings; the table `names` says which is which.",
        _other_names,
    ),
)
_TOLD: tuple[Column[Any], ...] = (
    field(shapes.Entity, "summary", "In a few sentences.", can_be_empty=True),
    ids("sources", "What that stands on.", lambda entity: entity.sources),
)


def _at(name: str) -> Column[Any]:
    """Say where a place is; a CSV writes decimals so that no spreadsheet takes it for a day."""
    text = f"{name.capitalize()} in WGS 84, after a decimal point at least five decimals in CSV."
    return replace(field(shapes.Place, name, text), unit="degree")


_ACTORS: Table[shapes.Actor] = Table(
    "actors",
    "People and bodies.",
    lambda published: published.actors,
    (
        *_NAME,
        *fields(
            shapes.Actor,
            {
                "kind": "What kind of actor.",
                "interest": "What the actor has at stake.",
                "speaks_for": "The actor as whose word this one’s counts.",
            },
        ),
        *_TOLD,
        *UPKEEP,
    ),
    references=(Reference(("speaks_for",), "actors"),),
    searched=("name", "other_names", "summary"),
    label="name",
)
_PLACES: Table[shapes.Place] = Table(
    "places",
    "Where events happened.",
    lambda published: published.places,
    (
        *_NAME,
        field(shapes.Place, "country"),
        _at("latitude"),
        _at("longitude"),
        field(shapes.Place, "precision"),
        *_TOLD,
        *UPKEEP,
    ),
    label="name",
)
_TOPICS: Table[shapes.Topic] = Table(
    "topics",
    "Threads through several events.",
    lambda published: published.topics,
    (*_NAME, *_TOLD, *UPKEEP),
    label="name",
)


_SOURCES: Table[shapes.Source] = Table(
    "sources",
    "Documents that evidence stands in.",
    lambda published: published.sources,
    (
        *ID,
        *fields(
            shapes.Source,
            {
                "publisher": "Who published it.",
                "title": "Its own title.",
                "address": "",
                "archive": "Where a copy is archived.",
            },
        ),
        day(shapes.Source, "gone"),
        *dated("published", lambda source: source.published),
        *in_short("accessed", lambda source: source.accessed),
        *fields(
            shapes.Source,
            {
                "language": "By its code; `und` where it is not known.",
                "kind": "What kind of document it is.",
                "read": "",
                "is_state": "",
                "interest": "What its publisher has at stake.",
                "speaker": "The actor whose own word it is.",
            },
        ),
        ids("via", "The sources that it only repeats.", lambda source: source.via),
        *fields(shapes.Source, {"text": "", "sha256": ""}),
        *UPKEEP,
    ),
    references=(
        Reference(("speaker",), "actors"),
        Reference(("published_counted_from",), "events"),
    ),
    searched=("publisher", "title"),
    label="publisher",
)


def _offices(published: Published) -> Iterator[tuple[str, int, shapes.Office]]:
    for actor in published.actors:
        for number, office in enumerate(actor.offices, 1):
            yield actor.id, number, office


_OFFICES: Table[tuple[str, int, shapes.Office]] = Table(
    "offices",
    "Posts that an actor held.",
    _offices,
    (
        Column("actor", "string", "Who held it.", lambda row: row[0], is_required=True),
        Column(
            "number", "integer", "From 1, for each actor.", lambda row: row[1], is_required=True
        ),
        Column("title", "string", "The post.", lambda row: row[2].title, is_required=True),
        Column("body", "string", "The body that it belongs to.", lambda row: row[2].of),
        *in_short("begins", lambda row: row[2].begins),
        *in_short("ends", lambda row: row[2].ends),
        *in_short("attested", lambda row: row[2].attested),
        ids("sources", "What that stands on.", lambda row: row[2].sources),
        Column(
            "unverified", "string", "What could not be verified.", lambda row: row[2].unverified
        ),
    ),
    key=("actor", "number"),
    references=(Reference(("actor",), "actors"), Reference(("body",), "actors")),
    label="title",
)


def _names(published: Published) -> Iterator[Link]:
    for entity in (*published.actors, *published.places, *published.topics):
        named = (*entity.names.items(), *((None, name) for name in entity.also))
        for number, (language, name) in enumerate(named, 1):
            yield entity.id, number, language, name


_NAMES: Table[Link] = Table(
    "names",
    "Other names of actors, places and topics.",
    _names,
    placed(
        {
            "record": ("string", "Id of the actor, place or topic."),
            "number": ("integer", "From 1, for each record."),
            "language": ("string", "Code of its language; empty for another spelling."),
            "name": ("string", "The name."),
        },
        can_be_empty=("language",),
    ),
    key=("record", "number"),
)
_CORRECTIONS: Table[shapes.Correction] = Table(
    "corrections",
    "What was changed after it was published, newest first.",
    lambda published: published.corrections,
    (
        *fields(
            shapes.Correction,
            {"id": "", "url": "Its page.", "title": ""},
        ),
        renamed("record", field(shapes.Correction, "of", can_be_empty=True)),
        renamed("day", day(shapes.Correction, "on", "When it was corrected.")),
        *fields(shapes.Correction, {"was": "As it was.", "now": "As it is.", "why": "Why."}),
    ),
)
_GAPS: Table[tuple[int, shapes.Gap]] = Table(
    "gaps",
    "What nobody here could verify.",
    lambda published: enumerate(published.gaps, 1),
    (
        Column("number", "integer", "From 1.", lambda row: row[0], is_required=True),
        Column("text", "string", "What is not known.", lambda row: row[1].text, is_required=True),
        ids("sources", "Sources that bear on it.", lambda row: row[1].sources),
    ),
    key=("number",),
)
_RETIRED: Table[shapes.Retired] = Table(
    "retired",
    "What was published and is no longer there.",
    lambda published: published.retired,
    fields(
        shapes.Retired,
        {
            "url": "Where it was.",
            "name": "What it was called.",
            "moved_to": "Where it is now.",
            "withdrawn": "Why it was withdrawn.",
        },
    ),
    key=("url",),
)
ENTITIES: tuple[Table[Any], ...] = (_ACTORS, _PLACES, _TOPICS, _SOURCES, _OFFICES, _NAMES)
UPDATES: tuple[Table[Any], ...] = (_CORRECTIONS, _GAPS, _RETIRED)
