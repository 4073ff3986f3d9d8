"""What the hook adds to MkDocs, on the golden dossier rendered once."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from kb.hosting.policy import policy_in
from tests.copies import without_pages
from tests.hosts import rules_in

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
HASH = re.compile("'sha256-[^']+'")

DRAFT = """\
dossier: {title: T, lede: L., focus: 2022-06, contact: C.}
events:
  draft:
    title: A draft
    when: 2022-06-17
    draft: true
    claims:
      c: {text: It happened., kind: happened, evidence: [{source: s, reports: So it was.}]}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the golden dossier, last changed before computers counted time."""
    folder = tmp_path_factory.mktemp("a dossiér elsewhere")
    shutil.copytree(GOLDEN, folder, ignore=without_pages, dirs_exist_ok=True)
    timeline = folder / "timeline.yaml"
    timeline.write_text(timeline.read_text("utf-8").replace("updated: 2024", "updated: 1924"))
    command = [sys.executable, str(ROOT / "scripts/build.py"), "build", "--dossier", str(folder)]
    subprocess.run([*command, "--zip"], check=True, capture_output=True)
    return folder / "site"


def test_every_foot_says_where_people_named_here_can_write(site: Path) -> None:
    foot = (site / "events/opening/index.html").read_text("utf-8").partition("<footer")[2]

    assert '<a href="mailto:editors@dossier.example">editors@dossier.example</a>' in foot
    assert 'href="../../reply/"' in foot


def test_where_to_report_a_hole_is_published_and_sealed(site: Path) -> None:
    path = ".well-known/security.txt"
    manifest = json.loads((site / "data/manifest.json").read_bytes())

    assert "Contact: mailto:editors@dossier.example\n" in (site / path).read_text("utf-8")
    assert path in manifest["files"]
    assert path in ZipFile(site / "site.zip").namelist()


def test_a_title_is_escaped_once_in_the_head(site: Path) -> None:
    page = (site / "events/opening/index.html").read_text("utf-8")
    (title,) = re.findall("<title>(.*)</title>", page)

    assert "a *toll* | &lt;opening&gt; &amp; speech" in title


def test_a_title_that_travels_alone_shows_the_status_of_what_it_tells(site: Path) -> None:
    page = (site / "events/closure/index.html").read_text("utf-8")

    assert "<title>The bridge is closed to carts (single-source) · " in page
    assert 'property="og:title" content="The bridge is closed to carts (single-source)"' in page
    forms = re.findall(r'<(?:p|pre) class="form">(.*?)</', page, re.DOTALL)
    for cited in (form for form in forms if "iframe" not in form):  # whose title never goes stale
        assert "closed to carts (single-source)" in cited
    assert re.search("<h1[^>]*>The bridge is closed to carts<", page)


def test_what_machines_read_stands_on_every_page_and_its_text_ends_nothing(site: Path) -> None:
    pages = [page for page in sorted(site.rglob("index.html")) if "noindex" not in page.read_text()]

    assert pages
    for page in pages:
        text = page.read_text("utf-8")
        (said,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        assert "<" not in said
        assert json.loads(said)["@graph"]
    opening = (site / "events/opening/index.html").read_text("utf-8")
    assert r"| \u003copening> & speech (corroborated)" in opening


def test_assets_come_along_to_a_dossier_that_lives_elsewhere(site: Path) -> None:
    assert (site / "assets/kb.css").is_file()
    assert (site / "assets/cards/event.png").is_file()


def test_the_search_is_indexed_with_the_site(site: Path) -> None:
    assert (site / "pagefind/pagefind.js").is_file()
    assert (site / "pagefind/names.json").is_file()


def test_the_archive_is_the_site_and_can_be_checked_by_itself(site: Path, tmp_path: Path) -> None:
    with ZipFile(site / "site.zip") as archive:
        archive.extractall(tmp_path)
        days = {held.date_time for held in archive.infolist()}
    checked = subprocess.run(
        [sys.executable, "-I", "data/verify.py"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )

    assert {p.relative_to(tmp_path) for p in tmp_path.rglob("*")} == {
        p.relative_to(site) for p in site.rglob("*") if p.name != "site.zip"
    }
    assert len(days) == 1
    assert (checked.returncode, checked.stderr) == (0, "")
    assert 'href="../site.zip"' in (site / "data/index.html").read_text("utf-8")


def verify(folder: Path, **more: str) -> tuple[int, str]:
    command = [sys.executable, "-I", "-X", "utf8=0", "data/verify.py"]
    environment = {**os.environ, **more}
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, env=environment)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def test_a_copy_that_was_taken_with_its_archive_is_as_published(site: Path) -> None:
    assert (site / "site.zip").is_file()
    assert verify(site)[0] == 0, verify(site)[1]


def test_what_is_amiss_is_told_on_a_console_that_knows_only_ascii(
    site: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(site, tmp_path / "a copy")
    kept = copy / "data/sources/gazette-1999.txt"
    kept.write_text(kept.read_text("utf-8").replace("bridge", "б"), "utf-8")

    code, said = verify(copy, LC_ALL="C", PYTHONCOERCECLOCALE="0")

    assert code == 1
    assert r"other words stand there: ['On 17 May, at the opening of the new \u0431" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("left", [None, "", '{"format": "1'])
def test_half_a_copy_is_told_to_be_none(left: str | None, site: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(site / "data/verify.py", tmp_path / "data")
    if left is not None:
        (tmp_path / "data/manifest.json").write_text(left, "utf-8")

    code, said = verify(tmp_path)

    assert code == 1
    assert "data/manifest.json cannot be read" in said
    assert "Traceback" not in said


def test_the_header_allows_what_all_pages_together_do_and_no_more(site: Path) -> None:
    pages = [page.read_text("utf-8") for page in site.rglob("*.html")]
    header = rules_in((site / "_headers").read_text("utf-8"))["/*"]["Content-Security-Policy"]

    assert HASH.findall(header)
    assert {*HASH.findall(header)} == {h for page in pages for h in HASH.findall(policy_in(page))}


def test_one_script_stands_in_pages_and_no_more(site: Path) -> None:
    pages = [page.read_text("utf-8") for page in site.rglob("*.html")]
    scripts = {said for page in pages for said in re.findall("<script>(.*?)</script>", page)}

    assert len(scripts) == 1
    assert "kb-scheme" in scripts.pop()  # it chooses the colours before anything is drawn


def build_of_drafts(folder: Path) -> list[str]:
    """Fill a folder with a dossier that publishes nothing yet; return the build of it."""
    (folder / "sources").mkdir()
    (folder / "sources/references.yaml").write_text(
        "s: {publisher: S, language: en, kind: newspaper, read: full}\n", "utf-8"
    )
    (folder / "timeline.yaml").write_text(DRAFT, "utf-8")
    return [sys.executable, str(ROOT / "scripts/build.py"), "build", "--dossier", str(folder)]


def test_headers_of_your_own_are_not_written_over(tmp_path: Path) -> None:
    command = build_of_drafts(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/_headers").write_text("/*\n  X-Own: yes\n", "utf-8")

    done = subprocess.run(command, check=False, capture_output=True, text=True)

    assert done.returncode == 1
    assert "docs/_headers:1:1: the build did not write this file" in done.stdout + done.stderr


def test_a_dossier_of_drafts_alone_is_a_site_without_an_index(tmp_path: Path) -> None:
    command = build_of_drafts(tmp_path)

    done = subprocess.run(command, check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/index.html").is_file()
