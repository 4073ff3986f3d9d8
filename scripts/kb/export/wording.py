"""What a calendar and a feed tell of an event in words, each paragraph fit to stand alone."""

from collections.abc import Iterator

from kb.export.shapes import Actor, Date, Event, Published


def events_by_actor(published: Published) -> Iterator[tuple[Actor, tuple[Event, ...]]]:
    """Yield each actor with the events that name it, as its page lists them, by time."""
    places = {event.id: place for place, event in enumerate(published.events)}
    for actor in published.actors:
        named = {mention.event for mention in actor.mentions} & places.keys()
        yield (
            actor,
            tuple(published.events[place] for place in sorted(places[one] for one in named)),
        )


def told(event: Event) -> tuple[str, ...]:
    """Return the paragraphs: date, who says it, summary, and what could not be verified."""
    return tuple(_paragraphs(event))


def summary_of(event: Event) -> str:
    """Return the summary of an event, with the status of what may not stand bare in it."""
    return " ".join(sentence.told for sentence in event.summary)


def _paragraphs(event: Event) -> Iterator[str]:
    yield f"Date: {_dated(event.date)}."
    yield event.statement
    if event.summary:
        yield summary_of(event)
    for reason in event.unverified.values():
        yield f"Not verified: {reason}"


def _dated(date: Date) -> str:
    notes = [
        "worked out from the date of another event" if date.counted_from else "",
        f"in the source’s words: “{date.wording}”" if date.wording else "",
    ]
    said = "; ".join(filter(None, notes))
    return f"{date.text} ({said})" if said else date.text
