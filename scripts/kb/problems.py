"""What is wrong, where it stands and how to mend it: the words that every stage shares."""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file that an editor can jump to; line and column count from 1."""

    file: str
    """Path from the dossier's folder, `/`-separated."""
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One refusal: what is true at a place, and the likely fix."""

    at: Location
    message: str
    hint: str = ""
    rule: str = ""
    """The rule's name, such as `unknown-id`; one rule has one name."""

    def within(self, folder: str) -> "Problem":
        """Return the same problem with its file named from outside `folder`."""
        return replace(
            self, at=replace(self.at, file=f"{folder}/{self.at.file}" if folder else self.at.file)
        )

    def __str__(self) -> str:
        return f"{self.at}: {self.message}" + "".join(
            f"\n    {line}" for line in self.hint.splitlines()
        )


class InvalidDossier(Exception):
    """The dossier cannot be published; `problems` says why, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(as_text(self.problems))


def seen_from_here(problems: Iterable[Problem], folder: Path) -> list[Problem]:
    """Name files from where the editor stands, so that a click opens them."""
    here = os.path.relpath(folder)
    return [problem.within("" if here == "." else here) for problem in problems]


def counted(problems: Sequence[Problem]) -> str:
    """Return the verdict in words: `no problems`, `1 problem`, `7 problems`."""
    return {0: "no problems", 1: "1 problem"}.get(len(problems), f"{len(problems)} problems")


def as_text(problems: Iterable[Problem]) -> str:
    """Return one problem a paragraph, for people and editors."""
    return "\n".join(str(problem) for problem in problems)


def as_github(problems: Iterable[Problem]) -> str:
    """Return workflow commands that annotate the lines of a pull request."""
    return "\n".join(
        f"::error file={_property(p.at.file)},line={p.at.line},col={p.at.column}::"
        + _escaped("\n".join(filter(None, (p.message, p.hint))))
        for p in problems
    )


def as_json(problems: Iterable[Problem]) -> str:
    """Return a JSON list of `file`, `line`, `column`, `rule`, `message` and `hint`."""
    rows = [
        {
            "file": p.at.file,
            "line": p.at.line,
            "column": p.at.column,
            "rule": p.rule,
            "message": p.message,
            "hint": p.hint,
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
