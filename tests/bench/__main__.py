"""`./run bench`: measures on this machine, in one run, and tells which limits are kept.

A time means something only beside another of the same run, so times are told as ratios.
"""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import first_views, hosting, lighthouse, search, serve, sizes, timeline
from tests.bench.clock import NotMeasured
from tests.bench.figures import Figure, as_table
from tests.bench.progress import tell
from tests.bench.results import KEPT, ROOT, read_results, result_of, write_result
from tests.bench.sizes import SIZES, Wish
from tests.bench.stage import Stage, stage
from tests.bench.trend import trend_page
from tests.gates.tools import fetch_tools

MEASURES: dict[str, Callable[[Stage], Iterator[Figure]]] = {
    "weight": first_views.measure,
    "serve": serve.measure,
    "search": search.measure,
    "timeline": timeline.measure,
    "lighthouse": lighthouse.measure,
    "host": hosting.measure,
    "load": hosting.measure_long,
}
"""In the order of the table, the quick ones first."""
USUAL = tuple(name for name in MEASURES if name not in ("host", "load"))
"""What needs no program that the lock or `./run test` does not bring."""


def main() -> int:
    """Measure what is asked for; return 1 if a limit is missed or something was not measured."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options = _parser().parse_args()
    if options.trend:
        options.trend.write_text(trend_page(read_results(KEPT)), "utf-8")
        return 0
    if missing := fetch_tools():
        print("\n".join(f"cannot measure: {lack}" for lack in missing))
        return 1
    run = Run(options)
    run.measure()
    folders = (options.json, KEPT if options.keep else None)
    for folder in filter(None, folders if run.figures else ()):
        tell(f"written: {write_result(result_of(run.figures, run.load), folder)}")
    return report(run)


def report(run: "Run") -> int:
    """Print the table and what is missing in it; return 1 if a promise is not shown to be kept."""
    print(as_table(run.figures))
    after = os.getloadavg()[0]
    print(f"\nload {run.load:.1f} before, {after:.1f} after, on {os.cpu_count()} cores")
    for lost in run.lost:
        print(f"not measured: {lost}")
    verdicts = [figure.verdict for figure in run.figures if figure.verdict]
    print(f"{verdicts.count('missed')} of {len(verdicts)} limits missed")
    return 1 if "missed" in verdicts or run.lost else 0


class Run:
    """One run: `figures` and `lost` grow while it measures, so that Ctrl-C leaves what it has."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.figures: list[Figure] = []
        self.lost: list[str] = []
        self.load = os.getloadavg()[0]
        self._names: list[str] = options.measures or ([] if options.events else list(USUAL))
        events = options.events or (() if options.measures else SIZES)
        self._wish = Wish(events, options.rounds, options.limit, is_unaided=options.stock)

    def measure(self) -> None:
        """Measure until there is nothing left or somebody interrupts it."""
        try:
            with TemporaryDirectory(prefix="bench-") as scratch:
                for figure in self._measured(Path(scratch)):
                    self.figures.append(figure)
        except NotMeasured as failed:
            self.lost.append(str(failed))
        except KeyboardInterrupt:
            self.lost.append("what comes after the interruption")

    def _measured(self, scratch: Path) -> Iterator[Figure]:
        # Sizes first, while we are small: what we start begins, for the kernel, at our own size.
        yield from sizes.measure(self._wish, scratch / "sizes", self.lost)
        if self._names:
            with stage(scratch / "stage") as ready:
                for name in self._names:
                    tell(f"{name} …")
                    yield from MEASURES[name](ready)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run bench", description="Measure speed and weight.")
    add = parser.add_argument
    sizes_built = f"builds of {_listed(SIZES)} events"
    which = f"of {', '.join(MEASURES)}; default all but host and load, and {sizes_built}"
    add("measures", nargs="*", type=_measure, metavar="MEASURE", help=which)
    many = "measure builds of so many invented events; one size or several"
    add("--events", nargs="+", type=_whole, metavar="N", help=many)
    add("--rounds", type=_whole, metavar="K", help="measure each build so often")
    seconds = "what takes longer is ended and not measured; default %(default)s"
    add("--limit", type=_whole, default=3600, metavar="SECONDS", help=seconds)
    add("--stock", action="store_true", help="build with MkDocs as it comes as well")
    add("--json", type=Path, metavar="DIR", help="write the figures into this folder, as JSON")
    add("--keep", action="store_true", help=f"keep them in {KEPT.relative_to(ROOT)}/")
    kept = "draw what is kept as a page of HTML, and measure nothing"
    add("--trend", type=Path, metavar="FILE", help=kept)
    return parser


def _listed(events: Iterable[int]) -> str:
    return " and ".join(f"{number:,}" for number in events)


def _whole(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number above 0")
    return int(text)


def _measure(text: str) -> str:
    if text not in MEASURES:
        raise argparse.ArgumentTypeError(f"there is no measure '{text}', but {', '.join(MEASURES)}")
    return text


if __name__ == "__main__":
    sys.exit(main())
