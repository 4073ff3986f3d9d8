"""Readers see dates in words that are never finer than the date."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.dates.when import Relative, When, parse_when, resolve
from kb.public.dates import derived, human, iso, short

Written = str | Mapping[str, object]

WORDS: list[tuple[Written, str, str, str]] = [
    ("2022-06-17", "17 June 2022", "17 June", "2022-06-17"),
    ("2022-06", "June 2022", "June", "2022-06"),
    ("2022", "2022", "2022", "2022"),
    ("0099-06", "June 0099", "June", "0099-06"),
    ("2022-06~", "about June 2022", "about June", "2022-06"),
    ("2022-06?", "June 2022 (uncertain)", "June (uncertain)", "2022-06"),
    ("2022-06%", "about June 2022 (uncertain)", "about June (uncertain)", "2022-06"),
    ("2022-06-XX", "some day in June 2022", "some day in June", "2022-06"),
    (
        "2022-06-17T15:00+03:00",
        "17 June 2022, 15:00 (UTC+03:00)",
        "17 June, 15:00 (UTC+03:00)",
        "2022-06-17T15:00+03:00",
    ),
    (
        "2022-06-17T15:00-04:00",
        "17 June 2022, 15:00 (UTC−04:00)",
        "17 June, 15:00 (UTC−04:00)",
        "2022-06-17T15:00-04:00",
    ),
    (
        "2022-06-17T15:00Z",
        "17 June 2022, 15:00 (UTC)",
        "17 June, 15:00 (UTC)",
        "2022-06-17T15:00Z",
    ),
    (
        "2022-06-17T00:00",
        "17 June 2022, 00:00 (zone not given)",
        "17 June, 00:00 (zone not given)",
        "2022-06-17T00:00",
    ),
    ("2022-06-15/2022-06-25", "15 to 25 June 2022", "15 to 25 June", "2022-06-15"),
    ("2022-06-15/2022-07-01", "15 June to 1 July 2022", "15 June to 1 July", "2022-06-15"),
    (
        "2021-12-30/2022-01-02",
        "30 December 2021 to 2 January 2022",
        "30 December 2021 to 2 January 2022",
        "2021-12-30",
    ),
    ("2022-06-17/2022-06-17", "17 June 2022", "17 June", "2022-06-17"),
    ("2022-06/2022-08", "June to August 2022", "June to August", "2022-06"),
    ("2021-06/2022-06", "June 2021 to June 2022", "June 2021 to June 2022", "2021-06"),
    ("2022/2023", "2022 to 2023", "2022 to 2023", "2022"),
    (
        "2022-06~/2022-07-01",
        "from about June 2022 to 1 July 2022",
        "from about June to 1 July",
        "2022-06",
    ),
    (
        "2022-06-17T15:00+03:00/2022-06-17T17:30+03:00",
        "17 June 2022, 15:00 to 17:30 (UTC+03:00)",
        "17 June, 15:00 to 17:30 (UTC+03:00)",
        "2022-06-17T15:00+03:00",
    ),
    ("2022-06-15/..", "from 15 June 2022", "from 15 June", "2022-06-15"),
    ("../2022-06-18", "until 18 June 2022", "until 18 June", ""),
    (
        {"between": ["2022-06-13", "2022-06-19"]},
        "some time between 13 and 19 June 2022",
        "some time between 13 and 19 June",
        "2022-06",
    ),
    (
        {"between": ["2022-06-28", "2022-07-02"]},
        "some time between 28 June and 2 July 2022",
        "some time between 28 June and 2 July",
        "2022",
    ),
    (
        {"between": ["2021-12", "2022-01-05"]},
        "some time between December 2021 and 5 January 2022",
        "some time between December 2021 and 5 January 2022",
        "",
    ),
    ({"not_before": "2022-06-20"}, "not before 20 June 2022", "not before 20 June", ""),
    (
        {"not_after": "2022-06-18T13:14"},
        "not after 18 June 2022, 13:14 (zone not given)",
        "not after 18 June, 13:14 (zone not given)",
        "",
    ),
    (
        {"one_of": ["2022-06-18", "2022-06-17"]},
        "17 or 18 June 2022",
        "17 or 18 June",
        "2022-06",
    ),
    (
        {"one_of": ["2022-06-17", "2022-06-18", "2022-07-01"]},
        "17 June, 18 June or 1 July 2022",
        "17 June, 18 June or 1 July",
        "2022",
    ),
    (
        {"one_of": ["2022-06-17?", "2022-07"]},
        "17 June 2022 (uncertain) or July 2022",
        "17 June (uncertain) or July",
        "2022",
    ),
    (
        {"one_of": ["2022-06-17T10:00", "2022-06-17T11:00"]},
        "17 June 2022, 10:00 (zone not given) or 17 June 2022, 11:00 (zone not given)",
        "17 June, 10:00 (zone not given) or 17 June, 11:00 (zone not given)",
        "2022-06-17",
    ),
]

days = st.dates().map(str)
marked = st.sampled_from(["", "~", "?", "%"])
coarse = st.one_of(
    st.builds(lambda day, mark: f"{day[:7]}{mark}", days, marked),
    st.builds(lambda day, mark: f"{day[:4]}{mark}", days, marked),
    days.map(lambda day: f"{day[:7]}-XX"),
)
pairs = st.tuples(coarse, coarse).map(sorted).filter(lambda pair: pair[0][:4] < pair[1][:4])


@pytest.mark.parametrize(("written", "long", "brief", "machine"), WORDS)
def test_a_date_in_words(written: Written, long: str, brief: str, machine: str) -> None:
    when = _when(written)

    assert human(when) == long
    assert short(when) == brief
    assert iso(when) == machine


@pytest.mark.parametrize(
    ("anchor", "relative", "wording", "expected"),
    [
        (
            "2022-06-17",
            Relative("x", "after", "1 day"),
            "The very next day",
            "‘The very next day’ + 17 June 2022 → 18 June 2022",
        ),
        ("2022-06-17", Relative("x", "after", "1 day"), "", "17 June 2022 + 1 day → 18 June 2022"),
        (
            "2022-06-17",
            Relative("x", "before", "1 week"),
            "",
            "17 June 2022 − 1 week → 10 June 2022",
        ),
        ("2022-06-17", Relative("x", "after"), "", "after 17 June 2022 → not before 17 June 2022"),
        (
            "2022-06",
            Relative("x", "after", "1 day"),
            "",
            "June 2022 + 1 day → some time between June and July 2022",
        ),
    ],
)
def test_a_derived_date_shows_how_it_was_counted(
    anchor: str, relative: Relative, wording: str, expected: str
) -> None:
    start = _when(anchor)

    assert derived(resolve(relative, start), wording, start) == expected


@settings(deadline=None)
@given(coarse)
def test_a_month_or_a_year_never_prints_a_day(text: str) -> None:
    when = _when(text)

    assert _numbers(human(when)) == [text[:4]]
    assert len(iso(when)) == len(text[:4] if when.precision == "year" else text[:7])


@settings(deadline=None)
@given(pairs)
def test_a_coarse_span_never_prints_a_day(pair: list[str]) -> None:
    lasted = _when("/".join(pair))
    within, choice = _when({"between": pair}), _when({"one_of": pair})

    for when in (lasted, within, choice):
        assert set(_numbers(human(when))) == {pair[0][:4], pair[1][:4]}
    assert iso(within) == iso(choice) == ""


@settings(deadline=None)
@given(days)
def test_a_day_is_written_whole(day: str) -> None:
    year, month, number = day.split("-")

    assert _numbers(human(_when(day))) == [str(int(number)), year]
    assert iso(_when(day)) == f"{year}-{month}-{number}"


@settings(deadline=None)
@given(coarse, st.sampled_from(["1 day", "1 month", "1 year"]))
def test_a_date_counted_from_a_month_never_prints_a_day(text: str, by: str) -> None:
    if not 1 < int(text[:4]) < 9999:
        return
    counted = resolve(Relative("x", "after", by), _when(text))

    assert all(len(number) == len("2022") for number in _numbers(human(counted)))


def _numbers(phrase: str) -> list[str]:
    return re.findall(r"\d+", phrase)


def _when(written: Written) -> When:
    when = parse_when(written)
    assert isinstance(when, When)
    return when
