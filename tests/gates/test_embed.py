"""A card in a frame of another site: it shows its status, runs nothing and asks for nothing."""

import html
import json
import re
import subprocess
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.gates.findings import Finding, told_once
from tests.gates.site import Site, serve
from tests.gates.test_axe import Scheme, axe_findings, opened
from tests.gates.tools import HTML_CHECKER

pytestmark = [pytest.mark.site, pytest.mark.browser]
MAY_COPY = {"permissions": ["clipboard-read", "clipboard-write"]}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (240, 300, 600)


def card_of(event: str) -> str:
    return f"embed/{event.strip('/').removeprefix('events/')}.html"


def cards(site: Site) -> list[str]:
    return [card_of(event) for event in site.pages_of_type("events/*/")]


@pytest.fixture
def event(site: Site) -> str:
    return site.richest("events/*/")


@pytest.fixture
def host(site: Site, event: str, tmp_path: Path) -> Iterator[str]:
    """A page of another origin, with what the event's page says to paste."""
    shown = re.search(
        r'<pre class="form">([^<]*iframe[^<]*)</pre>', site.file(event).read_text("utf-8")
    )
    assert shown
    pasted = html.unescape(shown[1])
    (tmp_path / "index.html").write_text(
        f'<!doctype html><html lang="en"><title>Elsewhere</title>{pasted}</html>', "utf-8"
    )
    with serve(tmp_path) as address:
        yield address


def test_the_frame_shows_the_status_and_opens_the_page_in_a_new_window(
    browser: Browser, site: Site, event: str, host: str
) -> None:
    context = browser.new_context()
    window = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    window.goto(host, wait_until="networkidle")
    card = window.frame_locator("iframe")

    expect(card.locator(".claim .st")).to_be_visible()
    expect(card.locator(".claim .st svg")).to_be_visible()
    assert [url for url in asked if not url.startswith(host)] == [f"{site.url}{card_of(event)}"]
    assert context.cookies() == []

    with context.expect_page() as opening:
        card.get_by_role("link", name="Evidence and other accounts").click()
    opening.value.wait_for_load_state()
    assert opening.value.url == f"{site.url}{event}"
    assert opening.value.evaluate("opener") is None
    assert opening.value.evaluate("!!document.querySelector('.find')")
    assert window.url == host
    context.close()


def test_nothing_that_slipped_into_a_card_would_run(
    browser: Browser, site: Site, event: str
) -> None:
    card = (site.folder / card_of(event)).read_text("utf-8")
    slipped = card.replace("</main>", "<script>document.title = 'ran'</script><img src=x></main>")
    window = browser.new_page()
    said: list[str] = []
    window.on("console", lambda message: said.append(message.text))
    window.route("**/embed/*", lambda route: route.fulfill(content_type="text/html", body=slipped))

    window.goto(f"{site.url}{card_of(event)}")

    assert window.title() != "ran"
    assert len([text for text in said if "Content Security Policy" in text]) == 2
    window.close()


def test_axe_finds_nothing(browser: Browser, site: Site) -> None:
    longest = max(cards(site), key=lambda card: (site.folder / card).stat().st_size)
    findings: list[Finding] = []
    for scheme, width in product(SCHEMES, WIDTHS):
        window = opened(site, browser, scheme, width)
        window.goto(longest)
        findings += axe_findings(window, f"{longest} ({scheme}, {width} px)")
        assert window.evaluate("document.documentElement.scrollWidth") <= width
        window.context.close()

    assert told_once(findings) == ""


def test_every_card_has_room_in_the_height_that_is_pasted(browser: Browser, site: Site) -> None:
    window = browser.new_page(viewport={"width": 300, "height": 100})
    for event in site.pages_of_type("events/*/"):
        pasted = re.search(
            r'width="600" height="(\d+)"', html.unescape(site.file(event).read_text("utf-8"))
        )
        assert pasted
        window.goto(f"{site.url}{card_of(event)}")
        # Other systems have other fonts; a card that is longer can be scrolled.
        needed = window.evaluate("document.documentElement.scrollHeight")
        assert needed <= int(pasted[1]) + 40, event
    window.close()


def test_html_checker_finds_nothing(site: Site) -> None:
    command = ["java", "-jar", str(HTML_CHECKER), "--format", "json", "--stdout"]
    files = [str(site.folder / card) for card in cards(site)]
    ended = subprocess.run([*command, *files], capture_output=True, text=True, check=False)

    assert [said["message"] for said in json.loads(ended.stdout)["messages"]] == []


def test_a_card_is_dark_in_the_dark_and_dark_on_light_on_paper(
    browser: Browser, site: Site
) -> None:
    window = browser.new_page(color_scheme="dark")
    window.goto(f"{site.url}{cards(site)[0]}")
    ground = "getComputedStyle(document.body).backgroundColor"

    assert window.evaluate(ground) == "rgb(21, 25, 31)"
    window.emulate_media(media="print")
    assert window.evaluate(ground) == "rgb(255, 255, 255)"
    window.close()


def test_cards_and_texts_are_in_no_map_of_the_site_and_in_no_search(site: Site) -> None:
    listed = (site.folder / "sitemap.xml").read_text("utf-8")
    facets = json.loads((site.folder / "pagefind/facets.json").read_text("utf-8"))
    found = (site.folder / "pagefind" / "fragment").iterdir()

    assert "<loc>" in listed
    assert "/embed/" not in listed
    assert ".txt" not in listed
    assert {path.stem for path in found} == set(facets["rows"])


@pytest.mark.parametrize("page", [MAY_COPY], indirect=True, ids=["may copy"])
def test_what_to_paste_is_copied_from_the_page_of_the_event(
    page: Page, site: Site, event: str
) -> None:
    page.goto(event)
    part = page.locator("details", has=page.get_by_text("Embed this event"))
    part.locator("summary").click()

    part.get_by_role("button", name="Copy as HTML", exact=True).click()

    expect(page.locator("#_copied")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f'<iframe src="{site.url}{card_of(event)}" title="')
