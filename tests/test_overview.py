"""The overview: days within the focus, months around it, a lane for each kind of actor."""

from datetime import date
from pathlib import Path

import pytest

from kb.dossier import Dossier
from kb.render.drawing.columns import coarse, weeks
from kb.render.drawing.overview import Lane, Overview, overviews_of
from tests.conftest import connected

HEAD = """\
dossier: {title: T, lede: L., focus: 2022-06, contact: C.}
actors:
  ann: {name: Ann, kind: person}
  firm: {name: Firm, kind: company}
  state: {name: State, kind: state}
events:
"""
EVENT = """\
  %s:
    title: The event %s
    when: %s
    actors: {%s}
    claims:
      c: {text: It happened., kind: happened, evidence: [{source: s, reports: So.}]}
      why:
        text: It happened because of the other.
        kind: happened
        evidence:
          - {source: s, reports: So.}
          - {source: t, reports: Not so., stance: %s}
%s"""
SOURCES = "".join(
    f"{name}: {{publisher: {name}, language: en, kind: newspaper, read: full}}\n" for name in "st"
)


def event(
    name: str, when: str, actors: str = "ann: part", follows: str = "", stance: str = "supports"
) -> str:
    ties = f"    follows:\n      tie: {follows}\n" if follows else ""
    return EVENT % (name, name, when, actors, stance, ties)


def dossier(folder: Path, *events: str) -> Dossier:
    (folder / "sources").mkdir()
    (folder / "sources/references.yaml").write_text(SOURCES, "utf-8")
    (folder / "timeline.yaml").write_text(HEAD + "".join(events), "utf-8")
    return connected(folder)


def drawn(found: Dossier) -> tuple[Overview, ...]:
    return overviews_of(found.events, (found.focus.earliest, found.focus.latest))


def by_day(folder: Path, *events: str) -> Overview:
    found = drawn(dossier(folder, *events))
    assert found[0].zoom == "day"
    return found[0]


def marks(lane: Lane) -> list[str]:
    return [mark.event.id for mark in lane.marks]


def test_each_event_stands_in_the_lane_of_whoever_it_names_first(tmp_path: Path) -> None:
    found = by_day(
        tmp_path,
        event("works", "2022-06-13", "firm: operator, ann: minister"),
        event("speech", "2022-06-14", "ann: speaker, state: host"),
    )

    assert [(lane.kind, marks(lane)) for lane in found.lanes] == [
        ("person", ["speech"]),
        ("company", ["works"]),
    ]


def test_lanes_come_in_the_order_of_the_page_of_people(tmp_path: Path) -> None:
    found = by_day(
        tmp_path,
        event("one", "2022-06-13", "firm: part"),
        event("two", "2022-06-14", "state: part"),
        event("three", "2022-06-15", "ann: part"),
    )

    assert [lane.kind for lane in found.lanes] == ["person", "state", "company"]


def test_days_are_drawn_in_the_focus_and_months_before_and_after(tmp_path: Path) -> None:
    found = by_day(
        tmp_path,
        event("before", "2022-04-02"),
        event("within", "2022-06-17"),
        event("after", "2022-08-01"),
    )

    labels = [tick.label for tick in found.axis]
    assert labels[:3] == ["Apr", "May", "1"]
    assert labels[-3:] == ["30", "Jul", "Aug"]
    assert [tick.label for tick in found.eras] == ["2022", "June 2022", "2022"]


def test_a_long_time_before_the_focus_is_drawn_by_decades(tmp_path: Path) -> None:
    found = by_day(tmp_path, event("before", "1911-04-02"), event("within", "2022-06-17"))

    labels = [tick.label for tick in found.axis]
    assert labels[:2] == ["1910–", "1920–"]
    assert len(labels) == 12 + 30


def test_the_focus_is_where_its_days_are(tmp_path: Path) -> None:
    found = by_day(tmp_path, event("before", "2022-04-02"), event("within", "2022-06-17"))

    assert found.focus is not None
    first, last = (tick for tick in found.axis if tick.label in ("1", "30"))
    assert found.focus.x == first.x
    assert found.focus.x + found.focus.width == last.x + last.width == found.width


def test_what_lasted_is_a_bar_from_its_first_to_its_last_day(tmp_path: Path) -> None:
    found = by_day(tmp_path, event("works", "2022-06-15/2022-06-18"))

    [span] = found.lanes[0].spans
    days = [tick for tick in found.axis if tick.label in ("15", "18")]
    assert (span.x, span.x + span.width) == (days[0].x, days[1].x + days[1].width)
    assert not span.bar.is_soft


def test_a_month_drawn_over_its_days_has_soft_edges_and_did_not_last(tmp_path: Path) -> None:
    found = by_day(tmp_path, event("article", "2022-06"))

    [span] = found.lanes[0].spans
    assert span.width == found.width
    assert span.bar.is_soft


@pytest.mark.parametrize(
    "when", ["{between: [2022-06-15, 2022-06-18]}", "{one_of: [2022-06-15, 2022-06-18]}"]
)
def test_a_date_that_leaves_several_days_open_is_a_bar_with_soft_edges(
    tmp_path: Path, when: str
) -> None:
    found = by_day(tmp_path, event("works", when))

    [span] = found.lanes[0].spans
    assert span.width == 4 * found.axis[14].width
    assert span.bar.is_soft


def test_a_day_in_doubt_is_a_mark_with_soft_edges(tmp_path: Path) -> None:
    found = by_day(tmp_path, event("speech", "2022-06-15?"))

    [mark] = found.lanes[0].marks
    assert mark.event.when.is_soft
    assert found.lanes[0].spans == ()


def test_an_open_end_runs_to_the_end_of_the_drawing(tmp_path: Path) -> None:
    found = by_day(tmp_path, event("article", "{not_before: 2022-06-20}"))

    [span] = found.lanes[0].spans
    assert span.bar.opens_after
    assert span.x + span.width == found.width


def test_bars_at_one_time_lie_above_one_another_and_marks_below_them(tmp_path: Path) -> None:
    found = by_day(
        tmp_path,
        event("one", "2022-06-13/2022-06-16"),
        event("two", "2022-06-14/2022-06-15"),
        event("free", "2022-06-20"),
        event("below", "2022-06-14"),
    )

    [lane] = found.lanes
    assert [span.y for span in lane.spans] == [lane.y + 20, lane.y + 44]
    assert {mark.event.id: mark.y - lane.y for mark in lane.marks} == {"below": 80, "free": 32}


def test_no_two_marks_share_a_place(tmp_path: Path) -> None:
    days = [event(f"e{n}", f"2022-0{4 + n % 3}-17") for n in range(30)]

    for found in drawn(dossier(tmp_path, *days)):
        places = [(mark.x, mark.y) for lane in found.lanes for mark in lane.marks]
        places += [(more.x, more.y) for lane in found.lanes for more in lane.more]
        assert len(set(places)) == len(places)
        assert all(0 < x < found.width and 0 < y < found.height for x, y in places)


def test_a_column_too_full_says_how_many_it_leaves_to_the_list(tmp_path: Path) -> None:
    found = by_day(tmp_path, *[event(f"e{n}", "2022-06-17") for n in range(12)])

    [lane] = found.lanes
    assert marks(lane) == [f"e{n}" for n in range(7)]
    assert [[one.id for one in more.events] for more in lane.more] == [
        [f"e{n}" for n in range(7, 12)]
    ]


@pytest.mark.parametrize(("stance", "dashed"), [("supports", []), ("disputes", ["works"])])
def test_an_arc_is_dashed_where_its_claim_is_disputed(
    tmp_path: Path, stance: str, dashed: list[str]
) -> None:
    tie = "{event: speech, how: reaction, claim: why}"
    found = by_day(
        tmp_path,
        event("speech", "2022-06-17"),
        event("works", "2022-06-18", follows=tie, stance=stance),
    )

    [arc] = found.arcs
    places = {mark.event.id: (mark.x, mark.y) for mark in found.lanes[0].marks}
    assert (arc.start, arc.end) == (places["speech"], places["works"])
    assert [arc.tie.event.id for arc in found.arcs if arc.is_dashed] == dashed


def test_an_order_in_time_alone_draws_no_arc(tmp_path: Path) -> None:
    found = by_day(
        tmp_path,
        event("speech", "2022-06-17"),
        event("works", "2022-06-18", follows="{event: speech, how: next}"),
    )

    assert found.arcs == ()


def test_weeks_are_not_drawn_where_there_would_be_too_many(tmp_path: Path) -> None:
    few = drawn(dossier(tmp_path, event("one", "2022-01-03"), event("two", "2022-06-18")))
    (tmp_path / "more").mkdir()
    many = drawn(dossier(tmp_path / "more", event("one", "2012-01-03"), event("two", "2022-06-18")))

    assert [found.zoom for found in few] == ["day", "week", "month"]
    assert [found.zoom for found in many] == ["day", "month"]


def test_no_drawing_without_an_event(golden: Dossier) -> None:
    assert overviews_of((), (golden.focus.earliest, golden.focus.latest)) == ()


def test_weeks_begin_on_monday() -> None:
    found = weeks(date(2022, 6, 1), date(2022, 6, 14))

    assert [column.first for column in found] == [
        date(2022, 5, 30),
        date(2022, 6, 6),
        date(2022, 6, 13),
    ]


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2022, 1, 31), date(2022, 3, 1), ["Jan", "Feb", "Mar"]),
        (date(2019, 5, 1), date(2022, 1, 1), ["2019", "2020", "2021", "2022"]),
        (date(1991, 12, 16), date(2022, 5, 31), ["1990–", "2000–", "2010–", "2020–"]),
    ],
)
def test_columns_are_as_long_as_they_must_be(first: date, last: date, labels: list[str]) -> None:
    assert [column.label for column in coarse(first, last, 18)] == labels


def test_columns_hold_the_first_and_the_last_day_of_all() -> None:
    found = coarse(date.min, date.max, 18)

    assert (found[0].first, found[-1].last) == (date.min, date.max)


def test_what_follows_a_focus_within_its_month_stands_behind_it(tmp_path: Path) -> None:
    events = dossier(
        tmp_path,
        event("inside", "2022-06-15"),
        event("later", "2022-06-28"),
        event("last", "2022-07-02"),
    ).events
    found = overviews_of(events, (date(2022, 6, 13), date(2022, 6, 17)))[0]

    assert [tick.label for tick in found.axis] == ["13", "14", "15", "16", "17", "Jun", "Jul"]
    places = {mark.event.id: mark.x for mark in found.lanes[0].marks}
    for name, tick in zip(("inside", "later", "last"), (2, 5, 6), strict=True):
        assert found.axis[tick].x < places[name] < found.axis[tick].x + found.axis[tick].width


def test_no_arc_leads_to_what_is_not_drawn(tmp_path: Path) -> None:
    events = dossier(
        tmp_path,
        event("speech", "2022-06-17"),
        event("works", "2022-06-18", follows="{event: speech, how: reaction}"),
    ).events

    assert [drawn.arcs for drawn in overviews_of(events[1:], (None, None))] == [(), (), ()]
