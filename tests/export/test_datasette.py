"""The database served by Datasette, in this process: its pages, its search, its canned queries."""

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette  # type: ignore[import-untyped]

from kb.export.tables.canned_queries import QUERIES
from kb.export.tables.every import TABLES
from tests.export.reading import Data


class Served:
    """Answers what a browser asks for."""

    def __init__(self, data: Data, folder: Path) -> None:
        database = folder / "dossier.sqlite"
        database.write_bytes(data.files["data/dossier.sqlite"])
        self._app = Datasette([str(database)], metadata=data.json("data/datasette.json"))

    def page(self, path: str) -> str:
        response = asyncio.run(self._app.client.get(path))
        assert response.status_code == 200, path
        return str(response.text)

    def rows(self, path: str, **asked: str) -> list[dict[str, Any]]:
        query = urlencode(asked | {"_shape": "array", "_size": "max"})
        response = asyncio.run(self._app.client.get(f"{path}.json?{query}"))
        assert response.status_code == 200, response.text
        rows: list[dict[str, Any]] = response.json()
        return rows


@pytest.fixture(scope="module")
def golden_site(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Served:
    return Served(data, tmp_path_factory.mktemp("golden"))


@pytest.fixture(scope="module")
def real_site(real: Data, tmp_path_factory: pytest.TempPathFactory) -> Served:
    return Served(real, tmp_path_factory.mktemp("real"))


def test_the_search_finds_words_of_both_alphabets(real_site: Served) -> None:
    tokayev = real_site.rows("/dossier/actors", _search="Токаев")
    pipeline = real_site.rows("/dossier/claims", _search="pipeline")

    assert [row["id"] for row in tokayev] == ["tokayev"]
    assert pipeline
    assert all("pipeline" in row["statement"].casefold() for row in pipeline)


@pytest.mark.parametrize("table", [table.name for table in TABLES if table.searched])
def test_a_table_with_a_search_offers_it(table: str, golden_site: Served) -> None:
    assert 'name="_search"' in golden_site.page(f"/dossier/{table}")


def test_every_table_tells_what_its_columns_mean(golden_site: Served) -> None:
    for table in TABLES:
        page = golden_site.page(f"/dossier/{table.name}")
        assert page.count("</dd>") == len(table.columns)


def test_another_table_names_a_record_by_its_label_and_an_event_by_its_headline(
    golden_site: Served,
) -> None:
    page = golden_site.page("/dossier/parts")

    assert ">Ada Quill</a>" in page
    assert ">The bridge is closed to carts (single-source)</a>" in page


def test_the_front_says_whose_it_is_and_under_which_licence(
    golden_site: Served, data: Data
) -> None:
    page = golden_site.page("/")

    for link in ("https://creativecommons.org/licenses/by/4.0/", "https://dossier.example/method/"):
        assert f'href="{link}"' in page


@pytest.mark.parametrize("name", [query.name for query in QUERIES])
def test_a_canned_query_answers(name: str, real_site: Served) -> None:
    rows = real_site.rows(f"/dossier/{name}")

    assert rows
    for row in rows:
        assert row.keys() & {"statement", "headline", "name", "origin", "actor"}
        assert "Status: " in row.get("statement", "Status: ")
        assert None not in row.values()


def test_the_most_contested_claims_come_first(golden_site: Served) -> None:
    first, *rest = golden_site.rows("/dossier/most_contested")

    assert first["url"].endswith("/closure/#carts-turned-back")
    assert (first["supporting"], first["disputing"]) == (1, 2)
    assert {row["disputing"] for row in rest} == {1}


def test_what_one_outlet_alone_carries(golden_site: Served) -> None:
    rows = golden_site.rows("/dossier/one_outlet_alone", publisher="Radio Harrow")

    assert [row["url"].rpartition("/")[2] for row in rows] == ["#vane-denies", "#again"]


def test_an_event_of_a_month_is_asked_for_by_its_days_and_told_by_its_month(
    golden_site: Served,
) -> None:
    rows = golden_site.rows("/dossier/possible_between", first="1999-07-01", last="1999-07-31")

    assert [row["date"] for row in rows] == ["from about June 1999 to September 1999 (uncertain)"]


def test_whose_word_is_carried_counts_sayings_and_speakers(golden_site: Served) -> None:
    rows = {
        row["name"]: (row["claims"], row["sources"])
        for row in golden_site.rows("/dossier/quoted_most")
    }

    assert rows["Ada Quill"] == (1, 2)
    assert rows["Bridge Office"] == (3, 2)
