"""The whole dossier as JSON: read by Python’s own parser, held to the schema that is published."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from kb.dossier import Dossier
from tests.export.reading import SITE, Data


def test_the_schema_is_a_schema_and_the_whole_keeps_it(data: Data) -> None:
    schema = data.json("data/dossier.schema.json")

    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(data.json("data/dossier.json"))) == []


def test_the_schema_refuses_what_it_does_not_know(data: Data) -> None:
    validator = Draft202012Validator(data.json("data/dossier.schema.json"))
    whole = data.json("data/dossier.json")
    whole["events"][0]["surprise"] = True
    whole["actors"][0]["kind"] = "wizard"

    assert len(list(validator.iter_errors(whole))) == 2


def test_every_shape_and_almost_every_field_is_described(data: Data) -> None:
    schema = data.json("data/dossier.schema.json")

    assert [name for name, shape in schema["$defs"].items() if "description" not in shape] == []


def test_a_record_has_its_own_data_beside_its_page(data: Data, golden: Dossier) -> None:
    whole = data.json("data/dossier.json")
    for kind in ("events", "actors", "places", "topics", "sources"):
        for record in whole[kind]:
            below = record["url"].removeprefix(SITE).rstrip("/")
            assert data.json(f"{below}.json") == record


def test_a_record_that_is_gone_says_what_became_of_it_and_no_more(data: Data) -> None:
    assert data.json("events/bridge-opens.json")["moved_to"] == f"{SITE}events/opening/"
    assert data.json("events/first-toll.json") == {
        "url": f"{SITE}events/first-toll/",
        "withdrawn": "It rested on a misread date.",
    }


@pytest.mark.parametrize("kind", ["events", "actors", "places", "topics", "sources"])
def test_every_record_is_there_in_its_order(kind: str, data: Data, golden: Dossier) -> None:
    whole = data.json("data/dossier.json")

    assert [one["id"] for one in whole[kind]] == [one.id for one in getattr(golden, kind)]


def test_what_is_not_bare_says_who_says_it_and_its_status(data: Data) -> None:
    for claim in claims_in(data.json("data/dossier.json")):
        assert f"Status: {claim['status']['mark']}" in claim["statement"]
        assert claim["is_bare"] or claim["statement"].startswith(f"{claim['attribution']}: ")


def test_the_quote_is_what_stands_at_its_ranges(data: Data, golden: Dossier) -> None:
    kept = {source.id: source.kept.body for source in golden.sources if source.kept}
    pieces = [
        piece
        for claim in claims_in(data.json("data/dossier.json"))
        for piece in claim["evidence"]
        if "passage" in piece
    ]

    assert pieces
    for piece in pieces:
        body = kept[piece["source"]]
        found = [body[start:end] for start, end in piece["passage"]["ranges"]]
        assert found == piece["quote"]


def claims_in(whole: dict[str, Any]) -> list[dict[str, Any]]:
    return [claim for event in whole["events"] for claim in event["claims"]]


def test_it_is_the_same_text_twice(golden: Dossier, data: Data) -> None:
    again = Data.of(golden)

    assert again.files == data.files


def test_a_dossier_from_elsewhere_changes_nothing_but_addresses(golden: Dossier) -> None:
    here, there = Data.of(golden), Data.of(golden, "http://localhost:8000/base/")
    moved = json.dumps(there.json("data/dossier.json"), ensure_ascii=False)

    back = moved.replace("http://localhost:8000/base/", SITE)
    back = back.replace("tag:localhost,2026:base/", "tag:dossier.example,2026:")
    assert json.loads(back) == here.json("data/dossier.json")
