"""What the search needs beside the words of a record: its facets and the forms of its name."""

from collections.abc import Iterator
from datetime import date

from kb.dossier import Actor, Dossier, Event, Place, Target, Topic
from kb.public.addresses import address_of, page_of

_Named = Actor | Place | Topic
_YEAR = 12
"""Months: what lasted longer than this is found by its first and its last alone."""


def facets_of(dossier: Dossier) -> dict[str, dict[str, list[str]]]:
    """Return for the address of each record the values by which its results can be narrowed."""
    records: tuple[Target, ...] = (
        *dossier.actors,
        *dossier.places,
        *dossier.topics,
        *dossier.sources,
    )
    found = {address_of(page_of(record)): {"kind": [kind(record)]} for record in records}
    for event in dossier.events:
        found[address_of(page_of(event))] = {
            "kind": ["event"],
            "status": list(event.tally),
            "month": list(months(event)),
            "actor": [part.actor.name for part in event.parts.values()],
        }
    for actor in dossier.actors:
        found[address_of(page_of(actor))]["actor"] = [actor.name]
    return found


def kind(record: Target) -> str:
    """Return the kind of page that a record has: event, actor, place, topic or source."""
    return type(record).__name__.lower()


def months(event: Event) -> tuple[str, ...]:
    """Return the months, as `2022-06`, in which an event may have happened."""
    starts = event.when.earliest or event.when.latest
    ends = event.when.latest or event.when.earliest
    if not starts or not ends:
        return ()
    found = tuple(_months(starts, ends))
    return found if len(found) <= _YEAR else (found[0], found[-1])


def names_of(dossier: Dossier) -> list[dict[str, object]]:
    """Return every form of every name with its page, as JSON takes it; the most mentioned first."""
    entities: tuple[_Named, ...] = (*dossier.actors, *dossier.places, *dossier.topics)
    return [_names(entity) for entity in sorted(entities, key=lambda one: -len(one.mentions))]


def _names(entity: _Named) -> dict[str, object]:
    forms = dict.fromkeys((entity.name, *entity.names.values(), *entity.also))
    return {
        "name": entity.name,
        "kind": kind(entity),
        "address": address_of(page_of(entity)),
        "forms": list(forms),
    }


def _months(starts: date, ends: date) -> Iterator[str]:
    for count in range(starts.year * 12 + starts.month - 1, ends.year * 12 + ends.month):
        yield f"{count // 12:04}-{count % 12 + 1:02}"
