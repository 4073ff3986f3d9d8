"""Statements of FollowTheMoney, read back by the library’s own reader."""

import io
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.export.ftm.values import TYPES, Value, statement_id, three_letters, valued
from tests.export.followed import Followed, library


@pytest.fixture(scope="module", autouse=True)
def model() -> Any:
    return library()


@pytest.fixture(scope="module", params=["data", "real"])
def whole(request: pytest.FixtureRequest, model: Any) -> Followed:
    return Followed.of(request.getfixturevalue(request.param))


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


def test_a_date_keeps_what_was_known_beside_it(whole: Followed) -> None:
    edtf = {whole.at[event["url"]]: event["date"]["edtf"] for event in whole.events}

    for row in whole.rows:
        if row["schema"] == "Event" and row["prop_type"] == "date":
            assert (row["original_value"] or row["value"]) == edtf[row["entity_id"]]


@pytest.mark.parametrize(
    "date", ["0001", "0999-12-31", "1000-01", "1066-10-14", "2999", "3000", "9999-12-31"]
)
def test_a_year_that_the_library_does_not_read_is_left_to_the_notes(date: str) -> None:
    from followthemoney.types import registry  # noqa: PLC0415

    found = valued("date", date)

    assert registry.date.clean(date) == (found.value if found else None)


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
