"""Times become ratios to the plain build of the same round, with the limits of their size."""

from pathlib import Path

import pytest

from tests.bench.builds import CHECK, COLD, EVENT, INDEXED, PLAIN, SAME, Ground, Series
from tests.bench.clock import Ran, Said
from tests.bench.figures import Figure
from tests.bench.ratios import figures_of, growth
from tests.bench.size import Size

_MEGABYTE = 1_000_000


def ran(seconds: float, megabytes: int = 100, *said: Said) -> Ran:
    return Ran(seconds, seconds * 2, megabytes * _MEGABYTE, said)


def series(events: int, *rounds: dict[str, Ran]) -> Series:
    ground = Ground(Size(events), Path("nowhere"), 1)
    return Series(ground, pages=events * 12 // 10, rounds=list(rounds))


def figures(of: Series) -> dict[str, Figure]:
    return {figure.measure.partition(": ")[2]: figure for figure in figures_of(of)}


def test_each_build_is_compared_with_the_plain_one_beside_it() -> None:
    slow = {PLAIN: ran(200, 200), COLD: ran(40, 300), CHECK: ran(8)}
    quick = {PLAIN: ran(100, 200), COLD: ran(30, 200), CHECK: ran(2)}

    found = figures(series(20, slow, quick, quick))

    cold = found["cold build, of plain"]
    assert (cold.value, cold.spread) == (0.3, (0.2, 0.3))
    assert found["check alone, of plain"].value == 0.02
    assert found["peak memory of a cold build, of plain"].spread == (1.0, 1.5)
    assert "nothing changed, of plain" not in found


@pytest.mark.parametrize(
    ("events", "cold", "same", "event"),
    [(20, "", "", ""), (1_000, "kept", "", ""), (10_000, "missed", "missed", "kept")],
)
def test_a_size_has_its_promises(events: int, cold: str, same: str, event: str) -> None:
    one = {PLAIN: ran(100), COLD: ran(40), SAME: ran(1.2), EVENT: ran(1.9)}

    found = figures(series(events, one))

    assert found["cold build, of plain"].verdict == cold
    assert found["nothing changed, of plain"].verdict == same
    assert found["one edited event, of plain"].verdict == event


def test_a_miss_is_explained_by_what_the_build_said_and_by_what_each_build_does() -> None:
    said = (Said(30.0, "docs/: 9 files changed"), Said(49.5, "Documentation built"))
    one = {PLAIN: ran(100), COLD: ran(50, 100, *said), CHECK: ran(2)}

    found = figures(series(10_000, one))

    assert found["cold build, of plain"].notes[1:] == (
        "of these 0.020 of plain to read and to check, as each build does",
        "  30.0 s  docs/: 9 files changed",
        "  49.5 s  Documentation built",
    )
    assert found["generator, of a cold build"].value == 0.6


def test_the_index_is_what_a_build_with_it_takes_longer() -> None:
    one = {PLAIN: ran(100), COLD: ran(40), INDEXED: ran(55)}

    assert figures(series(20, one))["index within a cold build, of plain"].value == 0.15


@pytest.mark.parametrize(("large", "verdict"), [(100.0, "kept"), (130.0, "missed")])
def test_growth_is_linear_or_missed(large: float, verdict: str) -> None:
    few = series(1_000, {PLAIN: ran(10), COLD: ran(10)}, {PLAIN: ran(10), COLD: ran(12)})
    many = series(10_000, {PLAIN: ran(100), COLD: ran(large)})

    (figure,) = growth(few, many)

    assert figure.verdict == verdict
    told = f"from 1,000 events, 10.0 s to {large} s; the plain build 1.00"
    assert figure.notes == (told,)


def test_an_interrupted_series_tells_what_it_has() -> None:
    assert list(figures_of(series(20, {}))) == [Figure("20 events: pages", 24)]
    assert not list(growth(series(1_000), series(10_000, {COLD: ran(1)})))
