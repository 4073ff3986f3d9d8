"""Invented dossiers of several sizes: builds, index, pages and serve of each, and the growth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from playwright.sync_api import Error

from tests.bench import indexing, pages, serving
from tests.bench.builds import COLD, PLAIN, UNAIDED, USUAL, Ground, Series
from tests.bench.figures import Figure
from tests.bench.progress import tell
from tests.bench.ratios import LARGE, figures_of, growth
from tests.bench.size import Size
from tests.gates.browser import started_browser

SIZES = (20, 1_000)
"""Events, where nobody says how many."""
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to know."""

    events: Sequence[int]
    rounds: int | None = None
    """How often each is measured; without, as often as is bearable."""
    limit: float = 3600
    """Seconds that one command may take."""
    is_unaided: bool = False
    """Whether to build with MkDocs as it comes as well."""

    def rounds_of(self, events: int) -> int:
        return self.rounds or (1 if events >= LARGE else _ROUNDS)


def measure(wish: Wish, scratch: Path, lost: list[str]) -> Iterator[Figure]:
    """Yield the figures of each size, the smallest first, and add to `lost` what has none.

    One that is interrupted yields those that it has.
    """
    known: dict[int, Series] = {}
    for events in sorted(set(wish.events)):
        series = known[events] = _begun(events, wish, scratch)
        try:
            series.run_rounds(wish.rounds_of(events), (*USUAL, *([UNAIDED] * wish.is_unaided)))
        except KeyboardInterrupt:
            yield from figures_of(series)
            raise
        yield from figures_of(series)
        yield from _growth(series, known.get(events // 10), wish, scratch)
        yield from _seen(series)
        lost += [f"{events:,} events: {what}: {why}" for what, why in series.lost.items()]
        rmtree(series.ground.scratch)


def _begun(events: int, wish: Wish, scratch: Path) -> Series:
    """Return an empty series of a size, on ground that is prepared."""
    tell(f"{events:,} events: inventing them …")
    ground = Ground(Size(events), scratch / str(events), wish.limit)
    ground.prepare()
    return Series(ground)


def _growth(large: Series, small: Series | None, wish: Wish, scratch: Path) -> Iterator[Figure]:
    """Yield how the cold build grows to a large size from a tenth of it."""
    if large.events < LARGE:
        return
    if not small:
        small = _begun(large.events // 10, wish, scratch)
        small.run_rounds(wish.rounds_of(small.events), (COLD, PLAIN))
    yield from growth(small, large)


def _seen(series: Series) -> Iterator[Figure]:
    """Yield what the index takes, and what a reader and an editor meet."""
    yield from indexing.measure(series)
    tell(f"{series.events:,} events: first views, first searches …")
    with started_browser() as browser:
        try:
            yield from pages.measure(series.events, series.ground.site, browser)
        except (AssertionError, Error) as failed:  # what a browser waited for in vain
            series.lost["a reader’s first views and searches"] = str(failed)
        yield from serving.measure(series, browser)
