"""What a calendar and a feed tell of an event in words, each paragraph fit to stand alone."""

from collections.abc import Iterator, Mapping

from kb.export.shapes import Actor, Claim, Date, Event, Published, Sentence

Claims = Mapping[str, Claim]
"""Every claim by its id."""


def claims_by_id(published: Published) -> Claims:
    """Return every claim by its id."""
    return {claim.id: claim for claim in published.claims}


def events_naming(actor: Actor, published: Published) -> tuple[Event, ...]:
    """Return the events that name an actor, as its page lists them, by time."""
    named = {mention.event for mention in actor.mentions}
    return tuple(event for event in published.events if event.id in named)


def told(event: Event, claims: Claims) -> tuple[str, ...]:
    """Return the paragraphs: date, who says it, summary, and what could not be verified."""
    return tuple(_paragraphs(event, claims))


def _paragraphs(event: Event, claims: Claims) -> Iterator[str]:
    yield f"Date: {_dated(event.date)}."
    yield event.statement
    if event.summary:
        yield " ".join(_sentence(sentence, claims) for sentence in event.summary)
    for reason in event.unverified.values():
        yield f"Not verified: {reason}"


def _dated(date: Date) -> str:
    notes = [
        "worked out from the date of another event" if date.counted_from else "",
        f"in the source’s words: “{date.wording}”" if date.wording else "",
    ]
    said = "; ".join(filter(None, notes))
    return f"{date.text} ({said})" if said else date.text


def _sentence(sentence: Sentence, claims: Claims) -> str:
    """Return a sentence; what may not stand bare in it is followed by its status."""
    carried = (claims[ref] for ref in sentence.claims)
    marks = dict.fromkeys(claim.status.mark for claim in carried if not claim.is_bare)
    return f"{sentence.text} [{', '.join(marks)}]" if marks else sentence.text
