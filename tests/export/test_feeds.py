"""The feeds: read by feedparser, and by atoma, which reads Atom and JSON Feed strictly."""

import re
import xml.etree.ElementTree as ET
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import atoma  # type: ignore[import-untyped]
import feedparser  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.dossier import Dossier
from kb.export.feeds.files import feed_files
from kb.export.publish import publish
from kb.export.shapes import Published
from kb.render.pages import render_pages
from tests.conftest import GOLDEN, connected
from tests.export.reading import SITE, Data

WHOLE = "data/events"
WORDS = "{http://www.w3.org/2005/Atom}"
ANY = st.characters(codec="utf-8") | st.sampled_from("\0\x1b\r\v\x7f\x85\u2028")
"""All that a shape of the data takes: it refuses halves of letters."""


@pytest.fixture(params=["data", "real"])
def either(request: pytest.FixtureRequest) -> Data:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Data)
    return found


@pytest.fixture(scope="module")
def published(golden: Dossier) -> Published:
    return publish(golden, SITE)


@pytest.fixture(scope="module")
def released(real: Data) -> Data:
    """The real dossier, where several events are out."""
    assert len(items(real.files, WHOLE)) > 1
    return real


def feeds(data: Data) -> list[str]:
    """Where the feeds stand, without their endings."""
    return [path.removesuffix(".atom") for path in data.files if path.endswith(".atom")]


def atom(files: dict[str, bytes], path: str) -> Any:
    return atoma.parse_atom_bytes(files[f"{path}.atom"])


def items(files: dict[str, bytes], path: str) -> list[Any]:
    return list(atoma.parse_json_feed_bytes(files[f"{path}.feed.json"]).items)


def written(published: Published) -> dict[str, bytes]:
    return {file.path: file.data for file in feed_files(published)}


def with_event(published: Published, name: str, **changes: object) -> Published:
    events = (
        event.model_copy(update=changes) if event.id == name else event
        for event in published.events
    )
    return published.model_copy(update={"events": tuple(events)})


def test_readers_of_feeds_find_nothing_amiss(either: Data) -> None:
    for path in feeds(either):
        read = feedparser.parse(either.files[f"{path}.atom"])

        assert not read.bozo
        assert read.version == "atom10"
        assert read.feed.title
        assert read.feed.author == either.json("data/dossier.json")["title"]
        own = [link.href for link in read.feed.links if link.rel == "self"]
        assert own == [f"{SITE}{path}.atom"]


def test_both_forms_have_the_same_entries_in_the_same_order(either: Data) -> None:
    for path in feeds(either):
        there, here = atom(either.files, path), items(either.files, path)
        whole = either.json(f"{path}.feed.json")

        assert [one.id_ for one in there.entries] == [one.id_ for one in here]
        assert [one.title.value for one in there.entries] == [one.title for one in here]
        assert [one.updated for one in there.entries] == [one.date_modified for one in here]
        assert [one.content.value for one in there.entries] == [one.content_html for one in here]
        assert [one.links[0].href for one in there.entries] == [one.url for one in here]
        assert (whole["version"], whole["feed_url"]) == (
            "https://jsonfeed.org/version/1.1",
            f"{SITE}{path}.feed.json",
        )


def test_the_licence_is_not_said_to_cover_the_quotes(either: Data) -> None:
    for path in feeds(either):
        rights = feedparser.parse(either.files[f"{path}.atom"]).feed.rights

        assert "quotes belong to those who wrote them" in rights
        assert either.json(f"{path}.feed.json")["_dossier"]["rights"] == rights


def test_a_feed_changed_when_its_newest_entry_did(either: Data) -> None:
    for path in filter(lambda path: items(either.files, path), feeds(either)):
        feed = atom(either.files, path)
        times = [entry.updated for entry in feed.entries]

        assert times == sorted(times, reverse=True)
        assert feed.updated == times[0]


def test_the_feed_of_the_whole_has_what_is_out_by_its_tag(either: Data) -> None:
    events = either.json("data/dossier.json")["events"]
    out = {event["tag"]: event for event in events if "updated" in event}
    found = {item.id_: item for item in items(either.files, WHOLE)}

    assert found.keys() == out.keys()
    for name, item in found.items():
        assert item.title == out[name]["headline"]
        assert f"{item.date_modified:%Y-%m-%d}" == out[name]["updated"]
        assert item.date_published is None
        assert item.url == out[name]["url"]


def test_an_actor_has_a_feed_of_the_events_that_name_it(either: Data) -> None:
    whole = either.json("data/dossier.json")
    out = {event["id"]: event["tag"] for event in whole["events"] if "updated" in event}
    for actor in whole["actors"]:
        named = {out[one["event"]] for one in actor["mentions"] if one["event"] in out}
        path = f"actors/{actor['id']}"
        assert (path in feeds(either)) == bool(named)
        assert not named or {item.id_ for item in items(either.files, path)} == named


def test_each_entry_tells_the_historical_date_who_says_it_and_the_status(either: Data) -> None:
    events = {event["tag"]: event for event in either.json("data/dossier.json")["events"]}
    for item in items(either.files, WHOLE):
        event = events[item.id_]
        root = ET.fromstring(f"<div>{item.content_html}</div>")
        told = [paragraph.text or "" for paragraph in root]

        assert told[0].startswith(f"Date: {event['date']['text']}")
        assert told[1] == event["statement"]
        assert f"Status: {event['status']}" in told[1]
        for sentence in event["summary"]:
            assert sentence["text"] in told[2]
        assert item.tags == [event["status"]]


def test_programs_find_the_exact_date_and_the_actors_in_both_forms(either: Data) -> None:
    events = {event["tag"]: event for event in either.json("data/dossier.json")["events"]}
    root = ET.fromstring(either.files[f"{WHOLE}.atom"])
    own = f"{{{SITE}data/dossier.schema.json}}date"
    for item, entry in zip(
        either.json(f"{WHOLE}.feed.json")["items"], root.iter(f"{WORDS}entry"), strict=True
    ):
        event = events[item["id"]]
        date = event["date"]
        actors = [part["actor"] for part in event["actors"]]

        assert item["_dossier"]["date"] == date
        assert [part["actor"] for part in item["_dossier"]["actors"]] == actors
        assert entry.find(own) is not None
        assert entry.find(own).attrib == {  # type: ignore[union-attr]
            "edtf": date["edtf"],
            "kind": date["kind"],
            "precision": date["precision"],
            "is_doubtful": "true" if date["is_doubtful"] else "false",
        }
        named = [one.attrib for one in entry.iter(f"{WORDS}category")]
        assert [one["term"] for one in named] == [event["status"], *actors]


def test_every_address_is_whole(either: Data) -> None:
    for path in feeds(either):
        atom_text, json_text = either.text(f"{path}.atom"), either.text(f"{path}.feed.json")
        found = re.findall(r'href=(?:"|&quot;|\\")([^"&\\]+)', atom_text + json_text)
        whole = either.json(f"{path}.feed.json")
        found += [whole["home_page_url"], whole["feed_url"], *(i["url"] for i in whole["items"])]

        assert found
        assert all(urlsplit(address).scheme == "https" for address in found)


def test_a_title_changes_and_the_id_stays(published: Published) -> None:
    before = items(written(published), WHOLE)
    after = items(written(with_event(published, "opening", headline="Renamed (disputed)")), WHOLE)

    assert [item.title for item in after] == ["Renamed (disputed)"]
    assert [item.id_ for item in after] == [item.id_ for item in before]
    assert [item.date_modified for item in after] == [item.date_modified for item in before]


def test_our_change_brings_an_entry_to_the_top(published: Published) -> None:
    later = with_event(published, "closure", updated="2024-03-03")
    feed = atom(written(later), WHOLE)

    assert [entry.id_.rsplit("/")[-1] for entry in feed.entries] == ["closure", "opening"]
    assert f"{feed.updated:%Y-%m-%d}" == "2024-03-03"


def test_of_what_changed_on_one_day_the_earlier_stands_first(released: Data) -> None:
    events = released.json("data/dossier.json")["events"]
    newest = sorted(events, key=lambda event: str(event["updated"]), reverse=True)

    assert [item.id_ for item in items(released.files, WHOLE)] == [one["tag"] for one in newest]


def test_there_are_no_feeds_before_the_first_release(published: Published) -> None:
    assert written(published.model_copy(update={"as_of": None})) == {}


def test_a_feed_may_wait_for_its_first_entry(published: Published) -> None:
    waiting = published
    for event in published.events:
        waiting = with_event(waiting, event.id, updated=None)
    files = written(waiting.model_copy(update={"corrections": ()}))

    assert sorted(files) == [
        "corrections.atom",
        "corrections.feed.json",
        "data/events.atom",
        "data/events.feed.json",
    ]
    for path in ("corrections", WHOLE):
        assert not feedparser.parse(files[f"{path}.atom"]).bozo
        assert f"{atom(files, path).updated:%Y-%m-%d}" == published.as_of
        assert items(files, path) == []


def test_corrections_keep_their_ids_in_both_forms(data: Data) -> None:
    corrections = data.json("data/dossier.json")["corrections"]
    found = data.json("corrections.feed.json")["items"]

    assert [item["id"] for item in found] == [f"urn:uuid:{one['id']}" for one in corrections]
    for item, one in zip(found, corrections, strict=True):
        assert item["title"] == f"Corrected: {one['title']}"
        assert item["_dossier"] == {key: one[key] for key in ("of", "was", "now", "why")}
        assert item["date_modified"] == f"{one['on']}T00:00:00Z"
    assert atom(data.files, "corrections").id_ == f"{SITE}corrections/"


def test_pages_lead_to_the_files_that_are_there_and_to_all_of_them(
    golden: Dossier, data: Data
) -> None:
    endings = (".ics", ".atom", ".feed.json")
    led_to = {
        found
        for page in render_pages(golden, SITE)
        for found in re.findall(r'href="(?:\.\./)*([^":]+)"', page.text)
        if found.endswith(endings)
    }

    assert led_to == {path for path in data.files if path.endswith(endings)}


@cache
def golden_once() -> Published:
    """What a fixture would give: a failing test prints its arguments, and this is long."""
    return publish(connected(GOLDEN), SITE)


def retold(text: str) -> dict[str, bytes]:
    """The feeds of one event, all of whose words are `text`."""
    event = next(event for event in golden_once().events if event.updated)
    named = event.model_copy(update={"headline": text, "statement": text})
    changes = {"title": text, "events": (named,), "actors": (), "corrections": ()}
    return written(golden_once().model_copy(update=changes))


@given(
    st.text(
        st.characters(
            exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"
        ),
        min_size=1,
    )
)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    files = retold(text)
    root = ET.fromstring(files[f"{WHOLE}.atom"])
    (item,) = items(files, WHOLE)

    assert [one.text for one in root.iter(f"{WORDS}title")] == [f"{text}: events", text]
    assert item.title == text
    content = root.findtext(f"{WORDS}entry/{WORDS}content")
    assert content == item.content_html
    assert [one.text for one in ET.fromstring(f"<div>{content}</div>")][1] == text


@given(st.text(ANY, min_size=1))
def test_no_text_breaks_a_feed_or_loses_a_letter(text: str) -> None:
    files = retold(text)
    (item,) = items(files, WHOLE)
    title = ET.fromstring(files[f"{WHOLE}.atom"]).findtext(f"{WORDS}entry/{WORDS}title")

    assert not feedparser.parse(files[f"{WHOLE}.atom"]).bozo
    assert item.title == text
    assert letters(title or "") == letters(text)


def letters(text: str) -> list[str]:
    return [one for one in text if one.isprintable() and one != "\ufffd"]
