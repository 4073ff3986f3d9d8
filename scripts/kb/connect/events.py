"""What joins the events: prose, evidence, questions, denials and ties."""

from collections.abc import Iterable

from kb import dossier as made
from kb import model
from kb.connect.prose import resolved, summary_of
from kb.connect.records import Records, anchor_of, caution_of, corrections_of


def link_events(records: Records) -> None:
    """Fill in the prose, questions, denials, ties and neighbours of every event."""
    written = records.manuscript.timeline.events
    for event in records.events.values():
        typed = written[event.id]
        reckoned = records.calendar.of_event(event.id)
        event.dated = made.Dated(event.when, reckoned.wording, anchor_of(reckoned, records))
        event.distinct_from = [
            (records.events[other], why)
            for other, why in typed.distinct_from.items()
            if other in records.events
        ]
        for claim in event.claims.values():
            _link_claim(records, claim, typed.claims[claim.id])
    for event in records.events.values():
        event.summary = summary_of(records, event)
        for question, asked in written[event.id].questions.items():
            _add_question(records, event, question, asked)
        for tie, tied in written[event.id].follows.items():
            _add_tie(records, event, tie, tied)


def _link_claim(records: Records, claim: made.Claim, typed: model.Claim) -> None:
    event = claim.event
    claim.text = resolved(records, typed.text, event)
    reckoned = records.calendar.of_claim(event.id, claim.id)
    if reckoned:
        anchor = anchor_of(reckoned, records)
        claim.dated = made.Dated(reckoned.when, reckoned.wording, anchor)
    for ref in typed.denies:
        if denied := records.claim(ref, event):
            claim.denies.append(denied)
            denied.denied_by.append(claim)
    for ref in typed.about:
        target = records.find(ref)
        if isinstance(target, made.Entity | made.Event):
            claim.about.append(target)
    for piece, given in zip(claim.evidence, typed.evidence, strict=True):
        piece.reports = resolved(records, given.reports, event)
        piece.via = repeats(records, given.via) if given.via else _default_via(records, piece)


def repeats(records: Records, via: Iterable[str]) -> tuple[made.Source | None, ...]:
    """Return the sources that are repeated; `unnamed` is None, and `none` is nothing."""
    return tuple(records.sources.get(ref) for ref in via if ref != "none")


def _default_via(records: Records, piece: made.Evidence) -> tuple[made.Source | None, ...]:
    written = records.manuscript.sources[piece.source.id]
    if not written.via and written.mirror and written.mirror != "true":
        return (records.sources[written.mirror],)
    return repeats(records, written.via)


def _add_question(
    records: Records, event: made.Event, question: str, asked: model.Question
) -> None:
    answers = [claim for ref in asked.answers if (claim := records.claim(ref, event))]
    at = records.manuscript.key_at("events", event.id, "questions", question)
    event.questions[question] = made.Question(
        id=question,
        line=at.line,
        file=at.file,
        unverified=asked.unverified or {},
        updated=records.calendar.of(asked.updated),
        corrected=corrections_of(records, asked),
        event=event,
        ask=asked.ask,
        answers=tuple(answers),
        shown=records.claim(asked.shown, event) if asked.shown else None,
        is_exclusive=asked.exclusive,
        because=resolved(records, asked.because, event),
        settle=resolved(records, asked.settle, event),
        cite=resolved(records, asked.cite, event),
    )
    for answer in answers:
        answer.questions.append(event.questions[question])


def _add_tie(records: Records, event: made.Event, tie: str, tied: model.Tie) -> None:
    earlier = records.events.get(tied.event)
    if earlier is None:
        return
    claim = records.claim(tied.claim, event) if tied.claim else None
    corrected = corrections_of(records, tied)
    made_tie = made.Tie(tie, event, earlier, tied.how, claim, caution_of(tied), corrected)
    event.follows.append(made_tie)
    earlier.followed_by.append(made_tie)
