"""The golden dossier and the exact pages it must give.

A difference here is the review of a template change: rewrite the pages with `--update-golden`, read
the difference, commit both. The assertions below are never rewritten.
"""

import re
import shutil
from pathlib import Path

import pytest

from kb.dossier import Dossier
from kb.export.files import export_files
from kb.export.linked.files import linked_pages
from kb.export.manifest import CHECKSUMS, MANIFEST
from kb.export.publish import publish
from kb.export.shapes import FORMAT, Published
from kb.export.tables.csv_files import described
from kb.export.tables.sqlite_file import SQLITE
from kb.output import Exported, Output, OutputFile
from kb.render.pages import render_days, render_files, render_pages
from kb.render.textpages import with_texts
from kb.site import read_dossier, write_pages
from tests.copies import without_pages

GOLDEN = Path(__file__).parent / "golden"
EXPECTED = GOLDEN / "docs"
LEDGER = "published.jsonl"
SITE = "https://dossier.example/"


@pytest.fixture(scope="module")
def published(golden: Dossier) -> Published:
    return publish(golden, SITE)


@pytest.fixture(scope="module")
def outputs(golden: Dossier, published: Published) -> tuple[Output, ...]:
    """What is published beside the pages, but for the database.

    Its bytes depend on the library that makes it; tests/export/test_sqlite.py holds it to the CSV.
    """
    made = export_files(golden, published)
    return tuple(file for file in made if file.path != SQLITE)


@pytest.fixture(scope="module")
def pages(golden: Dossier, published: Published, outputs: tuple[Output, ...]) -> dict[str, str]:
    sizes = {file.path: len(file.data) for file in outputs} | {MANIFEST: 0, CHECKSUMS: 0}
    exported = Exported(FORMAT, sizes, linked_pages(published), described())
    rendered = (*render_pages(golden, SITE, GOLDEN / "pages", exported), *render_days(golden, SITE))
    return {file.path: file.text for file in rendered}


@pytest.fixture(scope="module")
def files(outputs: tuple[Output, ...]) -> dict[str, bytes]:
    return {file.path: file.data for file in outputs}


@pytest.fixture(scope="module")
def texts(golden: Dossier, pages: dict[str, str]) -> dict[str, str]:
    """Each page with its text, the cards and llms.txt."""
    rendered = (OutputFile(path, text) for path, text in pages.items())
    files = (*with_texts(rendered, golden, SITE), *render_files(golden, SITE))
    return {file.path: file.text for file in files}


@pytest.fixture(scope="module")
def whole(texts: dict[str, str], files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: text.encode("utf-8") for path, text in texts.items()} | files


@pytest.fixture(scope="module", autouse=True)
def _rewritten_on_request(whole: dict[str, bytes], request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--update-golden"):
        return
    for name in expected() - {LEDGER}:
        (EXPECTED / name).unlink()
    for path, data in whole.items():
        (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
        (EXPECTED / path).write_bytes(data)


def expected() -> set[str]:
    return {p.relative_to(EXPECTED).as_posix() for p in EXPECTED.rglob("*") if p.is_file()}


def test_there_are_exactly_the_expected_files(whole: dict[str, bytes]) -> None:
    assert {*whole, LEDGER} == expected()


def test_every_file_is_the_expected_one_byte_for_byte(whole: dict[str, bytes]) -> None:
    differ = [path for path, data in whole.items() if (EXPECTED / path).read_bytes() != data]

    assert differ == []


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    shutil.copytree(GOLDEN, folder, ignore=without_pages)
    first = write_pages(read_dossier(folder), folder)

    second = write_pages(read_dossier(folder), folder)

    assert first.written == first.total
    assert (second.written, second.removed) == (0, 0)


def seen(page: str) -> str:
    """What a reader sees of a page, roughly: without tags, numeric references resolved."""
    body = page.split("\n---\n", 1)[1]
    bare = re.sub(r"<[^>]+>", " ", body)
    return " ".join(re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), bare).split())


# Assertions in words. No update rewrites them.


def test_every_record_has_a_page(pages: dict[str, str], golden: Dossier) -> None:
    for folder, records in (
        ("events", golden.events),
        ("actors", golden.actors),
        ("places", golden.places),
        ("topics", golden.topics),
        ("sources", golden.sources),
    ):
        for record in records:
            assert f"{folder}/{record.id}.md" in pages


def test_a_derived_date_shows_how_it_was_worked_out(pages: dict[str, str]) -> None:
    closure = seen(pages["events/closure.md"])

    assert "‘The very next day’ + 17 May 1999" in closure
    assert "→ 18 May 1999" in closure


def test_a_date_is_never_more_precise_than_its_source(pages: dict[str, str]) -> None:
    second = seen(pages["events/second-closure.md"])

    assert "June" in second
    assert "September 1999" in second
    assert not re.search(r"\b\d{1,2} (June|September) 1999", second)


def test_curated_text_comes_out_as_typed(pages: dict[str, str]) -> None:
    page = pages["events/opening.md"]

    assert "Mayor Quill says “never” to a *toll* | <opening> & speech" in seen(page)
    assert "*toll*" not in page.split("\n---\n", 1)[1]
    assert "<opening>" not in page.split("\n---\n", 1)[1]


def test_every_claim_closes_with_its_status_in_words(
    pages: dict[str, str], golden: Dossier
) -> None:
    listed = seen(pages["claims.md"])

    for claim in golden.claims:
        assert claim.standing.mark in seen(pages[f"events/{claim.event.id}.md"])
        assert claim.standing.mark in listed


def test_who_says_it_is_named_beside_a_saying(pages: dict[str, str]) -> None:
    for page in ("events/opening.md", "claims.md", "topics/toll.md"):
        saying = seen(pages[page]).index("never carry a toll")
        assert "Ada Quill" in seen(pages[page])[max(0, saying - 400) : saying]


def test_outlets_that_repeat_one_origin_count_once(pages: dict[str, str]) -> None:
    opening = seen(pages["events/opening.md"])

    assert "3 articles for, 2 independent origins" in opening


def test_nobody_is_said_to_have_said_what_another_said_for_him(pages: dict[str, str]) -> None:
    closure = re.sub(r" (?=[,.;])", "", seen(pages["events/closure.md"]))

    assert "Tom Vane, speaking for Ada Quill" in closure
    assert "independent origins: Ada Quill" not in closure


def test_a_passage_of_the_kept_text_leads_to_its_claims_and_back(pages: dict[str, str]) -> None:
    source, event = pages["sources/gazette-1999.md"], pages["events/closure.md"]

    assert "closure/#closed" in source
    assert "closure/#in-reaction" in source
    assert re.search(r"sources/gazette-1999/#p\d+-\d+", event)


def test_what_was_not_verified_is_printed(pages: dict[str, str]) -> None:
    assert "Coordinates are invented." in seen(pages["places/harrow-bridge.md"])
    assert "Only one broadcast mentions it." in seen(pages["events/second-closure.md"])
    assert "not machine-checked" in seen(pages["events/opening.md"])


def test_a_draft_and_a_note_are_published_nowhere(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        assert "unfinished" not in path + page
        assert "still being written" not in seen(page)
        assert "Waits for a second source" not in seen(page)


def test_an_address_of_one_site_is_not_kept_for_the_next(golden: Dossier) -> None:
    elsewhere = {file.path: file.text for file in render_pages(golden, "https://other.example/")}
    here = {file.path: file.text for file in render_pages(golden, SITE)}

    assert "https://other.example/data/dossier.json" in elsewhere["data.md"]
    assert "https://other.example/" not in here["data.md"]
