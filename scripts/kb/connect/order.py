"""The order of events: earliest, latest, time, undisputed ties, then as typed (DESIGN 4.2)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import time
from heapq import heappop, heappush
from itertools import groupby, pairwise

from kb.dates.when import sort_key
from kb.dossier import Event, Tie

_UNDISPUTED = ("corroborated", "single-source")
Step = str | time
"""An event, or the moment when all events of one time are out."""
Steps = Mapping[Step, Sequence[Step]]
"""What comes after each step."""


def in_order(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events, which come as typed, by time; ties decide only within equal bounds."""
    ranked = sorted(events, key=lambda event: sort_key(event.when))
    groups = groupby(ranked, key=lambda event: sort_key(event.when))
    return tuple(event for _, group in groups for event in _within_bounds(list(group)))


def _within_bounds(group: list[Event]) -> Iterable[Event]:
    """Order events of equal bounds: times first, then ties that contradict nothing yet."""
    if len(group) == 1:
        return group
    times = {event.id: event.when.time for event in group if event.when.time is not None}
    steps = defaultdict(list, _steps_of_times(times))
    for before, after in _holding(group, times):
        steps[before].append(after)
    ordered = list(_sorted_by(steps, group))
    assert len(ordered) == len(group), "the check refuses rings of ties"
    return ordered


def _steps_of_times(times: Mapping[str, time]) -> dict[Step, list[Step]]:
    """Lead from every event that has a time to those of the next time."""
    steps: dict[Step, list[Step]] = {event: [when] for event, when in times.items()}
    last_before = {later: earlier for earlier, later in pairwise(sorted({*times.values()}))}
    for event, when in times.items():
        if when in last_before:
            steps.setdefault(last_before[when], []).append(event)
    return steps


def _holding(group: Iterable[Event], times: Mapping[str, time]) -> Iterator[tuple[str, str]]:
    """Yield the ties within the group, earlier event first, that contradict no time.

    Ties alone never contradict each other: the check refuses rings. So it is enough to know of each
    event the latest time that must come before it and the earliest that must come after it, its own
    being both.
    """
    within = {event.id for event in group}
    not_before, not_after = dict(times), dict(times)
    before: defaultdict[str, list[str]] = defaultdict(list)
    after: defaultdict[str, list[str]] = defaultdict(list)
    for event in group:
        for earlier in (tie.follows.id for tie in event.follows if _decides(tie)):
            begins, ends = not_before.get(earlier), not_after.get(event.id)
            if earlier not in within or (begins and ends and ends < begins):
                continue
            after[earlier].append(event.id)
            before[event.id].append(earlier)
            _spread(begins, event.id, after, not_before, max)
            _spread(ends, earlier, before, not_after, min)
            yield earlier, event.id


def _spread(
    bound: time | None,
    event: str,
    ahead: Mapping[str, Sequence[str]],
    bounds: dict[str, time],
    choose: Callable[[time, time], time],
) -> None:
    """Tighten the bound of an event and of all ahead of it, as far as it is any tighter."""
    left = [event] if bound else []
    while bound and left:
        here = left.pop()
        if here not in bounds or choose(bound, bounds[here]) != bounds[here]:
            bounds[here] = bound
            left += ahead.get(here, ())


def _decides(tie: Tie) -> bool:
    return tie.claim is None or tie.claim.standing.mark in _UNDISPUTED


def _sorted_by(steps: Steps, group: Sequence[Event]) -> Iterator[Event]:
    """Yield, again and again, the first event as typed whose predecessors are all out."""
    place = {event.id: number for number, event in enumerate(group)}
    waits = Counter(step for following in steps.values() for step in following)
    ready = [place[event.id] for event in group if not waits[event.id]]
    while ready:
        event = group[heappop(ready)]
        yield event
        for freed in _freed_by(event.id, steps, waits):
            heappush(ready, place[freed])


def _freed_by(out: Step, steps: Steps, waits: dict[Step, int]) -> Iterator[str]:
    """Count down what waits for a step, and yield the events that wait for nothing any more."""
    for step in steps.get(out, ()):
        waits[step] -= 1
        if not waits[step]:
            if isinstance(step, str):
                yield step
            else:
                yield from _freed_by(step, steps, waits)
