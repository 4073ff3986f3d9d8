"""Documents for print: every claim with its status, and one numbered note for each evidence."""

import re
from pathlib import Path

import pytest

from kb.dossier import Dossier
from kb.render.document import documents
from kb.render.drawing.strip import events_in_focus
from kb.render.pages import render_pages
from kb.site import read_dossier

ROOT = Path(__file__).parent.parent
SITE = "https://dossier.example/"
ORDER = ["supports", "disputes", "qualifies", "silent"]


@pytest.fixture(scope="module")
def real() -> Dossier:
    return read_dossier(ROOT)


@pytest.fixture(scope="module")
def pages(real: Dossier) -> dict[str, str]:
    return {file.path: file.text for file in render_pages(real, SITE)}


def test_the_focus_is_printed_whole(real: Dossier) -> None:
    whole, *_ = documents(real)
    events = events_in_focus(real)

    assert [chapter.event for chapter in whole.chapters] == [*events]
    assert [chapter.number for chapter in whole.chapters] == [*range(1, len(events) + 1)]
    for chapter in whole.chapters:
        assert [p.claim for p in chapter.claims] == [*chapter.event.claims.values()]


def test_every_actor_that_an_event_names_has_a_document(real: Dossier) -> None:
    _, *others = documents(real)

    assert [one.actor for one in others] == [actor for actor in real.actors if actor.mentions]
    for one in others:
        assert one.actor
        named_in = {mention.event for mention in one.actor.mentions}
        claimed = {m.claim for m in one.actor.mentions if m.kind in ("says", "speaks", "about")}
        assert {chapter.event for chapter in one.chapters} == named_in
        assert set(one.numbers) == claimed


def test_notes_are_numbered_through_the_document(real: Dossier) -> None:
    for one in documents(real):
        pieces = [note.piece for note in one.notes]

        assert [note.number for note in one.notes] == [*range(1, len(pieces) + 1)]
        assert len({id(piece) for piece in pieces}) == len(pieces)
        assert sum(len(claim.evidence) for claim in one.numbers) == len(pieces)


def test_a_source_is_given_in_full_once(real: Dossier) -> None:
    for one in documents(real):
        seen = set()
        for note in one.notes:
            assert note.is_first == (note.piece.source not in seen)
            assert one.notes[note.first - 1].piece.source is note.piece.source
            seen.add(note.piece.source)


def test_what_supports_a_claim_comes_before_what_disputes_it(golden: Dossier) -> None:
    whole, *_ = documents(golden)
    found = [printed for chapter in whole.chapters for printed in chapter.claims]

    assert any(printed.claim.standing.dispute for printed in found)
    for printed in found:
        stances = [note.piece.stance for note in printed.notes]
        assert stances == sorted(stances, key=ORDER.index)


def test_anchors_are_free_and_links_lead_inside(real: Dossier, pages: dict[str, str]) -> None:
    for one in documents(real):
        page = pages[one.page]
        anchors = re.findall(r'\bid="([^"]+)"', page)

        assert len(anchors) == len(set(anchors))
        assert set(one.anchors.values()) <= set(anchors)
        inside = re.findall(r'href="#([^"]+)"', page)
        assert {anchor for anchor in inside if not anchor.startswith("g-")} <= set(anchors)


def test_every_claim_is_introduced_closes_with_its_status_and_prints_its_address(
    real: Dossier, pages: dict[str, str]
) -> None:
    for one in documents(real):
        blocks = blocks_of(pages[one.page])
        assert [*blocks] == [one.anchors[claim] for claim in one.numbers]
        for claim in one.numbers:
            block = blocks[one.anchors[claim]]
            assert f"</svg>{claim.standing.mark}</span>" in block
            assert f">{SITE}events/{claim.event.id}/#{claim.id}</a>" in block.replace(
                "&#58;", ":"
            ).replace("&#35;", "#")
            is_bare = f"{one.numbers[claim]} · Happened" in block.replace("&#46;", ".")
            assert is_bare == claim.is_bare


def test_no_claim_is_a_heading(real: Dossier, pages: dict[str, str]) -> None:
    whole, *_ = documents(real)
    headings = re.findall(r"<h2 id=\"events/[^>]+>(.*?)</h2>", pages[whole.page])

    assert len(headings) == len(whole.chapters)
    assert "<h4" not in pages[whole.page]
    questions = [q for chapter in whole.chapters for q in chapter.event.questions]
    assert pages[whole.page].count("<h3") == len(questions)


def blocks_of(page: str) -> dict[str, str]:
    found = re.findall(r'<div class="stands" id="([^"]+)">\n(.*?)\n</div>', page, re.DOTALL)
    return dict(found)
