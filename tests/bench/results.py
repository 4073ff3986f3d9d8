"""The results of a run as JSON: one file for each day and revision, kept to be compared."""

import json
import os
import platform
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.figures import Figure, as_records, from_records

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).parent / "results"
"""In the repository."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured of one revision, on one day and one machine."""

    taken: str
    """Day and minute, UTC, as in ISO 8601."""
    revision: str
    machine: str
    load: float
    """Processes that wanted to run, in the minute before it began: a quiet machine has none."""
    figures: list[Figure]


def result_of(figures: Iterable[Figure], load: float) -> Result:
    """Return the result of today, of the revision that is checked out, on this machine."""
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%MZ}"
    return Result(now, _revision(), _machine(), round(load, 1), list(figures))


def write_result(result: Result, folder: Path) -> Path:
    """Write a result into a folder, over an older one of the same day and revision.

    What only the older one measured stays; what both did is replaced.
    """
    path = folder / f"{result.taken[:10]}-{result.revision}.json"
    older = [_read(path)] if path.exists() else []
    figures = {one.measure: one for each in (*older, result) for one in each.figures}
    whole = asdict(result) | {"figures": as_records(figures.values())}
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n", "utf-8")
    return path


def read_results(folder: Path) -> list[Result]:
    """Return the results that are kept, the oldest first."""
    return sorted(map(_read, folder.glob("*.json")), key=lambda result: result.taken)


def _read(path: Path) -> Result:
    held = json.loads(path.read_text("utf-8"))
    return Result(**held | {"figures": from_records(held["figures"])})


def _revision() -> str:
    """Return the short name of the revision, with a mark where files differ from it."""
    revision = _git("rev-parse", "--short", "HEAD").strip() or "unknown"
    return (
        f"{revision}-changed" if _git("status", "--porcelain", "--untracked-files=no") else revision
    )


def _git(*words: str) -> str:
    command = ["git", "-c", "safe.directory=*", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"
