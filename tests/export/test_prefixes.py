"""Dates for programs that know neither spans nor doubt: never a day that nobody gave."""

import pytest

from kb.dates.when import When, parse_when
from kb.dossier import Dated
from kb.export.prefixes import end_of, prefixes_of, start_of
from kb.export.telling import date_of


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2022", "2022", ""),
        ("2022-06", "2022-06", ""),
        ("2022-06-17", "2022-06-17", ""),
        ("2022-06-17T15:00+03:00", "2022-06-17T15:00", ""),
        ("2022-06~", "2022-06", ""),
        ("2022-06-17?", "2022-06-17", ""),
        ("2022-06-XX", "2022-06", ""),
        ("2022-06-15/2022-06-25", "2022-06-15", "2022-06-25"),
        ("2022-06~/2022-09?", "2022-06", "2022-09"),
        ("2022-06-15/..", "2022-06-15", ""),
        ("../2022-06-15", "", "2022-06-15"),
        ({"between": ["2022-06-17", "2022-06-20"]}, "2022-06", ""),
        ({"between": ["2022-06-17T10:00", "2022-06-17T12:00"]}, "2022-06-17", ""),
        ({"between": ["2022-05-30", "2022-06-02"]}, "2022", ""),
        ({"between": ["2021-12-31", "2022-01-02"]}, "", ""),
        ({"not_before": "2022-06-20"}, "", ""),
        ({"not_after": "2022-06-20"}, "", ""),
        ({"one_of": ["2022-06-06", "2022-06-07"]}, "2022-06", ""),
        ({"one_of": ["2022-06", "2022-06-07", "2022"]}, "2022", ""),
    ],
)
def test_a_prefix_says_no_more_than_the_date(written: str, start: str, end: str) -> None:
    when = parse_when(written)
    assert isinstance(when, When)
    date = date_of(Dated(when))

    assert (start_of(date), end_of(date)) == (start, end)


def test_an_open_side_is_empty() -> None:
    when = parse_when({"not_after": "2022-01-06T10:29"})
    assert isinstance(when, When)

    assert prefixes_of(date_of(Dated(when))) == ("", "2022-01-06T10:29")
