"""Every refusal: a bad dossier for each rule, with the exact text that an editor sees.

A case is named after its rule. `<rule>.yaml` stands in for the timeline of `minimal/`, and its
first comment lines are the text; a folder holds what differs from `minimal/`, and the text.
`fixed/` holds what `check --fix` changes in a case (`test_fix.py`).
"""

import ast
import json
import re
import shutil
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from kb.check import RULES, STATUS_RULES, check, check_statuses, name_of
from kb.checked import problems_in
from kb.connect.connect import connect
from kb.problems import InvalidDossier, Location, Problem, as_github, as_json, as_text, with_lines
from kb.read.load import load_manuscript
from kb.read.yaml_text import not_utf8

CASES = Path(__file__).parent / "problems"
MINIMAL = CASES / "minimal"
READ = Path(__file__).parent.parent / "scripts" / "kb" / "read"
FIXED = CASES / "fixed"
NAMES = sorted(path.name for path in CASES.iterdir() if path not in (MINIMAL, FIXED))
CHECKED = [*map(name_of, RULES), *map(name_of, STATUS_RULES)]
BYTES = {
    "bom": (b"\xef\xbb\xbfdossier: {}", "1:1: the file begins with a byte order mark"),
    "crlf": (b"dossier:\r\n  title: A fire", "1:9: lines end in CRLF"),
    "tab": (b"dossier:\n\ttitle: A fire", "2:1: a tab stands here"),
    "control-character": (b"dossier: \x07", "1:10: the control character U+0007 stands here"),
    "not-utf8": (b"dossier:\n  title: caf\xe9", "2:13: the byte 0xe9 is not UTF-8"),
    "empty-file": (b"", "1:1: the file is empty"),
    "too-deep": (b"[" * 100_000, "1:51: nesting is deeper than 50 levels"),
    "too-large": (b"#" * (32 * 1024 * 1024 + 1), "1:1: the file is larger than 32 MB"),
}


def rule_of(name: str) -> str:
    return name.removesuffix(".yaml").partition("--")[0]


def lay_out(name: str, folder: Path) -> None:
    """Write the dossier of a case: `minimal/`, and over it what the case holds."""
    shutil.copytree(MINIMAL, folder, dirs_exist_ok=True)
    if name.endswith(".yaml"):
        shutil.copy(CASES / name, folder / "timeline.yaml")
        return
    for file in (path for path in (CASES / name).rglob("*") if path.is_file()):
        there = folder / file.relative_to(CASES / name)
        if there.parent.is_file():
            there.parent.unlink()
        there.parent.mkdir(exist_ok=True)
        shutil.copy(file, there)


def expected(name: str) -> str:
    if not name.endswith(".yaml"):
        return (CASES / name / "expected.txt").read_text("utf-8").rstrip("\n")
    lines = (CASES / name).read_text("utf-8").splitlines()
    return "\n".join(line.removeprefix("# ") for line in lines if line.startswith("#"))


def told(problems: list[Problem]) -> str:
    return str(InvalidDossier(problems))


Found = dict[str, list[Problem]]
READING = "reading"


@pytest.mark.parametrize("name", NAMES)
def test_a_large_dossier_is_told_the_same(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(name, tmp_path / "dossier")
    alone = problems_in(tmp_path / "dossier")

    monkeypatch.setattr("kb.checked._MANY", 0)
    monkeypatch.setenv("KB_WORKERS", "2")

    assert problems_in(tmp_path / "dossier") == alone


def problems_of(folder: Path) -> Found:
    """The problems of a dossier by the rule that found them; those of reading together."""
    manuscript, problems = load_manuscript(folder)
    found = {READING: problems}
    if manuscript:
        found |= {name_of(rule): check(manuscript, [rule]) for rule in RULES}
    if manuscript and not any(found.values()):
        made = connect(manuscript)
        found |= {name_of(rule): check_statuses(manuscript, made, [rule]) for rule in STATUS_RULES}
    return {rule: with_lines(problems, folder) for rule, problems in found.items()}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    """The problems of every case."""
    found = {}
    for name in NAMES:
        folder = tmp_path_factory.mktemp(rule_of(name))
        lay_out(name, folder)
        found[name] = problems_of(folder)
    return found


def without(rule: str, found: Found) -> str:
    return told([*chain(*(problems for name, problems in found.items() if name != rule))])


def test_the_minimal_dossier_has_no_problem() -> None:
    assert [*chain(*problems_of(MINIMAL).values())] == []


@pytest.mark.parametrize("name", NAMES)
def test_exactly_these_problems_are_told(name: str, cases: dict[str, Found]) -> None:
    problems = [*chain(*cases[name].values())]
    assert told(problems) == expected(name)
    assert {problem.rule for problem in problems} == {rule_of(name)} or rule_of(name) == "several"


@pytest.mark.parametrize("rule", CHECKED)
def test_a_rule_switched_off_is_missed_in_its_own_cases_only(
    rule: str, cases: dict[str, Found]
) -> None:
    changed = {name for name, found in cases.items() if without(rule, found) != expected(name)}
    assert {name for name in changed if rule_of(name) != "several"} == {
        name for name in NAMES if rule_of(name) == rule
    }


def test_every_rule_has_a_case() -> None:
    assert {*CHECKED} | _read_rules() == {*map(rule_of, NAMES), *BYTES} - {"several"}


def test_every_rule_is_told_in_one_sentence() -> None:
    rules: list[Callable[..., object]] = [*RULES, *STATUS_RULES]
    assert [r for r in rules if not re.fullmatch(r"[A-Z`][^\n]+\.", r.__doc__ or "")] == []


def test_a_message_belongs_to_one_rule(cases: dict[str, Found]) -> None:
    rules: dict[str, set[str]] = {}
    for problem in chain(*(chain(*found.values()) for found in cases.values())):
        wording = re.sub(r"'[^']*'", "''", problem.message)
        rules.setdefault(wording, set()).add(problem.rule)
    assert [wording for wording, named in rules.items() if len(named) > 1] == []


@pytest.mark.parametrize("rule", BYTES)
def test_odd_bytes_are_one_clear_problem(rule: str, tmp_path: Path) -> None:
    content, message = BYTES[rule]
    (tmp_path / "timeline.yaml").write_bytes(content)

    _, problems = load_manuscript(tmp_path)

    assert [str(p).splitlines()[0] for p in problems if p.rule == rule] == [
        f"timeline.yaml:{message}"
    ]
    assert {p.rule for p in problems} <= {rule, "missing-key", "wrong-type", "empty-value"}


def test_a_byte_that_is_not_utf8_has_its_line_whatever_ends_the_lines() -> None:
    for end in ("\n", "\r", "\r\n"):
        problem = not_utf8(
            f"a: ж{end}b: ж".encode() + b"\xe9", len(f"a: ж{end}b: ж".encode()), "x", 7
        )

        assert str(problem.at) == "x:8:5"


def test_a_folder_in_place_of_the_timeline_is_told(tmp_path: Path) -> None:
    (tmp_path / "timeline.yaml").mkdir()
    (tmp_path / "sources").write_text("", "utf-8")

    _, problems = load_manuscript(tmp_path)

    assert [str(problem).splitlines()[0] for problem in problems] == [
        "timeline.yaml:1:1: this is a folder and not a file",
        "sources:1:1: this is a file and not a folder",
    ]


def test_problems_are_told_for_people_for_github_and_for_programs(
    cases: dict[str, Found],
) -> None:
    problems = cases["unknown-id.yaml"]["unknown-id"]

    assert as_text(problems) == expected("unknown-id.yaml")
    assert as_github(problems) == (
        "::error file=timeline.yaml,line=16,col=14::unknown actor 'mayer'%0Adid you mean 'mayor'?"
    )
    assert json.loads(as_json(problems)) == [
        {
            "file": "timeline.yaml",
            "line": 16,
            "column": 14,
            "rule": "unknown-id",
            "message": "unknown actor 'mayer'",
            "hint": "did you mean 'mayor'?",
        }
    ]


def test_a_message_stays_on_one_line_and_moves_no_cursor() -> None:
    at = Location("timeline.yaml", 3, 9)

    problem = Problem(at, "'a\n\nb\x1b[2J\u202ec' is not a value", "write a\x1b[2J\nor b")

    assert str(problem).splitlines() == [
        "timeline.yaml:3:9: 'a  b�[2J�c' is not a value",
        "    write a�[2J",
        "    or b",
    ]


def _read_rules() -> set[str]:
    """The names of the rules that reading applies: the last word of each `Problem(…)` there."""
    names = set()
    for module in READ.glob("*.py"):
        for call in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute):
                called = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
                place = {"Problem": 3, "refuse": 1}.get(called, len(call.args))
                names |= {
                    str(word.value)
                    for word in call.args[place : place + 1]
                    if isinstance(word, ast.Constant)
                }
    return names
