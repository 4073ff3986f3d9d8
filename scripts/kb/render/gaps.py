"""What is not known: what only the data can show of their own gaps, for the page of gaps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kb.dossier import Actor, Claim, Dossier, Event, Evidence, Source
from kb.render.home import Day

_SPEAKING = ("person", "state-body", "organisation", "company", "court")
"""A state or a territory speaks through its bodies, and a newspaper in what it prints."""


@dataclass(frozen=True, slots=True)
class EventClaims:
    """Claims of one event, as typed."""

    event: Event
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """An original that nobody here has read, with the outlets and claims that lead back to it."""

    source: Source
    outlets: tuple[Source, ...]
    claims: tuple[Claim, ...]


def single_origin(dossier: Dossier) -> tuple[EventClaims, ...]:
    """Return the claims that matter and rest on one origin: leads, and answers to a question."""
    return tuple(
        _by_event(
            claim
            for claim in dossier.claims
            if claim.standing.mark == "single-source"
            and (claim is claim.event.lead or claim.questions)
        )
    )


def kept_alone(dossier: Dossier) -> tuple[EventClaims, ...]:
    """Return the claims that only sources kept in full support, opinions of theirs left out."""
    return tuple(
        _by_event(
            claim
            for claim in dossier.claims
            if claim.kind != "opinion" and len(_carriers(claim)) == 1 and _carriers(claim)[0].kept
        )
    )


def unread_originals(dossier: Dossier) -> tuple[Unread, ...]:
    """Return the originals that nobody here has read, those that most claims lead to first."""
    led: dict[Source, list[Evidence]] = {}
    for claim in dossier.claims:
        for piece in claim.evidence:
            for original in {piece.source} | _ancestors(piece.via):
                if original.read == "none":
                    led.setdefault(original, []).append(piece)
    found = [_unread(source, led[source]) for source in dossier.sources if source in led]
    return tuple(sorted(found, key=lambda unread: (-len(unread.claims), -len(unread.outlets))))


def unheard(dossier: Dossier) -> tuple[Actor, ...]:
    """Return who takes part in an event while no evidence here carries a word of theirs."""
    speaking = _speaking(dossier)
    present = {part.actor for event in dossier.events for part in event.parts.values()}
    return tuple(
        actor
        for actor in dossier.actors
        if actor in present
        and actor.kind in _SPEAKING
        and not speaking & {actor, *actor.spoken_for_by}
    )


def empty_days(dossier: Dossier) -> tuple[Day, ...]:
    """Return the runs of days of the focus on which no event begins that is dated to the day."""
    first, last = dossier.focus.earliest, dossier.focus.latest
    if first is None or last is None:
        return ()
    begun = {event.when.earliest for event in dossier.events if is_dated_to_the_day(event)}
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return tuple(_runs(day for day in days if day not in begun))


def is_dated_to_the_day(event: Event) -> bool:
    """Tell whether the day on which it began is known."""
    start = event.when.parts[0] if event.when.parts else None
    return start is not None and start.precision in ("day", "time")


def _by_event(claims: Iterable[Claim]) -> Iterator[EventClaims]:
    found: dict[Event, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.event, []).append(claim)
    for event, group in found.items():
        yield EventClaims(event, tuple(group))


def _carriers(claim: Claim) -> tuple[Source, ...]:
    supporting = (piece.source for piece in claim.evidence if piece.stance == "supports")
    return tuple(dict.fromkeys(supporting))


def _ancestors(via: tuple[Source | None, ...]) -> set[Source]:
    """Return all to which a piece of evidence leads back; a circle ends where it closes."""
    found: set[Source] = set()
    ahead = list(via)
    while ahead:
        source = ahead.pop()
        if source is not None and source not in found:
            found.add(source)
            further = source.mirrors if isinstance(source.mirrors, Source) else None
            ahead += source.via or (further,)
    return found


def _unread(source: Source, pieces: list[Evidence]) -> Unread:
    outlets = dict.fromkeys(piece.source for piece in pieces if piece.source is not source)
    return Unread(source, tuple(outlets), tuple(dict.fromkeys(piece.claim for piece in pieces)))


def _speaking(dossier: Dossier) -> set[Actor]:
    """Return everybody of whom some evidence carries a word."""
    found = {actor for claim in dossier.claims for actor in claim.by}
    for claim in dossier.claims:
        for piece in claim.evidence:
            found |= {actor for actor in (piece.speaker, piece.source.speaker) if actor}
    return found


def _runs(days: Iterable[date]) -> Iterator[Day]:
    run: list[date] = []
    for day in days:
        if run and day - run[-1] > timedelta(1):
            yield Day(run[0], run[-1], ())
            run.clear()
        run.append(day)
    if run:
        yield Day(run[0], run[-1], ())
