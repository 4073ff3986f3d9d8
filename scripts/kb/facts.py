"""What stands at each permanent address now: the other side of the ledger's comparison.

A fact is what readers were told and may have relied on; evidence, summaries and answers shown may
grow and change with what is found, and are none.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from kb import model
from kb.fields import Moment
from kb.ledger import GUIDE, record_address, ref_of, sentence_anchor
from kb.manuscript import Manuscript, once
from kb.node import Path
from kb.prose import plain

_COLLECTIONS = ("topics", "places", "actors", "events")
_NOT_CONTENT = ("note", "updated", "draft")
_DIGITS = 16
_UNHEARD = frozenset(".,;:!?…'‘’‚‛\"“”„«»()[]{}-‐‑–—/·")
"""Marks of punctuation that may change without a change of what is said."""

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at a permanent address."""

    address: str
    path: Path
    """Where editors wrote it."""
    facts: Facts = field(default_factory=dict)
    places: Mapping[str, Path] = field(default_factory=dict)
    """Where the editors wrote each fact."""
    corrected: int = 0
    written: object = None
    """All that editors wrote of it, for a page of its own."""

    @property
    def content(self) -> str:
        """A sum over all that editors wrote, whatever its line breaks and defaults."""
        return _sum(self.written) if self.written else ""

    @property
    def ref(self) -> str:
        """How editors name it: `x`, or `x/part`."""
        return ref_of(self.address)


@once
def standing(manuscript: Manuscript) -> Mapping[str, Standing]:
    """Return what stands at each permanent address, by address; drafts have none."""
    found = (
        *_former(manuscript),
        *_records(manuscript),
        *_sources(manuscript),
        *_parts(manuscript),
    )
    return {one.address: one for one in found}


def is_same(was: str, now: str, fact: str) -> bool:
    """Tell whether a fact is unchanged, beyond white space, punctuation and letter case."""
    if fact == "when" or fact.endswith((": from", ": to", ": attested", "published")):
        return was == now
    return _heard(was) == _heard(now)


def _heard(text: str) -> list[str]:
    folded = unicodedata.normalize("NFC", text).casefold()
    return "".join(" " if sign in _UNHEARD else sign for sign in folded).split()


def _records(manuscript: Manuscript) -> Iterator[Standing]:
    for collection in _COLLECTIONS:
        for ref, record in getattr(manuscript.timeline, collection).items():
            if not (isinstance(record, model.Event) and record.draft):
                path: Path = (collection, ref)
                notes = len(record.corrected)
                if isinstance(record, model.Actor):
                    notes += sum(len(role.corrected) for role in record.roles)
                given = {key: (text, (*path, *place)) for key, text, place in _facts(record)}
                yield _standing(record_address(collection, ref), path, given, notes, record)


def _sources(manuscript: Manuscript) -> Iterator[Standing]:
    for source, cited in manuscript.sources.items():
        path: Path = ("sources", source)
        guide = manuscript.guides.get(source, {})
        given = {key: (text, (*path, *place)) for key, text, place in _facts(cited)}
        address = record_address("sources", source)
        yield _standing(address, path, given, len(cited.corrected), (cited, guide))
        for sentence in guide if source in manuscript.kept else ():
            anchor = sentence_anchor(source, sentence)
            yield Standing(f"{GUIDE}/#{anchor}", ("guides", source, sentence))


def _parts(manuscript: Manuscript) -> Iterator[Standing]:
    """Yield claims, questions and ties of events, and the passages that their evidence quotes."""
    for event, record in manuscript.timeline.events.items():
        if record.draft:
            continue
        page, path = record_address("events", event), ("events", event)
        parts: tuple[tuple[str, Mapping[str, model.Record]], ...] = (
            ("claims", record.claims),
            ("questions", record.questions),
            ("follows", record.follows),
        )
        for name, held in parts:
            for ref, part in held.items():
                place = (*path, name, ref)
                given = {key: (text, (*place, *rest)) for key, text, rest in _facts(part)}
                yield _standing(f"{page}#{ref}", place, given, len(part.corrected))
    for (event, claim, number), passage in manuscript.passages.items():
        if not manuscript.timeline.events[event].draft:
            quote = ("events", event, "claims", claim, "evidence", number, "quote")
            yield Standing(f"{record_address('sources', passage.source)}#{passage.anchor}", quote)


def _former(manuscript: Manuscript) -> Iterator[Standing]:
    """Yield the passages that were published and whose words are still kept, quoted or not."""
    for entry in manuscript.ledger.values():
        page, _, anchor = entry.address.partition("#")
        source = ref_of(page)
        if anchor and page == record_address("sources", source) and _is_kept(manuscript, source):
            yield Standing(entry.address, ("sources", source))


def _is_kept(manuscript: Manuscript, source: str) -> bool:
    """Tell whether the text of a source is kept, and is the one that was published."""
    cited = manuscript.sources.get(source)
    published = manuscript.ledger.get(record_address("sources", source))
    was = published.facts.get("sha256") if published else None
    return isinstance(cited, model.KeptSource) and was in (cited.sha256, None)


def _standing(
    address: str,
    path: Path,
    given: Mapping[str, tuple[str, Path]],
    corrected: int,
    written: object = None,
) -> Standing:
    facts = {key: text for key, (text, _) in given.items() if text}
    places = {key: place for key, (_, place) in given.items()}
    return Standing(address, path, facts, places, corrected, written)


def _facts(record: model.Record) -> Iterator[tuple[str, str, Path]]:
    """Yield the name of each fact, its text, and where it stands in the record."""
    match record:
        case model.Event():
            yield "title", _flat(record.title), ("title",)
            yield "when", in_words(record.when), ("when",)
        case model.Claim():
            yield "text", plain(record.text), ("text",)
            yield "kind", record.kind, ("kind",)
            yield "by", ", ".join(sorted(record.by)), ("by",)
            yield "when", in_words(record.when), ("when",)
        case model.Question():
            yield "ask", _flat(record.ask), ("ask",)
            yield "shown", record.shown or "", ("shown",)
        case model.Tie():
            yield "event", record.event, ("event",)
            yield "how", record.how, ("how",)
        case model.Source():
            yield "publisher", _flat(record.publisher), ("publisher",)
            yield "title", _flat(record.title or ""), ("title",)
            yield "published", in_words(record.published), ("published",)
            if isinstance(record, model.KeptSource):
                yield "sha256", record.sha256, ("sha256",)
        case model.Named():
            yield from _facts_of_named(record)
        case _:
            return


def _facts_of_named(record: model.Named) -> Iterator[tuple[str, str, Path]]:
    yield "name", _flat(record.name), ("name",)
    if isinstance(record, model.Place):
        yield "country", record.country or "", ("country",)
        yield "at", ", ".join(f"{degrees:g}" for degrees in record.at or ()), ("at",)
    if isinstance(record, model.Actor):
        yield "kind", record.kind, ("kind",)
        seen: dict[str, int] = {}
        for number, role in enumerate(record.roles):
            held = f"{_flat(role.title)}, {role.of}" if role.of else _flat(role.title)
            seen[held] = seen.get(held, 0) + 1
            term = held if seen[held] == 1 else f"{held} ({seen[held]})"
            dates = (("from", role.from_), ("to", role.to), ("attested", role.attested))
            for key, moment in dates:
                yield f"{term}: {key}", in_words(moment), ("roles", number, key)


def in_words(moment: Moment | None) -> str:
    """Return a date as typed, on one line: `2022-06`, `between 2022-06-13 and 2022-06-19`."""
    if moment is None:
        return ""
    written = moment.written()
    if isinstance(written, str):
        return _flat(written)
    told = (f"{key} {_listed(value)}".replace("_", " ") for key, value in written.items())
    return ", ".join(told)


def _listed(value: object) -> str:
    return " and ".join(map(_flat, value)) if isinstance(value, tuple) else _flat(str(value))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _sum(value: object) -> str:
    """Return a sum over all that editors wrote, whatever its line breaks and defaults."""
    text = json.dumps(_content(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_DIGITS]


def _content(value: object) -> object:
    match value:
        case BaseModel():
            return {
                name: _content(getattr(value, name))
                for name, given in type(value).model_fields.items()
                if name not in _NOT_CONTENT and getattr(value, name) != given.default
            }
        case Mapping():
            return {key: _content(part) for key, part in value.items()}
        case tuple() | list():
            return [_content(part) for part in value]
        case str():
            return _flat(value)
        case _:
            return value
