"""Web Annotations: each leads to the very words, counts as the standard counts, and is RDF."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from kb.dossier import Dossier
from kb.site import read_dossier
from tests.copies import copy_dossier, unpublish
from tests.export.rdf import read_jsonld
from tests.export.reading import SITE, Data

GOLDEN = Path(__file__).parents[1] / "golden"
FILE = "data/annotations.jsonld"
OA = Namespace("http://www.w3.org/ns/oa#")
_LINK = {"@type": "@id"}
_CLASSES = (
    "Annotation",
    "TextualBody",
    "FragmentSelector",
    "TextQuoteSelector",
    "TextPositionSelector",
)
CONTEXT: dict[str, Any] = {
    "oa": str(OA),
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in (*_CLASSES, "exact", "prefix", "suffix")},
    **{name: f"oa:{name}" for name in ("linking", "describing", "tagging")},
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "label": "rdfs:label",
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "body": {"@id": "oa:hasBody", **_LINK},
    "target": {"@id": "oa:hasTarget", **_LINK},
    "source": {"@id": "oa:hasSource", **_LINK},
    "selector": {"@id": "oa:hasSelector", **_LINK},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "conformsTo": {"@id": "dcterms:conformsTo", **_LINK},
    "items": {"@id": "as:items", "@container": "@list", **_LINK},
    "first": {"@id": "as:first", **_LINK},
    "partOf": {"@id": "as:partOf", **_LINK},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
}
"""What the context of the standard says of the words that we use."""
Found = tuple[Dossier, Data]


@pytest.fixture(scope="session", params=["golden", "real"])
def found(request: pytest.FixtureRequest) -> Found:
    names = ("golden", "data") if request.param == "golden" else ("dossier", "real")
    dossier, data = map(request.getfixturevalue, names)
    return dossier, data


@pytest.fixture(scope="session")
def emoji(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """The golden dossier, whose kept text begins with a letter that JavaScript counts as two."""
    folder = copy_dossier(GOLDEN, tmp_path_factory.mktemp("emoji") / "dossier")
    kept = folder / "sources/gazette-1999.md"
    before, head, body = kept.read_bytes().split(b"---\n", 2)
    (folder / "sources/gazette-1999.guide.yaml").unlink()
    old, new = hashlib.sha256(body).hexdigest(), "🌉 ".encode() + body
    head = head.replace(old.encode(), hashlib.sha256(new).hexdigest().encode())
    head = b"".join(line for line in head.splitlines(keepends=True) if b"excused" not in line)
    kept.write_bytes(b"---\n".join((before, head, new)))
    unpublish(folder)
    dossier = read_dossier(folder)
    return dossier, Data.of(dossier)


def annotations(data: Data) -> list[dict[str, Any]]:
    read = data.json(FILE)["first"]["items"]
    assert isinstance(read, list)
    return read


def kept_texts(dossier: Dossier) -> dict[str, str]:
    return {
        f"{SITE}data/sources/{source.id}.txt": source.kept.body
        for source in dossier.sources
        if source.kept
    }


def selectors(target: dict[str, Any]) -> dict[str, dict[str, Any]]:
    given = target["selector"] if isinstance(target["selector"], list) else [target["selector"]]
    return {selector["type"]: selector for selector in given}


def in_kept(found: Found) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each place in a kept text: the text, the quote and the position."""
    texts = kept_texts(found[0])
    places = []
    for annotation in annotations(found[1]):
        for target in annotation["target"]:
            if target["source"] in texts:
                by = selectors(target)
                quote, position = by["TextQuoteSelector"], by["TextPositionSelector"]
                places.append((texts[target["source"]], quote, position))
    assert places
    return places


def test_every_quote_is_annotated_once_for_each_claim(found: Found) -> None:
    pieces = {
        f"{SITE}{FILE}#{piece.source.id}/{piece.passage.anchor}/{claim.ref}"
        for claim in found[0].claims
        for piece in claim.evidence
        if piece.passage
    }
    names = [annotation["id"] for annotation in annotations(found[1])]

    assert sorted(names) == sorted(pieces)
    assert found[1].json(FILE)["total"] == len(names)


def test_a_position_holds_exactly_the_words(found: Found) -> None:
    for text, quote, position in in_kept(found):
        assert text[position["start"] : position["end"]] == quote["exact"]


def test_words_with_what_stands_beside_them_occur_once(found: Found) -> None:
    for text, quote, position in in_kept(found):
        whole = f"{quote['prefix']}{quote['exact']}{quote['suffix']}"
        assert text.count(whole) == 1
        assert text.index(whole) + len(quote["prefix"]) == position["start"]


def test_a_quote_is_long_enough_not_to_be_found_by_accident(found: Found) -> None:
    for _, quote, _ in in_kept(found):
        assert len(quote["exact"]) >= 20 or len(quote["exact"].split()) >= 4


def test_nothing_shifts_behind_a_letter_that_javascript_counts_as_two(
    emoji: Found, data: Data, golden: Dossier
) -> None:
    before = in_kept((golden, data))
    after = in_kept(emoji)

    assert len(after) == len(before)
    for (text, quote, position), (_, same, former) in zip(after, before, strict=True):
        assert text.startswith("🌉 On 17 May")
        assert text[position["start"] : position["end"]] == quote["exact"] == same["exact"]
        assert (position["start"], position["end"]) == (former["start"] + 2, former["end"] + 2)
        assert units(text, position) != quote["exact"]


def units(text: str, position: dict[str, Any]) -> str:
    """What `text.slice(start, end)` gives in JavaScript, which counts UTF-16 units."""
    encoded = text.encode("utf-16-le")
    return encoded[2 * position["start"] : 2 * position["end"]].decode("utf-16-le")


def test_each_piece_of_a_quote_is_a_target_of_its_own(data: Data) -> None:
    (torn,) = (one for one in annotations(data) if one["id"].endswith("/opening/never-a-toll"))

    here = [target for target in torn["target"] if target["source"].startswith(SITE)]
    there = [target for target in torn["target"] if target not in here]
    quotes = [selectors(target).get("TextQuoteSelector", {}).get("exact") for target in here]
    assert quotes == [
        "at the opening of the new bridge, Mayor Ada Quill",
        "said that it would “never” carry a toll",
        None,
    ]
    assert [selectors(target)["TextQuoteSelector"]["exact"] for target in there] == quotes[:2]
    assert {target["source"] for target in there} == {"https://gazette.example/1999/bridge"}


def test_its_page_is_reached_by_the_anchor_of_the_passage(found: Found) -> None:
    anchors = {
        (f"{SITE}sources/{piece.source.id}/", piece.passage.anchor)
        for claim in found[0].claims
        for piece in claim.evidence
        if piece.passage
    }
    seen = {
        (target["source"], selectors(target)["FragmentSelector"]["value"])
        for annotation in annotations(found[1])
        for target in annotation["target"]
        if "FragmentSelector" in selectors(target)
    }

    assert seen == anchors


def test_the_claim_is_told_with_who_says_it_its_status_and_what_the_passage_does(
    found: Found,
) -> None:
    claims = {
        claim["url"]: claim
        for event in found[1].json("data/dossier.json")["events"]
        for claim in event["claims"]
    }
    for annotation in annotations(found[1]):
        address, statement, *stances = annotation["body"]
        claim = claims[address]
        source, anchor = annotation["id"].partition("#")[2].split("/")[:2]
        given = {
            piece["stance"]
            for piece in claim["evidence"]
            if piece["source"] == source and piece.get("passage", {}).get("anchor") == anchor
        }
        assert (statement["purpose"], statement["value"]) == ("describing", claim["statement"])
        assert {stance["value"] for stance in stances} == given
        assert given


def keys_in(value: object) -> set[str]:
    if isinstance(value, dict):
        return {*value}.union(*(keys_in(one) for one in value.values()))
    return set().union(*(keys_in(one) for one in value)) if isinstance(value, list) else set()


def test_every_word_is_one_of_the_standard_and_rdflib_reads_it(found: Found) -> None:
    whole = found[1].json(FILE)
    assert whole["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert keys_in(whole) - {"@context"} <= {*CONTEXT}

    graph: Graph = read_jsonld(json.dumps(whole), CONTEXT)

    items = annotations(found[1])
    assert {str(one) for one in graph.subjects(RDF.type, OA.Annotation)} == {
        item["id"] for item in items
    }
    for item in items:
        name = URIRef(item["id"])
        assert (name, OA.motivatedBy, OA.linking) in graph
        assert (name, OA.hasBody, URIRef(item["body"][0])) in graph
        assert len(set(graph.objects(name, OA.hasTarget))) == len(item["target"])
    ends = {int(end.value) for end in graph.objects(None, OA.end) if isinstance(end, Literal)}
    assert ends == {position["end"] for _, _, position in in_kept(found)}


def test_a_dossier_without_a_kept_text_has_an_empty_collection(golden: Dossier) -> None:
    days = tuple(replace(day, claims=(), new=(), changed=()) for day in golden.known.days)
    nothing = replace(golden, events=(), known=replace(golden.known, days=days))
    empty = Data.of(nothing)

    assert annotations(empty) == []
    assert empty.json(FILE)["total"] == 0
