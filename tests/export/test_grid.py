"""A date stands on the days of a calendar only as far as it is known: for all dates there are."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.dates.when import When, parse_when
from kb.dossier import Dated
from kb.export.calendar.grid import Days, days_of
from kb.export.telling import date_of

DAY = st.dates().map(str)
COARSE = st.dates().map(lambda day: str(day)[:7]) | st.dates().map(lambda day: str(day)[:4])
ZONE = st.sampled_from(["Z", "+03:00", "-12:00", "+14:00"])
TIME = st.builds(lambda day, at: f"{day}T{at:%H:%M}", st.dates(), st.times())
ZONED = st.builds(lambda time, zone: time + zone, TIME, ZONE)
VAGUE = (
    COARSE
    | st.builds(lambda text, mark: text + mark, DAY | COARSE, st.sampled_from("~?%"))
    | st.dates().map(lambda day: f"{str(day)[:7]}-XX")
    | DAY.map(lambda day: f"{day}/..")
    | DAY.map(lambda day: f"../{day}")
    | COARSE.map(lambda text: f"{text}/..")
)


def stands(written: str | dict[str, object]) -> Days | None:
    when = parse_when(written)
    assert isinstance(when, When)
    return days_of(date_of(Dated(when)))


@given(
    VAGUE
    | DAY.map(lambda day: {"not_before": day})
    | DAY.map(lambda day: {"not_after": day})
    | st.lists(DAY, min_size=2, max_size=3, unique=True).map(lambda days: {"one_of": days})
    | st.lists(st.dates(), min_size=2, max_size=2, unique=True).map(
        lambda days: {"between": [str(min(days)), str(max(days))]}
    )
)
def test_what_is_not_known_to_the_day_gets_none(written: str | dict[str, object]) -> None:
    assert stands(written) is None


@given(DAY | TIME)
def test_a_day_and_a_time_without_a_zone_stand_on_the_day(written: str) -> None:
    found = stands(written)

    assert found is not None
    assert (type(found.start), str(found.start), found.end) == (date, written[:10], None)


@given(ZONED)
def test_a_time_with_a_zone_is_the_same_moment(written: str) -> None:
    found = stands(written)
    assert found is not None
    if isinstance(found.start, datetime):
        assert found.start == datetime.fromisoformat(written)
        assert found.start.tzinfo is UTC
    else:  # UTC has no year 0 and no year 10000
        assert written[:10] in ("0001-01-01", "9999-12-31")


@given(st.dates(max_value=date(9999, 12, 30)), st.dates(max_value=date(9999, 12, 30)))
def test_a_span_of_days_ends_on_the_day_after_its_last(one: date, other: date) -> None:
    start, end = sorted((one, other))
    found = stands(f"{start}/{end}")

    assert found is not None
    assert (found.start, found.end) == (start, end + timedelta(days=1))


@pytest.mark.parametrize(
    ("written", "days"),
    [
        (
            "2022-06-17T15:00+03:00/2022-06-17T14:30Z",
            (datetime(2022, 6, 17, 12, tzinfo=UTC), datetime(2022, 6, 17, 14, 30, tzinfo=UTC)),
        ),
        ("2022-06-17T15:00Z/2022-06-17T15:00+03:00", (date(2022, 6, 17), date(2022, 6, 18))),
        ("2022-06-17T15:00/2022-06-18T09:00Z", (date(2022, 6, 17), date(2022, 6, 19))),
        ("2022-06-17/9999-12-31", None),
    ],
)
def test_spans_between_times(written: str, days: tuple[date, date] | None) -> None:
    found = stands(written)

    assert (found and (found.start, found.end)) == days
