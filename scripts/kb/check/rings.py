"""Rings in what leads from one id to others, for every rule that refuses them."""

from collections.abc import Iterable, Iterator, Mapping

Ring = tuple[str, ...]


def rings(steps: Mapping[str, Iterable[str]]) -> list[Ring]:
    """Return each ring that a walk from the first id on meets, once, begun at its first id.

    The walk keeps its own stack: a chain may be longer than Python's recursion allows.
    """
    order = {name: number for number, name in enumerate(steps)}
    found: dict[Ring, None] = {}
    done: set[str] = set()
    for start in steps:
        if start not in done:
            for ring in _rings_from(start, steps, done):
                found[_begun_at_first(ring, order)] = None
    return list(found)


def told(ring: Ring) -> str:
    """Return the ring as a message prints it, back to where it begins."""
    return " → ".join((*ring, ring[0]))


def _rings_from(start: str, steps: Mapping[str, Iterable[str]], done: set[str]) -> Iterator[Ring]:
    trail, place = [(start, iter(steps[start]))], {start: 0}
    while trail:
        here, ahead = trail[-1]
        following = next(ahead, None)
        if following is None:
            done.add(here)
            del place[here], trail[-1]
        elif following in place:
            yield tuple(name for name, _ in trail[place[following] :])
        elif following in steps and following not in done:
            place[following] = len(trail)
            trail.append((following, iter(steps[following])))


def _begun_at_first(ring: Ring, order: Mapping[str, int]) -> Ring:
    at = min(range(len(ring)), key=lambda number: order[ring[number]])
    return ring[at:] + ring[:at]
