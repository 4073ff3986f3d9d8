"""What became of retired records, in the built site of the golden dossier: a browser is led on."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, Page

from tests.copies import without_pages
from tests.gates.clones import BASE, ROOT
from tests.gates.findings import Finding, read_ignored, told_once
from tests.gates.site import Site, serve
from tests.gates.test_axe import SWAPPED, USUAL, findings_on, opened
from tests.gates.test_html import html_findings
from tests.gates.test_links import broken_links

pytestmark = [pytest.mark.site, pytest.mark.browser]
WITHDRAWN, MOVED, NEW = "events/first-toll/", "events/bridge-opens/", "events/opening/"


@pytest.fixture(scope="module")
def golden_www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder to serve; the site of the golden dossier stands in it as `remark/`."""
    scratch = tmp_path_factory.mktemp("golden")
    golden = ROOT / "tests/golden"
    shutil.copytree(golden, scratch / "dossier", ignore=without_pages)
    return scratch / "www"


@pytest.fixture(scope="module")
def golden_site(golden_www: Path) -> Iterator[Site]:
    golden_www.mkdir()
    with serve(golden_www) as address:
        command = [sys.executable, "scripts/build.py", "build", "--site-dir"]
        built = subprocess.run(
            [*command, str(golden_www / BASE), "--dossier", str(golden_www.parent / "dossier")],
            cwd=ROOT,
            env=os.environ | {"SITE_URL": address + BASE},
            capture_output=True,
            text=True,
            check=False,
        )
        assert built.returncode == 0, built.stderr
        yield Site(address + BASE, golden_www / BASE)


@pytest.fixture
def plain_window(browser: Browser, golden_site: Site) -> Iterator[Page]:
    """A window in which scripts do not run."""
    context = browser.new_context(base_url=golden_site.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def unexpected(findings: Iterable[Finding]) -> str:
    accepted = read_ignored()
    return told_once([f for f in findings if not any(entry.covers(f) for entry in accepted)])


def test_who_comes_to_the_old_address_is_led_to_the_new(
    plain_window: Page, golden_site: Site
) -> None:
    plain_window.goto(MOVED)
    plain_window.wait_for_url(f"{golden_site.url}{NEW}")


def test_the_old_address_names_the_new_as_the_page_to_be_found(golden_site: Site) -> None:
    page = golden_site.file(MOVED).read_text("utf-8")

    assert f'<link rel="canonical" href="{golden_site.url}{NEW}">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_what_was_withdrawn_is_a_page_that_says_why(plain_window: Page, golden_site: Site) -> None:
    answer = plain_window.goto(WITHDRAWN)

    assert answer is not None
    assert answer.ok
    assert plain_window.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    assert "It rested on a misread date." in plain_window.locator("article").inner_text()


def test_anchors_of_retired_claims_are_there(plain_window: Page, golden_site: Site) -> None:
    plain_window.goto(f"{NEW}#crowd")

    assert "withdrawn" in plain_window.locator(":target").inner_text()


def test_retired_pages_are_in_no_map_of_the_site_and_in_no_search(golden_site: Site) -> None:
    listed = (golden_site.folder / "sitemap.xml").read_text("utf-8")
    found = re.findall(r"<loc>([^<]+)</loc>", listed)

    assert f"{golden_site.url}{NEW}" in found
    assert not [address for address in found if MOVED in address or WITHDRAWN in address]
    assert len(found) == len(golden_site.pages()) - 3


def test_every_page_leads_to_the_corrections_and_to_their_feed(golden_site: Site) -> None:
    for address in ["", NEW, WITHDRAWN, "corrections/"]:
        head, _, foot = golden_site.file(address).read_text("utf-8").partition('<footer class="')

        assert re.search(r'type="application/atom\+xml" [^>]*href="[./]*/?corrections\.atom"', head)
        assert re.search(r'href="[./]*(corrections/)?">What was corrected<', foot)


def test_the_feed_and_the_list_of_addresses_are_part_of_the_site(golden_site: Site) -> None:
    read = feedparser.parse((golden_site.folder / "corrections.atom").read_bytes())
    listed = (golden_site.folder / "published.jsonl").read_bytes()

    assert not read.bozo
    assert read.feed.links[0].href == f"{golden_site.url}corrections.atom"
    assert listed == (ROOT / "tests/golden/docs/published.jsonl").read_bytes()


def test_every_link_resolves(golden_site: Site, golden_www: Path) -> None:
    assert broken_links(golden_site, golden_www) == []


def test_html_checker_finds_nothing(golden_site: Site) -> None:
    assert unexpected(html_findings(golden_site)) == ""


def test_axe_finds_nothing(golden_site: Site, browser: Browser) -> None:
    events = (WITHDRAWN, NEW, "events/closure/", "events/second-closure/")
    pages = (*events, "corrections/", "sources/gazette-1999/", "actors/quill/")
    findings = [
        finding
        for scheme, width in (*USUAL, *SWAPPED)
        for finding in findings_on(opened(golden_site, browser, scheme, width), pages, scheme)
    ]

    assert unexpected(findings) == ""
