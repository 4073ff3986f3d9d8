"""What stands around an event: found by place in time, it is what a look at every event finds."""

from kb.dossier import Dossier, Event
from kb.render.around import Surroundings


def fell_within(other: Event, event: Event) -> bool:
    first, last = event.when.earliest, event.when.latest
    begun, ended = other.when.earliest, other.when.latest
    return bool(first and last and begun and ended and first <= begun and ended <= last)


def test_meanwhile_are_the_first_events_within_one_that_lasted(dossier: Dossier) -> None:
    surroundings, found = Surroundings(dossier), 0
    for event in dossier.events:
        near = surroundings.around(event)
        tied = {one.event for one in (*near.before, *near.after) if one.tie} | {event}
        within = [one for one in dossier.events if fell_within(one, event) and one not in tied]
        expected = within[:8] if event.when.kind == "lasted" else []
        assert [one.event for one in near.meanwhile] == expected, event
        found += len(expected)
    assert found


def test_neighbours_stand_in_the_order_of_time_and_once(dossier: Dossier) -> None:
    surroundings = Surroundings(dossier)
    for event in dossier.events:
        near = surroundings.around(event)
        around = [one.event for one in (*near.before, *near.meanwhile, *near.after)]
        assert event not in around
        assert len(set(around)) == len(around)
        for side in (near.before, near.after):
            places = [dossier.events.index(one.event) for one in side]
            assert places == sorted(places)
