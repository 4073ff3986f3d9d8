"""Entities of FollowTheMoney, held against its model and against the dossier."""

import unicodedata
from collections import Counter
from typing import Any

import pytest

from kb.dossier import Dossier
from kb.export.ftm.names import Names
from kb.export.ftm.records import record_entities
from kb.export.publish import publish
from tests.export.followed import Followed, library
from tests.export.reading import SITE

NOBODYS = ("topics", "riskSource", "political", "religion", "ethnicity", "gender", "classification")


@pytest.fixture(scope="module", autouse=True)
def model() -> Any:
    return library()


@pytest.fixture(scope="module", params=["data", "real"])
def whole(request: pytest.FixtureRequest, model: Any) -> Followed:
    return Followed.of(request.getfixturevalue(request.param))


def test_every_schema_and_property_is_there_and_all_that_is_required_is_given(
    whole: Followed, model: Any
) -> None:
    for entity in whole.entities.values():
        schema, given_ = model.get(entity["schema"]), entity["properties"]
        assert not schema.abstract
        assert given_.keys() <= schema.properties.keys()
        assert all(given_.get(prop) for prop in schema.required)
        schema.validate(entity)


def test_the_librarys_cleaning_changes_no_value(whole: Followed, model: Any) -> None:
    for entity in whole.entities.values():
        cleaned = model.make_entity(entity["schema"])
        cleaned.id = entity["id"]
        for prop, values in entity["properties"].items():
            cleaned.add(prop, values)
        assert cleaned.to_dict()["properties"] == entity["properties"]


def test_every_reference_resolves_to_an_entity_of_its_range(whole: Followed, model: Any) -> None:
    known = whole.entities
    followed = 0
    for entity in known.values():
        for prop, value in model.get_proxy(entity).itervalues():
            if prop.type.name == "entity":
                assert model.get(known[value]["schema"]).is_a(prop.range), (prop, value)
                followed += 1

    assert followed > len(known)


def test_every_record_but_topics_is_an_entity_and_so_is_each_piece_of_evidence(
    whole: Followed,
) -> None:
    records = [*whole.events, *whole.claims]
    for kind in ("actors", "places", "sources"):
        records += whole.dossier[kind]
    found = {whole.at[record["url"]] for record in records}
    pieces = [one for one in whole.entities.values() if one["schema"] == "Documentation"]

    assert len(found) == len(records)
    assert found | {one["id"] for one in pieces} == set(whole.entities)
    assert Counter(one["properties"]["entity"][0] for one in pieces) == Counter(
        whole.at[claim["url"]] for claim in whole.claims for _ in claim["evidence"]
    )


def test_ids_survive_a_signature(whole: Followed, model: Any) -> None:
    from followthemoney.namespace import Namespace  # noqa: PLC0415

    signing = Namespace("elsewhere")
    signed = {str(signing.sign(entity_id)) for entity_id in whole.entities}
    assert {Namespace.strip(entity_id) for entity_id in signed} == set(whole.entities)
    assert max(map(len, signed)) <= 200


def test_an_event_names_its_status_and_who_says_it(whole: Followed) -> None:
    for event in whole.events:
        assert whole.told(event)["name"] == [event["headline"]]
        assert whole.told(event)["summary"] == [event["statement"]]


def test_a_claim_is_told_with_who_says_it_and_its_status(whole: Followed) -> None:
    for claim in whole.claims:
        note = whole.told(claim)
        assert whole.entities[whole.at[claim["url"]]]["schema"] == "Note"
        assert note["description"] == [claim["statement"]]
        assert note["name"] == [f"{claim['id']} ({claim['status']['mark']})"]
        assert note["notes"][0] == f"Kind of claim: {claim['kind']}"


def test_a_claim_is_a_note_on_its_event_first(whole: Followed) -> None:
    for event in whole.events:
        for claim in event["claims"]:
            assert whole.told(claim)["entity"][0] == whole.at[event["url"]]


def test_an_event_has_its_actors_and_places(whole: Followed) -> None:
    records = (*whole.dossier["actors"], *whole.dossier["places"])
    there = {one["id"]: whole.at[one["url"]] for one in records}

    for event in whole.events:
        actors = dict.fromkeys(there[part["actor"]] for part in event["actors"])
        assert whole.told(event).get("involved", []) == list(actors)
        assert whole.told(event).get("addressEntity", []) == [
            there[place] for place in event["places"]
        ]


def test_only_what_lasted_has_a_start_or_an_end(whole: Followed) -> None:
    for event in whole.events:
        date, told = event["date"], whole.told(event)
        spans = told.keys() & {"startDate", "endDate"}
        assert bool(spans) is (date["kind"] == "lasted")
        assert not (spans and "date" in told)
        if date["kind"] in ("within", "one-of"):
            assert all(len(value) <= len("2022-06") for value in told.get("date", []))


def test_the_date_in_words_and_its_kind_stand_with_every_event(whole: Followed) -> None:
    for event in whole.events:
        date = event["date"]
        note = f"Date: {date['text']} ({date['kind']}, EDTF {date['edtf']})."
        assert note in whole.told(event)["notes"]


def test_evidence_says_its_stance_and_the_status_of_its_claim(whole: Followed) -> None:
    wanted = Counter(
        (whole.at[claim["url"]], piece["stance"], f"claim {claim['status']['mark']}")
        for claim in whole.claims
        for piece in claim["evidence"]
    )
    pieces = (one["properties"] for one in whole.entities.values() if "role" in one["properties"])

    assert wanted == Counter((one["entity"][0], one["role"][0], one["status"][0]) for one in pieces)


def test_what_a_source_gives_begins_with_whose_account_it_is(whole: Followed) -> None:
    publishers = {source["id"]: source["publisher"] for source in whole.dossier["sources"]}
    given_ = {
        tidy(f"{publishers[piece['source']]}: {piece['reports']}")
        for claim in whole.claims
        for piece in claim["evidence"]
        if "reports" in piece
    }
    pieces = (one["properties"] for one in whole.entities.values() if "role" in one["properties"])
    told = [summary for piece in pieces for summary in piece.get("summary", [])]

    assert given_
    assert {one for one in told if not one.startswith("Speaker: ")} == given_


def test_no_part_in_an_event_is_told_without_the_status_of_what_leads_it(whole: Followed) -> None:
    called = {actor["id"]: actor["name"] for actor in whole.dossier["actors"]}
    for event in whole.events:
        parts = {
            tidy(f"{called[part['actor']]}: {part['role']} ({event['status']})")
            for part in event["actors"]
        }
        assert parts <= {*whole.told(event).get("notes", [])}


def tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def test_a_source_older_than_the_years_of_the_library_keeps_its_date_in_words(
    golden: Dossier,
) -> None:
    published = publish(golden, SITE)
    dated = next(source for source in published.sources if source.published)
    assert dated.published
    older = dated.published.model_copy(update={"edtf": "0999-12-31", "text": "31 December 999"})
    old = published.model_copy(update={"sources": (dated.model_copy(update={"published": older}),)})
    entities = [*record_entities(old, Names.of(published))]

    properties = entities[-1].properties
    assert "publishedAt" not in properties
    assert any(note.startswith("Published: 31 December 999") for note in properties["notes"])


def test_nobody_is_flagged(whole: Followed) -> None:
    for entity in whole.entities.values():
        assert not entity["properties"].keys() & set(NOBODYS)
        assert entity["schema"] not in ("Position", "Occupancy", "Sanction", "Risk")


def test_two_dossiers_share_no_id(golden: Dossier) -> None:
    sites = (
        SITE,
        "https://dossier.example/other/",
        "https://dossier-example/",
        "http://localhost/",
    )
    ids = [one for site in sites for one in Names.of(publish(golden, site)).ids.values()]

    assert len(ids) == len(set(ids))


def test_a_scheme_or_a_port_changes_no_id(golden: Dossier) -> None:
    here, there = (
        Names.of(publish(golden, site)) for site in (SITE, "http://dossier.example:8000/")
    )

    assert here == there
