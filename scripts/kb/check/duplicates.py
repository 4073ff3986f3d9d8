"""Rule: no event stands twice.

Two events look the same when their dates have the same bounds, they have an actor in common (or
name none and have a place in common, or name neither), and their titles are near.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz, process

from kb.check.reckoning import event_dates
from kb.manuscript import Manuscript
from kb.model import Event
from kb.problems import Problem

_NEAR = 76
"""Titles of one happening told in other words, order or spelling reach it. In the dossier, two
happenings of one day with one actor come to 72 at most."""
_BEGINNING = 4
"""Letters in which inflections and most spellings of a name agree."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An event as it is compared with others."""

    event: str
    ties: frozenset[tuple[str, str]]
    """What another event of the same date has in common with it, if it is the same one."""
    title: str
    """Without case and signs."""
    words: tuple[str, ...]
    """How the words of the title begin, the rarest first."""

    @property
    def marking(self) -> tuple[str, ...]:
        """The rarer words: who shares at least half of the words shares one of these."""
        return self.words[: len(self.words) // 2 + 1]


def same_event(manuscript: Manuscript) -> Iterator[Problem]:
    """Two events with the same date, an actor in common and like titles say why they are two."""
    events = manuscript.timeline.events
    place = {event: number for number, event in enumerate(events)}
    for of_one_date in _of_one_date(manuscript):
        for pair in _alike(of_one_date):
            first, second = sorted(pair, key=lambda event: place[event])
            if not _are_told_apart(events, first, second):
                yield _problem(manuscript, first, second)


def _problem(manuscript: Manuscript, first: str, second: str) -> Problem:
    common = _common(manuscript.timeline.events[first], manuscript.timeline.events[second])
    message = f"'{second}' looks like '{first}': the same date, {common}a like title"
    hint = (
        f"if they are one, move its claims to '{first}' and delete it\n"
        f"if they are two, add `distinct_from: {{{first}: why}}` to it"
    )
    return Problem(manuscript.key_at("events", second), message, hint)


def _common(first: Event, second: Event) -> str:
    """Return in words what the two have in common beside date and title."""
    if shared := [actor for actor in first.actors if actor in second.actors]:
        return f"the actor '{shared[0]}' and "
    if shared := [place for place in first.place if place in second.place]:
        return f"the place '{shared[0]}' and "
    return "neither actor nor place, "


def _of_one_date(manuscript: Manuscript) -> Iterator[list[_Told]]:
    """Yield the events that share the bounds of their date with others, and were read whole."""
    dated: defaultdict[object, list[str]] = defaultdict(list)
    for event, when in event_dates(manuscript).items():
        if not any(manuscript.is_broken("events", event, key) for key in ("actors", "place")):
            dated[when.earliest, when.latest].append(event)
    several = [events for events in dated.values() if len(events) > 1]
    yield from _told(manuscript.timeline.events, several)


def _told(events: Mapping[str, Event], groups: list[list[str]]) -> Iterator[list[_Told]]:
    titles = {event: _bare(events[event].title) for group in groups for event in group}
    uses = Counter(word for title in titles.values() for word in _beginnings(title))

    def told(event: str) -> _Told:
        words = sorted(_beginnings(titles[event]), key=lambda word: (uses[word], word))
        return _Told(event, _ties(events[event]), titles[event], tuple(words))

    yield from (list(map(told, group)) for group in groups)


def _bare(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))


def _beginnings(title: str) -> set[str]:
    return {word[:_BEGINNING] for word in title.split()}


def _ties(record: Event) -> frozenset[tuple[str, str]]:
    if record.actors:
        return frozenset(("actors", actor) for actor in record.actors)
    return frozenset(("places", place) for place in record.place) or frozenset({("", "")})


def _alike(events: list[_Told]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that look the same.

    A title is compared only with shorter ones of which it has one of the rarer words: a pair that
    shares half of the shorter title is among them, and a busy day is far from every pair of it.
    """
    by_length = sorted(events, key=lambda told: len(told.words))
    found_by: defaultdict[object, list[int]] = defaultdict(list)
    for number, told in enumerate(by_length):
        keys = product(told.ties, told.words)
        shorter = set[int]().union(*(found_by[key] for key in keys if key in found_by))
        for other in _near(told.title, {other: by_length[other].title for other in shorter}):
            yield by_length[other].event, told.event
        for key in product(told.ties, told.marking):
            found_by[key].append(number)


def _near(title: str, others: Mapping[int, str]) -> list[int]:
    """Return which of the others are near; in one call, for a busy day has many thousands."""
    scores = process.extract(title, others, scorer=fuzz.token_ratio, score_cutoff=_NEAR, limit=None)
    return sorted(number for _, _, number in scores)


def _are_told_apart(events: Mapping[str, Event], one: str, other: str) -> bool:
    return other in events[one].distinct_from or one in events[other].distinct_from
