"""The calendars: read by icalendar, which is strict, and by vobject, which is not ours either."""

import re
import uuid
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from kb.dossier import Dossier
from kb.export.calendar.files import calendar_files
from kb.export.publish import publish
from kb.export.shapes import Published
from tests.conftest import GOLDEN, connected
from tests.export.reading import SITE, Data

WHOLE = "data/events.ics"
PRINTABLE = st.characters(
    exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"
)
ANY = st.characters(codec="utf-8") | st.sampled_from("\0\x1b\r\v\x7f\x85\u2028")
"""All that a shape of the data takes: it refuses halves of letters."""


@pytest.fixture(scope="module")
def published(golden: Dossier) -> Published:
    return publish(golden, SITE)


@pytest.fixture(params=["data", "real"])
def either(request: pytest.FixtureRequest) -> Data:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Data)
    return found


def calendars(data: Data) -> dict[str, bytes]:
    return {path: text for path, text in data.files.items() if path.endswith(".ics")}


def read(text: bytes) -> Any:
    """The calendar; a fault in any line of it is an error."""
    calendar = icalendar.Calendar.from_ical(text)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return calendar


def entries(text: bytes) -> dict[str, Any]:
    """Events and journal entries, by the id of the record."""
    found = (part for part in read(text).walk() if part.name in ("VEVENT", "VJOURNAL"))
    return {str(part["URL"]).rstrip("/").rsplit("/", 1)[1]: part for part in found}


def with_event(published: Published, number: int, **changes: object) -> Published:
    events = list(published.events)
    events[number] = events[number].model_copy(update=changes)
    return published.model_copy(update={"events": tuple(events)})


def first(published: Published) -> Any:
    """The first event, in the calendar of the whole."""
    text = next(calendar_files(published)).data
    return entries(text)[published.events[0].id]


def test_every_event_is_in_the_calendar_once(either: Data) -> None:
    events = either.json("data/dossier.json")["events"]
    found = entries(either.files[WHOLE])

    assert list(found) == [event["id"] for event in events]
    assert len({entry["UID"] for entry in found.values()}) == len(events)


def test_only_what_is_known_to_the_day_stands_on_days(either: Data) -> None:
    found = entries(either.files[WHOLE])
    for event in either.json("data/dossier.json")["events"]:
        entry = found[event["id"]]
        when = event["date"]
        known = when["precision"] in ("day", "time") and not when["is_doubtful"]
        closed = "earliest" in when and "latest" in when

        assert entry.name == ("VEVENT" if known and closed else "VJOURNAL")
        assert ("DTSTART" in entry) == (entry.name == "VEVENT")
        assert entry["X-DOSSIER-EDTF"] == when["edtf"]
        assert entry["X-DOSSIER-KIND"] == when["kind"]
        assert entry["X-DOSSIER-PRECISION"] == when["precision"]
        assert (entry["X-DOSSIER-DOUBTFUL"] == "TRUE") == when["is_doubtful"]


def test_a_month_has_no_day(data: Data) -> None:
    entry = entries(data.files[WHOLE])["second-closure"]

    assert entry.name == "VJOURNAL"
    assert "DTSTART" not in entry
    assert entry["X-DOSSIER-EDTF"] == "1999-06~/1999-09?"
    assert "from about June 1999 to September 1999 (uncertain)" in entry["DESCRIPTION"]


def test_what_lasted_ends_on_the_day_after_its_last(real: Data) -> None:
    entry = entries(real.files[WHOLE])["spief-opens"]

    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2022, 6, 15), date(2022, 6, 19))


def test_a_time_with_a_zone_is_that_moment_and_says_its_wall_clock(data: Data) -> None:
    entry = entries(data.files[WHOLE])["opening"]

    assert entry["DTSTART"].dt == datetime(1999, 5, 17, 14, tzinfo=UTC)
    assert "17 May 1999, 15:00 (UTC+01:00)" in entry["DESCRIPTION"]


def test_the_calendar_says_how_many_stand_on_no_day_and_why(data: Data) -> None:
    calendar = vobject.readOne(data.text(WHOLE))

    for key in ("description", "x-wr-caldesc"):
        (about,) = calendar.contents[key]
        assert "3 of 4 events stand on a day, " in about.value
        assert "Left out of the days: 1. No source gives a day" in about.value
    for key in ("name", "x-wr-calname"):
        assert calendar.contents[key][0].value == data.json("data/dossier.json")["title"]


def test_each_says_who_says_it_and_its_status(either: Data) -> None:
    found = entries(either.files[WHOLE])
    for event in either.json("data/dossier.json")["events"]:
        entry = found[event["id"]]

        assert entry["SUMMARY"] == event["headline"]
        assert event["statement"] in entry["DESCRIPTION"]
        assert entry["CATEGORIES"].to_ical().decode() == event["status"]
        for sentence in event["summary"]:
            assert sentence["text"] in entry["DESCRIPTION"]


def test_a_sentence_that_may_not_stand_bare_is_followed_by_its_status(data: Data) -> None:
    told = entries(data.files[WHOLE])["closure"]["DESCRIPTION"]

    assert "Whether the speech was the cause is disputed. [disputed]" in told
    assert "It calls the mayor’s silence “telling”. [opinion]" in told


def test_an_actor_has_the_events_that_name_it_and_they_are_the_same(either: Data) -> None:
    whole = entries(either.files[WHOLE])
    actors = either.json("data/dossier.json")["actors"]
    for actor in actors:
        named = {mention["event"] for mention in actor["mentions"]}
        path = f"actors/{actor['id']}.ics"
        assert (path in either.files) == bool(named)
        own = entries(either.files[path]) if named else {}

        assert set(own) == named
        for name, entry in own.items():
            assert entry.to_ical() == whole[name].to_ical()
    assert len(calendars(either)) == 1 + sum(bool(actor["mentions"]) for actor in actors)


def test_actors_with_a_part_are_named(either: Data) -> None:
    found = entries(either.files[WHOLE])
    for event in either.json("data/dossier.json")["events"]:
        entry = found[event["id"]]
        named = entry.get("X-DOSSIER-ACTOR", [])

        listed = named if isinstance(named, list) else [named]
        assert [str(one) for one in listed] == [part["actor"] for part in event["actors"]]


def test_another_reader_finds_every_calendar_valid(either: Data) -> None:
    for text in calendars(either).values():
        calendar = vobject.readOne(text.decode())
        assert calendar.validate(raiseException=True)
    whole = vobject.readOne(either.text(WHOLE))
    told = [*whole.contents.get("vevent", ()), *whole.contents.get("vjournal", ())]
    expected = [event["headline"] for event in either.json("data/dossier.json")["events"]]
    assert sorted(part.summary.value for part in told) == sorted(expected)


def test_lines_are_folded_within_75_octets_and_end_as_the_standard_has_it(either: Data) -> None:
    for text in calendars(either).values():
        lines = text.split(b"\r\n")
        assert lines.pop() == b""
        assert max(map(len, lines)) <= 75
        assert not any(b"\n" in line or b"\r" in line for line in lines)
        for line in lines:
            line.decode("utf-8")  # no letter is cut in two


def test_a_title_changes_and_the_uid_stays(published: Published) -> None:
    before = first(published)
    after = first(with_event(published, 0, headline="Another title (disputed)"))

    assert after["SUMMARY"] == "Another title (disputed)"
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"])
    assert before["UID"] == str(uuid.uuid5(uuid.NAMESPACE_URL, published.events[0].tag))


def test_the_uid_is_a_uuid_that_names_no_host(either: Data) -> None:
    for entry in entries(either.files[WHOLE]).values():
        assert str(uuid.UUID(entry["UID"])) == entry["UID"]
        assert entry["UID"] == str(uuid.uuid5(uuid.NAMESPACE_URL, str(entry["X-DOSSIER-TAG"])))


def test_what_was_changed_later_has_a_higher_sequence_and_nothing_else(
    published: Published,
) -> None:
    one = first(with_event(published, 0, updated="2024-03-02"))
    later = first(with_event(published, 0, updated="2024-03-03"))

    assert later["LAST-MODIFIED"].dt == datetime(2024, 3, 3, tzinfo=UTC)
    assert later["SEQUENCE"] == one["SEQUENCE"] + 1
    ours = {"DTSTAMP", "LAST-MODIFIED", "SEQUENCE"}
    assert {key for key in one if one[key] != later[key]} == ours


def test_what_is_not_out_yet_has_no_change_of_ours(published: Published) -> None:
    entry = first(with_event(published, 0, updated=None))

    assert entry["DTSTAMP"].dt == datetime(1970, 1, 1, tzinfo=UTC)
    assert "LAST-MODIFIED" not in entry
    assert entry["SEQUENCE"] == 0


def test_only_a_site_that_nobody_doubts_is_a_point(published: Published) -> None:
    def placed(**changes: object) -> Any:
        places = list(published.places)
        at = next(n for n, one in enumerate(places) if one.id == published.events[0].places[0])
        places[at] = places[at].model_copy(update={"unverified": {}} | changes)
        return first(published.model_copy(update={"places": tuple(places)}))

    assert placed()["GEO"].to_ical() == "51.58;-0.34"
    assert placed()["LOCATION"] == "Harrow Bridge"
    for doubt in (
        {"unverified": {"": "Invented."}},
        {"unverified": {"at": "Invented."}},
        {"precision": "city"},
        {"latitude": None, "longitude": None},
    ):
        assert "GEO" not in placed(**doubt)


def test_a_dossier_without_events_has_no_calendar(published: Published) -> None:
    actors = tuple(actor.model_copy(update={"mentions": ()}) for actor in published.actors)
    empty = published.model_copy(update={"events": (), "actors": actors})

    assert list(calendar_files(empty)) == []


@cache
def golden_once() -> Published:
    """What a fixture would give: a failing test prints its arguments, and this is long."""
    return publish(connected(GOLDEN), SITE)


def retold(text: str) -> bytes:
    """The calendar of one event, all of whose words are `text`."""
    published = golden_once()
    event = published.events[0]
    named = event.model_copy(update={"headline": text, "statement": text})
    changed = published.model_copy(update={"title": text, "events": (named,), "actors": ()})
    return next(calendar_files(changed)).data


@given(st.text(PRINTABLE, min_size=1))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    written = retold(text)

    calendar = vobject.readOne(written.decode())
    (entry,) = entries(written).values()
    assert calendar.contents["name"][0].value == text
    assert entry["SUMMARY"] == text
    assert f"\n\n{text}\n\n" in entry["DESCRIPTION"]
    assert max(map(len, written.split(b"\r\n"))) <= 75


@given(st.text(ANY, min_size=1))
def test_no_text_breaks_a_calendar_or_loses_a_letter(text: str) -> None:
    written = retold(text)
    (entry,) = entries(written).values()

    assert not re.search(rb"[\0-\x08\v\f\x0e-\x1f\x7f]", written)
    assert written.count(b"\r") == written.count(b"\r\n") == written.count(b"\n")

    assert letters(entry["SUMMARY"]) == letters(text)


def letters(text: str) -> list[str]:
    return [one for one in text if one.isprintable() and one != "\ufffd"]
