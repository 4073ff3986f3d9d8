"""From a page of a list that is cut into pages to those around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from kb.public import dates
from kb.render.parts import Begins, Part

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Way(Generic[T]):
    """One page of a list, and where a reader may go from it."""

    part: Part[T]
    above: tuple[Part[T], ...] = ()
    """The pages that lead to it, from the top down."""
    before: Part[T] | None = None
    after: Part[T] | None = None


def time_of(part: Part[T], begins: Begins[T]) -> str:
    """Return in words when the items of a page below the top begin; a numbered part in days."""
    if part.number:
        return dates.period(begins(part.items[0]), begins(part.items[-1]))
    return dates.part(part.name)


def ways_of(top: Part[T]) -> Iterator[Way[T]]:
    """Yield every page of a list, each after the one that leads to it.

    A page that lists stands between the two that list what comes before and after. One that leads
    to others stands between two years, or two months, and a year that lists its months itself
    stands for them.
    """
    beside = _beside(top)
    yield Way(top)
    yield from _below(top, (), beside)


def _below(
    part: Part[T], above: tuple[Part[T], ...], beside: dict[str, tuple[Part[T] | None, ...]]
) -> Iterator[Way[T]]:
    for lower in part.below:
        yield Way(lower, (*above, part), *beside[lower.name])
        yield from _below(lower, (*above, part), beside)


def _beside(top: Part[T]) -> dict[str, tuple[Part[T] | None, ...]]:
    """Return the neighbours of each page, by its name, in the lowest tier in which it stands."""
    found: dict[str, tuple[Part[T] | None, ...]] = {}
    tier: tuple[Part[T], ...] = (top,)
    while any(part.below for part in tier):
        tier = tuple(lower for part in tier for lower in part.below or (part,))
        neighbours = zip((None, *tier[:-1]), tier, (*tier[1:], None), strict=True)
        found |= {part.name: (before, after) for before, part, after in neighbours}
    return found
