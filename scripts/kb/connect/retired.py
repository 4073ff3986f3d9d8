"""What is no longer where it was published, and what was corrected, each with what it leads to."""

import uuid
from collections.abc import Iterable, Iterator

from kb.connect.records import Records
from kb.dossier import (
    Actor,
    Corrected,
    Correction,
    Dossier,
    Event,
    Place,
    Question,
    Retired,
    Source,
    Target,
    Topic,
)
from kb.facts import standing
from kb.ledger import end_of_moves

_Target = Target | Question | None


def retired_of(records: Records) -> tuple[Retired, ...]:
    """Return what was published and is retired, by the address where it stood."""
    manuscript = records.manuscript
    retired = manuscript.timeline.retired
    if not retired:
        return ()
    there = {here.ref: address for address, here in standing(manuscript).items()}
    found = []
    for address, entry in sorted(manuscript.ledger.items()):
        if entry.ref in retired:
            end = end_of_moves(retired, entry.ref)
            fate = retired.get(end, retired[entry.ref])
            found.append(
                Retired(
                    address=address,
                    name=entry.name,
                    line=manuscript.key_at("retired", entry.ref).line,
                    moved_to=there.get(end, ""),
                    target=_named(records, end),
                    withdrawn=fate.withdrawn or "",
                    on=records.calendar.of(retired[entry.ref].on),
                )
            )
    return tuple(found)


def corrections_in(dossier: Dossier, own: tuple[Correction, ...]) -> tuple[Corrected, ...]:
    """Return every correction of what is published, newest first; `own` are the dossier’s."""
    notes = [*_each("dossier", own, None)]
    records: tuple[Actor | Place | Topic | Source, ...] = (
        *dossier.actors,
        *dossier.places,
        *dossier.topics,
        *dossier.sources,
    )
    for record in records:
        notes += _each(record.id, record.corrected, record)
        for office in record.offices if isinstance(record, Actor) else ():
            notes += _each(f"{record.id}/{office.title}", office.corrected, record)
    for event in dossier.events:
        notes += _of_event(event)
    return tuple(sorted(notes, key=lambda one: (_day(one), one.id), reverse=True))


def _of_event(event: Event) -> Iterator[Corrected]:
    yield from _each(event.id, event.corrected, event)
    for claim in event.claims.values():
        yield from _each(claim.ref, claim.corrected, claim)
        for piece in claim.evidence:
            yield from _each(f"{claim.ref}/{piece.source.id}", piece.corrected, claim)
    for question in event.questions.values():
        yield from _each(f"{event.id}/{question.id}", question.corrected, question)
    for tie in event.follows:
        yield from _each(f"{event.id}/{tie.id}", tie.corrected, event)


def _each(ref: str, notes: Iterable[Correction], target: _Target) -> Iterator[Corrected]:
    """Yield the notes, each named after what it is of, its day and what stood there.

    None of these ever changes, whatever becomes of the record, its place and the site’s address.
    """
    for note in notes:
        name = uuid.uuid5(uuid.NAMESPACE_URL, "\n".join((ref, note.on.edtf, *note.was.split())))
        yield Corrected(str(name), note, target)


def _day(one: Corrected) -> str:
    return str(one.note.on.latest)


def _named(records: Records, ref: str) -> _Target:
    event, _, part = ref.partition("/")
    if part and event in records.events and part in records.events[event].questions:
        return records.events[event].questions[part]
    return records.find(ref)
