"""JSON-LD, read by rdflib: the whole and the pages are one graph, and no report is a fact."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef

from kb.dates.when import When, parse_when
from kb.dossier import Dossier
from kb.export.linked.files import CONTEXT, linked_pages
from kb.export.linked.schema_org import Nodes
from kb.export.publish import publish
from kb.export.shapes import Event, Published
from kb.public.dates import ends, starts
from kb.public.jsonld import Node, of_page
from tests.export.rdf import read_jsonld
from tests.export.reading import SITE, Data

SCHEMA = Namespace("http://schema.org/")
Found = tuple[Published, Data]


@pytest.fixture(scope="session", params=["golden", "real"])
def found(request: pytest.FixtureRequest) -> Found:
    name = request.param
    dossier: Dossier = request.getfixturevalue("golden" if name == "golden" else "dossier")
    return publish(dossier, SITE), request.getfixturevalue("data" if name == "golden" else "real")


@pytest.fixture(scope="session")
def whole(found: Found) -> Graph:
    return read_jsonld(found[1].text("data/dossier.jsonld"))


def read(page: str) -> Graph:
    """What a page says, read with the context that the whole brings along, and without the net."""
    assert json.loads(page)["@context"] == "https://schema.org"
    return read_jsonld(page, CONTEXT)


def named(graph: Graph) -> set[Any]:
    """The statements in which nothing is nameless."""
    return {line for line in graph if not any(isinstance(part, BNode) for part in line)}


def test_every_record_and_claim_is_there_by_its_permanent_address(
    found: Found, whole: Graph
) -> None:
    published = found[0]
    records = (
        *published.events,
        *published.claims,
        *published.actors,
        *published.places,
        *published.topics,
        *published.sources,
    )

    told = {str(thing) for thing in whole.subjects(RDF.type) if isinstance(thing, URIRef)}

    assert told == {published.url, *(record.url for record in records)}


def test_only_what_is_bare_is_an_event(found: Found, whole: Graph) -> None:
    bare = {claim.id for claim in found[0].claims if claim.is_bare}
    events = {str(event) for event in whole.subjects(RDF.type, SCHEMA.Event)}

    assert events == {event.url for event in found[0].events if event.lead in bare}
    for event in found[0].events:
        assert [str(name) for name in whole.objects(URIRef(event.url), SCHEMA.name)] == [
            f"{event.title} ({event.status})"
        ]


def test_a_claim_says_who_says_it_and_its_status(found: Found, whole: Graph) -> None:
    for claim in found[0].claims:
        (text,) = whole.objects(URIRef(claim.url), SCHEMA.text)
        assert str(text) == claim.statement
        assert f"Status: {claim.status.mark} (" in str(text)
        assert claim.is_bare or str(text).startswith(f"{claim.attribution}: ")


def test_who_is_only_reported_to_have_said_it_is_an_attributed_author_and_none_if_disputed(
    found: Found, whole: Graph
) -> None:
    addresses = {actor.id: actor.url for actor in found[0].actors}
    said = [claim for claim in found[0].claims if claim.by]
    assert said
    for claim in said:
        authors = set(whole.objects(URIRef(claim.url), SCHEMA.author))
        roles = {author for author in authors if isinstance(author, BNode)}
        attributed = {who for role in roles for who in whole.objects(role, SCHEMA.author)}
        by = {URIRef(addresses[one]) for one in claim.by}
        if claim.status.disputing:
            assert authors == set()
            continue
        is_heard = claim.status.mark in ("corroborated", "opinion")
        assert (authors - roles, attributed) == ((by, set()) if is_heard else (set(), by))


def test_a_claim_appears_in_what_supports_it(found: Found, whole: Graph) -> None:
    addresses = {source.id: source.url for source in found[0].sources}
    for claim in found[0].claims:
        appears = {str(one) for one in whole.objects(URIRef(claim.url), SCHEMA.appearance)}
        assert appears == {
            addresses[piece.source] for piece in claim.evidence if piece.stance == "supports"
        }


def test_nothing_is_reviewed_or_rated(found: Found) -> None:
    everything = found[1].text("data/dossier.jsonld") + "".join(linked_pages(found[0]).values())

    assert "ClaimReview" not in everything
    assert "Rating" not in everything


def test_no_date_is_finer_than_it_is_known(found: Found, whole: Graph) -> None:
    dates = {event.url: event.date for event in found[0].events}
    dates |= {claim.url: claim.date for claim in found[0].claims if claim.date}
    dates |= {source.url: source.published for source in found[0].sources if source.published}
    letters = {"year": 4, "month": 7, "day": 10, "time": 22}
    properties = ("startDate", "endDate", "dateCreated", "datePublished")
    for name in properties:
        for thing, told in whole.subject_objects(SCHEMA[name]):
            date = dates[str(thing)]
            assert len(str(told)) <= letters[date.precision]
            assert (date.earliest or "").startswith(str(told)[:7]) or date.kind == "lasted"
    for thing, told in whole.subject_objects(SCHEMA.temporalCoverage):
        date = dates[str(thing)]
        if date.kind in ("at", "lasted"):
            assert str(told) == date.edtf
        else:
            assert (date.earliest or "").startswith(str(told))
            assert (date.latest or "").startswith(str(told))


def test_the_date_of_an_answer_that_is_disputed_is_not_stated_as_the_start(golden: Dossier) -> None:
    published = publish(golden, SITE)
    (notice,) = (event for event in published.events if event.id == "notice")
    (opened,) = (claim for claim in published.claims if claim.id == "opening/opened")
    bare = notice.model_copy(update={"claims": (*notice.claims, opened), "lead": opened.id})

    def told(event: Event) -> Node:
        events = tuple(event if one.id == event.id else one for one in published.events)
        nodes = Nodes(published.model_copy(update={"events": events}))
        return next(node for node in nodes if node["@id"] == event.url)

    assert told(bare)["@type"] == "Event"
    assert "startDate" not in told(bare)
    assert told(bare.model_copy(update={"questions": ()}))["startDate"] == "1999-05-14"


def test_pages_say_the_same_as_the_whole_and_nothing_is_left_out(
    found: Found, whole: Graph
) -> None:
    pages = linked_pages(found[0])
    said: set[Any] = set()
    for page in pages.values():
        said |= named(read(page))

    assert said == named(whole)


def test_a_page_tells_what_it_names(found: Found) -> None:
    for page in linked_pages(found[0]).values():
        graph = read(page)
        told = set(graph.subjects(RDF.type))
        here = {thing for thing in graph.objects() if str(thing).startswith(SITE)}
        assert {thing for thing in here if isinstance(thing, URIRef)} <= told
        for thing in told:
            assert thing in set(graph.subjects(SCHEMA.name)) | set(graph.subjects(SCHEMA.text)) or (
                (thing, SCHEMA.publisher, None) in graph or isinstance(thing, BNode)
            )


def test_the_context_asks_for_nothing(data: Data) -> None:
    context = data.json("data/dossier.jsonld")["@context"]

    assert isinstance(context, dict)
    assert all(isinstance(term, dict) or name == "@vocab" for name, term in context.items())


def test_an_address_at_a_publisher_is_an_address(found: Found, whole: Graph) -> None:
    there = {source.url: source.address for source in found[0].sources if source.address}

    assert {(str(s), str(o)) for s, o in whole.subject_objects(SCHEMA.url)} == {*there.items()}
    assert not any(isinstance(one, Literal) for one in whole.objects(None, SCHEMA.url))


def test_another_page_says_which_site_it_is_part_of() -> None:
    graph = read(of_page(f"{SITE}map/", SITE, "A <dossier>"))

    assert (URIRef(f"{SITE}map/"), SCHEMA.isPartOf, URIRef(SITE)) in graph
    assert (URIRef(SITE), SCHEMA.name, Literal("A <dossier>")) in graph


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("2022-06-17", "2022-06-17", ""),
        ("2022-06-XX", "2022-06", ""),
        ("2022-06-17T15:00+03:00", "2022-06-17T15:00+03:00", ""),
        ("2022-06-17?", "", ""),
        ("2022-06~", "", ""),
        ("2022-06-15/2022-06", "2022-06-15", "2022-06"),
        ("2022-06-15/..", "2022-06-15", ""),
        ("../2022-06-15", "", "2022-06-15"),
        ("2022-06~/2022-09", "", "2022-09"),
        ("2022-06/2022-09?", "2022-06", ""),
        ({"between": ("2022-06-15", "2022-06-18")}, "2022-06", ""),
        ({"between": ("2022-06-15", "2022-06-18~")}, "", ""),
        ({"between": ("2022-06-15", "2023-01-01")}, "", ""),
        ({"not_after": "2022-06-15"}, "", ""),
        ({"one_of": ("2022-06-15", "2022-06-17")}, "2022-06", ""),
    ],
)
def test_a_start_and_an_end_are_stated_only_where_they_are_known(
    typed: Any, start: str, end: str
) -> None:
    when = parse_when(typed)

    assert isinstance(when, When)
    assert (starts(when), ends(when)) == (start, end)


@given(st.text(st.characters(codec="utf-8")))
def test_any_title_is_read_back_as_it_is(title: str) -> None:
    said = json.loads(of_page(SITE, SITE, title))

    assert said["@graph"][1]["name"] == title
