"""Series of builds -> figures: ratios to the plain build of the same round, and their limits."""

from collections.abc import Iterator, Sequence
from math import log
from statistics import median

from tests.bench import builds
from tests.bench.builds import CHECK, COLD, INDEXED, PLAIN, SAME, Series
from tests.bench.clock import Ran
from tests.bench.figures import Figure, Spread

LARGE, MIDDLING = 10_000, 1_000
"""Events; they make about 12,000 and 1,600 pages."""
_LARGE_LIMITS = {COLD: 0.30, builds.EVENT: 0.02, SAME: 0.011, CHECK: 0.03}
_MIDDLING_LIMITS = {COLD: 0.45}
MOST_MEMORY = 1.25
MOST_GROWTH = 1.05
"""Of an exponent: what is linear has 1, what has to be sorted a little more."""
_MEGABYTE = 1_000_000
_WRITTEN = "docs/: "
"""What the build says once every page is written for MkDocs to render."""
_BUILDS = (COLD, SAME, builds.EVENT, builds.ACTOR, builds.LETTER, builds.THEME, CHECK)
_TOLD = 6
"""Lines of a build that missed its limit."""


def limits(events: int) -> dict[str, float]:
    """Return what is promised of the builds of so many events, by what is measured."""
    if events >= LARGE:
        return _LARGE_LIMITS
    return _MIDDLING_LIMITS if events >= MIDDLING else {}


def figures_of(series: Series) -> Iterator[Figure]:
    """Yield a figure for each thing that was measured beside a plain build."""
    name = prefix(series.events)
    if series.pages:
        yield Figure(f"{name}pages", series.pages, notes=_plain_notes(series))
    for build in (*_BUILDS, builds.UNAIDED):
        if pairs := list(series.pairs(build)):
            yield _build(series, build, pairs)
    yield from _memory(series)
    yield from _share(series)
    yield from _index(series)


def growth(small: Series, large: Series) -> Iterator[Figure]:
    """Yield the exponent by which the time of a cold build grows with the events."""
    if not (small.all_of(COLD) and large.all_of(COLD)):
        return
    value, plain = (exponent(small, large, build) for build in (COLD, PLAIN))
    taken = [f"{_least(series, COLD):.1f} s" for series in (small, large)]
    note = f"from {small.events:,} events, {' to '.join(taken)}; the plain build {plain:.2f}"
    measure = f"{prefix(large.events)}growth of the cold build, exponent"
    yield Figure(measure, value, at_most=MOST_GROWTH, notes=(note,))


def exponent(small: Series, large: Series, build: str) -> float:
    """Return e, where so many times the events take so many times to the power of e the time."""
    longer = _least(large, build) / _least(small, build)
    return log(longer) / log(large.events / small.events)


def _least(series: Series, build: str) -> float:
    """Return the shortest time of a build: what else the machine did can only have added."""
    return min((ran.seconds for ran in series.all_of(build)), default=1.0)


def prefix(events: int) -> str:
    """Return how the name of each figure of one size begins."""
    return f"{events:,} events: "


def middle(values: Sequence[float]) -> tuple[float, Spread]:
    """Return the middle of some values, and their least and most if there are several."""
    return median(values), (min(values), max(values)) if len(values) > 1 else None


def _build(series: Series, build: str, pairs: list[tuple[Ran, Ran]]) -> Figure:
    value, spread = middle([ours.seconds / plain.seconds for ours, plain in pairs])
    most = limits(series.events).get(build)
    is_missed = most is not None and value > most
    notes = (_times(pairs), *(_explained(series, build) if is_missed else ()))
    measure = f"{prefix(series.events)}{builds.NAMES[build]}, of plain"
    return Figure(measure, value, at_most=most, spread=spread, notes=notes)


def _times(pairs: list[tuple[Ran, Ran]]) -> str:
    taken = ", ".join(f"{ours.seconds:.1f}" for ours, _ in pairs)
    cores = median(ours.cpu for ours, _ in pairs)
    return f"{taken} s; {cores:.1f} s of all cores, {_cores(pairs):.2f} of plain’s"


def _cores(pairs: list[tuple[Ran, Ran]]) -> float:
    return median(ours.cpu / plain.cpu for ours, plain in pairs)


def _explained(series: Series, build: str) -> Iterator[str]:
    """Yield what a build spent its time on, as it told itself, and what no build can do without."""
    slowest = max(series.all_of(build), key=lambda ran: ran.seconds)
    if build != CHECK and (pairs := list(series.pairs(CHECK))):
        least = median(check.seconds / plain.seconds for check, plain in pairs)
        yield f"of these {least:.3f} of plain to read and to check, as each build does"
    told = [said for said in slowest.said if " directory" not in said.line]  # of this machine
    yield from (f"{said.at:6.1f} s  {said.line}" for said in told[-_TOLD:])


def _plain_notes(series: Series) -> tuple[str, ...]:
    plain = series.all_of(PLAIN)
    if not plain:
        return ()
    taken = ", ".join(f"{ran.seconds:.1f}" for ran in plain)
    peak = max(ran.peak for ran in plain) / _MEGABYTE
    return (f"the plain build of them: {taken} s, {peak:,.0f} MB",)


def _memory(series: Series) -> Iterator[Figure]:
    if not (pairs := list(series.pairs(COLD))):
        return
    value, spread = middle([ours.peak / plain.peak for ours, plain in pairs])
    peaks = ", ".join(
        f"{ours.peak / _MEGABYTE:,.0f} MB of {plain.peak / _MEGABYTE:,.0f}" for ours, plain in pairs
    )
    most = MOST_MEMORY if series.events >= LARGE else None
    measure = f"{prefix(series.events)}peak memory of a cold build, of plain"
    yield Figure(measure, value, at_most=most, spread=spread, notes=(peaks,))


def _share(series: Series) -> Iterator[Figure]:
    """Yield the part of a cold build until the pages are written, by its own words."""
    written = [(ran.line_with(_WRITTEN), ran.seconds) for ran in series.all_of(COLD)]
    if shares := [said.at / seconds for said, seconds in written if said]:
        value, spread = middle(shares)
        note = "from the start of the command to its word that docs/ is written"
        measure = f"{prefix(series.events)}generator, of a cold build"
        yield Figure(measure, value, spread=spread, notes=(note,))


def _index(series: Series) -> Iterator[Figure]:
    """Yield what a cold build takes longer that makes the search index as well."""
    longer = [
        (done[INDEXED].seconds - done[COLD].seconds) / done[PLAIN].seconds
        for done in series.rounds
        if {INDEXED, COLD, PLAIN} <= done.keys()
    ]
    if longer:
        value, spread = middle(longer)
        peaks = ", ".join(f"{ran.peak / _MEGABYTE:,.0f}" for ran in series.all_of(INDEXED))
        note = f"a build with its index less one without; peak {peaks} MB"
        measure = f"{prefix(series.events)}index within a cold build, of plain"
        yield Figure(measure, value, spread=spread, notes=(note,))
