"""The timeline and the claims of a dossier that is too large for one page of each."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from posixpath import normpath
from tempfile import TemporaryDirectory

import pytest

from kb.dossier import Dossier
from kb.public.addresses import address_of
from kb.render.claims import ClaimsPage, claims_pages
from kb.render.drawing.counts import MOST_COLUMNS
from kb.render.most import MOST, Most
from kb.render.templating import Templates
from kb.render.timeline import TimelinePage, timeline_pages
from tests.bench.dossiers import write_dossier
from tests.conftest import connected
from tests.test_strip import dossier

SITE = "https://dossier.example/"
FEW = Most(events=2, claims=3)
HEAVY = 300_000
FRAME = 20_000
"""Bytes: a page of HTML, and what stands around the words of each."""
DENSER = 1.05
"""HTML is longer than the Markdown that it is made from."""
WHEN = (
    "2020-03",
    "2021-05-01",
    "2022-06?",
    "2022-06-09",
    "2022-06-13/2023-01",
    "2022-06-17",
    "2022-06-17T15:00+03:00",
    "2022-07-01",
)


@cache
def few() -> Dossier:
    """Events whose year and month do not fit, where a page takes two."""
    with TemporaryDirectory() as folder:
        events = ((f"e{n}", when, "") for n, when in enumerate(WHEN))
        return dossier(Path(folder), *events)


@cache
def many() -> Dossier:
    with TemporaryDirectory() as folder:
        write_dossier(400, Path(folder))
        return connected(Path(folder))


def pages_of(found: Dossier, most: Most) -> dict[str, str]:
    """Each page of the two lists, by its file below `docs/`."""
    templates = Templates(found, SITE)
    listed: list[TimelinePage | ClaimsPage] = [*timeline_pages(found, most)]
    listed += claims_pages(found, most)
    return {page.page: templates.fill(f"{page.template}.md", page.page, page) for page in listed}


@pytest.fixture(scope="module")
def cut(golden: Dossier) -> dict[str, Mapping[str, str]]:
    return {
        "few": pages_of(few(), FEW),
        "golden": pages_of(golden, Most(events=1, claims=2)),
    }


def timeline(most: Most = FEW) -> dict[str, TimelinePage]:
    return {page.part.name: page for page in timeline_pages(few(), most)}


def hrefs(page: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield each link within the site: the address it leads to, and the anchor there."""
    for href in map(unescape, re.findall(r'<a [^>]*href="([^"]*)"', text)):
        path, _, anchor = href.partition("#")
        there = normpath(f"{address_of(page)}/{path}").removeprefix("/")
        if "://" not in href and not path.endswith(".txt"):
            yield ("" if there == "." else f"{there}/"), anchor


def ids(text: str) -> set[str]:
    return {*re.findall(r'\bid="([^"]+)"', text), *re.findall(r"\{ #([^ }]+)", text)}


def test_no_link_to_a_page_or_a_part_of_the_lists_is_dead(
    cut: dict[str, Mapping[str, str]],
) -> None:
    there = {address_of(page): ids(text) for page, text in cut["few"].items()}

    for page, text in cut["few"].items():
        for address, anchor in hrefs(page, text):
            if address.startswith(("timeline/", "claims/")):
                assert address in there, f"{page}: {address}"
                assert not anchor or anchor in there[address], f"{page}: {address}#{anchor}"


@pytest.mark.parametrize("which", ["few", "golden"])
def test_every_event_and_every_claim_stands_on_one_page(
    golden: Dossier, cut: dict[str, Mapping[str, str]], which: str
) -> None:
    found = few() if which == "few" else golden
    text = "".join(cut[which].values())
    boards = "".join(text for text in cut[which].values() if "scripts: [claims]" in text)
    listed = re.findall(r'data-event="([^"]+)"', text)
    claims = re.findall(r'class="said"><a href="[./]*/events/([^"]+)/#([^"]+)"', boards)

    assert listed == [event.id for event in found.events]
    assert sorted(claims) == sorted((claim.event.id, claim.id) for claim in found.claims)


def test_what_fits_is_one_page(golden: Dossier) -> None:
    assert [page.page for page in timeline_pages(golden)] == ["timeline.md"]
    assert [page.page for page in claims_pages(golden)] == ["claims.md"]


def test_addresses_say_the_time_and_the_status(cut: dict[str, Mapping[str, str]]) -> None:
    assert [*cut["few"]] == [
        "timeline.md",
        "timeline/2020.md",
        "timeline/2021.md",
        "timeline/2022.md",
        "timeline/2022-06.md",
        *(f"timeline/2022-06-part-{number}.md" for number in (1, 2, 3)),
        "timeline/2022-07.md",
        "claims.md",
        "claims/single-source.md",
        "claims/single-source-2020.md",
        "claims/single-source-2021.md",
        "claims/single-source-2022.md",
        "claims/single-source-2022-06.md",
        *(f"claims/single-source-2022-06-part-{number}.md" for number in (1, 2)),
        "claims/single-source-2022-07.md",
    ]


def test_old_anchors_lead_to_where_the_month_is_listed(cut: dict[str, Mapping[str, str]]) -> None:
    led = dict(re.findall(r'<a id="(_[^"]+)" href="([^"]+)"', cut["few"]["timeline.md"]))

    assert led == {
        "_2020-03": "../timeline/2020/#_2020-03",
        "_2021-05": "../timeline/2021/#_2021-05",
        "_2022-06": "../timeline/2022-06/",
        "_2022-07": "../timeline/2022-07/",
    }
    assert 'id="single-source"' in cut["few"]["claims.md"]
    for name in ("2022", "2022-06"):
        assert f'id="_{name}"' in cut["few"][f"timeline/{name}.md"]


def test_of_very_many_months_the_first_page_names_the_years_alone() -> None:
    pages = timeline(Most(events=2, months=3))

    assert [(row.name, row.months) for row in pages[""].rows] == [
        ("2020", ()),
        ("2021", ()),
        ("2022", ()),
    ]


def test_days_without_an_event_stand_on_the_page_of_the_events_around_them() -> None:
    pages = timeline()
    told = {name: [day.label for day in page.empty] for name, page in pages.items() if page.empty}

    assert told == {
        "2022-06-part-1": ["2–8 June", "10–12 June"],
        "2022-06-part-2": ["14–16 June"],
    }


def test_a_drawing_has_the_focus_where_it_lies_in_the_page_and_else_its_days() -> None:
    pages = timeline()

    assert pages["2022-06-part-2"].focus == (date(2022, 6, 13), date(2022, 6, 17))
    assert pages["2021"].focus == (date(2021, 5, 1), date(2021, 5, 1))


def test_a_column_counts_what_began_in_it_and_leads_there() -> None:
    pages = timeline()
    led = {
        name: [(one.words, one.count, one.place) for one in page.counts.stretches]
        for name, page in pages.items()
        if page.part.below
    }

    assert led[""][:2] == [
        ("March 2020", 1, "timeline/2020.md#_2020-03"),
        ("May 2021", 1, "timeline/2021.md#_2021-05"),
    ]
    assert led["2022"] == [
        ("June 2022", 5, "timeline/2022-06.md"),
        ("July 2022", 1, "timeline/2022-07.md"),
    ]
    assert led["2022-06"] == [
        ("1 June 2022", 1, "timeline/2022-06-part-1.md"),
        ("9 June 2022", 1, "timeline/2022-06-part-1.md"),
        ("13 June 2022", 1, "timeline/2022-06-part-2.md"),
        ("17 June 2022", 2, "timeline/2022-06-part-2.md"),
    ]


def test_no_more_columns_than_can_be_seen() -> None:
    for page in timeline_pages(many(), Most(events=10)):
        if page.part.below:
            counts = page.counts
            assert len(counts.axis) <= MOST_COLUMNS
            assert sum(stretch.count for stretch in counts.stretches) == len(page.events)
            for stretch in counts.stretches:
                assert sum(stretch.tally.values()) == stretch.count
                assert all(0 < bar.y < counts.height for bar in stretch.bars)


def test_no_page_is_too_heavy() -> None:
    for page, text in pages_of(many(), MOST).items():
        assert len(text.encode()) * DENSER + FRAME < HEAVY, page
