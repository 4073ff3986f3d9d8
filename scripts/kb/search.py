"""What can be found -> `site/pagefind/`; the only module that knows Pagefind.

The index is made from the dossier, not from the rendered pages: a result then never shows a
sentence that has lost who says it and its status. Pagefind's own filters come out in another order
at each run, so facets are a table of ours, by the names that Pagefind gives its results.
"""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.output import OutputFile

_FOLDER = "pagefind"
_MARK = b"pagefind_dcd"
"""Stands before the JSON of a fragment."""
_UNUSED = (
    "pagefind-*ui.*",
    "pagefind-highlight.js",
    "pagefind-worker.js",
    "wasm.unknown.pagefind",
)
Facets = dict[str, dict[str, list[str]]]
"""By address: the values of each facet."""


def write_search(found: Iterable[OutputFile], facets: Facets, names: str, site: Path) -> None:
    """Write the index of `found`, its facets and the names into `site`.

    Where nothing is published yet there is no index: Pagefind takes an empty one for a mistake.
    """
    target = site / _FOLDER
    target.mkdir(parents=True, exist_ok=True)
    if not facets:
        return
    with TemporaryDirectory() as scratch:
        for file in found:
            page = Path(scratch) / file.path / "index.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(file.text, "utf-8")
        _index(Path(scratch), target)
    for pattern in _UNUSED:
        for path in target.glob(pattern):
            path.unlink()
    (target / "facets.json").write_text(_by_result(facets, target), "utf-8")
    (target / "names.json").write_text(names, "utf-8")


def _index(pages: Path, target: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path"]
    language = ["--force-language", "en"]
    subprocess.run(
        [*command, str(target), *language], check=True, stdout=subprocess.DEVNULL, cwd=pages
    )


def _by_result(facets: Facets, target: Path) -> str:
    """Return as JSON each facet's values, and by the name of a result which of them it has."""
    numbered = {
        facet: {value: n for n, value in enumerate(values)} for facet, values in _values(facets)
    }
    rows = {}
    for path in sorted((target / "fragment").iterdir()):
        fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))
        has = facets[fragment["url"].removeprefix("/")]
        rows[path.stem] = [
            [known[value] for value in has.get(facet, ())] for facet, known in numbered.items()
        ]
    table = {"values": {facet: list(known) for facet, known in numbered.items()}, "rows": rows}
    return json.dumps(table, ensure_ascii=False, separators=(",", ":"))


def _values(facets: Facets) -> list[tuple[str, list[str]]]:
    """Return each facet with its values in order."""
    found: dict[str, set[str]] = {}
    for row in facets.values():
        for facet, values in row.items():
            found.setdefault(facet, set()).update(values)
    return [(facet, sorted(values)) for facet, values in found.items()]
