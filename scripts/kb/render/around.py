"""What stands around an event: its ties, and what came just before, meanwhile and after."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.dossier import Claim, Dossier, Event, Mark, Mention, Tie

_MEANWHILE = 8
CONTESTED: tuple[Mark, ...] = (
    "disputed",
    "contradicted",
    "single-source",
    "corroborated",
    "opinion",
)
"""The statuses, the most contested first; opinions, which are not rated, come last."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An event beside another, and the tie between them if an editor drew one."""

    event: Event
    tie: Tie | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """The events before, during and after one."""

    before: tuple[Neighbour, ...]
    meanwhile: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]


def around(event: Event, dossier: Dossier) -> Around:
    """Return the neighbours of an event; none of them stands there twice."""
    before = [Neighbour(tie.follows, tie) for tie in event.follows]
    after = [Neighbour(tie.event, tie) for tie in event.followed_by]
    tied = {neighbour.event for neighbour in (*before, *after)} | {event}
    during = [other for other in _during(event, dossier.events) if other not in tied][:_MEANWHILE]
    tied.update(during)
    if event.before and event.before not in tied:
        before.append(Neighbour(event.before))
    if event.after and event.after not in tied:
        after.append(Neighbour(event.after))
    return Around(
        _by_time(before, dossier), tuple(map(Neighbour, during)), _by_time(after, dossier)
    )


@dataclass(frozen=True, slots=True)
class Mentions:
    """Every mention of a record in one event."""

    event: Event
    roles: tuple[Mention, ...]
    """As part of the event, place or topic."""
    claims: tuple[Mention, ...]


def by_event(mentions: Iterable[Mention]) -> tuple[Mentions, ...]:
    """Return the mentions gathered by event, in their order."""
    found: dict[Event, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.event, []).append(mention)
    return tuple(
        Mentions(
            event,
            tuple(mention for mention in group if mention.kind in ("part", "place", "topic")),
            tuple(mention for mention in group if mention.kind in ("says", "speaks", "about")),
        )
        for event, group in found.items()
    )


def most_contested_first(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims, disputed ones first, the evenest of them on top; opinions come last."""
    return sorted(
        claims,
        key=lambda claim: (
            CONTESTED.index(claim.standing.mark),
            abs(claim.standing.supporting - claim.standing.disputing),
            -claim.standing.supporting - claim.standing.disputing,
        ),
    )


def _during(event: Event, others: Iterable[Event]) -> list[Event]:
    """Return the events that fell within one that lasted."""
    starts, ends = event.when.earliest, event.when.latest
    if event.when.kind != "lasted" or starts is None or ends is None:
        return []
    return [
        other
        for other in others
        if other.when.earliest and other.when.latest
        if starts <= other.when.earliest and other.when.latest <= ends
    ]


def _by_time(neighbours: list[Neighbour], dossier: Dossier) -> tuple[Neighbour, ...]:
    return tuple(sorted(neighbours, key=lambda neighbour: dossier.events.index(neighbour.event)))
