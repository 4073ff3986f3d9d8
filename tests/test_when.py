"""What `when` may hold, and how dates counted from other events come out."""

from collections.abc import Mapping
from datetime import date, time

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.dates.edtf import PRECISIONS, BadDate
from kb.dates.when import FromQuestion, Relative, When, parse_when, resolve, sort_key

Written = str | Mapping[str, object]

UNDERSTOOD: list[tuple[Written, str, str]] = [
    ("2022-06-17", "at", "2022-06-17"),
    ("17 June 2022", "at", "2022-06-17"),
    ("2022-06-XX", "at", "2022-06-XX"),
    ("2022-06-15/2022-06-25", "lasted", "2022-06-15/2022-06-25"),
    ("15 June 2022 / 25 June 2022", "lasted", "2022-06-15/2022-06-25"),
    ("2022/2023", "lasted", "2022/2023"),
    ("2022-06/2022-06-15", "lasted", "2022-06/2022-06-15"),
    ("2022-06-15/..", "lasted", "2022-06-15/.."),
    ("2022-06-15/", "lasted", "2022-06-15/.."),
    ("../2022-06-18", "lasted", "../2022-06-18"),
    ("/2022-06-18", "lasted", "../2022-06-18"),
    ({"between": ["2022-06-13", "2022-06-19"]}, "within", "2022-06-13/2022-06-19"),
    ({"between": ("2022-06-20", "2022-06")}, "within", "2022-06-20/2022-06"),
    ({"not_before": "2022-06-20"}, "within", "2022-06-20/.."),
    ({"not_after": "2022-06-18T13:14"}, "within", "../2022-06-18T13:14"),
    ({"one_of": ["2022-06-18", "2022-06-17"]}, "one-of", "[2022-06-17,2022-06-18]"),
]

REFUSED: list[tuple[Written, str, str, tuple[str | int, ...]]] = [
    ("06/07/2022", "which number is the month", "2022-07-06 or 2022-06-07", ()),
    ("06/2022", "its month first", "write 2022-06", ()),
    ("2022/06", "shortens its end", "write 2022-06", ()),
    ("2022/23", "shortens its end", "write 2022/2023", ()),
    ("2022-06-15/18", "shortens its end", "write 2022-06-15/2022-06-18", ()),
    ("2022-06-15/07-01", "shortens its end", "write 2022-06-15/2022-07-01", ()),
    ("2022-06-17T15:00/17:00", "shortens its end", "2022-06-17T15:00/2022-06-17T17:00", ()),
    ("2022-06-17T15:00/13:00", "ends before it begins", "2022-06-17T13:00 first", ()),
    ("2022-06-18/15", "ends before it begins", "write 2022-06-15 first", ()),
    ("2022-06-18/2022-06-15", "ends before it begins", "2022-06-15 first", ()),
    ("2022-06-17T15:00/2022-06-17T13:00", "ends before it begins", "T13:00 first", ()),
    ("2022-06-15/2022-06-31", "2022-06 has 30 days", "2022-06-30", ()),
    ("2022/2023/2024", "more than one '/'", "2022-06-15/2022-06-18", ()),
    ("/", "open on both sides", "on one side", ()),
    ("../..", "open on both sides", "on one side", ()),
    ({"between": ["2022-06-19", "2022-06-13"]}, "ends before", "first", ("between",)),
    ({"between": ["2022-06-19"]}, "does not hold two", "[A, B]", ("between",)),
    ({"between": ["2022", "2023", "2024"]}, "does not hold two", "[A, B]", ("between",)),
    ({"between": ["2022-06", "2022-06"]}, "one date twice", "write 2022-06", ("between",)),
    ({"between": "2022-06"}, "not a list", "[A, B]", ("between",)),
    ({"between": ["2022-06-13", "2022-06-31"]}, "30 days", "2022-06-30", ("between", 1)),
    ({"between": ["2022-06/2022-07", "2023"]}, "is a range", "one date", ("between", 0)),
    ({"one_of": ["2022-06-18"]}, "two or more different", "[A, B]", ("one_of",)),
    ({"one_of": ["2022-06-18", "18 June 2022"]}, "different", "[A, B]", ("one_of",)),
    ({"one_of": ["2022-06-18", None]}, "lacks a text", "date", ("one_of", 1)),
    ({"not_after": "2022-06-31"}, "30 days", "2022-06-30", ("not_after",)),
    ({"not_before": ""}, "lacks a text", "date", ("not_before",)),
    ({"not_before": "2022", "not_after": "2023"}, "together", "between", ()),
    ({"after": "x", "not_before": "2022"}, "'after' with 'not_before'", "write one of", ()),
    ({"after": "x", "before": "y"}, "'after' with 'before'", "write one of", ()),
    ({"by": "1 day"}, "stands alone", "name the event", ()),
    ({}, "no way to write a date", "write one of", ()),
    ({"at": "2022"}, "'at' is no way", "write one of", ()),
    ({"after": "2022-06-17", "by": "1 day"}, "is a date", "not_before: 2022-06-17", ("after",)),
    ({"after": "x", "by": "one day"}, "'one day'", "1 day", ("by",)),
    ({"after": "x", "by": "1"}, "'1' is not an amount", "1 day", ("by",)),
    ({"after": "x", "by": "0 days"}, "not an amount", "1 day", ("by",)),
    ({"after": "x", "by": "-1 day"}, "not an amount", "1 day", ("by",)),
    ({"after": "x", "by": "1 day 2 days"}, "one unit twice", "add", ("by",)),
    ({"question": ""}, "lacks a text", "id", ("question",)),
]

COUNTED: list[tuple[Written, str, str, str]] = [
    ("2022-06-17", "1 day", "at", "2022-06-18"),
    ("2022-06-17", "2 weeks 3 days", "at", "2022-07-04"),
    ("2022-01-31", "1 month", "at", "2022-02-28"),
    ("2022-06", "1 month", "at", "2022-07"),
    ("2022-06", "1 day", "within", "2022-06/2022-07"),
    ("2022-06~", "1 week", "within", "2022-06~/2022-07~"),
    ("2022-06-XX", "1 month", "at", "2022-07-XX"),
    ("2022-06-XX", "1 day", "within", "2022-06/2022-07"),
    ("2022", "1 year", "at", "2023"),
    ("2022", "1 month", "within", "2022/2023"),
    ("2022-06-17T15:00+03:00", "1 day", "at", "2022-06-18"),
    ("2022-06-17T15:00+03:00", "30 hours", "at", "2022-06-18T21:00+03:00"),
    ("2022-06-17T15:00", "1 day 1 hour", "at", "2022-06-18T16:00"),
    ("2022-06-15/2022-06-25", "1 day", "within", "2022-06-16/2022-06-26"),
    ("2022-06-15/..", "1 day", "within", "2022-06-16/.."),
    ({"between": ["2022-06-13", "2022-06-19"]}, "1 day", "within", "2022-06-14/2022-06-20"),
    ({"one_of": ["2022-06-17", "2022-06-18"]}, "1 day", "one-of", "[2022-06-18,2022-06-19]"),
    ({"one_of": ["2022-06", "2022-08"]}, "1 day", "within", "2022-06/2022-09"),
    ({"one_of": ["2022-01-30", "2022-01-31"]}, "1 month", "at", "2022-02-28"),
]

BESIDE: list[tuple[Written, str, str]] = [
    ("2022-06-17", "2022-06-17/..", "../2022-06-17"),
    ("2022-06-15/2022-06-25", "2022-06-15/..", "../2022-06-25"),
    ({"one_of": ["2022", "2022-06-17"]}, "2022/..", "../2022"),
]

precise_days = st.dates(date(1800, 1, 1), date(2200, 1, 1)).map(str)
singles = st.one_of(
    precise_days,
    precise_days.map(lambda day: day[:7]),
    precise_days.map(lambda day: day[:4]),
    precise_days.map(lambda day: f"{day[:7]}-XX"),
    precise_days.map(lambda day: f"{day}T15:00"),
    precise_days.map(lambda day: f"{day[:7]}~"),
)
amounts = st.builds(
    "{} {}".format, st.integers(1, 400), st.sampled_from(["day", "weeks", "months", "years"])
)
directions = st.sampled_from(["after", "before"])


@pytest.mark.parametrize(("written", "kind", "edtf"), UNDERSTOOD)
def test_when_is_understood(written: Written, kind: str, edtf: str) -> None:
    when = _when(written)

    assert (when.kind, when.edtf) == (kind, edtf)


@pytest.mark.parametrize(("written", "truth", "fix", "key"), REFUSED)
def test_a_bad_when_is_refused_with_its_fix_and_its_place(
    written: Written, truth: str, fix: str, key: tuple[str | int, ...]
) -> None:
    with pytest.raises(BadDate) as refused:
        parse_when(written)

    assert truth in refused.value.message
    assert fix in refused.value.hint
    assert refused.value.key == key


def test_what_was_typed_is_kept_on_one_line() -> None:
    assert _when("17  June\n2022").typed == "17 June 2022"
    assert _when({"between": ["13 June 2022", "2022-06-19"]}).typed == (
        "between 13 June 2022 and 2022-06-19"
    )
    assert _when({"not_after": "2022-06-18"}).typed == "not after 2022-06-18"


def test_bounds_of_spans_and_choices() -> None:
    choice = _when({"one_of": ["2022", "2022-06-17"]})

    assert (choice.earliest, choice.latest) == (date(2022, 1, 1), date(2022, 12, 31))
    assert _when("2022-06-15/..").latest is None
    assert _when({"not_after": "2022-06"}).latest == date(2022, 6, 30)


def test_precision_is_the_coarsest_of_the_parts() -> None:
    assert _when("2022-06/2022-06-15").precision == "month"
    assert _when("2022-06-15T10:00/2022-06-18").precision == "day"


def test_only_a_single_part_has_a_time() -> None:
    assert _when({"not_after": "2022-06-18T13:14"}).time == time(13, 14)
    assert _when("2022-06-18T13:14/2022-06-18T15:00").time is None


@pytest.mark.parametrize(
    ("written", "is_soft"),
    [
        ("2022-06", False),
        ("2022-06-15/..", False),
        ("2022-06~", True),
        ("2022-06-17?", True),
        ("2022-06-XX", True),
        ("2022-06-15/2022-07~", True),
        ({"not_before": "2022-06-15"}, True),
        ({"one_of": ["2022-06-17", "2022-06-18"]}, True),
    ],
)
def test_soft_edges(written: Written, *, is_soft: bool) -> None:
    assert _when(written).is_soft is is_soft


def test_a_missing_bound_sorts_as_the_other_one() -> None:
    day = date(2022, 6, 20)

    assert sort_key(_when({"not_before": "2022-06-20"})) == (day, day)
    assert sort_key(_when("../2022-06-20")) == (day, day)
    assert sort_key(_when("2022-06")) == (date(2022, 6, 1), date(2022, 6, 30))


def test_relative_dates_are_read_in_canonical_form() -> None:
    assert parse_when({"after": "x", "by": "3 days 2 weeks"}) == Relative(
        "x", "after", "2 weeks 3 days"
    )
    assert parse_when({"before": "x", "by": "1 days"}) == Relative("x", "before", "1 day")
    assert parse_when({"after": "x"}) == Relative("x", "after", "")
    assert parse_when({"question": "q"}) == FromQuestion("q")


@pytest.mark.parametrize(("anchor", "by", "kind", "edtf"), COUNTED)
def test_a_counted_date_is_never_finer_than_its_anchor(
    anchor: Written, by: str, kind: str, edtf: str
) -> None:
    counted = resolve(Relative("x", "after", by), _when(anchor))

    assert (counted.kind, counted.edtf) == (kind, edtf)
    assert counted.typed == f"{by} after x"
    assert counted.derivation == Relative("x", "after", by)


@pytest.mark.parametrize(("anchor", "after", "before"), BESIDE)
def test_a_side_without_an_amount_is_an_open_span(anchor: Written, after: str, before: str) -> None:
    assert resolve(Relative("x", "after"), _when(anchor)).edtf == after
    assert resolve(Relative("x", "before"), _when(anchor)).edtf == before


@pytest.mark.parametrize(
    ("anchor", "relative", "truth"),
    [
        ("2022-06-17", Relative("x", "after", "3 hours"), "which has no time of day"),
        ("2022-06-17", Relative("x", "before", "9999 years"), "leaves the calendar"),
        ("2022-06-17", Relative("x", "after", "999999 weeks"), "leaves the calendar"),
        ("2022-06-15/..", Relative("x", "before"), "no known end"),
        ("../2022-06-15", Relative("x", "after"), "no known start"),
    ],
)
def test_a_count_without_an_outcome_is_refused(anchor: str, relative: Relative, truth: str) -> None:
    with pytest.raises(BadDate) as refused:
        resolve(relative, _when(anchor))

    assert truth in refused.value.message
    assert refused.value.hint


@settings(deadline=None)
@given(singles, singles)
def test_a_span_never_ends_before_it_begins(one: str, other: str) -> None:
    try:
        when = _when(f"{one}/{other}")
    except BadDate as refused:
        assert "ends before it begins" in refused.message  # noqa: PT017
        return

    assert when.earliest is not None
    assert when.latest is not None
    assert when.earliest <= when.latest


@settings(deadline=None)
@given(singles, amounts, directions)
def test_both_bounds_move_and_stay_inside_the_outcome(one: str, by: str, direction: str) -> None:
    relative = parse_when({direction: "x", "by": by})
    anchor = _when(one)
    assert isinstance(relative, Relative)

    counted = resolve(relative, anchor)

    first, last = sort_key(anchor)
    step = _step(relative)
    earliest, latest = sort_key(counted)
    assert earliest <= first + step
    assert last + step <= latest
    assert PRECISIONS.index(counted.precision) <= PRECISIONS.index(anchor.precision)


@settings(deadline=None)
@given(precise_days, amounts, directions)
def test_a_day_moves_to_exactly_one_day(day: str, by: str, direction: str) -> None:
    relative = parse_when({direction: "x", "by": by})
    assert isinstance(relative, Relative)

    counted = resolve(relative, _when(day))

    there = date.fromisoformat(day) + _step(relative)
    assert (counted.kind, counted.edtf) == ("at", there.isoformat())


def _step(relative: Relative) -> relativedelta:
    count, unit = relative.by.split()
    sign = 1 if relative.direction == "after" else -1
    return {
        "day": relativedelta(days=1),
        "week": relativedelta(weeks=1),
        "month": relativedelta(months=1),
        "year": relativedelta(years=1),
    }[unit.removesuffix("s")] * (sign * int(count))


def _when(written: Written) -> When:
    when = parse_when(written)
    assert isinstance(when, When)
    return when
