"""A list in order of time -> the pages that hold it, where one page would weigh too much.

A list that fits stays whole. Else its page leads to one for each year; a year that does not fit
leads to its months, and a month to numbered parts. So a page keeps its address while the list
grows: what it held stands below it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Generic, TypeVar

T = TypeVar("T")
Begins = Callable[[T], date]
"""The day under which an item is listed."""


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One page of a list, with what stands below it; in order of time."""

    name: str
    """The last step of its address: `2022`, `2022-06` or `2022-06-part-2`; empty for the top."""
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


def part_of(items: Sequence[T], begins: Begins[T], most: int) -> Part[T]:
    """Return the top page of a list whose items come in the order of the days they begin.

    No page lists more than `most` of them.
    """
    if len(items) <= most:
        return Part("", tuple(items))
    years = groupby(items, key=lambda item: begins(item).year)
    below = (_year(f"{year:04}", tuple(held), begins, most) for year, held in years)
    return Part("", tuple(items), tuple(below))


def _year(name: str, items: tuple[T, ...], begins: Begins[T], most: int) -> Part[T]:
    if len(items) <= most:
        return Part(name, items)
    months = groupby(items, key=lambda item: begins(item).month)
    below = (_month(f"{name}-{month:02}", tuple(held), most) for month, held in months)
    return Part(name, items, tuple(below))


def _month(name: str, items: tuple[T, ...], most: int) -> Part[T]:
    if len(items) <= most:
        return Part(name, items)
    numbered = enumerate(_cut(items, most), 1)
    below = (Part(f"{name}-part-{n}", held, number=n) for n, held in numbered)
    return Part(name, items, tuple(below))


def _cut(items: tuple[T, ...], most: int) -> Iterable[tuple[T, ...]]:
    return (items[at : at + most] for at in range(0, len(items), most))
