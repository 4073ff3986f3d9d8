"""The dossier as JSON Lines: the same records as in the whole JSON, each on a line of its own."""

import json
from typing import Any

from kb.dossier import Dossier
from kb.export.json_lines import line_files
from kb.export.publish import publish
from tests.export.reading import SITE, Data

LINES = "data/dossier.jsonl"


def read(data: Data) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.text(LINES).splitlines()]


def of_type(data: Data, kind: str) -> list[dict[str, Any]]:
    found = [dict(record) for record in read(data) if record["type"] == kind]
    for record in found:
        del record["type"]
    return found


def test_the_lines_hold_what_the_whole_holds(data: Data, real: Data) -> None:
    for one in (data, real):
        whole = one.json("data/dossier.json")
        assert rebuilt(one) == whole


def rebuilt(data: Data) -> dict[str, Any]:
    """The whole JSON, put together again from the lines by their ids."""
    (whole,) = of_type(data, "dossier")
    questions = {question["id"]: question for question in of_type(data, "question")}
    claims = {claim["id"]: claim for claim in of_type(data, "claim")}
    for claim in claims.values():
        claim["evidence"] = []
    for piece in of_type(data, "evidence"):
        claims[piece["claim"]]["evidence"].append(piece)
    events = of_type(data, "event")
    for event in events:
        event["claims"] = [claims[ref] for ref in event["claims"]]
        event["questions"] = [questions[ref] for ref in event["questions"]]
        assert {question.pop("event") for question in event["questions"]} <= {event["id"]}
    kinds = ("actor", "place", "topic", "source", "gap", "correction", "retired")
    names = ("actors", "places", "topics", "sources", "gaps", "corrections", "retired")
    lists = {name: of_type(data, kind) for name, kind in zip(names, kinds, strict=True)}
    return whole | lists | {"events": events}


def test_no_record_stands_inside_another(real: Data) -> None:
    inside = [key for record in read(real) for key in ("evidence", "mark") if key in record]

    assert inside == []
    assert all(isinstance(ref, str) for event in of_type(real, "event") for ref in event["claims"])


def test_a_line_end_of_another_kind_ends_no_line(golden: Dossier) -> None:
    published = publish(golden, SITE)
    odd = published.model_copy(update={"lede": "a\u2028b\u2029c\x85d\n\re\x7f", "events": ()})
    (file,) = line_files(odd)

    first, *rest = file.data.decode().splitlines()
    assert json.loads(first)["lede"] == odd.lede
    assert len(rest) == len([one for name in LISTS for one in getattr(odd, name)])


LISTS = ("actors", "places", "topics", "sources", "gaps", "corrections", "retired")
