"""What can be found -> `site/pagefind/`; the only module that knows Pagefind.

The index is made from the dossier, not from the rendered pages: a result then never shows a
sentence that has lost who says it and its status. Pagefind's own filters come out in another order
at each run, so facets are a table of ours, by the names that Pagefind gives its results.
"""

import errno
import gzip
import json
import os
import re
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.output import OutputFile

_FOLDER = "pagefind"
_MARK = b"pagefind_dcd"
"""Stands before the JSON of a fragment."""
_NOT_UTF8 = re.compile(r"[\ud800-\udfff]")
"""How Python has a byte that is not UTF-8."""
_UNUSED = (
    "pagefind-*ui.*",
    "pagefind-highlight.js",
    "pagefind-worker.js",
    "wasm.unknown.pagefind",
)
_PART = re.compile(rb"en_[0-9a-f]+")
_ENDS = {"pagefind.js": b"};", "pagefind-entry.json": b"}"}
"""How files end that are not compressed, so that nothing else tells whether they are whole."""
_LARGE = 1000
"""Records: in an index of more, a word may cost a reader more than all that is found by it."""
_SAMPLE = 1000
"""Records by which the commonest words of so many are told."""
_SHARE, _COMMONEST = 50, 150
"""A word is common if one record in so many has it; so many of them are told."""
_NAMED_FIRST = 500
"""Names that every search loads, about 15 KB; the rest only where these and words find little."""
_TAG, _WORD = re.compile(r"<[^>]*>"), re.compile(r"\w[\w,'’-]*")
Facets = dict[str, dict[str, list[str]]]
"""By address: the values of each facet."""
Names = Sequence[dict[str, object]]
"""The forms of each name with its page, the most mentioned first."""


def write_search(found: Iterable[OutputFile], facets: Facets, names: Names, site: Path) -> None:
    """Write the index of `found`, its facets, the names and the commonest words into `site`.

    Where nothing is published yet there is no index: Pagefind takes an empty one for a mistake.
    """
    target = site / _FOLDER
    target.mkdir(parents=True, exist_ok=True)
    if not facets:
        return
    step = len(facets) // _SAMPLE if len(facets) > _LARGE else 0
    sample: list[str] = []
    with TemporaryDirectory(prefix=".", dir=site) as scratch:  # goes with the site if we are killed
        for number, file in enumerate(found):
            page = Path(scratch) / file.path / "index.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(file.text, "utf-8")
            sample += [file.text] if step and not number % step else []
        _index(Path(scratch), target)
        _require_whole(target)
    for pattern in _UNUSED:
        for path in target.glob(pattern):
            path.unlink()
    (target / "facets.json").write_text(_by_result(facets, target), "utf-8")
    first, more = names[:_NAMED_FIRST], names[_NAMED_FIRST:]
    known = {"names": first, "common": list(commonest(sample)), "more": bool(more)}
    (target / "names.json").write_text(_json(known), "utf-8")
    if more:
        (target / "names-more.json").write_text(_json(more), "utf-8")


def _index(pages: Path, target: Path) -> None:
    """Index the pages; Pagefind takes neither a path nor a variable that is not UTF-8."""
    target.mkdir(parents=True, exist_ok=True)
    named = pages / ".index"
    named.symlink_to(target.resolve())
    command = [sys.executable, "-m", "pagefind", "--site", ".", "--output-path", named.name]
    language = ["--force-language", "en"]
    done = subprocess.run(
        [*command, *language],
        check=False,
        stdout=subprocess.DEVNULL,
        cwd=pages,
        env={name: of for name, of in os.environ.items() if not _NOT_UTF8.search(name + of)},
        close_fds=False,  # what holds the dossier is held as long as this writes
    )
    if done.returncode:
        raise OSError(errno.EIO, f"Pagefind ended with {done.returncode}", str(target))


def _require_whole(target: Path) -> None:
    """Raise OSError for a file that is absent, empty or cut off: of a full disk Pagefind says none.

    Its list of what it has written names every part.
    """
    there = {path.stem: path for path in target.rglob("*.pf_*")}
    listed = [_unpacked(path) for path in target.glob("*.pf_meta")] or [b""]
    named = {name.decode() for name in _PART.findall(listed[0])}
    for name in sorted(named | there.keys()):
        _unpacked(there.get(name, target / name))
    _unpacked(target / "wasm.en.pagefind")
    for name, end in _ENDS.items():
        if not (target / name).read_bytes().rstrip().endswith(end):
            raise _cut_off(target / name)


def _unpacked(path: Path) -> bytes:
    try:
        text = gzip.decompress(path.read_bytes())
    except (EOFError, OSError, zlib.error):
        text = b""
    if not text:
        raise _cut_off(path)
    return text


def _cut_off(path: Path) -> OSError:
    return OSError(errno.EIO, "Pagefind left it out, empty or cut off", str(path))


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
    return _json(table)


def _values(facets: Facets) -> list[tuple[str, list[str]]]:
    """Return each facet with its values in order."""
    found: dict[str, set[str]] = {}
    for row in facets.values():
        for facet, values in row.items():
            found.setdefault(facet, set()).update(values)
    return [(facet, sorted(values)) for facet, values in found.items()]


def commonest(sample: Sequence[str]) -> Iterator[str]:
    """Yield the words that many of the records have, the commonest first."""
    counted = Counter(word for text in sample for word in sorted(_words(text)))
    for word, count in counted.most_common(_COMMONEST):
        if count * _SHARE >= len(sample):
            yield word


def _words(text: str) -> set[str]:
    found: list[str] = _WORD.findall(unescape(_TAG.sub(" ", text)).lower())
    return {word.rstrip(",'’-") for word in found}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
