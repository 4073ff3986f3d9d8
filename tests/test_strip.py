"""The strip: a day is a mark, a span is a bar, and what is not exact has soft ends."""

from pathlib import Path

from kb.dossier import Dossier
from kb.render.drawing.strip import Strip, strip_of
from kb.render.home import days_of
from tests.conftest import connected

HEAD = """\
dossier: {title: T, lede: L., focus: %s, contact: C.}
places: {p: {name: P}, q: {name: Q}, r: {name: R}}
actors: {a: {name: Ann, kind: person}}
events:
"""
EVENT = """\
  %s:
    title: The event %s
    when: %s
%s    actors: {a: part}
    claims:
      c: {text: It happened., kind: happened, evidence: [{source: s, reports: So.}]}
"""
SOURCES = "s: {publisher: S, language: en, kind: newspaper, read: full}\n"


def dossier(folder: Path, *events: tuple[str, str, str], focus: str = "2022-06") -> Dossier:
    """A dossier of events given as id, when and place."""
    written = (
        EVENT % (name, name, when, f"    place: {place}\n" if place else "")
        for name, when, place in events
    )
    (folder / "sources").mkdir()
    (folder / "sources/references.yaml").write_text(SOURCES, "utf-8")
    (folder / "timeline.yaml").write_text(HEAD % focus + "".join(written), "utf-8")
    return connected(folder)


def strip(folder: Path, *events: tuple[str, str, str], focus: str = "2022-06") -> Strip:
    found = strip_of(dossier(folder, *events, focus=focus))
    assert found is not None
    return found


def test_columns_are_the_days_from_first_to_last_event(tmp_path: Path) -> None:
    found = strip(tmp_path, ("one", "2022-06-13", ""), ("two", "2022-06-16", ""))

    assert [column.label for column in found.columns] == ["13", "14", "15", "16"]


def test_events_of_one_day_and_place_share_a_cell(tmp_path: Path) -> None:
    found = strip(tmp_path, ("one", "2022-06-13", "p"), ("two", "2022-06-13", "p"))

    [lane] = found.lanes
    assert [[event.id for event in cell.events] for cell in lane.cells] == [["one", "two"]]
    assert lane.bars == ()


def test_event_that_lasted_is_a_bar_with_hard_ends(tmp_path: Path) -> None:
    found = strip(tmp_path, ("one", "2022-06-13/2022-06-15", ""), ("two", "2022-06-17", ""))

    [bar] = found.lanes[0].bars
    assert (bar.column, bar.length, bar.is_soft) == (0, 3, False)
    assert not bar.opens_before
    assert not bar.opens_after


def test_event_some_time_within_is_a_bar_with_soft_ends(tmp_path: Path) -> None:
    found = strip(
        tmp_path, ("one", "{between: [2022-06-13, 2022-06-15]}", ""), ("two", "2022-06-17", "")
    )

    assert found.lanes[0].bars[0].is_soft


def test_bar_without_an_end_opens_after(tmp_path: Path) -> None:
    found = strip(tmp_path, ("one", "{not_before: 2022-06-13}", ""), ("two", "2022-06-17", ""))

    [bar] = found.lanes[0].bars
    assert (bar.column, bar.length, bar.opens_after) == (0, 5, True)


def test_bars_at_the_same_time_lie_on_different_levels(tmp_path: Path) -> None:
    found = strip(
        tmp_path,
        ("one", "2022-06-13/2022-06-15", ""),
        ("two", "2022-06-14/2022-06-16", ""),
        ("three", "2022-06-16/2022-06-17", ""),
    )

    assert [bar.level for bar in found.lanes[0].bars] == [0, 1, 0]
    assert found.lanes[0].levels == 2


def test_lanes_are_places_by_first_event_and_no_place_comes_last(tmp_path: Path) -> None:
    found = strip(
        tmp_path,
        ("one", "2022-06-12", ""),
        ("two", "2022-06-13", "q"),
        ("three", "2022-06-14", "p"),
        ("four", "2022-06-15", "q"),
    )

    assert [[place.id for place in lane.places] for lane in found.lanes] == [["q"], ["p"], []]


def test_every_event_of_the_focus_stands_exactly_once(golden: Dossier) -> None:
    found = strip_of(golden)
    assert found is not None

    cells = [event for lane in found.lanes for cell in lane.cells for event in cell.events]
    bars = [bar.event for lane in found.lanes for bar in lane.bars]
    listed = [event for day in days_of(golden) for event in day.events]

    assert sorted(event.id for event in cells + bars) == sorted(event.id for event in listed)


def test_longer_focus_has_months_or_years_for_columns(tmp_path: Path) -> None:
    (tmp_path / "months").mkdir()
    (tmp_path / "years").mkdir()
    events = ("one", "2021-11-02", ""), ("two", "2022-02-01", "")

    months = strip(tmp_path / "months", *events, focus="2021/2022")
    years = strip(tmp_path / "years", *events, ("old", "2015-01-01", ""), focus="2015/2022")

    assert [column.label for column in months.columns] == ["Nov", "Dec", "Jan", "Feb"]
    assert [column.label for column in years.columns] == [str(year) for year in range(2015, 2023)]


def test_dossier_without_an_event_in_focus_has_no_strip(tmp_path: Path) -> None:
    assert strip_of(dossier(tmp_path, ("one", "2020-01-01", ""))) is None


def test_days_without_an_event_are_one_run(tmp_path: Path) -> None:
    days = days_of(dossier(tmp_path, ("one", "2022-06-13", ""), ("two", "2022-06-17", "")))

    assert [(day.label, len(day.events)) for day in days] == [
        ("13 June", 1),
        ("14–16 June", 0),
        ("17 June", 1),
    ]


def test_a_date_known_to_the_month_alone_is_no_span(tmp_path: Path) -> None:
    found = strip(tmp_path, ("one", "2022-06", ""), ("two", "2022-06-17", ""))

    [bar] = found.lanes[0].bars
    assert bar.is_soft
