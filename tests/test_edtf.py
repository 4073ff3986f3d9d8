"""A single date is as precise as it was typed, or it is refused with the likely fix."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.dates.edtf import BadDate, Edtf, parse_edtf

ACCEPTED = [
    ("2022", "2022-01-01", "2022-12-31", "year"),
    ("2022-06", "2022-06-01", "2022-06-30", "month"),
    ("2024-02", "2024-02-01", "2024-02-29", "month"),
    ("2022-06-17", "2022-06-17", "2022-06-17", "day"),
    ("2022-06~", "2022-06-01", "2022-06-30", "month"),
    ("2022-06-17?", "2022-06-17", "2022-06-17", "day"),
    ("2022%", "2022-01-01", "2022-12-31", "year"),
    ("2022-06-XX", "2022-06-01", "2022-06-30", "month"),
    ("2022-06-17T15:00", "2022-06-17", "2022-06-17", "time"),
    ("2022-06-17T15:00+03:00", "2022-06-17", "2022-06-17", "time"),
    ("0001", "0001-01-01", "0001-12-31", "year"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "day"),
]

ENGLISH = ["17 June 2022", "June 17, 2022", "17th June 2022", "17 Jun. 2022", "june 17 2022"]

REFUSED = [
    ("2022-06-31", "2022-06 has 30 days", "or 2022-06"),
    ("2022-02-29", "2022-02 has 28 days", "2022-02-28"),
    ("1900-02-29", "1900-02 has 28 days", "1900-02-28"),
    ("2022-06-00", "not in the calendar", "2022-06-01"),
    ("1999-13", "'13' is not 01 to 12", "year, month and day"),
    ("2022-00", "'00' is not 01 to 12", "year, month and day"),
    ("2022-21", "'21' is not 01 to 12", "seasons are not accepted"),
    ("0000", "no year of the calendar", "0001 to 9999"),
    ("-0044", "no year of four digits", "0001 to 9999"),
    ("12022", "no year of four digits", "0001 to 9999"),
    ("06/07/2022", "which number is the month", "write 2022-07-06 or 2022-06-07"),
    ("6.7.2022", "which number is the month", "write 2022-07-06 or 2022-06-07"),
    ("17/06/2022", "which number is the month", "write 2022-06-17"),
    ("13/13/2022", "which number is the month", "write year, month and day"),
    ("06/07/22", "a year in two digits", "2022-06-17"),
    ("2022/06/17", "not written with hyphens", "write 2022-06-17"),
    ("06/2022", "its month first", "write 2022-06"),
    ("20220617", "no hyphens", "write 2022-06-17"),
    ("2022-6-7", "a leading zero", "write 2022-06-07"),
    ("2022-uu", "leaves its month open", "write 2022"),
    ("2022-06-uu", "EDTF of today", "write 2022-06-XX"),
    ("2022-06?~", "EDTF of before 2019", "write 2022-06%"),
    ("unknown", "EDTF of before 2019", "'..'"),
    ("20XX", "a part of its year open", "between"),
    ("2022-06-XX~", "some day and a mark", "write 2022-06~"),
    ("~2022", "its mark in front", "write 2022~"),
    ("2022~-06", "its mark in the middle", "write 2022-06~"),
    ("22", "a year in two digits", "four digits"),
    ("17 June 22", "a year in two digits", "four digits"),
    ("17 June", "names no year", "17 June 2022"),
    ("June 17", "names no year", "17 June 2022"),
    ("June 2022", "full dates", "write 2022-06"),
    ("about June 2022", "in words", "write 2022-06~"),
    ("c. 2022", "in words", "write 2022~"),
    ("31 June 2022", "no such day", "write 2022-06"),
    ("29 February 2022", "no such day", "write 2022-02"),
    ("17 Jone 2022", "'Jone'", "17 June 2022"),
    ("17 June 0099", "not a date", "write"),
    ("Saturday 17 June 2022", "not a date", "write"),
    ("2022-06-17T15:00:30", "counts seconds", "write 2022-06-17T15:00"),
    ("2022-06-17T23:59:60Z", "counts seconds", "write 2022-06-17T23:59Z"),
    ("2022-06-17T24:00", "no time of day", "23:59"),
    ("2022-06-17T15:60", "no time of day", "23:59"),
    ("2022-06-17T15", "not HH:MM", "T15:00"),
    ("2022-06-17 15:00", "no 'T'", "write 2022-06-17T15:00"),
    ("2022-06-17T15:00+0300", "without a colon", "write 2022-06-17T15:00+03:00"),
    ("2022-06-17T15:00+03", "without minutes", "write 2022-06-17T15:00+03:00"),
    ("2022-06-17T15:00+14:30", "'+14:30'", "Z for UTC"),
    ("2022-06-17T15:00-00:00", "'-00:00'", "Z for UTC"),
    ("2022-06-17T15:00~", "doubts a time", "write 2022-06-17T15:00"),
    ("２０２２", "'２'", "write 2022"),
    ("٢٠٢٢-٠٦", "'٢'", "write 2022-06"),
    ("2022–06–17", "'–'", "write 2022-06-17"),
    ("17 июня 2022", "'и'", "2022-06-17"),
    ("2022-06-15/2022-06-18", "is a range", "one date"),
    ("[2022-06-17,2022-06-18]", "a choice", "one_of"),
    ("", "nothing is written", "2022-06-17"),
    ("  ", "nothing is written", "2022-06-17"),
    ("the next day", "not a date", "write"),
]

days = st.dates()
months = days.map(lambda day: day.isoformat()[:7])
zones = st.sampled_from(["", "Z", "+03:00", "-09:30", "+14:00"])
texts = st.one_of(
    st.builds(
        "{}{}".format,
        st.one_of(months, days.map(str), days.map(lambda day: day.isoformat()[:4])),
        st.sampled_from(["", "~", "?", "%"]),
    ),
    months.map("{}-XX".format),
    st.builds(lambda day, clock, zone: f"{day}T{clock:%H:%M}{zone}", days, st.times(), zones),
)


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), ACCEPTED)
def test_a_date_is_as_precise_as_typed(
    text: str, earliest: str, latest: str, precision: str
) -> None:
    found = parse_edtf(text)

    assert (str(found.earliest), str(found.latest)) == (earliest, latest)
    assert found.precision == precision
    assert found.text == text


@pytest.mark.parametrize("text", ENGLISH)
def test_a_full_english_date_is_a_day(text: str) -> None:
    assert parse_edtf(text) == parse_edtf("2022-06-17")


@pytest.mark.parametrize(("text", "truth", "fix"), REFUSED)
def test_a_bad_date_is_refused_with_its_fix(text: str, truth: str, fix: str) -> None:
    with pytest.raises(BadDate) as refused:
        parse_edtf(text)

    assert truth in refused.value.message
    assert f"'{text.strip()}'" in refused.value.message
    assert fix in refused.value.hint


def test_marks_keep_the_bounds_beneath() -> None:
    about, uncertain, both = (parse_edtf(f"2022-06{mark}") for mark in "~?%")

    assert (about.is_approximate, about.is_uncertain) == (True, False)
    assert (uncertain.is_approximate, uncertain.is_uncertain) == (False, True)
    assert (both.is_approximate, both.is_uncertain) == (True, True)
    assert about.earliest == uncertain.earliest == both.earliest == date(2022, 6, 1)


def test_a_time_keeps_its_wall_clock_and_its_zone() -> None:
    night = parse_edtf("2022-06-18T01:30+06:00")

    assert (night.time, night.zone) == (time(1, 30), "+06:00")
    assert night.earliest == date(2022, 6, 18)
    assert parse_edtf("2022-06-18T01:30").zone is None


def test_a_long_text_is_quoted_short() -> None:
    with pytest.raises(BadDate) as refused:
        parse_edtf("some day " * 100)

    assert len(refused.value.message) < 100


@settings(deadline=None)
@given(texts)
def test_every_date_reads_back(text: str) -> None:
    found = parse_edtf(text)

    assert str(found) == text
    assert parse_edtf(str(found)) == found
    assert found.earliest <= found.latest


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)))
def test_english_and_iso_name_the_same_day(day: date) -> None:
    name = f"{day:%B}"

    assert parse_edtf(f"{day.day} {name} {day.year}") == parse_edtf(day.isoformat())
    assert parse_edtf(f"{name} {day.day}, {day.year}") == parse_edtf(day.isoformat())


@settings(deadline=None)
@given(st.integers(0, 99), st.integers(1000, 9999))
def test_no_day_that_june_lacks_is_read_as_another(day: int, year: int) -> None:
    for text in (f"{day} June {year}", f"June {day}, {year}"):
        found = _read_or_none(text)

        assert (found is not None) == (1 <= day <= 30)
        assert found is None or found.text == f"{year}-06-{day:02}"


@settings(deadline=None)
@given(st.text(max_size=30))
def test_a_refusal_always_says_what_and_how(text: str) -> None:
    if _read_or_none(text) is None:
        with pytest.raises(BadDate) as refused:
            parse_edtf(text)
        assert refused.value.message
        assert refused.value.hint


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_bad_date(text: str) -> None:
    found = _read_or_none(text)

    assert found is None or parse_edtf(found.text) == found


@settings(deadline=None)
@given(st.text("0123456789-/.~?%XuTZ:+ [],", max_size=24))
def test_any_numbers_are_a_date_or_a_bad_date(text: str) -> None:
    found = _read_or_none(text)

    assert found is None or found.text == text.strip()


def _read_or_none(text: str) -> Edtf | None:
    try:
        return parse_edtf(text)
    except BadDate:
        return None
