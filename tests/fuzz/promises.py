"""What every problem promises, whatever it was found in."""

import re
from collections.abc import Iterable, Sequence

from kb.problems import Edit, Location, Problem
from kb.read.yaml_text import normal

_LINE_END = re.compile(r"\r\n|\r|\n")


def lines_of(content: bytes) -> list[str]:
    """The lines of a file as an editor counts them."""
    return _LINE_END.split(content.decode("utf-8", "replace"))


def is_inside(at: Location, lines: Sequence[str]) -> bool:
    """Tell whether the place is one that an editor can jump to; behind the last letter is."""
    return 1 <= at.line <= len(lines) and 1 <= at.column <= len(lines[at.line - 1]) + 1


def check_problems(problems: Iterable[Problem], content: bytes) -> None:
    """Every problem of a file has a place inside it and says something, on one line."""
    lines = lines_of(content)
    for problem in problems:
        assert is_inside(problem.at, lines), problem
        assert problem.message.strip(), problem
        assert "\n" not in problem.message, problem
        assert problem.rule, problem
        assert all(is_inside(edit.at, lines) for edit in problem.fix), problem
        if _is_normal(content):
            check_edits(problem.fix, lines)


def check_edits(edits: Iterable[Edit], lines: Sequence[str]) -> None:
    """What an edit takes out stands at its place."""
    for edit in edits:
        rest = "\n".join([lines[edit.at.line - 1][edit.at.column - 1 :], *lines[edit.at.line :]])
        assert rest.startswith(edit.old), edit
        assert edit.old != edit.new, edit


def _is_normal(content: bytes) -> bool:
    """Tell whether the text has none of the slips that are mended before all others.

    Only behind that do other edits surely fit.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return normal(text) == text and "\t" not in text
