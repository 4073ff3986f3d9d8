"""What was published stays: anchors, tombstones, redirects, corrections and their feed."""

import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest

from kb.dossier import Dossier
from kb.ledger import end_of_moves, ref_of
from kb.model import Retired
from kb.render.pages import render_findable, render_pages
from kb.site import read_dossier
from tests.conftest import connected
from tests.copies import without_pages
from tests.export.reading import Data

GOLDEN = Path(__file__).parent / "golden"
SITE = "https://dossier.example/"
ATOM = "{http://www.w3.org/2005/Atom}"


def pages_of(dossier: Dossier) -> dict[str, str]:
    return {file.path: file.text for file in render_pages(dossier, SITE)}


def feed_of(dossier: Dossier, site_url: str = SITE) -> str:
    return Data.of(dossier, site_url).text("corrections.atom")


def changed(tmp_path: Path, *pairs: tuple[str, str]) -> Dossier:
    """The golden dossier with changes in its timeline."""
    shutil.copytree(GOLDEN, tmp_path / "dossier", ignore=without_pages)
    timeline = tmp_path / "dossier/timeline.yaml"
    text = timeline.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    timeline.write_bytes(text.encode())
    return read_dossier(tmp_path / "dossier")


@pytest.fixture(scope="module")
def pages(golden: Dossier) -> dict[str, str]:
    return pages_of(golden)


def anchors(page: str) -> set[str]:
    return set(re.findall(r'id="(p\d+-[\d-]+)"', page))


def test_a_new_quote_moves_no_anchor(pages: Mapping[str, str], tmp_path: Path) -> None:
    page = "sources/gazette-1999.md"
    copy = "          - source: courier-copy\n"
    quote = "          - source: gazette-1999\n            quote: new bridge, Mayor Ada Quill\n"
    dossier = changed(tmp_path, (copy, quote + copy))

    now = anchors(pages_of(dossier)[page])

    assert anchors(pages[page]) < now
    assert len(now) == len(anchors(pages[page])) + 1


def test_a_passage_that_is_cited_no_longer_keeps_its_anchor(
    pages: Mapping[str, str], golden: Dossier, tmp_path: Path
) -> None:
    page = pages["sources/gazette-1999.md"]
    source = next(source for source in golden.sources if source.kept)
    assert source.kept is not None
    assert source.kept.body[285:].startswith("; their drivers")
    assert ';<span id="p286-307"></span> their drivers' in page

    quote = "          - source: gazette-1999\n            quote: The mayor’s silence is telling\n"
    paraphrase = "          - source: gazette-1999\n            reports: Calls it telling.\n"
    guide = tmp_path / "dossier/sources/gazette-1999.guide.yaml"
    shutil.copytree(GOLDEN, guide.parent.parent, ignore=without_pages)
    text = guide.read_text("utf-8")
    before = text[: text.index("  phrases:\n    - words: The mayor’s")]
    guide.write_bytes(f"{before}  phrases: []\n".encode())
    timeline = guide.parent.parent / "timeline.yaml"
    timeline.write_bytes(timeline.read_text("utf-8").replace(quote, paraphrase).encode())
    later = pages_of(connected(guide.parent.parent))["sources/gazette-1999.md"]

    assert '<span id="p385-415"></span>The mayor’s silence' in later
    assert "_note-p385-415" not in later


def test_addresses_and_ids_belong_together() -> None:
    assert ref_of("events/x/") == "x"
    assert ref_of("events/x/#claim") == "x/claim"
    assert ref_of("sources/z-1/#p310-402") == "z-1/p310-402"
    assert ref_of("guide/#z-1-s12") == "z-1/s12"


def test_moves_are_followed_to_their_end() -> None:
    moves = {"a": Retired(moved_to="b"), "b": Retired(moved_to="c"), "d": Retired(withdrawn="no")}

    assert end_of_moves(moves, "a") == "c"
    assert end_of_moves(moves, "d") == "d"
    assert end_of_moves(moves | {"c": Retired(moved_to="a")}, "a") == "c"


def test_what_moved_leads_to_where_it_stands_without_script(pages: Mapping[str, str]) -> None:
    for old in ("bridge-opens", "the-opening"):
        page = pages[f"events/{old}.md"]

        assert 'refresh: "../../events/opening/"' in page
        assert f'canonical: "{SITE}events/opening/"' in page
        assert "noindex: true" in page
        assert '<a href="../../events/opening/">' in page


def test_what_was_withdrawn_says_why_and_when_and_no_more(pages: Mapping[str, str]) -> None:
    page = pages["events/first-toll.md"]

    assert "# Withdrawn: “The first cart pays a toll”" in page
    assert "It rested on a misread date." in page
    assert "28 February 2024" in page
    assert "noindex: true" in page
    assert "refresh:" not in page
    assert "1998" not in page
    assert "A cart paid" not in page


def test_parts_of_a_page_keep_their_anchors_and_not_their_words(pages: Mapping[str, str]) -> None:
    page = pages["events/opening.md"]

    assert re.search(r'<li id="crowd">.*The Gazette does not give a number\.', page)
    assert re.search(r'<li id="no-toll">.*href="#never-a-toll"', page)
    assert "A thousand people came" not in "".join(pages.values())


def test_what_is_retired_is_listed_nowhere(pages: Mapping[str, str], golden: Dossier) -> None:
    for old in ("first-toll", "bridge-opens", "the-opening"):
        for path, page in pages.items():
            assert path == f"events/{old}.md" or f"events/{old}" not in page
        assert f"events/{old}/" not in {file.path for file in render_findable(golden)}


def test_every_correction_stands_beside_what_it_is_of_and_on_the_page(
    pages: Mapping[str, str], golden: Dossier
) -> None:
    assert len(golden.corrections) == 8
    whole = "".join(text for path, text in pages.items() if path != "corrections.md")
    for one in golden.corrections:
        was = one.note.was.split("<")[0]
        assert was in whole
        assert was in pages["corrections.md"]
    days = [one.note.on.edtf for one in golden.corrections]
    assert days == sorted(days, reverse=True)


def test_without_corrections_the_page_says_so(tmp_path: Path) -> None:
    dossier = read_dossier(Path(__file__).parent / "problems/minimal")
    page = pages_of(dossier)["corrections.md"]

    assert "No correction has been published yet." in page
    assert "corrections.atom" not in Data.of(dossier).files


def test_a_reader_of_feeds_understands_the_feed(golden: Dossier) -> None:
    read = feedparser.parse(feed_of(golden))

    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == f"{golden.title}: corrections"
    assert read.feed.author == golden.title
    assert read.feed.updated == "2024-03-01T00:00:00Z"
    assert {(link.rel, link.href) for link in read.feed.links} == {
        ("self", f"{SITE}corrections.atom"),
        ("alternate", f"{SITE}corrections/"),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
    }
    assert len({entry.id for entry in read.entries}) == len(golden.corrections)
    for entry, one in zip(read.entries, golden.corrections, strict=True):
        assert entry.updated == f"{one.note.on.edtf}T00:00:00Z"
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.id)
        assert entry.link.startswith(SITE)


def test_the_feed_is_well_formed_and_says_what_was_typed(golden: Dossier) -> None:
    root = ET.fromstring(feed_of(golden).encode())
    html = "".join(content.text or "" for content in root.iter(f"{ATOM}content"))
    said = [p.text for p in ET.fromstring(f"<div>{html}</div>")]

    assert "Why: We had misread the number <in the Gazette>." in said
    assert "Was: Some 3,000 carts were turned back." in said


def test_no_claim_stands_bare_in_the_feed(golden: Dossier) -> None:
    titles = [entry.title for entry in feedparser.parse(feed_of(golden)).entries]

    for title in titles:
        if "carts were turned back" in title:
            assert "According to The Harrow Gazette" in title
            assert "Status: contradicted (" in title


def test_names_of_corrections_outlive_titles_order_and_the_place_of_the_site(
    golden: Dossier, tmp_path: Path
) -> None:
    first = "      - on: 2024-02-25\n        was: The bridge is closed for good\n"
    another = "      - {on: 2024-02-25, was: Another slip, now: Mended, why: A slip.}\n"
    dossier = changed(
        tmp_path,
        (first, another + first),
        ("now: The bridge is closed again", "now: The bridge is shut again"),
        ("title: The bridge is closed again", "title: The bridge is shut again"),
    )

    before = {entry.id for entry in feedparser.parse(feed_of(golden)).entries}
    after = {entry.id for entry in feedparser.parse(feed_of(dossier, "https://x.example/")).entries}

    assert before < after
    assert len(after) == len(before) + 1
