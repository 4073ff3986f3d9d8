"""What joins actors, places and topics: summaries, offices, and every mention of each."""

from collections import defaultdict
from collections.abc import Mapping

from kb import dossier as made
from kb import model
from kb.connect.names import calls_of, name_order, sentence_naming
from kb.connect.prose import resolved
from kb.connect.records import Records, caution_of, corrections_of
from kb.prose import plain


def link_entities(records: Records, events: tuple[made.Event, ...]) -> None:
    """Fill in summaries, offices, sources and every mention of actors, places and topics."""
    calls = _calls(records)
    for event in events:
        _mention_parts(records, event, calls)
        for claim in event.claims.values():
            _mention_claim(claim)
    timeline = records.manuscript.timeline
    for made_by_id, written in (
        (records.topics, timeline.topics),
        (records.places, timeline.places),
        (records.actors, timeline.actors),
    ):
        for entity, record in made_by_id.items():
            _back(records, record, written[entity])
    for actor in records.actors.values():
        _link_actor(records, actor)


def _back(records: Records, record: made.Entity, typed: model.Named) -> None:
    record.summary = resolved(records, typed.summary)
    record.sources = tuple(records.sources[source] for source in typed.sources)
    used = [*typed.sources]
    if isinstance(typed, model.Actor):
        used += [source for role in typed.roles for source in role.sources]
    for source in dict.fromkeys(used):
        records.sources[source].backs.append(record)


def _calls(records: Records) -> Mapping[str, tuple[str, ...]]:
    """Return the words that name each actor, place and topic, by its id."""
    timeline = records.manuscript.timeline
    written = (timeline.actors, timeline.places, timeline.topics)
    return {ref: calls_of(record) for held in written for ref, record in held.items()}


def _mention_parts(
    records: Records, event: made.Event, calls: Mapping[str, tuple[str, ...]]
) -> None:
    texts = [plain(text) for text in records.sentences(event.id)]

    def mention(record: made.Entity, kind: str, role: str = "") -> None:
        number = sentence_naming(calls[record.id], texts)
        claim = event.lead if number is None else None
        sentence = event.lead.text if number is None else event.summary[number].prose
        record.mentions.append(made.Mention(event, kind, role, sentence, claim))  # type: ignore[arg-type]

    for part in event.parts.values():
        mention(part.actor, "part", part.role)
    for place in event.places:
        mention(place, "place")
    for topic in event.topics:
        mention(topic, "topic")


def _mention_claim(claim: made.Claim) -> None:
    for actor in claim.by:
        actor.mentions.append(made.Mention(claim.event, "says", "", claim.text, claim))
    says = {*claim.by}
    spoken = ((p.speaker, p.stance) for p in claim.evidence if p.speaker and p.speaker not in says)
    for speaker, stance in dict.fromkeys(spoken):
        mention = made.Mention(claim.event, "speaks", "", claim.text, claim, stance)
        speaker.mentions.append(mention)
    for subject in claim.about:
        if subject not in says:
            subject.mentions.append(made.Mention(claim.event, "about", "", claim.text, claim))


def _link_actor(records: Records, actor: made.Actor) -> None:
    typed = records.manuscript.timeline.actors[actor.id]
    actor.offices = tuple(
        made.Office(
            title=role.title,
            of=records.actors.get(role.of or ""),
            begins=records.calendar.of(role.from_),
            ends=records.calendar.of(role.to),
            attested=records.calendar.of(role.attested),
            sources=tuple(records.sources[source] for source in role.sources),
            unverified=caution_of(role),
            corrected=corrections_of(records, role),
        )
        for role in typed.roles
    )
    if typed.speaks_for:
        actor.speaks_for = records.actors[typed.speaks_for]
        actor.speaks_for.spoken_for_by.append(actor)
    actor.company = _company(actor)


def _company(actor: made.Actor) -> tuple[made.Company, ...]:
    """Return the other actors of the actor's events, the most frequent first."""
    shared: dict[made.Actor, list[made.Event]] = defaultdict(list)
    for mention in actor.mentions:
        if mention.kind == "part":
            for part in mention.event.parts.values():
                if part.actor is not actor:
                    shared[part.actor].append(mention.event)
    company = [made.Company(other, tuple(events)) for other, events in shared.items()]
    return tuple(sorted(company, key=lambda c: (-len(c.events), name_order(c.actor.name))))
