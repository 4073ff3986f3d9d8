"""Entities and statements, read back by the library of FollowTheMoney itself."""

import csv
import io
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.dossier import Dossier
from kb.export.ftm_names import Names
from kb.export.ftm_values import TYPES, Value, statement_id, three_letters, valued
from kb.export.publish import publish
from tests.export.followed import library
from tests.export.reading import SITE, Data

NOBODYS = ("topics", "riskSource", "political", "religion", "ethnicity", "gender", "classification")
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Followed:
    """What the two files hold, and the dossier that they are of."""

    file: bytes
    """The statements as they stand in the file."""
    entities: dict[str, Record]
    rows: list[dict[str, str]]
    statements: list[Any]
    """Every row as the library's own reader has it."""
    dossier: Record
    at: dict[str, str]
    """The entity of each record of the dossier, by the address that both give."""

    @classmethod
    def of(cls, whole: Data) -> "Followed":
        from followthemoney.statement.serialize import read_csv_statements  # noqa: PLC0415

        lines = map(json.loads, whole.text("data/entities.ftm.json").splitlines())
        entities = {entity["id"]: entity for entity in lines}
        file = whole.files["data/statements.csv"]
        text = io.StringIO(file.decode("utf-8"), newline="")
        return cls(
            file,
            entities,
            list(csv.DictReader(text, dialect=csv.unix_dialect)),
            list(read_csv_statements(io.BytesIO(file))),
            whole.json("data/dossier.json"),
            {
                url: one["id"]
                for one in entities.values()
                if one["schema"] != "Documentation"
                for url in one["properties"].get("sourceUrl", [])
            },
        )

    @property
    def events(self) -> list[Record]:
        events: list[Record] = self.dossier["events"]
        return events

    @property
    def claims(self) -> list[Record]:
        return [claim for event in self.events for claim in event["claims"]]

    def told(self, record: Record) -> Record:
        """The properties of a record's entity."""
        properties: Record = self.entities[self.at[record["url"]]]["properties"]
        return properties


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


def test_statements_make_the_same_entities(whole: Followed, model: Any) -> None:
    from followthemoney.dataset import Dataset  # noqa: PLC0415
    from followthemoney.statement.entity import StatementEntity  # noqa: PLC0415

    made = defaultdict(list)
    for one in whole.statements:
        made[one.canonical_id].append(one)

    assert list(made) == list(whole.entities)
    for entity_id, parts in made.items():
        dataset = Dataset({"name": parts[0].dataset, "title": "The dossier"})
        entity = StatementEntity.from_statements(dataset, parts).to_dict()
        wanted = whole.entities[entity_id]
        assert entity["schema"] == wanted["schema"]
        assert entity["datasets"] == wanted["datasets"]
        assert {prop: set(values) for prop, values in entity["properties"].items()} == {
            prop: set(values) for prop, values in wanted["properties"].items()
        }


def test_a_statement_has_the_librarys_own_key_type_and_columns(whole: Followed) -> None:
    from followthemoney.statement.serialize import CSV_COLUMNS  # noqa: PLC0415

    for row, read in zip(whole.rows, whole.statements, strict=True):
        assert list(row) == CSV_COLUMNS
        assert row["id"] == read.generate_key()
        assert row["prop_type"] == read.prop_type
        assert row["lang"] == (read.lang or ""), "the library drops it from such a type"
        assert row["original_value"] == (read.original_value or ""), "only where it differs"


def test_the_librarys_own_writer_writes_the_same_bytes(whole: Followed) -> None:
    from followthemoney.statement.serialize import CSVStatementWriter  # noqa: PLC0415

    written = io.StringIO(newline="")
    writer = CSVStatementWriter(written)
    for one in whole.statements:
        writer.write(one)
    writer.close()

    assert written.getvalue().encode("utf-8") == whole.file


def test_no_statement_stands_twice(whole: Followed) -> None:
    ids = [row["id"] for row in whole.rows]

    assert len(ids) == len(set(ids))


def test_the_dataset_has_a_name_that_the_library_takes(whole: Followed, model: Any) -> None:
    from followthemoney.dataset.util import dataset_name_check  # noqa: PLC0415

    (name,) = {row["dataset"] for row in whole.rows}
    assert dataset_name_check(name) == name


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


def test_a_date_keeps_what_was_known_beside_it(whole: Followed) -> None:
    edtf = {whole.at[event["url"]]: event["date"]["edtf"] for event in whole.events}

    for row in whole.rows:
        if row["schema"] == "Event" and row["prop_type"] == "date":
            assert (row["original_value"] or row["value"]) == edtf[row["entity_id"]]


def test_evidence_says_where_it_stands_and_keeps_the_words_as_read(whole: Followed) -> None:
    read = set()
    for piece in (piece for claim in whole.claims for piece in claim["evidence"]):
        anchor = f"#{piece['passage']['anchor']}" if "passage" in piece else ""
        if words := " … ".join(piece["quote"]) or piece.get("words"):
            read.add((f"{piece['source']}{anchor}", words))

    given_ = {
        (row["origin"], row["original_value"])
        for row in whole.rows
        if row["schema"] == "Documentation" and row["prop"] == "description"
    }
    assert given_ == read


def test_evidence_says_its_stance_and_the_status_of_its_claim(whole: Followed) -> None:
    wanted = Counter(
        (whole.at[claim["url"]], piece["stance"], f"claim {claim['status']['mark']}")
        for claim in whole.claims
        for piece in claim["evidence"]
    )
    pieces = (one["properties"] for one in whole.entities.values() if "role" in one["properties"])

    assert wanted == Counter((one["entity"][0], one["role"][0], one["status"][0]) for one in pieces)


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


def test_languages_are_those_of_the_library(model: Any) -> None:
    from followthemoney.types import registry  # noqa: PLC0415
    from rigour.langs import iso_639_alpha3  # noqa: PLC0415

    listed = set(registry.language.codes)
    twos = {language for language in _twos() if iso_639_alpha3(language) in listed}
    for language in twos - {"in", "iw", "mo"}:
        assert three_letters(language) == iso_639_alpha3(language)
    assert three_letters("und") == three_letters("os") == ""


def _twos() -> list[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [one + two for one in letters for two in letters]


WHATEVER = st.text(st.characters(exclude_categories=["Cs"]))


@given(
    text=WHATEVER | st.from_regex(r"[\"'].*[\"']", fullmatch=True),
    prop=st.sampled_from(["name", "summary", "title", "location"]),
)
def test_what_is_clean_stays_as_it_is_and_the_wording_is_kept(text: str, prop: str) -> None:
    from followthemoney.types import registry  # noqa: PLC0415

    found = valued(prop, text, "ru")
    if found is not None:
        assert registry.get(TYPES.get(prop, "string")).clean(found.value) == found.value
        assert (found.original or found.value) == text


@given(entity=WHATEVER, value=WHATEVER, language=st.sampled_from(["", "rus"]))
def test_the_key_is_made_by_the_rule_of_the_library(entity: str, value: str, language: str) -> None:
    from followthemoney.statement import Statement  # noqa: PLC0415

    ours = statement_id("a_dossier", entity, Value("name", value, language))
    theirs = Statement.make_key(
        "a_dossier", entity, "name", value, external=False, lang=language or None
    )
    assert ours == theirs
