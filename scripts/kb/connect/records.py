"""Manuscript -> the dossier's objects, each by itself; what joins them is filled in by `links`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypedDict

from kb import dossier as made
from kb import model
from kb.connect.calendar import Calendar, Reckoned
from kb.dates.when import When
from kb.fields import Moment
from kb.manuscript import Manuscript
from kb.passage import Kept, Passage
from kb.prose import sentences


@dataclass(slots=True)
class Records:
    """Every published object by id, while it is being connected."""

    manuscript: Manuscript
    calendar: Calendar
    topics: dict[str, made.Topic] = field(default_factory=dict)
    places: dict[str, made.Place] = field(default_factory=dict)
    actors: dict[str, made.Actor] = field(default_factory=dict)
    sources: dict[str, made.Source] = field(default_factory=dict)
    events: dict[str, made.Event] = field(default_factory=dict)
    """As typed, without drafts."""
    _sentences: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def find(self, ref: str, within: made.Event | None = None) -> made.Target | None:
        """Return what an id names: a claim of the event, any record, or `event/claim`."""
        if within and ref in within.claims:
            return within.claims[ref]
        event, slash, claim = ref.partition("/")
        if slash:
            owner = self.events.get(event)
            return owner.claims.get(claim) if owner else None
        kinds: tuple[Mapping[str, made.Target], ...] = (
            self.topics,
            self.places,
            self.actors,
            self.events,
            self.sources,
        )
        return next((records[ref] for records in kinds if ref in records), None)

    def sentences(self, event: str) -> tuple[str, ...]:
        """Return the sentences of an event's summary as typed."""
        if event not in self._sentences:
            summary = self.manuscript.timeline.events[event].summary
            self._sentences[event] = sentences(summary or "")
        return self._sentences[event]

    def claim(self, ref: str, within: made.Event) -> made.Claim | None:
        """Return the claim that `ref` names from within an event; None for a draft's."""
        found = self.find(ref, within)
        return found if isinstance(found, made.Claim) else None


def make_records(manuscript: Manuscript) -> Records:
    """Return the objects with all that they say of themselves."""
    timeline = manuscript.timeline
    records = Records(manuscript, Calendar(timeline))
    for topic in timeline.topics:
        records.topics[topic] = made.Topic(**_named(records, "topics", topic))
    for place, written in timeline.places.items():
        records.places[place] = _place(records, place, written)
    for actor, person in timeline.actors.items():
        records.actors[actor] = _actor(records, actor, person)
    for source in manuscript.sources:
        records.sources[source] = _source(records, source)
    for event, record in timeline.events.items():
        if not record.draft:
            records.events[event] = _event(records, event, record)
    return records


class _Record(TypedDict):
    id: str
    line: int
    file: str
    unverified: Mapping[str, str]
    updated: When | None
    corrected: tuple[made.Correction, ...]


class _Named(_Record):
    name: str
    names: Mapping[str, str]
    also: tuple[str, ...]
    summary: made.Prose


def _record(records: Records, record: model.Record, *path: str) -> _Record:
    at = records.manuscript.key_at(*path)
    return {
        "id": path[-1],
        "line": at.line,
        "file": at.file,
        "unverified": record.unverified or {},
        "updated": records.calendar.of(record.updated),
        "corrected": corrections_of(records, record),
    }


def caution_of(record: model.Record) -> str:
    """Return in one text what could not be verified of a record that has no part of its own."""
    found = (record.unverified or {}).items()
    return "; ".join(f"{key}: {why}" if key else why for key, why in found)


def corrections_of(records: Records, record: model.Record) -> tuple[made.Correction, ...]:
    """Return the corrections of a record, as typed."""
    if not record.corrected:
        return ()
    return tuple(
        made.Correction(when, noted.was, noted.now, noted.why)
        for noted in record.corrected
        if (when := records.calendar.of(noted.on))
    )


def _named(records: Records, collection: str, entity: str) -> _Named:
    written: model.Named = getattr(records.manuscript.timeline, collection)[entity]
    return {
        **_record(records, written, collection, entity),
        "name": written.name,
        "names": written.names,
        "also": written.also,
        "summary": (),
    }


def _place(records: Records, place: str, written: model.Place) -> made.Place:
    return made.Place(
        **_named(records, "places", place),
        country=written.country or "",
        at=written.at,
        precision=written.precision or "",
    )


def _actor(records: Records, actor: str, written: model.Actor) -> made.Actor:
    return made.Actor(
        **_named(records, "actors", actor),
        kind=written.kind,
        interest=written.interest or "",
    )


def _source(records: Records, source: str) -> made.Source:
    manuscript = records.manuscript
    written = manuscript.sources[source]
    return made.Source(
        **_record(records, written, "sources", source),
        title=written.title or "",
        publisher=written.publisher,
        url=written.url or "",
        archive=written.archive or "",
        gone=records.calendar.of(written.gone),
        published=_dated(records, written.published, written.wording),
        accessed=_dated(records, written.accessed, None),
        language=written.language,
        kind=written.kind,
        read=written.read,
        interest=written.interest or "",
        is_state=written.state,
        speaker=records.actors.get(written.speaker or ""),
        kept=manuscript.kept.get(source),
        sha256=written.sha256 if isinstance(written, model.KeptSource) else "",
    )


def _dated(records: Records, moment: Moment | None, wording: str | None) -> made.Dated | None:
    when = records.calendar.of(moment)
    return made.Dated(when, wording or "") if when else None


def _event(records: Records, event: str, written: model.Event) -> made.Event:
    reckoned = records.calendar.of_event(event)
    built = made.Event(
        **_record(records, written, "events", event),
        title=written.title,
        dated=made.Dated(reckoned.when, reckoned.wording),
        parts={
            actor: made.Part(records.actors[actor], role) for actor, role in written.actors.items()
        },
        places=tuple(records.places[place] for place in written.place),
        topics=tuple(records.topics[topic] for topic in written.topics),
    )
    for number, (claim, said) in enumerate(written.claims.items(), 1):
        built.claims[claim] = _claim(records, built, claim, said, number)
    built.lead = built.claims[written.lead or next(iter(written.claims))]
    return built


def _claim(
    records: Records, event: made.Event, claim: str, written: model.Claim, number: int
) -> made.Claim:
    reckoned = records.calendar.of_claim(event.id, claim)
    path = ("events", event.id, "claims", claim)
    built = made.Claim(
        **_record(records, written, *path),
        event=event,
        number=number,
        text=(),
        kind=written.kind,
        by=tuple(records.actors[actor] for actor in written.by),
        dated=made.Dated(reckoned.when, reckoned.wording) if reckoned else None,
    )
    built.evidence = tuple(
        _evidence(records, built, place, piece) for place, piece in enumerate(written.evidence)
    )
    return built


def _evidence(
    records: Records, claim: made.Claim, place: int, written: model.Evidence
) -> made.Evidence:
    source = records.sources[written.source]
    passage = records.manuscript.passages.get((claim.event.id, claim.id, place))
    return made.Evidence(
        number=place + 1,
        claim=claim,
        source=source,
        stance=written.stance,
        passage=passage,
        mark=0,
        quote=_as_found(passage, source.kept),
        words=written.words or "",
        translation=written.translation or "",
        reports=(),
        language=written.lang or source.language,
        speaker=records.actors.get(written.speaker or ""),
        via=(),
        roots=(),
        hedge=written.hedge or "",
        unverified=caution_of(written),
        corrected=corrections_of(records, written),
    )


def _as_found(passage: Passage | None, kept: Kept | None) -> tuple[str, ...]:
    """Return the quote as the source has it, not as the editor typed it."""
    if passage is None or kept is None:
        return ()
    return tuple(piece.exact(kept) for piece in passage.pieces)


def anchor_of(reckoned: Reckoned | None, records: Records) -> made.Event | None:
    """Return the event that a date was counted from, where it is published."""
    return records.events.get(reckoned.anchor) if reckoned else None
