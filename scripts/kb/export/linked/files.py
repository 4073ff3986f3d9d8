"""Published -> JSON-LD: the whole graph as one file, and what each record’s page carries of it."""

from collections.abc import Iterable, Iterator, Mapping

from kb.export.json_bytes import json_bytes
from kb.export.json_files import records
from kb.export.linked.schema_org import nodes_of
from kb.export.shapes import Published
from kb.output import BinaryFile
from kb.public.addresses import page_at
from kb.public.jsonld import Node, written

WHOLE = "data/dossier.jsonld"
CONTEXT = {
    # The official context has http here, and so both name each property alike.
    "@vocab": "http://schema.org/",
    **{name: {"@type": "@id"} for name in ("url", "archivedAt")},
}
"""What the official context, which pages name, says of what stands here; it needs no network."""
_SHORT = ("@type", "@id", "name", "publisher")
"""What a page says of a thing that has a page of its own."""


def jsonld_files(published: Published) -> Iterator[BinaryFile]:
    """Yield the whole graph."""
    whole = {"@context": CONTEXT, "@graph": [*nodes_of(published)]}
    yield BinaryFile(WHOLE, json_bytes(whole))


def linked_pages(published: Published) -> dict[str, str]:
    """Return the JSON-LD of the home page and of every record’s page, by its file below `docs/`.

    Each holds the whole nodes of what stands on the page, and of what these name a short one.
    """
    nodes = {str(node["@id"]): node for node in nodes_of(published)}
    own = {published.url: [nodes[published.url]]}
    own |= {record.url: [nodes[record.url]] for record in records(published)}
    for event in published.events:
        own[event.url] += [nodes[claim.url] for claim in event.claims]
    return {
        _page(url, published.url): written([*there, *_short(there, nodes)])
        for url, there in own.items()
    }


def _page(url: str, site_url: str) -> str:
    return "index.md" if url == site_url else page_at(url.removeprefix(site_url))


def _short(there: list[Node], nodes: Mapping[str, Node]) -> Iterator[Node]:
    known = {node["@id"] for node in there}
    for url in dict.fromkeys(_named_in(there)):
        if url not in known:
            yield {key: nodes[url][key] for key in _SHORT if key in nodes[url]}


def _named_in(value: object) -> Iterator[str]:
    """Yield the address of everything that is named by its address alone."""
    if isinstance(value, Mapping):
        if [*value] == ["@id"]:
            yield str(value["@id"])
        yield from _named_in([*value.values()])
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for one in value:
            yield from _named_in(one)
