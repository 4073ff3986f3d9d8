"""The timeline for TimelineJS: only its documented keys, and no date that nobody gave."""

from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.dates.when import When, parse_when
from kb.dossier import Dated, Dossier
from kb.export.publish import publish
from kb.export.telling import date_of
from kb.export.timelinejs import timelinejs_files
from tests.export.reading import SITE, Data

PATH = "data/timelinejs.json"
DOCUMENTED = {
    "unique_id",
    "start_date",
    "end_date",
    "display_date",
    "text",
    "group",
    "autolink",
}
UNITS = ["year", "month", "day", "hour", "minute"]
FINENESS = {"year": 1, "month": 2, "day": 3, "time": 5}


class Words(HTMLParser):
    """Reads what a browser would show of a text, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.shown = ""
        self.links: list[str | None] = []
        self.tags: set[str] = set()
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.shown += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]


@pytest.fixture(params=["data", "real"])
def whole(request: pytest.FixtureRequest) -> Data:
    found: Data = request.getfixturevalue(request.param)
    return found


def slides(whole: Data) -> dict[str, dict[str, Any]]:
    return {slide["unique_id"]: slide for slide in whole.json(PATH)["events"]}


def events(whole: Data) -> dict[str, dict[str, Any]]:
    return {event["id"]: event for event in whole.json("data/dossier.json")["events"]}


def pairs(whole: Data) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each slide with its event."""
    made = slides(whole)
    return [(made[event_id], event) for event_id, event in events(whole).items()]


def test_every_event_is_a_slide_in_its_order(whole: Data) -> None:
    assert list(slides(whole)) == list(events(whole))


def test_no_key_is_outside_the_documented_ones(whole: Data) -> None:
    timeline = whole.json(PATH)

    assert timeline.keys() == {"scale", "title", "events"}
    assert timeline["title"].keys() == {"unique_id", "text"}
    for slide in timeline["events"]:
        assert slide.keys() <= DOCUMENTED
        assert slide["text"].keys() == {"headline", "text"}
        assert slide["autolink"] is False
        for units in (slide["start_date"], slide.get("end_date", {})):
            assert list(units) == UNITS[: len(units)]


def test_a_slide_is_dated_in_words_and_no_finer_than_its_date(whole: Data) -> None:
    for slide, event in pairs(whole):
        known = event["date"]
        assert slide["display_date"] == known["text"]
        if known["kind"] == "at":
            assert len(slide["start_date"]) == FINENESS[known["precision"]]


def test_no_slide_stands_before_or_after_what_is_possible(whole: Data) -> None:
    for slide, event in pairs(whole):
        drawn = [*slide["start_date"].values(), 1, 1][:3]
        earliest = event["date"].get("earliest", "0001-01-01")
        assert earliest <= date(*drawn).isoformat() <= event["date"].get("latest", "9999-12-31")


def test_only_what_lasted_has_an_end(whole: Data) -> None:
    for slide, event in pairs(whole):
        is_span = event["date"]["kind"] == "lasted"
        assert ("end_date" in slide) is is_span
        assert slide.get("end_date") != slide["start_date"]


def test_a_slide_says_who_says_it_and_leads_to_the_evidence(whole: Data) -> None:
    for slide, event in pairs(whole):
        text = Words(slide["text"]["text"])
        assert event["statement"] in text.shown
        assert event["date"]["text"] in text.shown
        assert all(sentence["text"] in text.shown for sentence in event["summary"])
        assert text.links == [event["url"]]
        assert Words(slide["text"]["headline"]).shown == event["headline"]


def test_the_title_is_the_dossiers_and_takes_no_events_id(whole: Data) -> None:
    title, dossier = whole.json(PATH)["title"], whole.json("data/dossier.json")

    assert Words(title["text"]["headline"]).shown == dossier["title"]
    assert Words(title["text"]["text"]).shown == dossier["lede"]
    assert title["unique_id"] not in slides(whole)


def dated(golden: Dossier, written: Any) -> dict[str, Any]:
    """The first slide of a dossier whose first event has another date."""
    when = parse_when(written)
    assert isinstance(when, When)
    return _first(golden, date=date_of(Dated(when)))


def _first(golden: Dossier, **changed: object) -> dict[str, Any]:
    published = publish(golden, SITE)
    first, *rest = published.events
    changed_event = first.model_copy(update=changed)
    published = published.model_copy(update={"events": (changed_event, *rest)})
    (file,) = timelinejs_files(published)
    found: dict[str, Any] = Data({PATH: file.data}).json(PATH)["events"][0]
    return found


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ({"not_after": "2022-01-06T10:29"}, [2022, 1, 6, 10, 29]),
        ({"not_before": "2022-06-20"}, [2022, 6, 20]),
        ({"between": ["2021-12-31", "2022-01-02"]}, [2021, 12, 31]),
        ({"one_of": ["2022-06", "2022-07-01"]}, [2022, 6]),
        ("../2022-06-18", [2022, 6, 18]),
    ],
)
def test_what_is_not_one_known_date_stands_at_a_bound_and_says_so(
    written: Any, start: list[int], golden: Dossier
) -> None:
    slide = dated(golden, written)

    assert list(slide["start_date"].values()) == start
    assert "end_date" not in slide
    assert slide["display_date"].startswith(
        ("not ", "some time between ", "until ", "June 2022 or ")
    )


@pytest.mark.parametrize("written", ["2022-06-15/2022-06", "2022-06-15/2022-06-15"])
def test_an_end_that_would_be_drawn_no_later_than_the_start_is_left_to_the_words(
    written: str, golden: Dossier
) -> None:
    assert "end_date" not in dated(golden, written)


@given(title=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_whatever_a_title_holds_is_shown_as_typed(title: str, golden: Dossier) -> None:
    headline = Words(_first(golden, headline=title)["text"]["headline"])

    assert headline.shown == title
    assert headline.tags == set()
