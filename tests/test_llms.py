"""llms.txt: a title, a quotation, notes without headings, and lists of files that are there."""

import re

import pytest

from kb.dossier import Dossier
from kb.export.files import export_files
from kb.export.publish import publish
from kb.render.pages import render_files, render_pages
from kb.render.textpages import with_texts

SITE = "https://dossier.example/kb/"


@pytest.fixture(scope="module", params=["golden", "dossier"])
def told(request: pytest.FixtureRequest) -> Dossier:
    found: Dossier = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def llms(told: Dossier) -> str:
    return next(file.text for file in render_files(told, SITE) if file.path == "llms.txt")


def test_it_has_the_parts_of_the_convention_in_their_order(llms: str, told: Dossier) -> None:
    notes, *lists = re.split(r"^## ", llms, flags=re.MULTILINE)

    assert notes.startswith(f"# {told.title}\n\n> ")
    assert not re.search(r"^#", notes.removeprefix("# "), re.MULTILINE)
    assert [part.partition("\n")[0] for part in lists] == ["Texts", "Data", "Optional"]
    for part in lists:
        files = part.strip().splitlines()[2:]
        assert all(re.fullmatch(r"- \[[^\]]+\]\([^()\s]+\): .+", line) for line in files)


def test_every_file_that_it_lists_is_published(llms: str, told: Dossier) -> None:
    pages = with_texts(render_pages(told, SITE), told, SITE)
    there = {f"{SITE}{file.path}" for file in (*pages, *export_files(told, publish(told, SITE)))}
    listed = re.findall(r"\]\(([^()]+)\)", llms)

    assert len(listed) > 10
    assert set(listed) <= there


def test_it_says_how_to_cite_before_anything_else(llms: str) -> None:
    notes = llms.partition("\n## ")[0]

    assert "Give no claim without who says it and its status." in notes
    for status in ("corroborated", "single-source", "disputed", "contradicted", "opinion"):
        assert f"\n- {status}: " in notes
    assert "CC BY 4.0" in notes
