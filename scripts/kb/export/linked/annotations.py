"""Published -> W3C Web Annotations: each quoted passage, and the claim that rests on it.

Positions count Unicode code points, as the standard has it, and those of the kept text as it was
found. JavaScript counts otherwise: `[...text].slice(start, end).join("")` is the passage there.
"""

from collections.abc import Iterator
from itertools import groupby

from kb.export.json_bytes import json_bytes
from kb.export.shapes import Claim, Evidence, Passage, Published, Source
from kb.output import BinaryFile
from kb.public.jsonld import LANGUAGE

WHOLE = "data/annotations.jsonld"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_HTML = "http://tools.ietf.org/rfc/rfc3236"
"""What says how a fragment of HTML is to be read."""
Json = dict[str, object]


def annotation_files(published: Published) -> Iterator[BinaryFile]:
    """Yield every annotation, as a collection of one page."""
    address = f"{published.url}{WHOLE}"
    items = [*_annotations(published, address)]
    page = {
        "id": f"{address}#page",
        "type": "AnnotationPage",
        "partOf": address,
        "startIndex": 0,
        "items": items,
    }
    whole = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": f"{published.title}: the passages that claims rest on",
        "total": len(items),
        "first": page,
    }
    yield BinaryFile(WHOLE, json_bytes(whole))


def _annotations(published: Published, address: str) -> Iterator[Json]:
    """Yield one for each passage and claim, by claim; the same passage may be quoted again."""
    sources = {source.id: source for source in published.sources}
    for claim in published.claims:
        quoting = (piece for piece in claim.evidence if piece.passage)
        for (source, anchor), same in groupby(sorted(quoting, key=_place), key=_place):
            name = f"{address}#{source}/{anchor}/{claim.id}"
            yield _annotation(name, claim, [*same], sources[source])


def _place(piece: Evidence) -> tuple[str, str]:
    assert piece.passage is not None, "only quotes have a place"
    return piece.source, piece.passage.anchor


def _annotation(name: str, claim: Claim, quoting: list[Evidence], source: Source) -> Json:
    first = quoting[0]
    assert first.passage is not None, "only quotes are annotated"
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "linking",
        "body": [
            claim.url,
            _words("describing", claim.statement),
            *(_words("tagging", one) for one in dict.fromkeys(piece.stance for piece in quoting)),
        ],
        "target": [*_targets(first.quote, first.passage, source)],
    }


def _words(purpose: str, text: str) -> Json:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "value": text,
        "format": "text/plain",
        "language": LANGUAGE,
    }


def _targets(quote: tuple[str, ...], passage: Passage, source: Source) -> Iterator[Json]:
    """Yield where the passage stands: in the kept text, on its page here and at its publisher’s.

    Selectors of one target must select the same, and so each piece of a quote is a target of its
    own. Our page has numbers between its words: there only the fragment is sure.
    """
    quoted: list[Json] = [
        {"type": "TextQuoteSelector", "exact": words, "prefix": before, "suffix": after}
        for words, (before, after) in zip(quote, passage.contexts, strict=True)
    ]
    for words, (start, end) in zip(quoted, passage.ranges, strict=True):
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        yield {"source": source.text, "selector": [words, position]}
    fragment = {"type": "FragmentSelector", "conformsTo": _HTML, "value": passage.anchor}
    yield {"source": passage.url.partition("#")[0], "selector": fragment}
    for words in quoted if source.address else ():
        yield {"source": source.address, "selector": words}
