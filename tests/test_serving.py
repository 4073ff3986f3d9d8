"""`serve` shows what a build would, and writes nothing into the dossier."""

import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.copies import without_pages
from tests.gates.preview import served_at
from tests.test_faster import ROOT, build

GOLDEN = Path(__file__).parent / "golden"
OURS = re.compile(
    r"""<meta\ http-equiv="Content-Security-Policy".*?>\s*   # is no part of a preview
    | <link\ rel="alternate".*?>\s*                          # data are made when asked for
    | <script\ type="application/ld\+json">.*?</script>\s*
    | <script>\s*var\ livereload.*?</script>
    | \s+""",
    re.VERBOSE | re.DOTALL,
)
OWN = """\
# Ours

See [a page](topics/mine.md), [an event](events/opening.md#opened) and [the home](index.md).
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden dossier, with pages that people wrote."""
    folder = tmp_path_factory.mktemp("served") / "dossier"
    shutil.copytree(GOLDEN, folder, ignore=without_pages)
    (folder / "docs/topics").mkdir(parents=True, exist_ok=True)
    (folder / "docs/topics/mine.md").write_text(
        "# Mine\n\nOf [method](../method.md) and [an event](../events/closure.md).\n", "utf-8"
    )
    (folder / "pages").mkdir(exist_ok=True)
    (folder / "pages/reply.md").write_text(OWN, "utf-8")
    return folder


@pytest.fixture(scope="module")
def url(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("log") / "serve.log"
    with served_at(ROOT, log, "--dossier", str(folder)) as url:
        yield url


def got(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:
        read: bytes = answer.read()
    return read


def words(page: bytes) -> str:
    return OURS.sub("", page.decode("utf-8"))


def test_every_page_is_the_one_that_is_built_and_nothing_is_written(
    url: str, folder: Path, tmp_path: Path
) -> None:
    before = sorted(folder.rglob("*"))
    other = tmp_path / "dossier"
    shutil.copytree(folder, other)
    build(other, SITE_URL=url)
    site = other / "site"
    pages = [path.relative_to(site).parent for path in site.rglob("index.html")]

    assert len(pages) > 80
    for page in pages:
        address = "" if page == Path() else f"{page.as_posix()}/"
        if address != "data/":  # tells the size of the archive as well
            built = words((site / page / "index.html").read_bytes())
            assert words(got(f"{url}{address}")) == built, address
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    "path", ["events/opening.txt", "events/opening.json", "data/dossier.jsonl", "llms.txt"]
)
def test_what_stands_beside_the_pages_is_served(url: str, path: str) -> None:
    assert got(f"{url}{path}")


def test_the_search_is_indexed_when_somebody_searches(url: str) -> None:
    assert b"pagefind" in got(f"{url}pagefind/pagefind.js")
    assert got(f"{url}pagefind/names.json")


@pytest.mark.parametrize("path", ["nobody/", "events/nobody.json", "data/nothing.csv", "x.png"])
def test_what_is_not_there_is_told_so(url: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        got(f"{url}{path}")


def test_an_address_without_its_slash_leads_to_the_page(url: str) -> None:
    assert words(got(f"{url}events/opening")) == words(got(f"{url}events/opening/"))
