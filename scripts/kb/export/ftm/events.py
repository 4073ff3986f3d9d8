"""Published -> entities of FollowTheMoney: events, what is claimed of them, and the evidence.

- An event is an `Event`; its name has the status of its leading claim, its summary says whose.
- A claim is a `Note` on its event: told with who says it and its status, never as a fact.
- Evidence is a `Documentation`: it ties a document to the claim, for it or against. What it gives
  in our words begins with whose account it is, since a statement may stand alone.
"""

from collections.abc import Iterator

from kb.export.ftm.names import Names
from kb.export.ftm.records import (
    DAY,
    OURS,
    Values,
    date_note,
    entity,
    references,
    unverified,
)
from kb.export.ftm.values import Entity, Value, valued
from kb.export.prefixes import end_of, start_of
from kb.export.shapes import Claim, Date, Event, Evidence, Published
from kb.export.wording import summary_of


def event_entities(published: Published, names: Names) -> Iterator[Entity]:
    """Yield each event, then its claims, each with its evidence."""
    called = {one.id: one.name for one in (*published.actors, *published.places, *published.topics)}
    publishers = {source.id: source.publisher for source in published.sources}
    for event in published.events:
        yield entity(names.ids[event.id], "Event", _event(event, called, names), event.updated)
        for claim in event.claims:
            seen = claim.updated or event.updated
            yield entity(names.ids[claim.id], "Note", _claim(claim, names), seen)
            for piece, piece_id in names.evidence(claim):
                publisher = publishers[piece.source]
                values = (
                    *_evidence(piece, claim, names),
                    *_account(piece, publisher, called),
                    valued("publisher", publisher),
                )
                yield entity(piece_id, "Documentation", iter(values), seen)


def _event(event: Event, called: dict[str, str], names: Names) -> Values:
    yield valued("name", event.headline, OURS)
    yield valued("summary", event.statement, OURS)
    yield valued("description", summary_of(event), OURS)
    yield from _dates(event.date)
    yield date_note(event.date)
    for part in event.actors:
        yield valued("notes", f"{called[part.actor]}: {part.role} ({event.status})", OURS)
    yield from references("involved", names.those(part.actor for part in event.actors))
    for place in event.places:
        yield valued("location", called[place], OURS)
    yield from references("addressEntity", names.those(event.places))
    for topic in event.topics:
        yield valued("keywords", called[topic], OURS)
    yield valued("sourceUrl", event.url)
    pieces = (piece for claim in event.claims for piece in claim.evidence)
    yield from references("proof", names.those(piece.source for piece in pieces))
    yield from unverified(event)


def _dates(date: Date) -> Values:
    """Yield what lasted as start and end, and all else as the one date that its readings share.

    What happened some time within has no start and no end.
    """
    start, end = start_of(date)[:DAY], end_of(date)[:DAY]
    yield valued("startDate" if date.kind == "lasted" else "date", start, original=date.edtf)
    yield valued("endDate", end, original=date.edtf)


def _claim(claim: Claim, names: Names) -> Values:
    yield valued("name", f"{claim.id} ({claim.status.mark})")
    yield valued("description", claim.statement, OURS)
    yield from references("entity", names.those((claim.event, *claim.about, *claim.denies)))
    yield valued("notes", f"Kind of claim: {claim.kind}", OURS)
    yield valued("sourceUrl", claim.url)
    yield from references("proof", names.those(piece.source for piece in claim.evidence))
    if claim.date:
        yield date_note(claim.date)
    yield from unverified(claim)


def _evidence(piece: Evidence, claim: Claim, names: Names) -> Values:
    origin = _origin(piece)
    yield valued("document", names.ids[piece.source], origin=origin)
    yield valued("entity", names.ids[claim.id], origin=origin)
    yield valued("role", piece.stance, OURS, origin=origin)
    yield valued("status", f"claim {claim.status.mark}", OURS, origin=origin)
    yield _wording(piece, origin)
    if piece.passage:
        yield valued("sourceUrl", piece.passage.url, origin=origin)


def _wording(piece: Evidence, origin: str) -> Value | None:
    """Return the words of the source between “ ”; they are kept beside it as they were read."""
    read = " … ".join(piece.quote) or piece.words or ""
    told, language = (piece.translation, OURS) if piece.translation else (read, piece.language)
    if not told:
        return None
    return valued("description", f"“{told}”", language, original=read, origin=origin)


def _origin(piece: Evidence) -> str:
    return f"{piece.source}#{piece.passage.anchor}" if piece.passage else piece.source


def _account(piece: Evidence, publisher: str, called: dict[str, str]) -> Values:
    """Yield what the source gives and whose word it carries, each fit to stand alone."""
    if piece.reports:
        yield valued("summary", f"{publisher}: {piece.reports}", OURS, origin=_origin(piece))
    if piece.speaker:
        yield valued("summary", f"Speaker: {called[piece.speaker]}", OURS, origin=_origin(piece))
