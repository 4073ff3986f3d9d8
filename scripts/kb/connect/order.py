"""The order of events: earliest, latest, time, undisputed ties, then as typed (DESIGN 4.2)."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from kb.dates.when import sort_key
from kb.dossier import Event, Tie

_UNDISPUTED = ("corroborated", "single-source")


def in_order(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events, which come as typed, by time; ties decide only within equal bounds."""
    ranked = sorted(events, key=lambda event: sort_key(event.when))
    groups = groupby(ranked, key=lambda event: sort_key(event.when))
    return tuple(event for _, group in groups for event in _within_bounds(list(group)))


def _within_bounds(group: list[Event]) -> Iterable[Event]:
    """Order events of equal bounds: times first, then ties that contradict nothing yet."""
    if len(group) == 1:
        return group
    earlier: dict[str, set[str]] = {event.id: set() for event in group}
    for event in group:
        earlier[event.id] |= {other.id for other in group if _is_earlier(other, event)}
    for event in group:
        for tie in event.follows:
            if tie.follows.id in earlier and _decides(tie):
                _add(earlier, event.id, tie.follows.id)
    return _sorted_by(earlier, group)


def _is_earlier(one: Event, other: Event) -> bool:
    first, second = one.when.time, other.when.time
    return first is not None and second is not None and first < second


def _decides(tie: Tie) -> bool:
    return tie.claim is None or tie.claim.standing.mark in _UNDISPUTED


def _add(earlier: dict[str, set[str]], event: str, before: str) -> None:
    """Put `before` before `event`, unless it is known to come after."""
    if event not in _all_before(earlier, before) and event != before:
        earlier[event].add(before)


def _all_before(earlier: dict[str, set[str]], event: str) -> set[str]:
    found: set[str] = set()
    left = [event]
    while left:
        new = earlier[left.pop()] - found
        found |= new
        left += new
    return found


def _sorted_by(earlier: dict[str, set[str]], group: list[Event]) -> Iterable[Event]:
    """Yield, again and again, the first event as typed whose predecessors are all out."""
    waiting = list(group)
    while waiting:
        ids = {event.id for event in waiting}
        ready = next(event for event in waiting if not earlier[event.id] & ids)
        waiting.remove(ready)
        yield ready
