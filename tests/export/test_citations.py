"""How to cite, read back: BibTeX by bibtexparser, CSL-JSON by the shape that csl-data gives it."""

import re
from calendar import month_name
from typing import Any

import bibtexparser  # type: ignore[import-untyped]
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from kb.dossier import Dossier
from kb.public.cite import csl_item, of_original
from tests.export.reading import SITE, Data

Item = dict[str, Any]
MONTHS = list(month_name)
_TEXT = {"type": "string", "minLength": 1}
_PART = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "pattern": "^[!-~]+$"},
            "type": {"const": "webpage"},
            **dict.fromkeys(("title", "container-title", "language"), _TEXT),
            **{name: _TEXT | {"pattern": "^https?://"} for name in ("URL", "archive_location")},
            "issued": {
                "type": "object",
                "additionalProperties": False,
                "minProperties": 1,
                "maxProperties": 1,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "items": _PART,
                        "minItems": 1,
                        "maxItems": 2,
                    },
                    "literal": _TEXT,
                },
            },
        },
    },
}
"""As much of csl-data as we use, and stricter: nothing is empty."""


@pytest.fixture(scope="session", params=["golden", "real"])
def found(request: pytest.FixtureRequest) -> tuple[Dossier, Data]:
    names = ("golden", "data") if request.param == "golden" else ("dossier", "real")
    dossier, data = map(request.getfixturevalue, names)
    return dossier, data


@pytest.fixture(scope="session")
def items(found: tuple[Dossier, Data]) -> list[Item]:
    read = found[1].json("data/citations.csl.json")
    assert isinstance(read, list)
    return read


@pytest.fixture(scope="session")
def entries(found: tuple[Dossier, Data]) -> list[dict[str, str]]:
    parser = bibtexparser.bparser.BibTexParser(common_strings=True)
    read = bibtexparser.loads(found[1].text("data/citations.bib"), parser)
    assert read.comments == []
    return list(read.entries)


def words(value: str) -> str:
    """What TeX prints of a field."""
    value = re.sub(r"^\{(.*)\}$", r"\1", value, flags=re.DOTALL)
    value = value.replace(r"\textbraceleft{}", "{").replace(r"\textbraceright{}", "}")
    value = value.replace(r"\textasciitilde{}", "~").replace(r"\textasciicircum{}", "^")
    return re.sub(r"\\([&%$#_])", r"\1", value).replace(r"\textbackslash{}", "\\")


def test_the_dossier_and_every_source_can_be_cited(
    found: tuple[Dossier, Data], items: list[Item]
) -> None:
    whole, *sources = items

    assert whole["id"] == "home"
    assert (whole["title"], whole["URL"]) == (found[0].title, SITE)
    assert sources == [csl_item(of_original(source)) for source in found[0].sources]


def test_csl_json_has_the_shape_that_programs_read(items: list[Item]) -> None:
    Draft202012Validator.check_schema(CSL)

    assert [error.message for error in Draft202012Validator(CSL).iter_errors(items)] == []


def test_the_shape_refuses_a_date_that_is_no_list_of_lists() -> None:
    item = {"id": "a", "type": "webpage", "issued": {"date-parts": [2022, 6]}}

    assert not Draft202012Validator(CSL).is_valid([item])


def test_keys_are_ascii_hold_the_id_and_are_nobody_elses(
    found: tuple[Dossier, Data], items: list[Item], entries: list[dict[str, str]]
) -> None:
    keys = [item["id"] for item in items]

    assert keys == ["home", *(f"sources:{one.id}:original" for one in found[0].sources)]
    assert len(set(keys)) == len(keys)
    assert [entry["ID"] for entry in entries] == keys
    for key in keys:
        assert re.fullmatch(r"[a-z0-9:-]+", key)


def test_both_forms_say_the_same(items: list[Item], entries: list[dict[str, str]]) -> None:
    assert len(items) == len(entries)
    for item, entry in zip(items, entries, strict=True):
        assert words(entry.get("title", "")) == item.get("title", "")
        assert entry.get("url", "") == item.get("URL", "")
        assert words(entry.get("howpublished", "")) == item.get("container-title", "")
        assert date_of(entry) == item.get("issued", {}).get("date-parts", [[]])[0]


def date_of(entry: dict[str, str]) -> list[int]:
    year, month, day = (entry.get(name, "") for name in ("year", "month", "day"))
    return [
        *([int(year)] if year else []),
        *([MONTHS.index(month)] if month else []),
        *([int(day)] if day else []),
    ]


def test_a_date_is_as_precise_as_it_is_known(
    found: tuple[Dossier, Data], items: list[Item]
) -> None:
    parts = {"year": 1, "month": 2, "day": 3, "time": 3}
    for source, item in zip(found[0].sources, items[1:], strict=True):
        if source.published and not source.published.when.is_soft:
            assert len(item["issued"]["date-parts"][0]) == parts[source.published.when.precision]
        elif not source.published:
            assert "issued" not in item


def test_nobody_is_made_an_author_and_no_day_of_reading_made_up(
    items: list[Item], entries: list[dict[str, str]]
) -> None:
    for one in (*items, *entries):
        assert not {"author", "accessed", "urldate"} & {*one}
