"""Problems of a text that was not written -> what is wrong with which answer."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.edit.insertion import Insertions
from kb.edit.records import FIELDS, SOURCE_FIELDS
from kb.node import Path
from kb.problems import Problem

_ASKED_ELSEWHERE = {
    "claim-without-speaker": "by",
    "claim-without-support": "stance",
    "empty-evidence": "reports",
    "untranslated-words": "translation",
}
"""Rules that an answer mends which is not the one at the place of the problem."""
_OWN = {"event": "id", "claim": "claim_id", "evidence": "source"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem, and the answer that it is about; none where it stands in what was there."""

    field: str
    problem: Problem

    @property
    def is_missing(self) -> bool:
        """Tell whether there is no answer at all."""
        return self.problem.rule == "missing-key"


def faults_of(
    problems: Iterable[Problem], into: Insertions, ids: Mapping[str, str]
) -> tuple[Fault, ...]:
    """Return each problem with its answer; `ids` are the new ones, by the name of the answer."""
    return tuple(Fault(_field(problem, into, ids), problem) for problem in problems)


def _field(problem: Problem, into: Insertions, ids: Mapping[str, str]) -> str:
    if problem.rule == "same-event":
        return "distinct_from"
    line = into.line_at(problem.at)
    if line is None or not line.path:
        named = (field for field, name in ids.items() if name and f"'{name}'" in problem.message)
        return next(named, "")
    path = line.path
    if missing := re.search(r"has no '(\w+)'$", problem.message):
        path = (*_record_of(path), missing[1])
    if problem.rule in _ASKED_ELSEWHERE:
        return _ASKED_ELSEWHERE[problem.rule]
    return field_of(path)


def _record_of(path: Path) -> Path:
    """Return the record around a line: what has no key of its own is told at its first value."""
    if "evidence" in path[1:]:
        return path[: path.index("evidence", 1) + 2]
    return path[:2] if path[0] in ("source", "evidence") else path


def field_of(path: Path) -> str:
    """Return the answer behind a value: its path begins with what the record is, and its id."""
    kind, rest = str(path[0]), [str(step) for step in path[2:] if isinstance(step, str)]
    if kind == "source":
        return SOURCE_FIELDS.get(rest[0], rest[0]) if rest else "source_id"
    if kind in ("actor", "place"):
        return f"new_{kind}"
    if kind == "event" and rest[:1] == ["claims"]:
        kind, rest = "claim", rest[2:]
    if kind == "claim" and rest[:1] == ["evidence"]:
        kind, rest = "evidence", rest[1:]
    return FIELDS.get(rest[0], rest[0]) if rest else _OWN[kind]
