"""A dossier that is saved while it is read is not built from two of its states."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb import checked
from kb.checked import problems_in
from kb.manuscript import Manuscript
from kb.problems import Problem
from kb.read.load import load_manuscript
from tests.copies import without_pages

GOLDEN = Path(__file__).parent / "golden"


def rewrite(path: Path) -> None:
    """Save the same again, as old as it was, as a clock that was set back would have it."""
    seen = path.stat()
    path.write_bytes(path.read_bytes())
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def replace(path: Path) -> None:
    shutil.copy2(path, path.with_suffix(".tmp"))
    path.with_suffix(".tmp").replace(path)


@pytest.mark.parametrize("save", [rewrite, replace, Path.unlink])
@pytest.mark.parametrize("file", ["timeline.yaml", "sources/references.yaml"])
def test_what_is_saved_while_it_is_read_is_refused_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, save: Callable[[Path], None]
) -> None:
    folder = shutil.copytree(GOLDEN, tmp_path / "dossier", ignore=without_pages)

    def load_and_save(folder: Path, *more: Any) -> tuple[Manuscript | None, list[Problem]]:
        found = load_manuscript(folder, *more)
        save(folder / file)
        return found

    monkeypatch.setattr(checked, "load_manuscript", load_and_save)

    (problem,) = problems_in(folder)

    assert str(problem) == f"{file}:1:1: changed while it was being read\n    run it again"


def test_what_editors_keep_beside_a_file_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(GOLDEN, tmp_path / "dossier", ignore=without_pages)

    def load_and_edit(folder: Path, *more: Any) -> tuple[Manuscript | None, list[Problem]]:
        found = load_manuscript(folder, *more)
        (folder / "sources/.references.yaml.swp").write_text("…", "utf-8")
        return found

    monkeypatch.setattr(checked, "load_manuscript", load_and_edit)

    assert problems_in(folder) == []
