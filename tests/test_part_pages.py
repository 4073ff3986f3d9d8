"""Lists that are too long for one page: their parts hold everything once, and links lead there."""

import re
from collections import Counter
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest

from kb.connect.text_parts import in_parts
from kb.dossier import Actor, Dossier, Place, Target, Topic
from kb.export.publish import publish
from kb.output import OutputFile
from kb.public.addresses import address_of, page_of, passage_page
from kb.render.claims import claims_pages
from kb.render.document import documents
from kb.render.letters import DIGITS, OTHER, initial, lettered
from kb.render.long_lists import list_pages
from kb.render.marked import text_parts
from kb.render.most import Most
from kb.render.pages import render_days, render_pages
from kb.render.part_pages import mentions_of, part_pages
from kb.render.sheets import sheets_of
from kb.render.textpages import has_text
from kb.render.timeline import timeline_pages
from kb.render.ways import PartPage, in_words
from tests.conftest import GOLDEN, connected

SITE = "https://dossier.example/"
ONE = Most(*(1 for _ in Most.__dataclass_fields__))
_ID = re.compile(r'\bid="([^"]+)"|\{ #([^ }]+)|^- \[(\S+),', re.MULTILINE)
_HREF = re.compile(r'\bhref="([^"]*)"')


@pytest.fixture(scope="module")
def cut() -> Dossier:
    """The golden dossier, each paragraph of its kept texts on a page of its own."""
    dossier = connected(GOLDEN)
    for source in dossier.sources:
        source.paragraphs = in_parts(source.paragraphs, most=1)
    return dossier


@pytest.fixture(scope="module")
def pages(cut: Dossier) -> dict[str, str]:
    files: tuple[OutputFile, ...] = (
        *render_pages(cut, SITE, most=ONE),
        *render_days(cut, SITE),
    )
    assert max(Counter(file.path for file in files).values()) == 1
    return {file.path: file.text for file in files}


def test_the_dossier_of_today_needs_no_parts(dossier: Dossier) -> None:
    assert [*part_pages(dossier)] == []
    assert all(not document.part.name for document in documents(dossier))


def test_there_are_parts_of_every_kind(cut: Dossier, pages: dict[str, str]) -> None:
    below = (*part_pages(cut, ONE), *list_pages(cut, ONE), *sheets_of(cut, ONE))

    assert {page.of.name for page in below} == {
        *("index", "mentions", "uses", "backs", "text", "chain", "coverage", "guide"),
        *("gaps/single", "corrections", "chains/_trees"),
    }
    assert "claims/disputed.md" in pages
    assert "timeline/1999.md" in pages
    assert "sources/gazette-1999/part-2.md" in pages
    assert "print/quill/1999-05.md" in pages
    assert any(page.startswith("print/index/") for page in pages)


def test_every_link_leads_to_a_part_that_is_there(pages: dict[str, str]) -> None:
    at = {f"{SITE}{address_of(path)}": path for path in pages}
    there = {url: {"".join(ids) for ids in _ID.findall(pages[path])} for url, path in at.items()}
    dead = []
    for url, path in at.items():
        for href in _HREF.findall(pages[path]):
            page, anchor = urldefrag(urljoin(url, unescape(href)))
            is_file = "." in page.rpartition("/")[2]
            if (
                page.startswith(SITE)
                and not is_file
                and (page not in at or not _has(there[page], anchor))
            ):
                dead.append((path, href))
    assert dead == []


def test_a_link_leads_to_every_page_of_what_is_cut(pages: dict[str, str]) -> None:
    led = {
        urldefrag(urljoin(f"{SITE}{address_of(path)}", unescape(href)))[0]
        for path, text in pages.items()
        for href in _HREF.findall(text)
    }
    cut = [path for path in pages if "/" in path and not path.startswith(("events/", "embed/"))]

    assert [path for path in cut if f"{SITE}{address_of(path)}" not in led] == []


def test_each_page_leads_on_and_back(cut: Dossier, pages: dict[str, str]) -> None:
    """What lies before and after is told alike, whatever is cut."""
    ways: list[PartPage[Any]] = [
        *(one.way for one in timeline_pages(cut, ONE)),
        *(one.way for one in claims_pages(cut, ONE)),
        *(one.way for one in documents(cut, ONE)),
        *part_pages(cut, ONE),
        *list_pages(cut, ONE),
        *sheets_of(cut, ONE),
    ]
    for way in ways:
        turn = re.search(r'<nav class="turn.*', pages[way.page])
        beside = {"prev": way.before, "next": way.after}
        told = [(rel, in_words(part.name)) for rel, part in beside.items() if part]
        found = re.findall(r'rel="(\w+)" .*?:</span> ([^<]+?) ?<', turn[0] if turn else "")

        assert found == told, way.page


def _has(anchors: set[str], anchor: str) -> bool:
    return not anchor or anchor.startswith("g-") or anchor in anchors


def test_each_mention_is_listed_once_and_in_order(cut: Dossier) -> None:
    entities: tuple[Actor | Place | Topic, ...] = (*cut.actors, *cut.places, *cut.topics)
    for entity in entities:
        whole = mentions_of(entity, ONE)
        listed = [mention for part in whole.whole.pages if not part.below for mention in part.items]

        assert listed == entity.mentions


def test_a_part_tells_what_the_page_told(cut: Dossier, pages: dict[str, str]) -> None:
    (whole,) = (page.text for page in render_pages(cut, SITE) if page.path == "actors/quill.md")
    parts = [text for path, text in pages.items() if path.startswith("actors/quill/")]
    told = re.compile(r'<span class="sent">.*')
    every = Counter(line for text in parts for line in told.findall(_from_here(text, "../../../")))

    assert every == Counter(told.findall(_from_here(whole, "../../")))


def _from_here(text: str, up: str) -> str:
    return text.replace(f'"{up}', '"/')


def test_a_reader_turns_from_each_part_to_the_next(cut: Dossier) -> None:
    quill = next(actor for actor in cut.actors if actor.id == "quill")
    listing = [
        page for page in part_pages(cut, ONE) if page.of.subject is quill and not page.part.below
    ]

    assert [page.before for page in listing[1:]] == [page.part for page in listing[:-1]]
    assert [page.after for page in listing[:-1]] == [page.part for page in listing[1:]]
    assert listing[0].before is None
    assert listing[-1].after is None


def test_a_passage_belongs_to_the_part_in_which_it_begins(
    cut: Dossier, pages: dict[str, str]
) -> None:
    source = next(source for source in cut.sources if source.kept)
    assert [way.part.number for way in text_parts(source)] == [1, 2, 3, 4, 5]
    for piece in source.uses:
        if piece.passage:
            page, _, anchor = passage_page(piece).partition("#")
            assert pages[page].count(f'id="{anchor}"') == 1
            assert pages[page].count(f'id="_note-{anchor}"') == 1
            assert pages[page].count(f'id="_cite-{anchor}"') == 1


def test_data_lead_to_the_part_of_a_passage(cut: Dossier) -> None:
    pieces = [piece for claim in cut.claims for piece in claim.evidence if piece.passage]
    told = [piece.passage.url for piece in publish(cut, SITE).evidence if piece.passage]

    parts = (passage_page(piece).replace(".md#", "/#") for piece in pieces)
    assert told == [f"{SITE}{address}" for address in parts]


def test_no_record_can_have_the_page_of_a_part(cut: Dossier, pages: dict[str, str]) -> None:
    records: tuple[Target, ...] = (*cut.events, *cut.actors, *cut.places, *cut.topics, *cut.sources)
    own = {page_of(record) for record in records}

    below = {page for page in pages if page.count("/") > 1}
    assert not below & own
    assert {page.split("/")[1] for page in below} <= {record.id for record in records} | {
        "index",
        "_unnamed",
    }


def test_every_event_is_printed_once_with_all_its_notes(cut: Dossier) -> None:
    whole = {one.page: one for one in documents(cut)}
    parts = [one for one in documents(cut, ONE) if one.chapters]
    for page, one in whole.items():
        mine = [part for part in parts if part.page == page or _is_below(part.page, page)]
        chapters = [chapter.event for part in mine for chapter in part.chapters]

        assert chapters == [chapter.event for chapter in one.chapters]
        assert sum(len(part.notes) for part in mine) == len(one.notes)


def _is_below(page: str, top: str) -> bool:
    return page.startswith(f"{top.removesuffix('.md')}/")


def test_documents_of_the_focus_have_a_text_and_those_of_actors_have_none() -> None:
    assert has_text("print/index.md")
    assert has_text("print/index/2022-06-part-1.md")
    assert not has_text("print/tokayev.md")
    assert not has_text("print/index-of-none.md")


@pytest.mark.parametrize(
    ("name", "letter"),
    [("Ada Quill", "a"), ("Éluard", "e"), ("7 Days", DIGITS), ("Тест", OTHER), ("“X”", OTHER)],
)
def test_a_name_stands_under_its_first_letter(name: str, letter: str) -> None:
    assert initial(name) == letter


def test_a_letter_that_does_not_fit_leads_to_numbered_parts() -> None:
    names = ["Ann", "Bea", "Ben", "Bob", "9", "Ю"]

    part = lettered(names, str, 2)

    assert [page.name for page in part.pages] == [
        "",
        "0-9",
        "a",
        "b",
        "b-part-1",
        "b-part-2",
        "other",
    ]
