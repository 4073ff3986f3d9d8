"""A change, tried before it is made: the real reading and check on a copy of the files."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.check import check_statuses
from kb.checked import read_dossier
from kb.connect.connect import connect
from kb.dossier import Dossier
from kb.manuscript import Manuscript
from kb.problems import InvalidDossier, Problem
from kb.read.load import load_manuscript
from kb.write import replace_file

Texts = Mapping[str, str]
"""The new text of each file that changes, by its path from the dossier's folder."""
_SHARED = ("docs", "sources", "timeline")
"""Folders in which single files may change."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What the dossier would be."""

    manuscript: Manuscript | None
    dossier: Dossier | None
    """None where there are problems, other than a record that nothing uses yet."""
    problems: tuple[Problem, ...]


def tried(folder: Path, texts: Texts) -> Tried:
    """Return what the dossier in `folder` would be with these texts; nothing is changed."""
    with copied(folder, texts) as copy:
        manuscript, _ = load_manuscript(copy)
        try:
            return Tried(manuscript, read_dossier(copy), ())
        except InvalidDossier as invalid:
            return _despite_waiting(manuscript, invalid.problems)


def _despite_waiting(manuscript: Manuscript | None, problems: tuple[Problem, ...]) -> Tried:
    """Connect all the same where the only problem is that a record waits to be used."""
    if manuscript is None or any(problem.rule != "unused-record" for problem in problems):
        return Tried(manuscript, None, problems)
    dossier = connect(manuscript)
    return Tried(manuscript, dossier, (*problems, *check_statuses(manuscript, dossier)))


def replace_all(folder: Path, texts: Texts) -> None:
    """Replace every file whole, or none of them."""
    before = {name: _bytes(folder / name) for name in texts}
    try:
        for name, text in texts.items():
            replace_file(folder / name, text)
    except BaseException:
        for name, content in before.items():
            _restore(folder / name, content)
        raise


@contextmanager
def copied(folder: Path, texts: Texts) -> Iterator[Path]:
    """Yield a copy of the dossier with these texts, for as long as the block lasts."""
    with TemporaryDirectory(prefix="dossier-") as made:
        copy = Path(made)
        _fill(copy, folder)
        for name in _SHARED:
            if (folder / name).is_dir():
                (copy / name).unlink()
                (copy / name).mkdir()
                _fill(copy / name, folder / name)
        for name, text in texts.items():
            (copy / name).unlink(missing_ok=True)
            (copy / name).parent.mkdir(exist_ok=True)
            (copy / name).write_bytes(text.encode("utf-8"))
        yield copy


def _fill(copy: Path, folder: Path) -> None:
    """Copy the files, which may not be links that lead out, and share the folders."""
    for path in folder.resolve().iterdir():
        if path.is_file():
            shutil.copyfile(path, copy / path.name)
        else:
            (copy / path.name).symlink_to(path)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif _bytes(path) != content:
        path.write_bytes(content)
