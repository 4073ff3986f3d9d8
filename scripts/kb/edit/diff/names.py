"""Dossier -> entries, the rest: actors, places, topics, sources with guides, and the heading."""

from itertools import chain

from kb.dossier import Actor, Dossier, Gap, GuideSentence, Office, Phrase, Place, Source, Topic
from kb.edit.diff.entries import (
    Entry,
    Keys,
    dated,
    entity_fields,
    entries_of_event,
    entry,
    ids,
    via,
    when_fields,
    without_empty,
    written,
)
from kb.model import Timeline


def entries_of(dossier: Dossier, timeline: Timeline) -> tuple[Entry, ...]:
    """Return everything that is published as it is compared, in reading order."""
    return (
        _heading(dossier, timeline),
        *chain.from_iterable(map(entries_of_event, dossier.events)),
        *map(_actor, dossier.actors),
        *map(_place, dossier.places),
        *map(_topic, dossier.topics),
        *map(_source, dossier.sources),
    )


def _heading(dossier: Dossier, timeline: Timeline) -> Entry:
    """Return what belongs to no record: the heading, gaps, retired ids and words to avoid."""
    fields: Keys = {
        ("title", ""): dossier.title,
        ("lede", ""): written(dossier.lede),
        ("focus", ""): dated(dossier.focus),
        ("contact", ""): dossier.contact,
        ("email", ""): dossier.email,
        ("questions", ""): tuple(f"{asked.event.id}/{asked.id}" for asked in dossier.opening),
        ("gaps", ""): tuple(map(_gap, dossier.gaps)),
        ("avoid_words", ""): timeline.avoid_words,
    }
    for old, what in timeline.retired.items():
        said = f"moved to {what.moved_to}" if what.moved_to else f"withdrawn: {what.withdrawn}"
        fields["retired", old] = said
    corrected = tuple(c.note for c in dossier.corrections if c.target is None)
    return Entry("dossier", "", dossier.title, without_empty(fields), "", corrected=corrected)


def _gap(gap: Gap) -> str:
    sources = f"; sources {', '.join(ids(gap.sources))}" if gap.sources else ""
    return f"{written(gap.text)}{sources}"


def _actor(actor: Actor) -> Entry:
    fields = entity_fields(actor) | {
        ("kind", ""): actor.kind,
        ("interest", ""): actor.interest,
        ("speaks_for", ""): actor.speaks_for.id if actor.speaks_for else "",
        ("roles", ""): tuple(map(_office, actor.offices)),
    }
    return entry("actor", actor, actor.name, fields, actor)


def _office(office: Office) -> str:
    parts = (
        office.title,
        f"of {office.of.id}" if office.of else "",
        f"from {dated(office.begins)}" if office.begins else "",
        f"to {dated(office.ends)}" if office.ends else "",
        f"attested {dated(office.attested)}" if office.attested else "",
        f"sources {', '.join(ids(office.sources))}" if office.sources else "",
        f"not verified: {office.unverified}" if office.unverified else "",
    )
    return "; ".join(filter(None, parts))


def _place(place: Place) -> Entry:
    fields = entity_fields(place) | {
        ("country", ""): place.country,
        ("at", ""): ", ".join(f"{degrees:g}" for degrees in place.at or ()),
        ("precision", ""): place.precision,
    }
    return entry("place", place, place.name, fields, place)


def _topic(topic: Topic) -> Entry:
    return entry("topic", topic, topic.name, entity_fields(topic), topic)


def _source(source: Source) -> Entry:
    mirrors = source.mirrors
    fields: Keys = {
        ("title", ""): source.title,
        ("publisher", ""): source.publisher,
        ("url", ""): source.url,
        ("archive", ""): source.archive,
        ("gone", ""): dated(source.gone),
        **when_fields(source.published, "published"),
        ("accessed", ""): dated(source.accessed.when if source.accessed else None),
        ("language", ""): source.language,
        ("kind", ""): source.kind,
        ("read", ""): source.read,
        ("interest", ""): source.interest,
        ("state", ""): "true" if source.is_state else "",
        ("speaker", ""): source.speaker.id if source.speaker else "",
        ("via", ""): via(source.via),
        ("mirror", ""): mirrors.id if isinstance(mirrors, Source) else "true" if mirrors else "",
        ("kept text", ""): source.kept.body if source.kept else "",
    }
    for sentence in source.guide:
        fields |= _guide(sentence)
    label = f"{source.publisher}, “{source.title}”" if source.title else source.publisher
    return entry("source", source, label, fields, source)


def _guide(sentence: GuideSentence) -> Keys:
    fields: Keys = {
        ("guide text", sentence.id): sentence.text,
        ("guide finding", sentence.id): sentence.finding,
        ("guide cite", sentence.id): written(sentence.cite),
        ("guide excused", sentence.id): sentence.excused,
    }
    phrases = {("guide phrase", f"{sentence.id} “{p.words}”"): _phrase(p) for p in sentence.phrases}
    return fields | phrases


def _phrase(phrase: Phrase) -> str:
    """Return the claim that a phrase makes, and what the evidence shows where that is typed."""
    shows = written(phrase.shows)
    return phrase.claim.ref + (f": {shows}" if shows != written(phrase.claim.text) else "")
