"""What stands beside the index of the search, and whether all of it is there."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.output import OutputFile
from kb.search import commonest, write_search


def test_the_commonest_words_come_first_and_tags_are_none() -> None:
    texts = [f'<p class="word">The minister &amp; guest{n}</p>' for n in range(100)]
    texts += ["<p>The minister</p>", "<p>The</p>"]

    assert list(commonest(texts)) == ["the", "minister"]


def test_a_small_dossier_has_none() -> None:
    assert list(commonest([])) == []


def test_a_part_that_a_full_disk_cut_off_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "<html><body data-pagefind-body><h1>A bridge</h1></body></html>"
    found = [OutputFile("bridge/", page)]
    write_search(found, {"bridge/": {}}, [], tmp_path)
    files = [path for path in (tmp_path / "pagefind").rglob("*") if path.is_file()]
    written = {path.name for path in files} - {"facets.json", "names.json"}

    for name in written:
        monkeypatch.setattr("kb.search._index", _indexed_but_cut(files, name))
        with pytest.raises(OSError, match="Pagefind left it out, empty or cut off") as told:
            write_search(found, {"bridge/": {}}, [], tmp_path / name)
        assert re.search(re.escape(name.partition(".pf_")[0]), str(told.value.filename))

    assert len(written) > 4


def _indexed_but_cut(files: list[Path], name: str) -> Callable[[Path, Path], None]:
    """Return what leaves these files, of which one is cut off."""

    def index(_: Path, target: Path) -> None:
        for file in files:
            place = target / str(file).partition("/pagefind/")[2]
            place.parent.mkdir(parents=True, exist_ok=True)
            content = file.read_bytes()
            place.write_bytes(content[:-9] if file.name == name else content)

    return index
