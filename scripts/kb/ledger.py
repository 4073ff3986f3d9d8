"""What was published: a line of `docs/published.jsonl` for each permanent address, and its grammar.

`./run release` writes it, the build only reads it, and the site serves it as it is. A line is a
JSON object, and lines are sorted by address:

    {"address": "events/x/", "content": "5f3a…", "facts": {"title": "…", "when": "2022-06"}}
    {"address": "events/x/#claim", "corrected": 1, "facts": {"by": "…", "text": "…"}}
    {"address": "sources/z/#p310-402"}

`facts` are what the address states, as published; `corrected` counts the corrections that its
record had then, and is left out for none; `content` is a sum over all of a page's record. What was
retired keeps its line.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kb.model import Retired

LEDGER = "docs/published.jsonl"
GUIDE = "guide"
"""The page on which sentences of kept sources are read."""


@dataclass(frozen=True, slots=True)
class Published:
    """One permanent address and what stood there at the last release."""

    address: str
    """Below the site's root, such as `events/x/#claim`."""
    facts: Mapping[str, str] = field(default_factory=dict)
    corrected: int = 0
    content: str = ""

    @property
    def ref(self) -> str:
        """How editors name it: `x`, or `x/claim` for a part of a page."""
        return ref_of(self.address)

    @property
    def name(self) -> str:
        """What it was called, or its id where it had no name."""
        facts = self.facts
        return facts.get("title") or facts.get("name") or facts.get("publisher") or self.ref


def record_address(collection: str, record: str) -> str:
    """Return the address of a record's page."""
    return f"{collection}/{record}/"


def sentence_anchor(source: str, sentence: str) -> str:
    """Return where a sentence of a kept source stands on the page of the guides."""
    return f"{source}-{sentence.lower()}"


def ref_of(address: str) -> str:
    """Return how editors name an address: `x`, or `x/part`."""
    page, _, anchor = address.partition("#")
    if page == f"{GUIDE}/":
        source, _, sentence = anchor.rpartition("-")
        return f"{source}/{sentence}"
    record = page.rstrip("/").rpartition("/")[2]
    return f"{record}/{anchor}" if anchor else record


def page_of_part(address: str) -> str:
    """Return the page of the record that an address is, or is a part of."""
    page, _, anchor = address.partition("#")
    if page == f"{GUIDE}/":
        return record_address("sources", anchor.rpartition("-")[0])
    return page


def end_of_moves(retired: Mapping[str, Retired], ref: str) -> str:
    """Return where a retired id has moved to in the end: it stands there, or was withdrawn."""
    seen = {ref}
    while (fate := retired.get(ref)) and fate.moved_to and fate.moved_to not in seen:
        ref = fate.moved_to
        seen.add(ref)
    return ref


def ledger_text(ledger: Iterable[Published]) -> str:
    """Return the ledger as its file holds it: a line for each address, sorted."""
    return "".join(_line(entry) for entry in sorted(ledger, key=lambda entry: entry.address))


def _line(entry: Published) -> str:
    given: dict[str, object] = {"address": entry.address}
    if entry.content:
        given["content"] = entry.content
    if entry.corrected:
        given["corrected"] = entry.corrected
    if entry.facts:
        given["facts"] = dict(entry.facts)
    return json.dumps(given, ensure_ascii=False, sort_keys=True) + "\n"
