"""Events of one day: times, then ties that contradict none, then as typed; and fast."""

from dataclasses import dataclass, field
from datetime import time
from itertools import pairwise
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from kb.connect.order import in_order
from kb.dates.when import When, parse_when
from kb.dossier import Event

Drawn = list[tuple[int | None, list[int]]]
"""The hour of each event, if it has one, and the events that it may follow."""


@dataclass
class Tied:
    """As much of a tie as the order asks for."""

    follows: "Happening"
    claim: None = None


@dataclass
class Happening:
    """As much of an event as the order asks for."""

    id: str
    when: When
    follows: list[Tied] = field(default_factory=list)


def happenings(drawn: Drawn) -> list[Happening]:
    """The events of one day; a later one in the hidden order follows an earlier one: no rings."""
    made = [Happening(str(number), at(hour)) for number, (hour, _) in enumerate(drawn)]
    hidden = sorted(range(len(made)), key=lambda number: number * 7919 % 31)
    for number, (_, others) in enumerate(drawn):
        for other in others:
            later, earlier = number, other % len(made)
            if hidden.index(later) < hidden.index(earlier):
                later, earlier = earlier, later
            if later != earlier:
                made[later].follows.append(Tied(made[earlier]))
    return made


def at(hour: int | None) -> When:
    when = parse_when("2022-06-17" if hour is None else f"2022-06-17T{hour:02}:00")
    assert isinstance(when, When)
    return when


def ordered(events: list[Happening]) -> list[str]:
    return [event.id for event in in_order(cast("list[Event]", events))]


def by_definition(events: list[Happening]) -> list[str]:
    """The order as the rule says it, looking at everything each time."""
    earlier = {
        event.id: {other.id for other in events if is_earlier(other.when.time, event.when.time)}
        for event in events
    }
    for event in events:
        for tie in event.follows:
            if event.id not in all_before(earlier, tie.follows.id):
                earlier[event.id].add(tie.follows.id)
    out: list[str] = []
    while len(out) < len(events):
        out.append(next(e.id for e in events if e.id not in out and earlier[e.id] <= {*out}))
    return out


def is_earlier(one: time | None, other: time | None) -> bool:
    return one is not None and other is not None and one < other


def all_before(earlier: dict[str, set[str]], event: str) -> set[str]:
    found: set[str] = set()
    left = [event]
    while left:
        new = earlier[left.pop()] - found
        found |= new
        left += new
    return found


@given(
    st.lists(
        st.tuples(st.none() | st.integers(9, 12), st.lists(st.integers(0, 9), max_size=3)),
        min_size=1,
        max_size=9,
    )
)
def test_the_order_is_the_one_that_the_rule_says(drawn: Drawn) -> None:
    events = happenings(drawn)

    assert ordered(events) == by_definition(events)


def test_a_tie_against_a_time_between_others_orders_nothing() -> None:
    evening, unknown, morning = events = happenings([(20, []), (None, []), (9, [])])
    unknown.follows.append(Tied(evening))
    morning.follows.append(Tied(unknown))

    assert ordered(events) == ["2", "0", "1"]


def test_a_long_chain_of_one_day_that_was_typed_backwards_is_turned_round() -> None:
    events = happenings([(None, [])] * 20_000)
    for later, earlier in pairwise(events):
        later.follows.append(Tied(earlier))

    assert ordered(events) == [event.id for event in reversed(events)]
