"""The documents for print, as a real browser saves them: bookmarks, links, pages."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject

from kb.dossier import Dossier
from kb.render.document import Document, documents
from tests.gates.site import Site

pytestmark = [pytest.mark.site, pytest.mark.browser]
NO_SCRIPT = {"java_script_enabled": False}
LOWEST = 100
"""Points above the edge of the paper: a heading lower than this would have nothing under it."""


@dataclass(frozen=True)
class Paper:
    """A document, its page as a browser has it, and the PDF that the browser makes of it."""

    document: Document
    hrefs: set[str]
    pdf: PdfReader

    @cached_property
    def texts(self) -> list[str]:
        """What each page says, bare."""
        return [bare(sheet.extract_text()) for sheet in self.pdf.pages]

    @cached_property
    def destinations(self) -> dict[str, Destination]:
        return dict(self.pdf.named_destinations)

    def text_at(self, anchor: str) -> str:
        """What the page says on which an anchor stands."""
        number = self.pdf.get_destination_page_number(self.destinations[f"/{anchor}"])
        assert number is not None
        return self.texts[number]


@pytest.fixture(scope="module", params=["month", "actor"])
def paper(
    request: pytest.FixtureRequest, site: Site, browser: Browser, dossier: Dossier
) -> Iterator[Paper]:
    whole, *others = documents(dossier)
    longest = max(others, key=lambda one: len(one.chapters))
    document = whole if request.param == "month" else longest
    window = browser.new_page(base_url=site.url)
    window.goto(document.page.removesuffix("index.md").replace(".md", "/"))
    hrefs = window.locator("article a[href]").evaluate_all("all => all.map(a => a.href)")
    pdf = window.pdf(format="A4", outline=True, tagged=True, prefer_css_page_size=True)
    yield Paper(document, {urljoin(window.url, href) for href in hrefs}, PdfReader(BytesIO(pdf)))
    window.close()


def test_the_bookmarks_are_the_titles_and_statuses_of_the_events_in_order(paper: Paper) -> None:
    titles = [bookmark.title for bookmark in parts(paper.pdf)]

    events = [
        f"{chapter.event.title} {chapter.event.lead.standing.mark}"
        for chapter in paper.document.chapters
    ]
    assert titles[:2] == ["How to read this", "Contents"]
    assert titles[2 : 2 + len(events)] == events
    assert titles[-1] == "Notes"


def test_no_heading_stands_alone_at_the_foot_of_a_page(paper: Paper) -> None:
    for bookmark in parts(paper.pdf):
        assert bookmark.top is None or bookmark.top > LOWEST, bookmark.title


def test_no_page_is_blank_and_each_has_its_number(paper: Paper) -> None:
    for number, text in enumerate(paper.texts, 1):
        assert len(text) > 40, f"page {number} is blank"
        assert f"{number}/{len(paper.texts)}" in text


def test_every_link_inside_leads_somewhere_and_every_other_is_one_of_the_page(
    paper: Paper,
) -> None:
    inside, outside = set(), set()
    for annotation in annotations(paper.pdf):
        if "/Dest" in annotation:
            inside.add(str(annotation["/Dest"]))
        else:
            outside.add(address_of(annotation))

    assert {f"/{anchor}" for anchor in paper.document.anchors.values()} <= inside
    assert inside <= set(paper.destinations)
    assert outside
    assert outside <= paper.hrefs


def test_notes_are_reached_and_lead_back(paper: Paper) -> None:
    for note in paper.document.notes:
        assert f"[{note.number}]" in paper.text_at(f"note-{note.number}")
    targets = [str(a["/Dest"]) for a in annotations(paper.pdf) if "/Dest" in a]
    for claim in paper.document.numbers:
        anchor = f"/{paper.document.anchors[claim]}"
        assert targets.count(anchor) >= len(claim.evidence)


def test_every_claim_stands_on_one_page_with_its_status_and_its_address(
    paper: Paper, site: Site
) -> None:
    for claim, number in paper.document.numbers.items():
        text = paper.text_at(paper.document.anchors[claim])
        address = f"{site.url}events/{claim.event.id}/#{claim.id}"

        _, begun, rest = text.partition(f"{number}·")
        block, ended, _ = rest.partition(address)
        assert begun, f"{claim.ref} does not stand there"
        assert ended, f"{claim.ref} is torn from its address"
        assert claim.standing.mark in block


def test_every_event_prints_its_address(paper: Paper, site: Site) -> None:
    text = "".join(paper.texts)

    for chapter in paper.document.chapters:
        assert f"{site.url}events/{chapter.event.id}/" in text


def test_a_button_prints(page: Page) -> None:
    page.add_init_script("window.print = () => { document.title = 'printed' }")
    page.goto("print/")

    page.get_by_role("button", name="Print or save as PDF").click()

    expect(page).to_have_title("printed")


@pytest.mark.parametrize("page", [NO_SCRIPT], indirect=True, ids=["no script"])
def test_without_script_a_sentence_says_how_to_print(page: Page) -> None:
    page.goto("print/")

    expect(page.get_by_text("use the print command of your browser")).to_be_visible()
    expect(page.get_by_role("button", name="Print or save as PDF")).to_be_hidden()


def test_event_actor_and_home_lead_to_what_is_printed(page: Page, dossier: Dossier) -> None:
    whole, *others = documents(dossier)
    event = whole.chapters[0].event

    for start, leads_to in (
        ("", "/print/"),
        (f"events/{event.id}/", f"/print/#events/{event.id}"),
        (f"actors/{others[0].actor.id if others[0].actor else ''}/", "/print/"),
    ):
        page.goto(start)
        links = page.locator("main a").evaluate_all("all => all.map(a => a.href)")
        assert any(leads_to in link for link in links), start


def parts(pdf: PdfReader) -> list[Destination]:
    """The bookmarks below the title."""
    (_, below) = pdf.outline
    assert isinstance(below, list)
    return [bookmark for bookmark in below if isinstance(bookmark, Destination)]


def annotations(pdf: PdfReader) -> Iterator[DictionaryObject]:
    for sheet in pdf.pages:
        for annotation in sheet.get("/Annots", ()):
            found = annotation.get_object()
            assert isinstance(found, DictionaryObject)
            yield found


def address_of(annotation: DictionaryObject) -> str:
    action = annotation["/A"]
    assert isinstance(action, DictionaryObject)
    return str(action["/URI"])


def bare(text: str) -> str:
    """Text without its spaces and ligatures: where lines break is the paper's affair."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
