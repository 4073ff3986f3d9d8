"""What is made when it is asked for is what a build writes into docs/."""

import re
from pathlib import Path

import pytest

from kb.dossier import Dossier
from kb.on_request import DATA_PAGE, OnRequest
from kb.public.alternates import ENDINGS
from kb.site import write_pages

SITE = "https://dossier.example/kb/"
LINKED = re.compile(r"^jsonld: .*$", re.MULTILINE)
"""What machines read of a page, which alone tells less until the data are made."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, golden: Dossier) -> dict[str, bytes]:
    """Every file of the golden dossier that a build writes."""
    docs = tmp_path_factory.mktemp("built") / "docs"
    write_pages(golden, docs.parent, SITE)
    return files_in(docs)


@pytest.fixture
def site(tmp_path: Path, golden: Dossier) -> OnRequest:
    return OnRequest(golden, tmp_path, SITE, tmp_path / "data")


def files_in(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def bare(data: bytes) -> str:
    return LINKED.sub("", data.decode("utf-8"))


def test_every_page_is_the_one_that_is_built(site: OnRequest, built: dict[str, bytes]) -> None:
    pages = {path: bare(data) for path, data in built.items() if path.endswith(".md")}
    made = {path: bare(page.make().data) for path in pages if (page := site.page(path))}

    assert set(site.pages) == set(pages)
    del pages[DATA_PAGE], made[DATA_PAGE]  # which tells of the files that end a build as well
    assert made == pages


def test_every_text_and_card_is_the_one_that_is_built(
    site: OnRequest, built: dict[str, bytes]
) -> None:
    beside = [path for path in built if path.endswith((".txt", ".html"))]
    beside = [path for path in beside if not path.startswith("data")]

    assert len(beside) > len(site.dossier.events)
    for path in beside:
        file = site.file(path)
        assert file, path
        assert file.make().data == built[path]


def test_all_data_are_made_at_once_when_one_of_them_is_asked_for(
    site: OnRequest, built: dict[str, bytes], tmp_path: Path
) -> None:
    data = {path: made for path, made in built.items() if site.file(path) is None}
    data = {path: made for path, made in data.items() if not path.endswith(".md")}

    assert all(map(site.is_data, data))
    assert not (tmp_path / "data").exists()
    assert site.sizes == {path: len(made) for path, made in data.items()}
    assert files_in(tmp_path / "data") == data


@pytest.mark.parametrize(
    "path",
    ["nobody.md", "events/nobody.txt", "events/nobody.json", "assets/kb.css", "embed/nobody.html"],
)
def test_what_nobody_published_is_not_there(site: OnRequest, path: str) -> None:
    assert site.page(path) is None
    assert site.file(path) is None
    assert not site.is_data(path)


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_file_stands_beside_a_page_under_two_names(site: OnRequest, ending: str) -> None:
    """`actors.txt` is beside `actors/index.md`, and there is no `actors/index.txt`."""
    assert site.file(f"actors/index{ending}") is None
    assert not site.is_data(f"actors/index{ending}")


def test_no_more_pages_are_looked_through_than_have_to_be(site: OnRequest) -> None:
    before = len(site._pages._seen)
    site.page("index.md")

    assert (before, len(site._pages._seen)) == (0, 1)
