"""A git name or a folder -> a revision that was read, checked, connected and rendered."""

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kb.checked import read_checked
from kb.dossier import Dossier
from kb.edit.diff.git import NoRevision, write_revision
from kb.manuscript import Manuscript
from kb.problems import InvalidDossier, Problem, as_text, seen_from_here, with_lines
from kb.render.pages import render_days, render_pages

_FOLDER = re.compile(r"\.{1,2}(?:/.*)?|/.*", re.DOTALL)
"""No name of a revision begins so: `.`, `..`, `./x`, `../x`, `/x`."""


class InvalidRevision(Exception):
    """A revision does not pass the check; `problems` says why, with each line."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        super().__init__(f"the check refuses {name}\n{as_text(problems)}")
        self.name = name
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Revision:
    """A dossier as it was, or is."""

    name: str
    manuscript: Manuscript
    dossier: Dossier
    pages: Mapping[str, str]
    """The Markdown of every page, by its file below `docs/`."""


def read_revision(name: str, dossier: Path) -> Revision:
    """Return what `name` means: a folder, a revision in git, or with no name the dossier as it is.

    Raises NoRevision where it means nothing, and InvalidRevision where it does not pass the check.
    """
    with _laid_out(name, dossier) as folder:
        try:
            manuscript, connected = read_checked(folder)
            undated = replace(connected, as_of=None)  # each page names this day to be cited with
            rendered = (*render_pages(undated, "/", folder / "pages"), *render_days(undated))
            pages = {file.path: file.text for file in rendered}
        except InvalidDossier as invalid:
            is_here = not name or _FOLDER.fullmatch(name)
            shown = seen_from_here if is_here else with_lines
            raise InvalidRevision(told(name), shown(invalid.problems, folder)) from None
    return Revision(told(name), manuscript, connected, pages)


def told(name: str) -> str:
    """Return how the report calls a revision."""
    return name or "the files as they are"


@contextmanager
def _laid_out(name: str, dossier: Path) -> Iterator[Path]:
    if not name:
        yield dossier
    elif _FOLDER.fullmatch(name):
        if not (Path(name) / "timeline.yaml").is_file():
            raise NoRevision(f"there is no dossier in '{name}': it has no timeline.yaml")
        yield Path(name)
    else:
        with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
            write_revision(dossier, name, Path(folder))
            yield Path(folder)
