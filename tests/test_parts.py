"""A list that grows is cut into pages, and none of them moves."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kb.render.parts import Part, by_decade, by_month, by_year, part_of

_DAYS = st.lists(st.dates(date(2019, 1, 1), date(2022, 12, 31)), max_size=80).map(sorted)
_MOST = st.integers(1, 30)


def _split(days: list[date], most: int) -> Part[date]:
    return part_of(days, lambda day: day, most)


def test_a_list_that_fits_is_one_page() -> None:
    days = [date(2022, 6, 17)] * 3
    assert _split(days, 3) == Part("", tuple(days))


def test_a_year_that_does_not_fit_leads_to_its_months_and_a_month_to_numbered_parts() -> None:
    days = [date(2021, 5, 1), *(date(2022, 6, 1) + timedelta(n) for n in range(5))]
    names = [page.name for page in _split(days, 2).pages]
    months = ["2022-06", *(f"2022-06-part-{n}" for n in (1, 2, 3))]
    assert names == ["", "2021", "2022", *months]


def test_a_list_can_be_cut_by_decades_first() -> None:
    days = [date(1999, 5, 1), date(2001, 1, 1), date(2001, 2, 1), date(2009, 1, 1)]
    steps = (by_decade, by_year, by_month)
    names = [page.name for page in part_of(days, lambda day: day, 2, steps=steps).pages]
    assert names == ["", "1990s", "2000s", "2001", "2009"]


@given(_DAYS, _MOST)
def test_each_item_is_listed_once_in_order_and_no_page_lists_too_many(
    days: list[date], most: int
) -> None:
    listing = [page for page in _split(days, most).pages if not page.below]
    assert [day for page in listing for day in page.items] == days
    assert all(len(page.items) <= most for page in listing)


@given(_DAYS, _MOST)
def test_a_page_leads_to_all_that_it_holds(days: list[date], most: int) -> None:
    for page in _split(days, most).pages:
        if page.below:
            assert tuple(day for part in page.below for day in part.items) == page.items


@given(_DAYS, st.dates(date(2019, 1, 1), date(2022, 12, 31)), _MOST)
def test_no_page_goes_when_the_list_grows(days: list[date], new: date, most: int) -> None:
    before = {page.name for page in _split(days, most).pages}
    assert before <= {page.name for page in _split(sorted([*days, new]), most).pages}


@given(st.lists(st.integers(1, 9), max_size=40), _MOST)
def test_no_page_weighs_too_much_unless_it_lists_a_single_item(
    weights: list[int], most: int
) -> None:
    day = date(2022, 6, 17)
    listing = [
        page
        for page in part_of(weights, lambda _: day, most, lambda weight: weight).pages
        if not page.below
    ]
    assert [weight for page in listing for weight in page.items] == weights
    assert all(len(page.items) <= 1 or sum(page.items) <= most for page in listing)
