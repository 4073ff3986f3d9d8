"""The pages below that of a record or an index: each has a part of a list too long for that.

A record's page leads to `2022/` and `2022-06/` below it, an index to `index/a/`. The texts of kept
sources have parts of their own (`kb.render.marked`).
"""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeVar

from kb.dossier import (
    Actor,
    Company,
    Dossier,
    Entity,
    Event,
    Evidence,
    Mention,
    Place,
    Source,
    Topic,
)
from kb.public.addresses import page_of
from kb.render.letters import lettered
from kb.render.listing import begin
from kb.render.marked import text_parts
from kb.render.most import MOST, Most
from kb.render.parts import Part, part_of
from kb.render.ways import LongList, PartPage, pages_below

T = TypeVar("T")
Named = Actor | Place | Topic
INDEXES = ("actors", "places", "topics", "sources")


class OfEvent(Protocol):
    """What is listed under its event."""

    @property
    def event(self) -> Event:
        """The event."""


def part_pages(dossier: Dossier, most: Most = MOST) -> Iterator[PartPage[Any]]:
    """Yield every page below those of records and indexes."""
    for collection in INDEXES:
        yield from pages_below(entries_of(dossier, collection, most))
    entities: tuple[Named, ...] = (*dossier.actors, *dossier.places, *dossier.topics)
    for entity in entities:
        yield from pages_below(mentions_of(entity, most))
    for source in dossier.sources:
        yield from text_parts(source)[1:]
        yield from pages_below(uses_of(source, most))
        yield from pages_below(backs_of(source, most))


def entries_of(dossier: Dossier, collection: str, most: Most = MOST) -> LongList[Any]:
    """Return the list of an index: all actors, places, topics or sources."""
    if collection == "sources":
        whole: Part[Any] = lettered(dossier.sources, lambda source: source.publisher, most.sources)
    else:
        whole = lettered(getattr(dossier, collection), lambda one: one.name, most.entities)
    return _list("index", dossier, f"{collection}/index.md", whole)


def mentions_of(entity: Named, most: Most = MOST) -> LongList[Mention]:
    """Return the list of every mention of an actor, place or topic."""
    whole = part_of(entity.mentions, lambda mention: begin(mention.event), most.mentions)
    return _list("mentions", entity, page_of(entity), whole)


def uses_of(source: Source, most: Most = MOST) -> LongList[Evidence]:
    """Return the list of the evidence that stands in a source, but for what its text shows."""
    listed = [piece for piece in source.uses if not piece.mark]
    limit = most.uses_beside_text if source.kept else most.uses
    whole = part_of(listed, lambda piece: begin(piece.claim.event), limit)
    return _list("uses", source, page_of(source), whole)


def backs_of(source: Source, most: Most = MOST) -> LongList[Entity]:
    """Return the list of what else rests on a source."""
    whole = lettered(source.backs, lambda entity: entity.name, most.backs)
    return _list("backs", source, page_of(source), whole)


def company_of(actor: Actor, most: Most = MOST) -> tuple[Company, ...]:
    """Return the other actors of its events that its page names, the most frequent first."""
    return actor.company if lists_company(actor, most) else actor.company[: most.others]


def lists_company(actor: Actor, most: Most = MOST) -> bool:
    """Tell whether the page of an actor lists the events that it shares, or only counts them."""
    return sum(len(company.events) for company in actor.company) <= most.company


def events_in(items: Iterable[Evidence | OfEvent]) -> frozenset[Event]:
    """Return the events of what is listed."""
    return frozenset(
        item.claim.event if isinstance(item, Evidence) else item.event for item in items
    )


def _list(name: str, of: Entity | Source | Dossier, top: str, whole: Part[T]) -> LongList[T]:
    """Return a list of which the page that leads to it shows all or nothing."""
    return LongList(name, of, top, whole, () if whole.below else whole.items)
