"""Each format of the data, read back by a parser that is not ours, as plain facts by id.

A reader returns for each event and claim what its format has a place for, and nothing that it
worked out: what a format cannot say is absent, so that `test_equal` can see that it is.
"""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import atoma  # type: ignore[import-untyped]
import feedparser  # type: ignore[import-untyped]
import icalendar
from geojson_pydantic import FeatureCollection
from rdflib import RDF, Graph, Namespace

from tests.export.followed import library
from tests.export.rdf import read_jsonld
from tests.export.reading import SITE, Data

Facts = Mapping[str, object]
SCHEMA = Namespace("http://schema.org/")
_STATUS = re.compile(r"\((corroborated|single-source|disputed|contradicted|opinion)\)$")
_COUNTED = re.compile(
    r"Status: ([a-z-]+) \((?:(\d+) for, (\d+) against|not rated)\)\.$",
)


@dataclass(frozen=True, slots=True)
class Read:
    """What one file says."""

    events: Mapping[str, Facts]
    claims: Mapping[str, Facts] = field(default_factory=dict)
    actors: frozenset[str] = frozenset()
    sources: Mapping[str, Facts] = field(default_factory=dict)


def status_in(headline: str) -> str:
    """The status that closes a title."""
    found = _STATUS.search(headline)
    assert found, f"a title without its status: {headline}"
    return found[1]


def counted_in(statement: str) -> Facts:
    """Status and counts as a statement closes with them."""
    found = _COUNTED.search(statement)
    assert found, f"a statement without its status: {statement}"
    counts = {"for": int(found[2]), "against": int(found[3])} if found[2] else {}
    return {"status": found[1], "statement": statement, **counts}


def read_json(data: Data) -> Read:
    whole = data.json("data/dossier.json")
    return Read(
        {event["id"]: _event_facts(event) for event in whole["events"]},
        {c["id"]: _claim_facts(c) for event in whole["events"] for c in event["claims"]},
        frozenset(actor["id"] for actor in whole["actors"]),
        {source["id"]: _source_facts(source) for source in whole["sources"]},
    )


def read_pages_json(data: Data) -> Read:
    """The files beside the pages."""
    found: dict[str, list[Any]] = {"events": [], "actors": [], "sources": []}
    for path in data.files:
        if named := re.fullmatch(r"(events|actors|sources)/[a-z0-9-]+\.json", path):
            record = data.json(path)
            found[named[1]] += [record] if "id" in record else []  # without: it is gone
    return Read(
        {event["id"]: _event_facts(event) for event in found["events"]},
        {c["id"]: _claim_facts(c) for event in found["events"] for c in event["claims"]},
        frozenset(actor["id"] for actor in found["actors"]),
        {source["id"]: _source_facts(source) for source in found["sources"]},
    )


def read_lines(data: Data) -> Read:
    lines = [json.loads(line) for line in data.text("data/dossier.jsonl").splitlines()]
    of = {kind: [one for one in lines if one["type"] == kind] for kind in ("event", "claim")}
    return Read(
        {event["id"]: _event_facts(event) for event in of["event"]},
        {claim["id"]: _claim_facts(claim) for claim in of["claim"]},
        frozenset(one["id"] for one in lines if one["type"] == "actor"),
        {one["id"]: _source_facts(one) for one in lines if one["type"] == "source"},
    )


def _event_facts(event: Any) -> Facts:
    return {
        **_date_facts(event["date"]),
        "actors": frozenset(part["actor"] for part in event["actors"]),
        "status": event["status"],
        "headline": event["headline"],
        "statement": event["statement"],
    }


def _date_facts(date: Any) -> Facts:
    return {key: date[key] for key in ("edtf", "kind", "precision", "text")}


def _claim_facts(claim: Any) -> Facts:
    status = claim["status"]
    counts = {"for": status["supporting"], "against": status["disputing"]}
    return {
        "status": status["mark"],
        "statement": claim["statement"],
        **({} if status["mark"] == "opinion" else counts),
    }


def _source_facts(source: Any) -> Facts:
    return {"edtf": source["published"]["edtf"] if "published" in source else ""}


def read_csv(data: Data) -> Read:
    events, claims, parts, actors, sources = (
        list(_rows(data, name)) for name in ("events", "claims", "parts", "actors", "sources")
    )
    return _read_tables(events, claims, parts, actors, sources)


def _rows(data: Data, name: str) -> Iterator[dict[str, str]]:
    text = io.StringIO(data.files[f"data/csv/{name}.csv"].decode("utf-8-sig"), newline="")
    for row in csv.DictReader(text):
        yield {key: re.sub(r"(^|[;\t\r\n])'", r"\1", cell) for key, cell in row.items()}


def read_sqlite(data: Data) -> Read:
    database = sqlite3.connect(":memory:")
    database.deserialize(data.files["data/dossier.sqlite"])
    database.row_factory = sqlite3.Row
    tables = (
        [dict(row) for row in database.execute(f"SELECT * FROM {name}")]
        for name in ("events", "claims", "parts", "actors", "sources")
    )
    read = _read_tables(*tables)
    database.close()
    return read


def _read_tables(
    events: Iterable[Any],
    claims: Iterable[Any],
    parts: Iterable[Any],
    actors: Iterable[Any],
    sources: Iterable[Any],
) -> Read:
    who: dict[str, set[str]] = {}
    for part in parts:
        who.setdefault(part["event"], set()).add(part["actor"])
    return Read(
        {
            event["id"]: {
                **{key: event[f"date_{key}"] for key in ("edtf", "kind", "precision", "text")},
                "actors": frozenset(who.get(event["id"], ())),
                **{key: event[key] for key in ("status", "headline", "statement")},
            }
            for event in events
        },
        {claim["id"]: _row_of_claim(claim) for claim in claims},
        frozenset(actor["id"] for actor in actors),
        {one["id"]: {"edtf": one["published_edtf"] or ""} for one in sources},
    )


def _row_of_claim(claim: Any) -> Facts:
    counts = {"for": int(claim["supporting"]), "against": int(claim["disputing"])}
    return {
        "status": claim["status"],
        "statement": claim["statement"],
        **({} if claim["status"] == "opinion" else counts),
    }


def read_geojson(data: Data) -> Read:
    text = data.files["data/events.geojson"]
    parsed: FeatureCollection[Any] = FeatureCollection.model_validate_json(text)
    events = {}
    for feature in parsed.features:
        told = dict(feature.properties or {})
        events[str(feature.id)] = {
            **{key: told[f"date_{key}"] for key in ("edtf", "kind", "precision", "text")},
            "actors": frozenset(told["actors"]),
            **{key: told[key] for key in ("status", "headline", "statement")},
        }
    return Read(events)


def read_calendar(data: Data) -> Read:
    calendar = icalendar.Calendar.from_ical(data.files["data/events.ics"])
    return Read({_id_of(str(e["X-DOSSIER-TAG"])): _entry_facts(e) for e in calendar.subcomponents})


def _entry_facts(entry: Any) -> Facts:
    actors = entry.get("X-DOSSIER-ACTOR", [])
    listed = actors if isinstance(actors, list) else [actors]
    paragraphs = str(entry["DESCRIPTION"]).split("\n\n")
    return {
        **{key: str(entry[f"X-DOSSIER-{key.upper()}"]) for key in ("edtf", "kind", "precision")},
        "actors": frozenset(map(str, listed)),
        "status": entry["CATEGORIES"].to_ical().decode("utf-8"),
        "headline": str(entry["SUMMARY"]),
        "statement": paragraphs[1],
    }


def _id_of(tag: str) -> str:
    return tag.rpartition(":events/")[2]


def read_atom(data: Data) -> Read:
    parsed = feedparser.parse(data.files["data/events.atom"])
    assert not parsed.bozo
    return Read({_id_of(entry.id): _atom_facts(entry) for entry in parsed.entries})


def _atom_facts(entry: Any) -> Facts:
    terms: dict[str, set[str]] = {"method": set(), "actors": set()}
    for tag in entry.get("tags", []):
        terms[tag.scheme.rstrip("/").rpartition("/")[2]].add(tag.term)
    (status,) = terms["method"]
    return {
        **{key: entry.dossier_date[key] for key in ("edtf", "kind", "precision")},
        "actors": frozenset(terms["actors"]),
        "status": status,
        "headline": entry.title,
        "statement": _paragraphs(entry.content[0].value)[1],
    }


def _paragraphs(markup: str) -> list[str]:
    found = re.findall(r"<p>(.*?)</p>", markup, re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", text)) for text in found]


def read_json_feed(data: Data) -> Read:
    parsed = atoma.parse_json_feed_bytes(data.files["data/events.feed.json"])
    own = {item["id"]: item for item in data.json("data/events.feed.json")["items"]}
    events = {}
    for item in parsed.items:
        told = own[item.id_]["_dossier"]
        events[_id_of(item.id_)] = {
            **_date_facts(told["date"]),
            "actors": frozenset(part["actor"] for part in told["actors"]),
            "status": told["status"],
            "headline": item.title,
            "statement": _paragraphs(item.content_html)[1],
        }
    return Read(events)


def read_timelinejs(data: Data) -> Read:
    events = {}
    for slide in data.json("data/timelinejs.json")["events"]:
        headline = unescape(slide["text"]["headline"])
        events[slide["unique_id"]] = {
            "text": slide["display_date"],
            "status": status_in(headline),
            "headline": headline,
            "statement": _paragraphs(slide["text"]["text"])[1],
        }
    return Read(events)


def read_linked(data: Data) -> Read:
    graph = read_jsonld(data.text("data/dossier.jsonld"))
    claims = {_below(node): node for node in graph.subjects(RDF.type, SCHEMA.Claim)}
    events = {
        _below(node): node
        for node in graph.subjects()
        if "/events/" in str(node) and "#" not in str(node)
    }
    return Read(
        {name: _node_facts(graph, node) for name, node in events.items()},
        {name: counted_in(_one(graph, node, "text")) for name, node in claims.items()},
        frozenset(_below(node) for node in graph.subjects() if "/actors/" in str(node)),
    )


def _node_facts(graph: Graph, node: Any) -> Facts:
    about = (str(one) for one in graph.objects(node, SCHEMA.about))
    headline = _one(graph, node, "name")
    return {
        "actors": frozenset(_below(one) for one in about if "/actors/" in one),
        "status": status_in(headline),
        "headline": headline,
    }


def _one(graph: Graph, node: Any, name: str) -> str:
    (value,) = graph.objects(node, SCHEMA[name])
    return str(value)


def _below(node: object) -> str:
    """The id that an address ends with: `x` of `events/x/`, `x/y` of `events/x/#y`."""
    record, _, part = str(node).removeprefix(SITE).partition("/")[2].partition("#")
    return f"{record}{part}".rstrip("/")


def read_followed(data: Data) -> Read:
    model = library()
    lines = data.text("data/entities.ftm.json").splitlines()
    found = [model.get_proxy(json.loads(line)) for line in lines]
    at = {one.id: _below(one.first("sourceUrl")) for one in found if one.first("sourceUrl")}
    notes = [one for one in found if one.schema.name == "Note"]
    return Read(
        {
            at[one.id]: {
                "edtf": re.search(r"\((?:\S+), EDTF ([^)]+)\)\.$", one.get("notes")[0])[1],  # type: ignore[index]
                "kind": re.search(r"\((\S+), EDTF", one.get("notes")[0])[1],  # type: ignore[index]
                "text": re.sub(r"^Date: | \(\S+, EDTF [^)]+\)\.$", "", one.get("notes")[0]),
                "actors": frozenset(at[who] for who in one.get("involved")),
                "status": status_in(one.first("name")),
                "headline": one.first("name"),
                "statement": one.first("summary"),
            }
            for one in found
            if one.schema.name == "Event"
        },
        {at[one.id]: counted_in(one.first("description")) for one in notes},
    )


READERS = {
    "data/dossier.json": read_json,
    "*.json beside the pages": read_pages_json,
    "data/dossier.jsonl": read_lines,
    "data/csv/*.csv": read_csv,
    "data/dossier.sqlite": read_sqlite,
    "data/events.geojson": read_geojson,
    "data/events.ics": read_calendar,
    "data/events.atom": read_atom,
    "data/events.feed.json": read_json_feed,
    "data/timelinejs.json": read_timelinejs,
    "data/dossier.jsonld": read_linked,
    "data/entities.ftm.json": read_followed,
}
