"""Every format says the same: what each has a place for is what the dossier itself has.

The truth is worked out from the connected dossier, not from any export. `ABSENT` names what a
format has no place for; nothing else may be missing, and nothing may be there too much.
"""

import json
from collections.abc import Mapping
from html import unescape

import pytest

from kb.dossier import Claim, Dossier, Event
from kb.public.attribution import headline, statement
from kb.public.dates import human
from kb.public.plain import plain
from tests.export.readers import READERS, Facts, Read
from tests.export.reading import Data

ABSENT: Mapping[str, frozenset[str]] = {
    "data/events.ics": frozenset({"text"}),  # in its description, with more around it
    "data/events.atom": frozenset({"text"}),
    "data/timelinejs.json": frozenset({"edtf", "kind", "precision", "actors"}),
    "data/dossier.jsonld": frozenset({"edtf", "kind", "precision", "text", "statement"}),
    "data/entities.ftm.json": frozenset({"precision"}),
}
"""Which facts of an event a format has no place for, or no words of its own."""
NO_CLAIMS = frozenset(
    {
        "data/events.geojson",
        "data/events.ics",
        "data/events.atom",
        "data/events.feed.json",
        "data/timelinejs.json",
    }
)
"""They tell of an event by its leading claim alone."""


def event_facts(event: Event) -> Facts:
    return {
        "edtf": event.when.edtf,
        "kind": event.when.kind,
        "precision": event.when.precision,
        "text": human(event.when),
        "actors": frozenset(event.parts),
        "status": event.lead.standing.mark,
        "headline": headline(event),
        "statement": statement(event.lead),
    }


def claim_facts(claim: Claim) -> Facts:
    standing = claim.standing
    counts = {"for": standing.supporting, "against": standing.disputing}
    return {
        "status": standing.mark,
        "statement": statement(claim),
        **({} if standing.mark == "opinion" else counts),
    }


@pytest.fixture(scope="module", params=["golden", "real"])
def both(request: pytest.FixtureRequest) -> tuple[Dossier, Data]:
    name = {"golden": ("golden", "data"), "real": ("dossier", "real")}[request.param]
    return request.getfixturevalue(name[0]), request.getfixturevalue(name[1])


@pytest.fixture(scope="module", params=READERS)
def read(request: pytest.FixtureRequest, both: tuple[Dossier, Data]) -> tuple[str, Read, Dossier]:
    return request.param, READERS[request.param](both[1]), both[0]


def released(name: str, dossier: Dossier) -> list[Event]:
    """The events that a file holds: feeds tell what changed, so only what was released."""
    is_feed = name.endswith((".atom", ".feed.json"))
    return [event for event in dossier.events if event.updated or not is_feed]


def test_the_same_events_are_there(read: tuple[str, Read, Dossier]) -> None:
    name, found, dossier = read

    assert found.events.keys() == {event.id for event in released(name, dossier)}


def test_an_event_has_the_same_date_precision_actors_and_status(
    read: tuple[str, Read, Dossier],
) -> None:
    name, found, dossier = read
    absent = ABSENT.get(name, frozenset())

    for event in released(name, dossier):
        told = {key: fact for key, fact in event_facts(event).items() if key not in absent}
        assert found.events[event.id] == told


def test_the_same_claims_are_there_with_the_same_status_and_counts(
    read: tuple[str, Read, Dossier],
) -> None:
    name, found, dossier = read
    told = {} if name in NO_CLAIMS else {c.ref: claim_facts(c) for c in dossier.claims}

    assert found.claims == told


def test_the_same_actors_and_sources_are_there(read: tuple[str, Read, Dossier]) -> None:
    _, found, dossier = read
    dates = {
        one.id: {"edtf": one.published.when.edtf if one.published else ""}
        for one in dossier.sources
    }

    assert found.actors in (frozenset(), frozenset(actor.id for actor in dossier.actors))
    assert found.sources in ({}, dates)


STATED = (
    "data/events.geojson",
    "data/timelinejs.json",
    "data/events.feed.json",
    "data/dossier.jsonld",
    "data/annotations.jsonld",
    "data/entities.ftm.json",
)
"""Files in which a claim stands alone, and so nowhere without who says it and its status."""


@pytest.mark.parametrize("path", STATED)
def test_words_of_a_claim_that_is_not_bare_never_stand_alone(
    path: str, both: tuple[Dossier, Data]
) -> None:
    dossier, data = both
    text = unescape(json.dumps(data.lines(path), ensure_ascii=False).replace('\\"', '"'))
    found = 0
    for claim in dossier.claims:
        if not claim.is_bare:
            words = plain(claim.text)
            whole = text.count(statement(claim)) + text.count(f"{words} [")
            assert text.count(f"{words} ") == whole, claim.ref
            found += whole

    assert found


def test_no_title_of_an_event_stands_without_its_status(both: tuple[Dossier, Data]) -> None:
    dossier, data = both
    for path in (*STATED, "data/events.ics", "data/events.atom", "data/statements.csv"):
        text = unescape(data.unfolded(path))
        for event in dossier.events:
            assert text.count(event.title) == text.count(headline(event)), (path, event.id)
