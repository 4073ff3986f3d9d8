"""The page about the data: it names every file, and what it tells people to run does run."""

import json
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from tests.gates.site import PAGE_TYPES, Site

pytestmark = [pytest.mark.site, pytest.mark.browser]
PER_RECORD = ("data/sources/",)


def examples(page: Page, language: str) -> list[str]:
    page.goto("data/")
    return page.locator(f"code.language-{language}").all_inner_texts()


def test_every_file_is_described_with_its_size(page: Page, site: Site) -> None:
    page.goto("data/")
    rows = page.locator("table.files tbody tr")
    listed = {
        urljoin("data/", row.locator("a").get_attribute("href") or "").removeprefix("../")
        for row in rows.all()
    }
    there = {
        path.relative_to(site.folder).as_posix()
        for path in (site.folder / "data").rglob("*")
        if path.is_file() and path.name != "index.html"
    }

    assert {path for path in there if not path.startswith(PER_RECORD)} <= listed
    assert {path for path in listed if not (site.folder / path).is_file()} == set()
    assert all(text.strip() for text in rows.locator("td:not(.size)").all_inner_texts())


def test_sizes_are_true(page: Page, site: Site) -> None:
    page.goto("data/")
    row = page.locator("table.files tr", has_text="dossier.json").first
    kilobytes = (site.folder / "data/dossier.json").stat().st_size / 1000

    assert row.locator(".size").inner_text() in (
        f"{kilobytes:.0f} KB",
        f"{kilobytes / 1000:.1f} MB",
    )


def test_the_python_examples_run_and_print_what_is_there(page: Page, site: Site) -> None:
    whole = json.loads((site.folder / "data/dossier.json").read_bytes())
    disputed = [
        claim["statement"]
        for event in whole["events"]
        for claim in event["claims"]
        if claim["status"]["mark"] == "disputed"
    ]
    programs = examples(page, "python")
    done = [run([sys.executable, "-I", "-c", program]) for program in programs]

    assert disputed
    assert all(statement in done[0] for statement in disputed)


def test_the_commands_run(page: Page, site: Site, tmp_path: Path) -> None:
    shutil.copytree(site.folder, tmp_path / "copy")
    printing, checking, building, comparing = examples(page, "sh")

    assert run(["sh", "-ec", printing], tmp_path / "copy")
    assert "all as published" in run(["sh", "-ec", checking], tmp_path / "copy")
    # That another build is the same is for test_same_bytes.py.
    assert building.startswith(f"SITE_URL={site.url} REPO_URL=")
    assert run(["sh", "-ec", own_sums(comparing, site)], tmp_path / "copy") == ""


def own_sums(command: str, site: Site) -> str:
    assert "CLONE/site" in command
    return command.replace("CLONE/site", shlex.quote(str(site.folder)))


def test_the_sql_runs_and_tells_nothing_bare(page: Page, site: Site) -> None:
    database = sqlite3.connect(site.folder / "data/dossier.sqlite")
    marks = ("corroborated", "single-source", "disputed", "contradicted", "opinion")
    for query in examples(page, "sql"):
        rows = database.execute(query).fetchall()
        assert rows, query
        for row in rows:
            assert any(mark in str(cell) for cell in row for mark in marks)
            assert any(str(cell).startswith(site.url) for cell in row)
    database.close()


def run(command: list[str], folder: Path | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("kind", [kind for kind in PAGE_TYPES if kind != "404.html"])
def test_a_page_names_what_stands_beside_it(kind: str, site: Site) -> None:
    page = site.richest(kind)
    text = site.file(page).read_text("utf-8")
    named = re.findall(r'<link rel="alternate" type="([^"]+)"[^>]* href="([^"]+)"', text)
    found = {urljoin(f"/{page}", href).lstrip("/"): media for media, href in named}

    assert all((site.folder / path).is_file() for path in found)
    beside = {p for p in site.folder.glob(f"{page.rstrip('/')}.*") if p.is_file()} if page else ()
    assert {path.relative_to(site.folder).as_posix() for path in beside} <= found.keys()


def test_a_record_names_its_data(site: Site) -> None:
    for kind in ("events/*/", "actors/*/", "places/*/", "topics/*/", "sources/*/"):
        page = site.richest(kind)
        assert f'type="application/json" title="Data" href="../{page.split("/")[1]}.json"' in (
            site.file(page).read_text("utf-8")
        )
