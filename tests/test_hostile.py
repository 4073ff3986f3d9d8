"""Attacks on a dossier: each is a clear problem, or text like any other."""

from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from kb.check import check
from kb.problems import Problem
from kb.read.load import load_manuscript
from tests.conftest import GOLDEN
from tests.hostile import (
    ATTACKS,
    BRACKETS,
    FORMED,
    PARTS,
    PROSE,
    complete_dossier,
    fields_of,
    hostile_dossier,
    texts_of,
    write_parts,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("attacked")


@pytest.fixture(scope="module")
def trees(folder: Path) -> dict[str, Any]:
    return complete_dossier(GOLDEN, folder)


def problems_of(folder: Path) -> list[Problem]:
    manuscript, problems = load_manuscript(folder)
    return problems + (check(manuscript) if manuscript else [])


def test_every_field_that_takes_text_is_attacked(tmp_path: Path) -> None:
    attacked = {attack.field for attack in hostile_dossier(GOLDEN, tmp_path).values()}

    assert {name for shape in PARTS.values() for name in fields_of(shape)} == attacked | {*FORMED}


def test_what_any_text_may_hold_is_no_problem(tmp_path: Path) -> None:
    hostile_dossier(GOLDEN, tmp_path)

    assert problems_of(tmp_path) == []


@pytest.mark.parametrize(("name", "rule"), FORMED.items())
def test_what_has_a_form_of_its_own_is_refused(
    name: str, rule: str, folder: Path, trees: dict[str, Any]
) -> None:
    assert rule in rules_of(name, "".join(ATTACKS.values()), folder, trees)


@pytest.mark.long
@pytest.mark.parametrize(("name", "rule"), FORMED.items())
def test_what_has_a_form_of_its_own_is_refused_for_each_attack(
    name: str, rule: str, folder: Path, trees: dict[str, Any]
) -> None:
    told = {what: rules_of(name, text, folder, trees) for what, text in ATTACKS.items()}

    assert [what for what, rules in told.items() if rule not in rules] == []


@pytest.mark.parametrize("name", sorted(PROSE))
def test_a_link_in_prose_leads_to_a_record_or_is_refused(
    name: str, folder: Path, trees: dict[str, Any]
) -> None:
    assert rules_of(name, BRACKETS, folder, trees) & {"stray-bracket", "unknown-mark"}


def rules_of(name: str, text: str, folder: Path, trees: dict[str, Any]) -> set[str]:
    """The rules that the complete dossier breaks once the first field of that name has the text."""
    fields = chain(*(texts_of(shape, trees[file]) for file, shape in PARTS.items()))
    field = next(field for field in fields if field.name == name)
    was, field.holder[field.key] = field.value, text
    write_parts(folder, trees)
    told = {problem.rule for problem in problems_of(folder)}
    field.holder[field.key] = was
    return told
