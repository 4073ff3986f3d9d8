"""The pages below that of a record or an index: each has a part of a list too long for that.

A record's page leads to `2022/` and `2022-06/` below it, an index to `index/a/`. The texts of kept
sources have parts of their own (`kb.render.marked`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, Protocol, TypeVar

from kb.dates.when import sort_key
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
from kb.public.addresses import page_of, part_page
from kb.render.letters import lettered
from kb.render.marked import TextPart, text_parts
from kb.render.most import MOST, Most
from kb.render.parts import Part, part_of

T = TypeVar("T")
Lists = Literal["index", "mentions", "uses", "backs", "print"]
"""What a page lists: records, what names one, evidence of a source, what else rests on it, or the
events of a document for print."""
Named = Actor | Place | Topic
INDEXES = ("actors", "places", "topics", "sources")


class OfEvent(Protocol):
    """What is listed under its event."""

    @property
    def event(self) -> Event:
        """The event."""


@dataclass(frozen=True, slots=True, eq=False)
class PartPage(Generic[T]):
    """A page below `top` that lists a part of its list, or leads to the pages that do."""

    lists: Lists
    of: Entity | Source | Dossier
    top: str
    """The page that has or leads to the whole list, as a file below `docs/`."""
    part: Part[T]
    above: Part[T]
    """That of the page just above it, which may be the top."""
    before: Part[T] | None
    """Those that a reader of the whole list has read before and reads after it."""
    after: Part[T] | None

    @property
    def page(self) -> str:
        """Its file below `docs/`."""
        return part_page(self.top, self.part.name)


Below = PartPage[Any] | TextPart


def part_pages(dossier: Dossier, most: Most = MOST) -> Iterator[Below]:
    """Yield every page below those of records and indexes."""
    for collection in INDEXES:
        whole = entries_of(dossier, collection, most)
        yield from pages_below("index", dossier, f"{collection}/index.md", whole)
    entities: tuple[Named, ...] = (*dossier.actors, *dossier.places, *dossier.topics)
    for entity in entities:
        yield from pages_below("mentions", entity, page_of(entity), mentions_of(entity, most))
    for source in dossier.sources:
        yield from text_parts(source)[1:]
        yield from pages_below("uses", source, page_of(source), uses_of(source, most))
        yield from pages_below("backs", source, page_of(source), backs_of(source, most))


def pages_below(
    lists: Lists, of: Entity | Source | Dossier, top: str, whole: Part[T]
) -> Iterator[PartPage[T]]:
    """Yield the pages below the one that leads to the whole list, in order."""
    listing = [part for part in whole.pages if not part.below]
    turns = dict(zip((part.name for part in listing), _turns(listing), strict=True))
    for above, part in _with_above(whole):
        yield PartPage(lists, of, top, part, above, *turns.get(part.name, (None, None)))


def entries_of(dossier: Dossier, collection: str, most: Most = MOST) -> Part[Any]:
    """Return the list of an index: all actors, places, topics or sources."""
    if collection == "sources":
        return lettered(dossier.sources, lambda source: source.publisher, most.sources)
    entities: tuple[Entity, ...] = getattr(dossier, collection)
    return lettered(entities, lambda entity: entity.name, most.entities)


def mentions_of(entity: Entity, most: Most = MOST) -> Part[Mention]:
    """Return the list of every mention of an actor, place or topic."""
    return part_of(entity.mentions, lambda mention: begins(mention.event), most.mentions)


def uses_of(source: Source, most: Most = MOST) -> Part[Evidence]:
    """Return the list of the evidence that stands in a source, but for what its text shows."""
    listed = [piece for piece in source.uses if not piece.mark]
    limit = most.uses_beside_text if source.kept else most.uses
    return part_of(listed, lambda piece: begins(piece.claim.event), limit)


def backs_of(source: Source, most: Most = MOST) -> Part[Entity]:
    """Return the list of what else rests on a source."""
    return lettered(source.backs, lambda entity: entity.name, most.backs)


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


def begins(event: Event) -> date:
    """Return the day under which an event is listed: the first on which it may have begun."""
    return sort_key(event.when)[0]


def _with_above(above: Part[T]) -> Iterator[tuple[Part[T], Part[T]]]:
    for part in above.below:
        yield above, part
        yield from _with_above(part)


def _turns(listing: list[Part[T]]) -> Iterator[tuple[Part[T] | None, Part[T] | None]]:
    nobody: list[Part[T] | None] = [None]
    return zip([*nobody, *listing[:-1]], [*listing[1:], *nobody], strict=True)
