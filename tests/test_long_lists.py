"""Lists too long for their page: its beginning is shown, and every item stands below, once."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kb.dossier import Dossier
from kb.render.long_lists import ListPage, LongList, Room, list_of, list_pages, pages_of
from kb.render.runs import numbered_page, runs
from kb.render.sheets import sheets_of

FEW = Room(here=6, shown=2, each=4)
DAYS = tuple(date(2022, 1, 1) + timedelta(30 * n) for n in range(30))


def leaves(pages: list[ListPage]) -> list[object]:
    return [item for page in pages if not page.part.below for item in page.part.items]


def test_a_short_list_is_whole_on_its_page() -> None:
    found = LongList("gaps/single", DAYS[:6], lambda day: day, FEW)

    assert not found.is_cut
    assert found.shown == DAYS[:6]


def test_of_a_long_list_the_beginning_is_shown_and_every_item_stands_below_once() -> None:
    found = LongList("gaps/single", DAYS, lambda day: day, FEW)

    pages = list(pages_of(found))
    assert found.shown == DAYS[:2]
    assert leaves(pages) == list(DAYS)
    assert [page.page for page in pages[:3]] == [
        "gaps/single.md",
        "gaps/single-2022.md",
        "gaps/single-2022-01.md",
    ]
    assert len({page.page for page in pages}) == len(pages)


def test_a_list_that_is_its_own_page_has_its_parts_below_it() -> None:
    pages = list(pages_of(LongList("corrections", DAYS, lambda day: day, FEW)))

    assert pages[0].page == "corrections/2022.md"
    assert leaves(pages) == list(DAYS)


def test_a_list_without_dates_is_cut_into_numbered_parts() -> None:
    pages = list(pages_of(LongList("gaps/unheard", DAYS[:9], room=FEW)))

    names = [page.part.name for page in pages]
    assert names == ["", "part-1", "part-2", "part-3"]
    assert (pages[1].after, pages[2].before) == (pages[2].part, pages[1].part)


@given(st.lists(st.integers(1, 9), max_size=40))
def test_runs_hold_every_item_and_no_more_than_fits(weights: list[int]) -> None:
    found = list(runs(weights, 10, lambda weight: weight))

    assert [weight for run in found for weight in run] == weights
    assert all(sum(run) <= 10 for run in found)


def test_the_first_run_has_the_address_of_the_whole() -> None:
    assert [numbered_page("chains/a.md", n) for n in (1, 2)] == [
        "chains/a.md",
        "chains/a/part-2.md",
    ]


def test_nothing_of_a_small_dossier_is_cut(golden: Dossier, dossier: Dossier) -> None:
    for small in (golden, dossier):
        assert list(list_pages(small)) == []
        assert list(sheets_of(small)) == []
        assert not list_of(small, "gaps/single").is_cut
