"""A dossier with problems -> one without: what a problem points at is taken out, and again.

So what is left has had every rule's consent, whatever rules there are.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from kb.checked import problems_in
from kb.node import Path as Steps
from kb.problems import Problem
from tests.fuzz.tree import Dossier, Tree, drop, path_at

_ROUNDS = 20
_PLAIN_DATE = "1999-05"


def is_mended(dossier: Dossier, folder: Path) -> bool:
    """Take out what is refused until nothing is, and leave it laid out; tell whether that went."""
    for _ in range(_ROUNDS):
        for written in folder.glob("sources/*"):
            written.unlink()
        dossier.write(folder)
        problems = problems_in(folder)
        if not problems:
            return True
        for file, path in _refused(dossier, folder, problems):
            if not path and file == "timeline.yaml":
                return False
            _take_out(dossier, file, path)
    return False


def _refused(
    dossier: Dossier, folder: Path, problems: Iterable[Problem]
) -> list[tuple[str, Steps]]:
    """Return what to take out, the last first, so that no place moves before its turn."""
    found: set[tuple[str, Steps]] = set()
    for problem in problems:
        file = problem.at.file
        if problem.rule == "loaded-word":
            found.add(("timeline.yaml", ("avoid_words",)))
        elif file in dossier.trees:
            path = path_at((folder / file).read_bytes(), problem.at)
            is_whole = problem.rule == "letters-outside-sentences"
            found.add((file, () if is_whole else path[:-1] if _lacks(problem) else path))
    return sorted(found, key=_order, reverse=True)


def _lacks(problem: Problem) -> bool:
    return problem.rule == "missing-key"


def _order(one: tuple[str, Steps]) -> tuple[str, list[tuple[int, str]]]:
    file, path = one
    return file, [(step if isinstance(step, int) else -1, str(step)) for step in path]


def _take_out(dossier: Dossier, file: str, path: Steps) -> None:
    if not path:
        dossier.trees.pop(file, None)
        return
    try:
        if not (_dated(dossier.trees[file], path) or _unmarked(dossier.trees[file], path)):
            drop(dossier.trees[file], path)
    except (KeyError, IndexError, TypeError):
        return  # it went with another
    if not dossier.trees[file]:
        del dossier.trees[file]


def _dated(tree: Tree, path: Steps) -> bool:
    """Put a plain date in the place of one that a record cannot do without."""
    last = next((n for n, step in enumerate(path) if step in ("when", "focus")), None)
    if last is None:
        return False
    for step in path[:last]:
        tree = tree[step]
    if tree[path[last]] == _PLAIN_DATE:
        return False
    tree[path[last]] = _PLAIN_DATE
    return True


def _unmarked(tree: Tree, path: Steps) -> bool:
    """Take the links out of the text at a path, if it has any."""
    *above, last = path
    for step in above:
        tree = tree[step]
    text = tree[last]
    if not isinstance(text, str) or "[" not in text:
        return False
    tree[last] = re.sub(r"[\[\]]", "", text)
    return True
