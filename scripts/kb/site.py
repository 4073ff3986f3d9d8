"""The stages in order, nothing else: read, check, connect, render, write."""

from pathlib import Path

from kb.check import check
from kb.connect.connect import connect
from kb.dossier import Dossier
from kb.problems import InvalidDossier, Problem
from kb.read.load import load_manuscript
from kb.render.pages import render_pages
from kb.write import Changes, write_files


def find_problems(folder: Path) -> list[Problem]:
    """Return every problem of the dossier in `folder`, sorted by place."""
    manuscript, problems = load_manuscript(folder)
    if manuscript:
        problems += check(manuscript)
    return sorted(set(problems))


def read_dossier(folder: Path) -> Dossier:
    """Return the connected dossier in `folder`, or raise InvalidDossier with every problem."""
    manuscript, problems = load_manuscript(folder)
    if manuscript:
        problems += check(manuscript)
    if problems or manuscript is None:
        raise InvalidDossier(problems)
    return connect(manuscript)


def write_pages(dossier: Dossier, folder: Path) -> Changes:
    """Write the dossier's pages into `folder/docs/`; `folder/pages/` may replace some."""
    return write_files(render_pages(dossier, folder / "pages"), folder / "docs")
