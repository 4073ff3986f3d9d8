"""What is published: what events, prose and gaps name, and whatever those records name in turn.

A record that only a draft names is kept back with the draft.
"""

from collections.abc import Iterable, Iterator, MutableMapping
from typing import TypeVar

from kb.connect.records import Records
from kb.dossier import (
    Actor,
    Claim,
    CrossLink,
    Entity,
    Event,
    Gap,
    Place,
    Prose,
    Question,
    Source,
    Topic,
)

Named = Event | Entity | Source
Kind = TypeVar("Kind", Actor, Place, Topic, Source)


def keep_back_drafts(records: Records, lede: Prose, gaps: tuple[Gap, ...]) -> None:
    """Take out what only drafts name, from the records and from each other's backlinks."""
    if all(not event.draft for event in records.manuscript.timeline.events.values()):
        return
    start: list[Named] = [*records.events.values(), *_linked(lede)]
    start += [named for gap in gaps for named in (*gap.sources, *_linked(gap.text))]
    published = _reached(start)
    _keep(records.actors, published)
    _keep(records.places, published)
    _keep(records.topics, published)
    _keep(records.sources, published)
    for source in records.sources.values():
        source.repeated_by = [other for other in source.repeated_by if other in published]
        source.backs = [entity for entity in source.backs if entity in published]
    for actor in records.actors.values():
        actor.spoken_for_by = [other for other in actor.spoken_for_by if other in published]


def _keep(records: MutableMapping[str, Kind], published: set[Named]) -> None:
    for name in [name for name, record in records.items() if record not in published]:
        del records[name]


def _reached(start: Iterable[Named]) -> set[Named]:
    found = set(start)
    ahead = list(found)
    while ahead:
        new = [named for named in _names(ahead.pop()) if named not in found]
        found.update(new)
        ahead += new
    return found


def _names(record: Named) -> Iterator[Named]:
    match record:
        case Event():
            yield from _names_of_event(record)
        case Source():
            speaker = (record.speaker,) if record.speaker else ()
            yield from (*_each(record.via), *_each((record.mirrors,)), *speaker)
            for sentence in record.guide:
                yield from _linked(sentence.cite)
        case Entity():
            yield from (*record.sources, *_linked(record.summary))
            if isinstance(record, Actor):
                yield from _names_of_actor(record)


def _names_of_event(event: Event) -> Iterator[Named]:
    yield from (part.actor for part in event.parts.values())
    yield from (*event.places, *event.topics)
    for sentence in event.summary:
        yield from _linked(sentence.prose)
    for claim in event.claims.values():
        yield from _names_of_claim(claim)
    for question in event.questions.values():
        yield from _names_of_question(question)


def _names_of_claim(claim: Claim) -> Iterator[Named]:
    yield from (*claim.by, *claim.about, *_linked(claim.text))
    for piece in claim.evidence:
        speaker = (piece.speaker,) if piece.speaker else ()
        yield from (piece.source, *speaker, *_each(piece.via), *_each(piece.roots))
        yield from _linked(piece.reports)


def _names_of_question(question: Question) -> Iterator[Named]:
    for prose in (question.because, question.settle, question.cite):
        yield from _linked(prose)


def _names_of_actor(actor: Actor) -> Iterator[Named]:
    if actor.speaks_for:
        yield actor.speaks_for
    for office in actor.offices:
        yield from (*office.sources, *((office.of,) if office.of else ()))


def _linked(prose: Prose) -> Iterator[Named]:
    for span in prose:
        if isinstance(span, CrossLink) and not isinstance(span.target, Claim):
            yield span.target


def _each(named: Iterable[Actor | Source | bool | None]) -> Iterator[Named]:
    return (record for record in named if isinstance(record, Actor | Source))
