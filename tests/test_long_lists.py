"""Lists too long for their page: its beginning is shown, and every item stands below, once."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kb.dossier import Dossier
from kb.render.long_lists import Room, list_in, list_of, list_pages
from kb.render.runs import runs
from kb.render.sheets import sheets_of
from kb.render.ways import pages_below, pages_of

FEW = Room(here=6, shown=2, each=4)
DAYS = tuple(date(2022, 1, 1) + timedelta(30 * n) for n in range(30))


def test_a_short_list_is_whole_on_its_page() -> None:
    found = list_in(FEW, "gaps/single", None, DAYS[:6], lambda day: day)

    assert not found.is_cut
    assert found.shown == DAYS[:6]


def test_of_a_long_list_the_beginning_is_shown_and_its_parts_stand_beside_the_whole() -> None:
    found = list_in(FEW, "gaps/single", None, DAYS, lambda day: day)

    assert found.is_cut
    assert found.shown == DAYS[:2]
    assert [page.page for page in pages_of(found)][:3] == [
        "gaps/single.md",
        "gaps/single-2022.md",
        "gaps/single-2022-01.md",
    ]


def test_a_list_that_is_its_own_page_has_its_parts_below_it() -> None:
    found = list_in(FEW, "corrections", None, DAYS, lambda day: day)

    assert next(pages_below(found)).page == "corrections/2022.md"


def test_a_list_without_dates_is_cut_into_numbered_parts() -> None:
    pages = list(pages_of(list_in(FEW, "gaps/unheard", None, DAYS[:9])))

    names = [page.part.name for page in pages]
    assert names == ["", "part-1", "part-2", "part-3"]
    assert pages[1].page == "gaps/unheard-part-1.md"
    assert (pages[1].after, pages[2].before) == (pages[2].part, pages[1].part)


@given(st.lists(st.integers(1, 9), max_size=40))
def test_runs_hold_every_item_and_no_more_than_fits(weights: list[int]) -> None:
    found = list(runs(weights, 10, lambda weight: weight))

    assert [weight for run in found for weight in run] == weights
    assert all(sum(run) <= 10 for run in found)


def test_nothing_of_a_small_dossier_is_cut(golden: Dossier, dossier: Dossier) -> None:
    for small in (golden, dossier):
        assert list(list_pages(small)) == []
        assert list(sheets_of(small)) == []
        assert not list_of(small, "gaps/single").is_cut
