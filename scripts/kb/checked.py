"""The first stages in order, all that a dossier is checked by: read, check, connect."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from kb.check import RINGS, check, check_statuses
from kb.collector import paused_collector
from kb.connect.connect import connect
from kb.dossier import Dossier
from kb.manuscript import Manuscript
from kb.problems import InvalidDossier, Problem
from kb.read.load import load_manuscript
from kb.read.memory import Memory
from kb.sharing import begun
from kb.still import changes, looks

_MANY = 1000
"""Events that it takes a while to check."""
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
    if manuscript is None:
        raise InvalidDossier(problems)
    dossier = _connected(manuscript, problems)
    if problems := check_statuses(manuscript, dossier):
        raise InvalidDossier(problems)
    return manuscript, dossier


def _connected(manuscript: Manuscript, problems: list[Problem]) -> Dossier:
    """Return the dossier, or raise InvalidDossier with what the check finds besides."""
    is_large = len(manuscript.timeline.events) >= _MANY
    if is_large and not problems and not check(manuscript, RINGS):
        return _tried(manuscript)
    if found := problems + check(manuscript):
        raise InvalidDossier(found)
    return connect(manuscript)


def _tried(manuscript: Manuscript) -> Dossier:
    """Connect a manuscript while another process checks it, which takes as long."""
    found = begun(partial(check, manuscript))
    try:
        dossier = connect(manuscript)
    except Exception:
        if problems := found():
            raise InvalidDossier(problems) from None
        raise
    if problems := found():
        raise InvalidDossier(problems)
    return dossier


def problems_in(folder: Path, seen: Seen | None = None) -> list[Problem]:
    """Return every problem of the dossier in `folder`."""
    try:
        read_dossier(folder, seen)
    except InvalidDossier as invalid:
        return list(invalid.problems)
    return []
