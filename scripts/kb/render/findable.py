"""What the search needs beside the words of a record: its facets and the forms of its name."""

from collections.abc import Iterator
from datetime import date

from kb.dossier import Actor, Dossier, Event, Place, Source, Target, Topic
from kb.public.addresses import address_of, page_of
from kb.render.marked import text_parts

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
    found = {
        address_of(page): {"kind": [kind(record)]}
        for record in records
        for page in found_on(record)
    }
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


def found_on(record: Target) -> tuple[str, ...]:
    """Return the pages on which the words of a record are found: each one of a long text."""
    parts = text_parts(record) if isinstance(record, Source) else ()
    return tuple(part.page for part in parts) or (page_of(record),)


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
    """Return each name, its page and its other forms, as JSON has it; the most mentioned first."""
    entities: tuple[_Named, ...] = (*dossier.actors, *dossier.places, *dossier.topics)
    return [_names(entity) for entity in sorted(entities, key=lambda one: -len(one.mentions))]


def _names(entity: _Named) -> dict[str, object]:
    forms = dict.fromkeys((*entity.names.values(), *entity.also))
    return {
        "name": entity.name,
        "kind": kind(entity),
        "address": address_of(page_of(entity)),
        "forms": [form for form in forms if form != entity.name],
    }


def _months(starts: date, ends: date) -> Iterator[str]:
    for count in range(starts.year * 12 + starts.month - 1, ends.year * 12 + ends.month):
        yield f"{count // 12:04}-{count % 12 + 1:02}"
