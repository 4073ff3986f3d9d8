"""What readers take along: the address of a claim, a citation, a passage, the card of a link."""

import html
import json
import re
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kb.dossier import Dossier, Source
from kb.public.cite import of_passages
from kb.site import read_dossier
from tests.gates.clones import ROOT
from tests.gates.site import PAGE_TYPES, Site

pytestmark = [pytest.mark.site]
MAY_COPY = {"permissions": ["clipboard-read", "clipboard-write"]}
NO_SCRIPT = {"java_script_enabled": False}
CITED = ("events/*/", "actors/*/", "places/*/", "topics/*/", "sources/*/", "guide/", "claims/")
HEAVIEST = 40_000
TOP = "el => el.getBoundingClientRect().top"

may_copy = pytest.mark.parametrize("page", [MAY_COPY], indirect=True, ids=["may copy"])
without_script = pytest.mark.parametrize("page", [NO_SCRIPT], indirect=True, ids=["no script"])


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return read_dossier(ROOT)


@pytest.mark.browser
@may_copy
def test_the_address_of_a_claim_is_copied_by_keyboard(page: Page, site: Site) -> None:
    page.goto(site.richest("events/*/"))
    claim = page.locator(".claim").nth(1)
    button = claim.get_by_role("button", name="Copy the address of claim 2", exact=True)

    button.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_have_text("Copied")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == f"{page.url}#{claim.get_attribute('id')}"
    page.goto(address)
    expect(claim).to_be_in_viewport()


@pytest.mark.browser
def test_who_may_not_copy_is_told_and_finds_the_address_in_the_bar(page: Page, site: Site) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(site.richest("events/*/"))
    claim = page.locator(".claim").first

    claim.get_by_role("button").click()

    expect(page.get_by_role("status")).to_contain_text("Not copied")
    expect(page).to_have_url(re.compile(rf"#{claim.get_attribute('id')}$"))


@pytest.mark.browser
@may_copy
@pytest.mark.parametrize("kind", CITED)
def test_every_form_of_a_citation_is_copied_as_it_stands(page: Page, site: Site, kind: str) -> None:
    page.goto(site.richest(kind))
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    part = page.locator("#_cite ~ details").first
    part.locator("summary").click()

    for form in ("APA", "Chicago", "BibTeX", "CSL-JSON"):
        button = part.get_by_role("button", name=f"Copy as {form}", exact=True)
        button.click()
        expect(button).to_contain_class("done")
        expect(page.locator("#_copied")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert canonical in copied
        if form == "CSL-JSON":
            assert json.loads(copied)[0]["URL"] == canonical


@pytest.mark.browser
@without_script
def test_without_script_there_is_text_to_select_and_no_button(page: Page, site: Site) -> None:
    page.goto(site.richest("events/*/"))
    page.locator("#_cite ~ details summary").first.click()

    expect(page.locator(".form").first).to_be_visible()
    assert page.locator("button.copy:visible").count() == 0


@pytest.mark.browser
def test_a_passage_is_found_where_its_words_are(page: Page, site: Site, dossier: Dossier) -> None:
    """The publisher's page is played by one of ours, made from the kept text alone."""
    source = next(source for source in dossier.sources if source.kept)
    page.route("**/publisher.html*", lambda route: route.fulfill(body=as_published(source)))
    cited = of_passages(source, site.url)
    assert cited

    for piece, citation in cited:
        page.goto("about:blank")
        page.goto(f"{site.url}publisher.html{citation.url.removeprefix(source.url)}")
        assert piece.passage
        paragraph = page.locator(f"#para-{piece.passage.pieces[0].paragraph}")
        expect(paragraph).to_be_in_viewport()
        assert page.evaluate("scrollY") > 0 or paragraph.evaluate(TOP) < 200


@pytest.mark.browser
def test_evidence_that_quotes_leads_to_the_words_at_the_publisher(page: Page, site: Site) -> None:
    event = next(e for e in site.pages_of_type("events/*/") if text_of(site.file(e)).count(":~:"))
    page.goto(event)

    link = page.get_by_role("link", name="at the publisher’s").first

    assert "#:~:text=" in str(link.get_attribute("href"))


def test_every_type_of_page_has_a_card_of_the_size_it_states(site: Site) -> None:
    cards = set()
    for kind in PAGE_TYPES:
        head = metas(site.file(site.richest(kind)))
        address = head["og:image"]
        card = site.folder / address.removeprefix(site.url)
        assert address.startswith(site.url)
        assert size_of(card) == (int(head["og:image:width"]), int(head["og:image:height"]))
        assert head["og:image:alt"]
        assert head["twitter:card"] == "summary_large_image"
        cards.add(card.stem)
    assert {"home", "guide", "event", "actor", "place", "topic", "source", "print"} <= cards


def test_cards_are_light(site: Site) -> None:
    cards = [*(site.folder / "assets" / "cards").glob("*.png")]

    assert len(cards) == 13
    for card in cards:
        assert card.stat().st_size < HEAVIEST, card.name


def as_published(source: Source) -> str:
    """The kept text as a plain page, each paragraph far below the other."""
    assert source.kept
    body = source.kept.body
    paragraphs = "".join(
        f'<p id="para-{one.number}">{html.escape(body[one.start : one.end])}</p>'
        for one in source.kept.paragraphs
    )
    style = "<style>p { margin: 0 0 150vh }</style>"
    return f'<!doctype html><meta charset="utf-8"><title>x</title>{style}{paragraphs}'


def text_of(page: Path) -> str:
    return html.unescape(page.read_text("utf-8"))


def metas(page: Path) -> dict[str, str]:
    found = re.findall(
        r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', page.read_text("utf-8")
    )
    return {name: html.unescape(content) for name, content in found}


def size_of(png: Path) -> tuple[int, int]:
    head = png.read_bytes()[:24]
    assert head.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">2I", head[16:24])
    return width, height
