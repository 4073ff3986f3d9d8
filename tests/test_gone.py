"""An address that no longer answers: readers are told, and led to the copy where one is known."""

import csv
import io
from pathlib import Path

import pytest

from kb.checked import read_dossier
from kb.dossier import Dossier
from kb.render.pages import render_pages
from tests.copies import copy_dossier
from tests.export.reading import Data

GOLDEN = Path(__file__).parent / "golden"
SITE = "https://dossier.example/"
GONE = {"courier": "2024-02-28", "office-notice": "2024-02-20"}
COPY = '<a class="web" href="https&#58;//archive.example/bruecke">archived copy</a>'
AT_PUBLISHER = "at the publisher’s</a>"


def pages_of(dossier: Dossier) -> dict[str, str]:
    return {page.path: page.text for page in render_pages(dossier, SITE)}


@pytest.fixture(scope="module")
def pages(golden: Dossier) -> dict[str, str]:
    return pages_of(golden)


@pytest.fixture(scope="module")
def without_article(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the golden dossier once the address of its kept source is dead too."""
    folder = copy_dossier(GOLDEN, tmp_path_factory.mktemp("gone"))
    article = folder / "sources/gazette-1999.md"
    known = "archive: https://archive.example/bridge\ngone: 2024-02-29\npublished:"
    article.write_text(article.read_text("utf-8").replace("published:", known, 1), "utf-8")
    return pages_of(read_dossier(folder))


def test_evidence_leads_to_the_copy_of_what_is_gone(pages: dict[str, str]) -> None:
    told = '<time datetime="2024-02-28">28 February 2024</time>; ' + COPY

    assert f"its address no longer answered on {told}" in pages["events/opening.md"]


def test_where_no_copy_is_known_it_is_said(pages: dict[str, str]) -> None:
    for page in ("events/notice.md", "sources/office-notice.md"):
        assert "20 February 2024</time>; no archived copy is known" in pages[page]


def test_nothing_leads_to_the_passage_of_a_page_that_is_gone(
    pages: dict[str, str], without_article: dict[str, str]
) -> None:
    assert any(AT_PUBLISHER in page for page in pages.values())
    assert not any(AT_PUBLISHER in page for page in without_article.values())
    assert ">At the publisher’s</a>" in pages["sources/gazette-1999.md"]
    assert ">At the publisher’s</a>" not in without_article["sources/gazette-1999.md"]


def test_the_reading_guide_leads_to_the_copy(without_article: dict[str, str]) -> None:
    copy = '<a class="web" href="https&#58;//archive.example/bridge">archived copy</a>'

    assert f"29 February 2024</time>; {copy}." in without_article["guide.md"]
    assert "The article where it was published" not in without_article["guide.md"]


def test_the_data_tell_the_same_day(golden: Dossier) -> None:
    data = Data.of(golden)
    sources = data.json("data/dossier.json")["sources"]
    rows = csv.DictReader(io.StringIO(data.text("data/csv/sources.csv").removeprefix("\ufeff")))
    notes = data.unfolded("data/entities.ftm.json")

    assert {one["id"]: one["gone"] for one in sources if "gone" in one} == GONE
    assert {row["id"]: row["gone"] for row in rows if row["gone"]} == GONE
    for day in GONE.values():
        assert f"Its address no longer answered on {day}" in notes
