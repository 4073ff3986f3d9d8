"""A list that no single page can hold -> runs of it, one for each of its numbered pages."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
Weighs = Callable[[T], int]
"""How much of a page an item takes."""


def runs(items: Iterable[T], most: int, weighs: Weighs[T]) -> Iterator[tuple[T, ...]]:
    """Yield the items in runs that weigh no more than `most`, or are a single item.

    Of no items there is one run, which is empty.
    """
    run: list[T] = []
    weight = 0
    for item in items:
        if run and weight + weighs(item) > most:
            yield tuple(run)
            run, weight = [], 0
        run.append(item)
        weight += weighs(item)
    yield tuple(run)
