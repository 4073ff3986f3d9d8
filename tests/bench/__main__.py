"""`./run bench`: measures on this machine, in one run, and tells which limits are kept.

A time means something only beside another of the same run, so times are told as ratios.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import first_views, lighthouse, search, serve, timeline
from tests.bench.figures import Figure, as_records, as_table
from tests.bench.stage import Stage, stage
from tests.gates.tools import fetch_tools

MEASURES: dict[str, Callable[[Stage], Iterator[Figure]]] = {
    "weight": first_views.measure,
    "serve": serve.measure,
    "search": search.measure,
    "timeline": timeline.measure,
    "lighthouse": lighthouse.measure,
}
"""In the order of the table, the quick ones first."""


def main() -> int:
    """Measure what is asked for; return 1 if a limit is missed."""
    options = _parser().parse_args()
    if missing := fetch_tools():
        print("\n".join(f"cannot measure: {lack}" for lack in missing))
        return 1
    figures = measured(options.measures or list(MEASURES))
    print(as_table(figures))
    if options.json:
        records = json.dumps(as_records(figures), ensure_ascii=False, indent=2)
        options.json.write_text(f"{records}\n", "utf-8")
    missed = sum(figure.verdict == "missed" for figure in figures)
    print(f"\n{missed} of {sum(bool(figure.verdict) for figure in figures)} limits missed")
    return 1 if missed else 0


def measured(names: list[str]) -> list[Figure]:
    with TemporaryDirectory(prefix="bench-") as scratch, stage(Path(scratch)) as ready:
        return [figure for name in names for figure in told(name, ready)]


def told(name: str, ready: Stage) -> list[Figure]:
    """Measure one thing; a person at a terminal is told which."""
    if sys.stderr.isatty():
        print(f"run bench: {name} …", file=sys.stderr)
    return list(MEASURES[name](ready))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run bench", description="Measure speed and weight.")
    which = f"of {', '.join(MEASURES)}; default all"
    parser.add_argument("measures", nargs="*", type=_measure, metavar="MEASURE", help=which)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    return parser


def _measure(text: str) -> str:
    if text not in MEASURES:
        raise argparse.ArgumentTypeError(f"there is no measure '{text}', but {', '.join(MEASURES)}")
    return text


if __name__ == "__main__":
    sys.exit(main())
