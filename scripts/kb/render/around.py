"""What stands around an event: its ties, and what came just before, meanwhile and after."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

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


class Surroundings:
    """Finds what stands around each event of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self._events = dossier.events

    def around(self, event: Event) -> Around:
        """Return the neighbours of an event; none of them stands there twice."""
        before = [Neighbour(tie.follows, tie) for tie in event.follows]
        after = [Neighbour(tie.event, tie) for tie in event.followed_by]
        tied = {neighbour.event for neighbour in (*before, *after)} | {event}
        during = [*islice((one for one in self._during(event) if one not in tied), _MEANWHILE)]
        tied.update(during)
        if event.before and event.before not in tied:
            before.append(Neighbour(event.before))
        if event.after and event.after not in tied:
            after.append(Neighbour(event.after))
        return Around(self._by_time(before), tuple(map(Neighbour, during)), self._by_time(after))

    def _during(self, event: Event) -> Iterator[Event]:
        """Yield the events that fell within one that lasted."""
        starts, ends = event.when.earliest, event.when.latest
        if event.when.kind != "lasted" or starts is None or ends is None:
            return
        begun, others = self._bounded
        for number in range(bisect_left(begun, starts), bisect_right(begun, ends)):
            latest = others[number].when.latest
            if latest and latest <= ends:
                yield others[number]

    def _by_time(self, neighbours: list[Neighbour]) -> tuple[Neighbour, ...]:
        return tuple(sorted(neighbours, key=lambda neighbour: self._places[neighbour.event]))

    @cached_property
    def _places(self) -> Mapping[Event, int]:
        return {event: number for number, event in enumerate(self._events)}

    @cached_property
    def _bounded(self) -> tuple[list[date], list[Event]]:
        """When each event that has a first and a last day began, in order, and those events."""
        found = [(one.when.earliest, one) for one in self._events if one.when.latest]
        bounded = [(begun, one) for begun, one in found if begun]
        return [begun for begun, _ in bounded], [one for _, one in bounded]


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
