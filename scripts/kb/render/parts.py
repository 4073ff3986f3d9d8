"""A list in order of time -> the pages that hold it, where one page would weigh too much.

A list that fits stays whole. Else its page leads to one for each year; a year that does not fit
leads to its months, and a month to numbered parts. So a page keeps its address while the list
grows: what it held stands below it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Generic, TypeVar

from kb.render.runs import Weighs, runs

T = TypeVar("T")
Begins = Callable[[T], date]
"""The day under which an item is listed."""

Steps = tuple[Callable[[date], str], ...]
"""Each names the page that lists a day; one step is finer than the one before it."""


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One page of a list, with what stands below it; in order of time."""

    name: str
    """The last step of its address: `2022`, `b` or `2022-06-part-2`; empty for the top."""
    items: tuple[T, ...]
    """All that it lists, or that the pages below it do."""
    below: "tuple[Part[T], ...]" = ()
    """The pages that list the items; none where it does so itself."""
    number: int = 0
    """From 1, among the parts of one month; else 0."""

    @property
    def pages(self) -> "Iterator[Part[T]]":
        """Yield itself and every page below it, in order."""
        yield self
        for part in self.below:
            yield from part.pages


def by_decade(day: date) -> str:
    """Return the name of a decade: `2020s`."""
    return f"{day.year // 10:03}0s"


def by_year(day: date) -> str:
    """Return the name of a year: `2022`."""
    return f"{day.year:04}"


def by_month(day: date) -> str:
    """Return the name of a month: `2022-06`."""
    return f"{day.year:04}-{day.month:02}"


def part_of(
    items: Sequence[T],
    begins: Begins[T],
    most: int,
    weighs: Weighs[T] = lambda _: 1,
    steps: Steps = (by_year, by_month),
) -> Part[T]:
    """Return the top page of a list whose items come in the order of the days they begin.

    No page lists items that weigh more than `most` together, unless it lists a single one. A list
    that does not fit is cut by the first of the steps, what does not fit then by the next.
    """

    def part(name: str, held: tuple[T, ...], left: Steps) -> Part[T]:
        if _fit(held, most, weighs) or not left:
            return numbered(name, held, most, weighs)
        step, *after = left
        groups = groupby(held, key=lambda item: step(begins(item)))
        below = (part(named, tuple(group), tuple(after)) for named, group in groups)
        return Part(name, held, tuple(below))

    return part("", tuple(items), steps)


def numbered(
    name: str, items: tuple[T, ...], most: int, weighs: Weighs[T] = lambda _: 1
) -> Part[T]:
    """Return the page of that name, which leads to numbered parts where it cannot list all."""
    if _fit(items, most, weighs):
        return Part(name, items)
    parts = enumerate(runs(items, most, weighs), 1)
    stem = f"{name}-part" if name else "part"
    below = (Part(f"{stem}-{n}", held, number=n) for n, held in parts)
    return Part(name, items, tuple(below))


def _fit(items: Sequence[T], most: int, weighs: Weighs[T]) -> bool:
    return len(items) <= 1 or sum(map(weighs, items)) <= most
