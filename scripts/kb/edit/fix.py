"""Problems with a certain fix -> mended files: every fix is tried on a copy, and kept if it helps.

A fix is kept when its problem is gone and no other has come. What could not be seen before is not
the fix's doing: a slip of YAML hid the file, a misspelt key its value, what else was refused its
record, and the rules that need statuses look only at a dossier without problems. What only turns
into another problem at the same place is left as it was.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kb.check import RULES, STATUS_RULES, name_of
from kb.edit.text import StaleEdit, edited
from kb.edit.trial import copied, replace_all
from kb.problems import Edit, Problem

_MOST_ROUNDS = 500
_OF_RULES, _LAST_STAGE = 2, 3
_FENCE = b"\n---\n"
_TEXT = frozenset(
    {"bom", "crlf", "tab", "odd-space", "control-character", "front-matter", "yaml-syntax"}
)
_PASSAGES = frozenset({"quote", "guide-sentence", "guide-phrase"})
_RULES = frozenset(map(name_of, RULES)) | _PASSAGES
_STATUS_RULES = frozenset(map(name_of, STATUS_RULES))

Check = Callable[[Path], list[Problem]]


@dataclass(slots=True)
class Fixed:
    """What was fixed, in the order in which it was done, and what remains."""

    edits: list[Edit] = field(default_factory=list)
    remaining: list[Problem] = field(default_factory=list)


def fix_dossier(folder: Path, check: Check) -> Fixed:
    """Make every certain fix in the files of a dossier; `check` finds the problems of a folder.

    Nothing but the places that fixes name is changed, and never the text of a kept source.
    """
    fixed = Fixed(remaining=check(folder))
    left: set[Problem] = set()
    size = len(fixed.remaining)
    for _ in range(_MOST_ROUNDS):
        batch = _batch(folder, fixed.remaining, left)[: max(1, size)]
        if not batch:
            break
        edits = sorted({edit for problem in batch for edit in problem.fix})
        after = _tried(folder, edits, check)
        if after is not None and _is_better(batch, fixed.remaining, after):
            replace_all(folder, dict(_edited_files(folder, edits)))
            fixed.edits += edits
            fixed.remaining, size = after, len(after)
        elif len(batch) == 1:
            left.add(_known(batch[0]))
        else:
            size = len(batch) // 2
    return fixed


def _batch(folder: Path, problems: Sequence[Problem], left: set[Problem]) -> list[Problem]:
    """Return the problems to fix next: of one stage, and no two at one place."""
    able = [p for p in problems if p.fix and _known(p) not in left and _may_change(folder, p.fix)]
    stage = min(map(_stage, able), default=0)
    batch: list[Problem] = []
    taken: list[Edit] = []
    for problem in (problem for problem in able if _stage(problem) == stage):
        if all(edit in taken or not _meets_any(edit, taken) for edit in problem.fix):
            batch.append(problem)
            taken += problem.fix
    return batch


def _known(problem: Problem) -> Problem:
    """Return the problem without its place, which moves as others are fixed."""
    nowhere = [Edit(type(edit.at)(edit.at.file), edit.old, edit.new) for edit in problem.fix]
    at = type(problem.at)(problem.at.file)
    return Problem(at, problem.message, problem.hint, problem.rule, tuple(nowhere))


def _stage(problem: Problem) -> int:
    """Return when a problem shows: in the text, the structure, the rules or the statuses."""
    if problem.rule in _TEXT:
        return 0
    return (
        _LAST_STAGE if problem.rule in _STATUS_RULES else _OF_RULES if problem.rule in _RULES else 1
    )


def _is_better(fixed: Sequence[Problem], before: Iterable[Problem], after: list[Problem]) -> bool:
    then, now = Counter(map(_told, before)), Counter(map(_told, after))
    is_gone = all(now[told] < then[told] for told in map(_told, fixed))
    stage = min(map(_stage, fixed))
    uncovers = stage < _OF_RULES
    earliest = stage + (0 if any(problem.rule == "unknown-key" for problem in fixed) else 1)
    new = [problem for problem in after if now[_told(problem)] > then[_told(problem)]]
    changed = {edit.at for problem in fixed for edit in problem.fix}
    return is_gone and all(
        _stage(problem) == _LAST_STAGE
        or (uncovers and _stage(problem) >= earliest and problem.at not in changed)
        for problem in new
    )


def _told(problem: Problem) -> tuple[str, str, str]:
    return problem.at.file, problem.rule, problem.message


def _meets_any(edit: Edit, taken: Iterable[Edit]) -> bool:
    return any(_meet(edit, other) for other in taken)


def _meet(one: Edit, other: Edit) -> bool:
    """Tell whether two edits touch each other; one that spans lines meets all on its lines."""
    first, second = sorted((one, other))
    if first.at.file != second.at.file:
        return False
    if "\n" in first.old.rstrip("\r\n"):
        return second.at.line <= first.at.line + first.old.count("\n")
    end = first.at.column + len(first.old)
    return first.at.line == second.at.line and second.at.column <= end


def _may_change(folder: Path, edits: Iterable[Edit]) -> bool:
    """Tell whether all edits lie outside the text of kept sources."""
    return all(edit.at.line <= _last_line(folder / edit.at.file) for edit in edits)


def _last_line(path: Path) -> float:
    """Return the last line that may be changed: in a kept source, of its front matter.

    A file that is not UTF-8 throughout could not be written back as it was.
    """
    content = path.read_bytes()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return 0
    if path.suffix != ".md":
        return float("inf")
    head, fence, _ = content.partition(_FENCE)
    return head.count(b"\n") + 1 if fence else 1


def _tried(folder: Path, edits: Sequence[Edit], check: Check) -> list[Problem] | None:
    """Return the problems of a copy in which the edits are made; None where they do not fit."""
    try:
        with copied(folder, dict(_edited_files(folder, edits))) as copy:
            return check(copy)
    except StaleEdit:
        return None


def _edited_files(folder: Path, edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    for file in sorted({edit.at.file for edit in edits}):
        text = (folder / file).read_bytes().decode("utf-8")
        yield file, edited(text, (edit for edit in edits if edit.at.file == file))
