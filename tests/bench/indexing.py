"""The search index alone: what it takes, beside the plain build.

`python -m tests.bench.indexing collect DOSSIER FILE`, then `index FILE SITE`: in two steps, so that
the second, which is measured, holds what the indexer needs and not the dossier as well.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from kb.output import OutputFile
from kb.render.findable import facets_of, names_of
from kb.render.pages import render_findable
from kb.search import write_search
from kb.site import read_dossier
from tests.bench.builds import PLAIN, Ground, Series
from tests.bench.clock import NotMeasured, Ran, clocked
from tests.bench.figures import Figure
from tests.bench.progress import tell
from tests.bench.ratios import prefix

ROOT = Path(__file__).parents[2]
_MEGABYTE = 1_000_000


def measure(series: Series) -> Iterator[Figure]:
    """Index the site of a series; yield the time and the peak of it, beside the plain build's."""
    try:
        tell(f"{series.events:,} events: the index alone …")
        ran = _indexed(series.ground)
    except NotMeasured as failed:
        series.lost["index"] = str(failed)
        return
    name = f"{prefix(series.events)}index alone"
    for plain in series.all_of(PLAIN)[-1:]:
        yield Figure(f"{name}, of plain", ran.seconds / plain.seconds, notes=(_cost(ran),))
        peak = f"{ran.peak / _MEGABYTE:,.0f} MB"
        yield Figure(f"{name}, peak memory, of plain", ran.peak / plain.peak, notes=(peak,))


def _cost(ran: Ran) -> str:
    return f"{ran.seconds:.1f} s, {ran.cpu:.1f} s of all cores"


def _indexed(ground: Ground) -> Ran:
    held = str(ground.scratch / "findable.json")
    program = [sys.executable, "-m", "tests.bench.indexing"]
    paths = {"PYTHONPATH": str(ROOT / "scripts")}
    collect = [*program, "collect", str(ground.dossier), held]
    clocked(collect, limit=ground.limit, cwd=ROOT, env=paths)
    index = [*program, "index", held, str(ground.site)]
    return clocked(index, limit=ground.limit, cwd=ROOT, env=paths)


def _collect(folder: Path, held: Path) -> None:
    dossier = read_dossier(folder)
    found = [(file.path, file.text) for file in render_findable(dossier)]
    held.write_text(json.dumps([found, facets_of(dossier), names_of(dossier)]), "utf-8")


def _index(held: Path, site: Path) -> None:
    found, facets, names = json.loads(held.read_text("utf-8"))
    write_search((OutputFile(path, text) for path, text in found), facets, names, site)


if __name__ == "__main__":
    {"collect": _collect, "index": _index}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
