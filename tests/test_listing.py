"""The list of the timeline: whole, by month, with heads and with the days without an event."""

from pathlib import Path

from kb.dossier import Dossier, Event
from kb.render.home import Day, days_of
from kb.render.listing import Head, Line, Month, months_of
from tests.test_strip import dossier


def told(line: Line) -> str:
    match line:
        case Event():
            return line.id
        case Head():
            days = line.days.label if line.days else "no day"
            return f"{line.zoom}: {days}" + (f", {line.hour}" if line.hour is not None else "")
        case Day():
            return f"nothing on {line.label}"


def months(found: Dossier) -> tuple[Month, ...]:
    return months_of(found.events, (day for day in days_of(found) if not day.events))


def listed(found: Dossier) -> dict[str, list[str]]:
    return {f"{month.first:%Y-%m}": [told(line) for line in month.lines] for month in months(found)}


def test_every_event_stands_once_in_the_order_of_the_timeline(golden: Dossier) -> None:
    lines = [line for month in months(golden) for line in month.lines]

    assert tuple(line for line in lines if isinstance(line, Event)) == golden.events


def test_days_without_an_event_stand_between_the_events_of_the_focus(tmp_path: Path) -> None:
    found = dossier(
        tmp_path, ("before", "2022-05-02", ""), ("one", "2022-06-13", ""), ("two", "2022-06-16", "")
    )

    assert listed(found) == {
        "2022-05": ["week: 2–8 May", "hour: 2 May", "before"],
        "2022-06": [
            "week: 13–19 June",
            "hour: 13 June",
            "one",
            "nothing on 14–15 June",
            "hour: 16 June",
            "two",
        ],
    }


def test_a_week_is_cut_at_the_end_of_its_month(tmp_path: Path) -> None:
    found = dossier(tmp_path, ("one", "2022-06-30", ""), ("two", "2022-07-01", ""))

    assert listed(found) == {
        "2022-06": ["week: 27–30 June", "hour: 30 June", "one"],
        "2022-07": ["week: 1–3 July", "hour: 1 July", "two"],
    }


def test_an_hour_is_told_where_it_is_known(tmp_path: Path) -> None:
    found = dossier(tmp_path, ("one", "2022-07-01T15:00+03:00", ""), ("two", "2022-07-01", ""))

    heads = [line for line in listed(found)["2022-07"] if line.startswith("hour")]
    assert sorted(heads) == ["hour: 1 July", "hour: 1 July, 15"]


def test_what_is_not_dated_to_the_day_stands_under_no_day_and_no_week(tmp_path: Path) -> None:
    found = dossier(tmp_path, ("one", "2022-07", ""), ("two", "{not_after: 2022-08-04}", ""))

    assert listed(found) == {
        "2022-07": ["week: no day", "hour: no day", "one"],
        "2022-08": ["week: no day", "hour: no day", "two"],
    }


def test_a_head_names_no_day_that_is_in_doubt(tmp_path: Path) -> None:
    found = dossier(
        tmp_path,
        ("doubtful", "2022-06-13?", ""),
        ("within", "{between: [2022-06-14, 2022-06-16]}", ""),
    )

    assert listed(found) == {
        "2022-06": ["week: no day", "hour: no day", "doubtful", "within"],
    }
