"""Published -> JSON-LD: the whole graph as one file, and what each record’s page carries of it."""

from collections.abc import Iterable, Iterator, Mapping

from kb.export.json_bytes import json_bytes
from kb.export.json_files import records
from kb.export.linked.schema_org import Nodes
from kb.export.shapes import Event, Published, Record
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
_HOME = "index.md"
_SHORT = ("@type", "@id", "name", "publisher")
"""What a page says of a thing that has a page of its own."""


def jsonld_files(published: Published) -> Iterator[BinaryFile]:
    """Yield the whole graph."""
    whole = {"@context": CONTEXT, "@graph": [*Nodes(published)]}
    yield BinaryFile(WHOLE, json_bytes(whole))


def linked_pages(published: Published) -> Mapping[str, str]:
    """Return the JSON-LD of the home page and of every record’s page, by its file below `docs/`.

    Each holds the whole nodes of what stands on the page, and of what these name a short one.
    """
    return _Pages(published)


class _Pages(Mapping[str, str]):
    """Makes what a page carries when it is asked for, by whoever makes the page."""

    def __init__(self, published: Published) -> None:
        self._nodes = Nodes(published)
        self._site = site = published.url
        self._records = {page_at(one.url.removeprefix(site)): one for one in records(published)}
        told = (*self._records.values(), *published.claims)
        self._told: dict[str, Record] = {record.url: record for record in told}
        self._short: dict[str, Node] = {}

    def __getitem__(self, page: str) -> str:
        there = [self._nodes.site] if page == _HOME else self._on(self._records[page])
        return written([*there, *self._named(there)])

    def __iter__(self) -> Iterator[str]:
        yield _HOME
        yield from self._records

    def __len__(self) -> int:
        return 1 + len(self._records)

    def _on(self, record: Record) -> list[Node]:
        claims = record.claims if isinstance(record, Event) else ()
        return [self._nodes.node(one) for one in (record, *claims)]

    def _named(self, there: list[Node]) -> Iterator[Node]:
        known = {node["@id"] for node in there}
        for url in dict.fromkeys(_named_in(there)):
            if url not in known:
                yield self._in_short(url)

    def _in_short(self, url: str) -> Node:
        if url not in self._short:
            whole = self._nodes.site if url == self._site else self._nodes.node(self._told[url])
            self._short[url] = {key: whole[key] for key in _SHORT if key in whole}
        return self._short[url]


def _named_in(whole: Iterable[object]) -> Iterator[str]:
    """Yield the address of everything that is named by its address alone."""
    for one in whole:
        if isinstance(one, list):
            yield from _named_in(one)
        elif isinstance(one, dict):
            if one.keys() == {"@id"}:
                yield one["@id"]
            else:
                yield from _named_in(one.values())
