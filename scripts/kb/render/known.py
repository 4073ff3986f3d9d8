"""What was known on a day, as its page tells it: by event, with what was new and what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from kb.dossier import Dossier, Event, Known, KnownClaim, KnownDay
from kb.render.most import MOST, Most
from kb.render.runs import runs

Turn = Literal["new", "changed", ""]


@dataclass(frozen=True, slots=True, eq=False)
class KnownLine:
    """A claim with what the day did to it."""

    known: KnownClaim
    turn: Turn


@dataclass(frozen=True, slots=True, eq=False)
class KnownEvent:
    """An event of which something was known."""

    event: Event
    lead: KnownClaim | None
    """How its leading claim stood; None where nothing published supported it."""
    lines: tuple[KnownLine, ...]


def known_events(day: KnownDay) -> Iterator[KnownEvent]:
    """Yield the events of a day in order, each with its claims as typed."""
    turns: dict[KnownClaim, Turn] = dict.fromkeys(day.changed, "changed")
    turns |= dict.fromkeys(day.new, "new")
    for event, claims in groupby(day.claims, key=lambda known: known.claim.event):
        lines = tuple(KnownLine(known, turns.get(known, "")) for known in claims)
        yield KnownEvent(event, _stood(event, day.day), lines)


def listed_events(day: KnownDay, most: Most = MOST) -> tuple[KnownEvent, ...]:
    """Return the events that the page of a day lists, the first ones where it cannot list all."""
    return next(runs(known_events(day), most.known, lambda found: len(found.lines)))


def lists_turns(known: Known, most: Most = MOST) -> bool:
    """Tell whether the page of all days lists what was new and what changed on each."""
    turns = sum(len(day.new) + len(day.changed) for day in known.days)
    return known.is_whole and turns <= most.turns


def days_beside(dossier: Dossier, day: KnownDay) -> tuple[date | None, date | None]:
    """Return the day before and the day after, where they have a page."""
    first, last = dossier.known.days[0].day, dossier.known.days[-1].day
    before = day.day - timedelta(1) if day.day > first else None
    return before, day.day + timedelta(1) if day.day < last else None


def _stood(event: Event, day: date) -> KnownClaim | None:
    """Return how the leading claim of an event stood on a day."""
    stages = (known for known in reversed(event.lead.history) if known.since <= day)
    return next(stages, None)
