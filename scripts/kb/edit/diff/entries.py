"""Dossier -> entries: each record as keys and plain values, so that two of them can be compared.

Keys are those that editors write. Defaults and what is computed stay out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kb.dates.when import When
from kb.dossier import (
    Claim,
    ClaimMark,
    Correction,
    CrossLink,
    Dated,
    Entity,
    Event,
    Evidence,
    Prose,
    Question,
    Record,
    Source,
    Target,
    Text,
    Tie,
)
from kb.edit.diff.changes import Kind, Value
from kb.public.addresses import address_of, page_of
from kb.public.dates import human
from kb.public.plain import plain

Key = tuple[str, str]
"""A key as editors write it, and the part of it: an actor’s id for `role`, else nothing."""
Keys = dict[Key, Value]
Ref = tuple[Kind, str]
"""What a record is known by."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it is compared; empty values are left out."""

    kind: Kind
    id: str
    label: str
    fields: Mapping[Key, Value]
    page: str = ""
    status: str = ""
    when: When | None = None
    corrected: tuple[Correction, ...] = ()
    evidence: tuple["Entry", ...] = ()

    @property
    def ref(self) -> Ref:
        """What it is known by."""
        return self.kind, self.id


def entry(kind: Kind, record: Record, label: str, fields: Keys, page: Target) -> Entry:
    """Return a record as it is compared, with what every record may carry."""
    more: Keys = {("unverified", key): why for key, why in record.unverified.items()}
    more["updated", ""] = dated(record.updated)
    return Entry(
        kind,
        record.id,
        label,
        without_empty({**fields, **more}),
        address_of(page_of(page)),
        corrected=record.corrected,
    )


def entries_of_event(event: Event) -> Iterator[Entry]:
    """Yield the event, then its claims, questions and ties, as typed."""
    fields: Keys = {
        ("title", ""): event.title,
        **when_fields(event.dated),
        ("place", ""): ids(event.places),
        ("topics", ""): ids(event.topics),
        ("summary", ""): " ".join(written(part.prose, event) for part in event.summary),
        ("lead", ""): event.lead.id,
        ("order of claims", ""): tuple(event.claims),
    }
    fields |= {("role", part.actor.id): part.role for part in event.parts.values()}
    fields |= {("distinct_from", other.id): why for other, why in event.distinct_from}
    made = entry("event", event, event.title, fields, event)
    yield replace(made, when=event.when)
    yield from map(_claim, event.claims.values())
    yield from map(_question, event.questions.values())
    yield from map(_tie, event.follows)


def written(prose: Prose, within: Event | None = None) -> str:
    """Return prose as an editor writes it in a record of the event `within`."""
    return " ".join("".join(_spans(prose, within)).split())


def when_fields(found: Dated | None, key: str = "when") -> Keys:
    """Return a date with its wording and what it was counted from."""
    if found is None:
        return {}
    counted = found.when.derivation
    words = f"{counted.by} {counted.direction} {counted.event}".strip() if counted else ""
    return {(key, ""): human(found.when), ("counted", ""): words, ("wording", ""): found.wording}


def dated(when: When | None) -> str:
    """Return a date as readers read it, or nothing."""
    return human(when) if when else ""


def ids(records: Iterable[Record]) -> tuple[str, ...]:
    """Return the ids by which records are named."""
    return tuple(record.id for record in records)


def without_empty(fields: Keys) -> Keys:
    """Return the fields that say something."""
    return {key: value for key, value in fields.items() if value}


def _spans(prose: Prose, within: Event | None) -> Iterator[str]:
    for span in prose:
        match span:
            case Text(text):
                yield text
            case ClaimMark(claim):
                yield f" [{claim.id if claim.event is within else claim.ref}]"
            case CrossLink(words, target):
                yield f"[{words}]({_name(target)})"


def _name(target: Target) -> str:
    return target.ref if isinstance(target, Claim) else target.id


def _claim(claim: Claim) -> Entry:
    fields: Keys = {
        ("text", ""): written(claim.text, claim.event),
        ("kind", ""): claim.kind,
        ("by", ""): ids(claim.by),
        **when_fields(claim.dated),
        ("about", ""): ids(claim.about),
        ("denies", ""): tuple(other.ref for other in claim.denies),
    }
    made = entry("claim", claim, plain(claim.text), fields, claim)
    return replace(
        made,
        id=claim.ref,
        page=f"{made.page}#{claim.id}",
        status=claim.standing.mark,
        when=claim.dated.when if claim.dated else None,
        evidence=tuple(map(_evidence, claim.evidence)),
    )


def _evidence(piece: Evidence) -> Entry:
    source = piece.source
    fields: Keys = {
        ("quote", ""): " … ".join(" ".join(part.split()) for part in piece.quote),
        ("words", ""): piece.words,
        ("translation", ""): piece.translation,
        ("hedge", ""): piece.hedge,
        ("reports", ""): written(piece.reports, piece.claim.event),
        ("stance", ""): piece.stance,
        ("speaker", ""): piece.speaker.id if piece.speaker else "",
        ("via", ""): () if piece.via == _usual_via(source) else via(piece.via) or ("none",),
        ("lang", ""): piece.language if piece.language != source.language else "",
        ("unverified", ""): piece.unverified,
    }
    page = f"{address_of(page_of(piece.claim))}#{piece.claim.id}"
    return Entry("evidence", source.id, source.publisher, without_empty(fields), page)


def _usual_via(source: Source) -> tuple[Source | None, ...]:
    """Return what evidence from the source repeats where it does not say so itself."""
    mirrored = (source.mirrors,) if isinstance(source.mirrors, Source) else ()
    return source.via or mirrored


def via(originals: Iterable[Source | None]) -> tuple[str, ...]:
    """Return what is repeated, as editors write it."""
    return tuple("unnamed" if source is None else source.id for source in originals)


def _question(question: Question) -> Entry:
    within = question.event
    fields: Keys = {
        ("ask", ""): question.ask,
        ("answers", ""): tuple(answer.ref for answer in question.answers),
        ("exclusive", ""): "true" if question.is_exclusive else "",
        ("shown", ""): question.shown.ref if question.shown else "",
        ("because", ""): written(question.because, within),
        ("settle", ""): written(question.settle, within),
        ("cite", ""): written(question.cite, within),
    }
    made = entry("question", question, question.ask, fields, within)
    return replace(made, id=f"{within.id}/{question.id}", page=f"{made.page}#{question.id}")


def _tie(tie: Tie) -> Entry:
    fields: Keys = {
        ("event", ""): tie.follows.id,
        ("how", ""): tie.how,
        ("claim", ""): tie.claim.ref if tie.claim else "",
        ("unverified", ""): tie.unverified,
    }
    page = f"{address_of(page_of(tie.event))}#{tie.id}"
    return Entry("tie", f"{tie.event.id}/{tie.id}", tie.follows.title, without_empty(fields), page)


def entity_fields(entity: Entity) -> Keys:
    """Return what actors, places and topics share."""
    return {
        ("name", ""): entity.name,
        **{("names", language): name for language, name in entity.names.items()},
        ("also", ""): entity.also,
        ("summary", ""): written(entity.summary),
        ("sources", ""): ids(entity.sources),
    }
