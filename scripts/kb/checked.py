"""The first stages in order, all that a dossier is checked by: read, check, connect."""

from collections.abc import Callable
from pathlib import Path

from kb.check import check, check_statuses
from kb.collector import paused_collector
from kb.connect.connect import connect
from kb.dossier import Dossier
from kb.manuscript import Manuscript
from kb.problems import InvalidDossier, Problem
from kb.read.load import load_manuscript
from kb.read.memory import Memory
from kb.still import changes, looks

Seen = Callable[[Path, Manuscript], None]
"""Is shown a manuscript before it is checked, so one with problems as well."""


def read_dossier(folder: Path, seen: Seen | None = None, memory: Memory | None = None) -> Dossier:
    """Return the connected dossier in `folder`, or raise InvalidDossier with every problem.

    Whoever reads a folder again and again gives the same `memory`.
    """
    return read_checked(folder, seen, memory)[1]


@paused_collector()
def read_checked(
    folder: Path, seen: Seen | None = None, memory: Memory | None = None
) -> tuple[Manuscript, Dossier]:
    """Return what was written in `folder` and the dossier made of it, or raise InvalidDossier."""
    before = looks(folder)
    manuscript, problems = load_manuscript(folder, memory)
    if changed := list(changes(before, looks(folder))):
        raise InvalidDossier(changed)
    if manuscript and seen:
        seen(folder, manuscript)
    if manuscript:
        problems += check(manuscript)
    if problems or manuscript is None:
        raise InvalidDossier(problems)
    dossier = connect(manuscript)
    if problems := check_statuses(manuscript, dossier):
        raise InvalidDossier(problems)
    return manuscript, dossier


def problems_in(folder: Path, seen: Seen | None = None) -> list[Problem]:
    """Return every problem of the dossier in `folder`."""
    try:
        read_dossier(folder, seen)
    except InvalidDossier as invalid:
        return list(invalid.problems)
    return []
