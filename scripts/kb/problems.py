"""What is wrong, where it stands and how to mend it: the words that every stage shares."""

import json
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kb.ordinary import is_large, read_ordinary
from kb.unseen import UNSEEN

_SHOWN = 100
"""As much of a long line is shown around the place."""
_UNSEEN = re.compile(rf"[{UNSEEN}]")
_NO_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What would move the cursor of a terminal, or turn the text after it round."""
_NOT_SHOWN = "\N{REPLACEMENT CHARACTER}"

OF_A_FILE = ("changed-meanwhile", "unwritable-file")
"""Rules that are of a file and of no line in it."""


class Location(NamedTuple):
    """A place in a file that an editor can jump to; line and column count from 1.

    A tuple is made three times as fast as a frozen dataclass, and every word of a file has one.
    """

    file: str
    """Path from the dossier's folder, `/`-separated; whole for a file of the engine."""
    line: int = 1
    column: int = 1

    def within(self, folder: str) -> "Location":
        """Return the same place with its file named from outside `folder`.

        A file of the engine is named from here.
        """
        if Path(self.file).is_absolute():
            return self._replace(file=os.path.relpath(self.file))
        return self._replace(file=f"{folder}/{self.file}" if folder else self.file)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One change of a file: `old`, which stands exactly at the place, becomes `new`."""

    at: Location
    old: str
    new: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One refusal: what is true at a place, and the likely fix."""

    at: Location
    message: str
    hint: str = ""
    rule: str = ""
    """The rule's name, such as `unknown-id`; one rule has one name."""
    fix: tuple[Edit, ...] = ()
    """What `check --fix` changes; nothing where more than one fix is likely."""
    line: str = ""
    """The line as typed, once it was looked up."""

    def __post_init__(self) -> None:
        """Keep the message on one line, whatever the text is that it shows."""
        object.__setattr__(
            self, "message", _NO_TEXT.sub(_NOT_SHOWN, self.message.replace("\n", " "))
        )
        object.__setattr__(self, "hint", _NO_TEXT.sub(_NOT_SHOWN, self.hint))

    def within(self, folder: str) -> "Problem":
        """Return the same problem with its file named from outside `folder`."""
        return replace(self, at=self.at.within(folder))

    def __str__(self) -> str:
        hint = "".join(f"\n    {line}" for line in self.hint.splitlines())
        told = _UNSEEN.sub(_NOT_SHOWN, f"{self.at}: {self.message}")
        return f"{told}{hint}" + (f"\n{self.pointed}" if self.pointed else "")

    @property
    def pointed(self) -> str:
        """The line with a caret under the place; nothing where it was not looked up."""
        if not self.line.strip():
            return ""
        start = max(0, min(self.at.column - 1 - _SHOWN // 2, len(self.line) - _SHOWN))
        shown = _UNSEEN.sub(" ", self.line[start : start + _SHOWN]).rstrip()
        ahead = "… " if start else ""
        behind = " …" if len(self.line) > start + _SHOWN else ""
        gap = " " * (len(ahead) + _width(shown[: self.at.column - 1 - start]))
        number = str(self.at.line)
        return f"{number} | {ahead}{shown}{behind}\n{' ' * len(number)} | {gap}^"


class InvalidDossier(Exception):
    """The dossier cannot be published; `problems` says why, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(as_text(self.problems))


def with_lines(problems: Iterable[Problem], folder: Path) -> list[Problem]:
    """Look up the line of each problem in the dossier's folder, where it is of one."""
    lines = cache(lambda file: _lines(folder / file, folder))
    return [
        problem
        if problem.rule in OF_A_FILE
        else replace(problem, line=_line(problem.at, lines(problem.at.file)))
        for problem in problems
    ]


def seen_from_here(problems: Iterable[Problem], folder: Path) -> list[Problem]:
    """Show each line, and name files from where the editor stands, so that a click opens them."""
    within = _from_here(folder)
    return [problem.within(within) for problem in with_lines(problems, folder)]


def edits_from_here(edits: Iterable[Edit], folder: Path) -> list[Edit]:
    """Name the files of edits from where the editor stands."""
    within = _from_here(folder)
    return [replace(edit, at=edit.at.within(within)) for edit in edits]


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


def _from_here(folder: Path) -> str:
    here = os.path.relpath(folder)
    return "" if here == "." else here


def _lines(path: Path, folder: Path) -> list[str]:
    try:
        if is_large(path):
            return []
        return re.split(r"\r\n|\r|\n", read_ordinary(path, folder).decode("utf-8", "replace"))
    except OSError:
        return []


def _line(at: Location, lines: Sequence[str]) -> str:
    return lines[at.line - 1] if at.line <= len(lines) else ""


def _width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
