"""What the timeline and the board of claims are filtered by: the values of a row, and the choices.

A row matches when it has every value chosen. Status and kind belong to claims: where both are
chosen, one claim must have both. `docs/assets/filter.js` does the same in the reader's browser.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from kb.dossier import MARKS, Actor, Claim, Dossier, Entity, Event, Topic
from kb.model import ClaimKind
from kb.public.voices import voices
from kb.render.findable import months

Values = Mapping[str, tuple[str, ...]]
"""By facet, the ids or words that a row has; each once."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, with the number of rows that have it."""

    value: str
    entity: Entity | None
    """None where the value is a word or a month."""
    count: int
    has_namesake: bool = False


Choices = tuple[Choice, ...]
"""Of one facet, in the order of readers."""


def values_of_event(event: Event) -> Values:
    """Return who is named in it, where and in what, and the statuses and kinds of its claims."""
    return {
        "actor": tuple(event.parts),
        "place": _ids(event.places),
        "topic": _ids(event.topics),
        **_of_claims(event.claims.values()),
    }


def values_of_claim(claim: Claim) -> Values:
    """Return who says it or is named, its topics and those of its event, its event's months."""
    topics = (about for about in claim.about if isinstance(about, Topic))
    return {
        "actor": _ids(_named_in(claim)),
        "topic": _ids((*claim.event.topics, *topics)),
        "month": months(claim.event),
        **_of_claims((claim,)),
    }


def pairs(claims: Iterable[Claim]) -> tuple[tuple[str, str], ...]:
    """Return the status and the kind of each claim, each pair once."""
    return tuple(dict.fromkeys((claim.standing.mark, claim.kind) for claim in claims))


def choices_of_events(events: Iterable[Event], dossier: Dossier) -> Mapping[str, Choices]:
    """Return what some events can be filtered by, as many choices as one of them has."""
    return _choices(dossier, map(values_of_event, events))


def choices_of_claims(claims: Iterable[Claim], dossier: Dossier) -> Mapping[str, Choices]:
    """Return what some claims can be filtered by, as many choices as one of them has."""
    return _choices(dossier, map(values_of_claim, claims))


def _of_claims(claims: Iterable[Claim]) -> Values:
    found = pairs(claims)
    return {
        "status": tuple(dict.fromkeys(mark for mark, _ in found)),
        "kind": tuple(dict.fromkeys(kind for _, kind in found)),
    }


def _named_in(claim: Claim) -> Iterable[Entity]:
    yield from claim.by
    yield from (voice for voice in voices(claim) if isinstance(voice, Actor))
    yield from (piece.speaker for piece in claim.evidence if piece.speaker)
    yield from (about for about in claim.about if isinstance(about, Actor))


def _ids(entities: Iterable[Entity]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entity.id for entity in entities))


def _choices(dossier: Dossier, rows: Iterable[Values]) -> Mapping[str, Choices]:
    counts: dict[str, Counter[str]] = {}
    for values in rows:
        for facet, found in values.items():
            counts.setdefault(facet, Counter()).update(found)
    order = _in_order(dossier)
    return {facet: tuple(order[facet](counted)) for facet, counted in counts.items()}


def _in_order(dossier: Dossier) -> Mapping[str, Callable[[Counter[str]], Iterable[Choice]]]:
    """Return for each facet how its choices are drawn from the counts, in the order of readers."""
    return {
        "actor": lambda counted: _entities(dossier.actors, counted),
        "place": lambda counted: _entities(dossier.places, counted),
        "topic": lambda counted: _entities(dossier.topics, counted),
        "status": lambda counted: _words(MARKS, counted),
        "kind": lambda counted: _words(get_args(ClaimKind), counted),
        "month": lambda counted: _words(sorted(counted), counted),
    }


def _words(words: Iterable[str], counted: Counter[str]) -> Iterable[Choice]:
    return (Choice(word, None, counted[word]) for word in words if word in counted)


def _entities(entities: Iterable[Entity], counted: Counter[str]) -> Iterable[Choice]:
    found = [entity for entity in entities if entity.id in counted]
    names = Counter(entity.name for entity in found)
    return (Choice(one.id, one, counted[one.id], names[one.name] > 1) for one in found)
