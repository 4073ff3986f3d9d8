"""The hooks of pre-commit: they are this checkout's own, exist, and find what they are for."""

import re
import shlex
import subprocess
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / ".pre-commit-config.yaml"


class Hook(TypedDict, total=False):
    id: str
    language: str
    entry: str
    files: str
    pass_filenames: bool


def hooks() -> dict[str, Hook]:
    repos = yaml.safe_load(CONFIG.read_text("utf-8"))["repos"]
    return {hook["id"]: hook for repo in repos for hook in repo["hooks"]}


def run(entry: str, *files: Path) -> subprocess.CompletedProcess[str]:
    command = [*shlex.split(entry), *map(str, files)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_nothing_is_fetched_at_a_commit() -> None:
    repos = yaml.safe_load(CONFIG.read_text("utf-8"))["repos"]

    assert [repo["repo"] for repo in repos] == ["local"]
    assert {hook["language"] for hook in hooks().values()} == {"system"}


def test_every_hook_names_a_program_that_is_there() -> None:
    for hook in hooks().values():
        program = ROOT / shlex.split(hook["entry"])[0]
        assert program.is_file(), hook["id"]
        assert run(str(program), Path("--help")).returncode == 0, hook["id"]


@pytest.mark.parametrize(
    ("file", "is_data"),
    [
        ("timeline.yaml", True),
        ("timeline/2022.yaml", True),
        ("sources/references.yaml", True),
        ("sources/kyivpost-2022-06.md", True),
        ("docs/published.jsonl", True),
        ("tests/golden/timeline.yaml", False),
        ("README.md", False),
    ],
)
def test_the_data_are_checked_when_they_change(file: str, is_data: bool) -> None:  # noqa: FBT001
    data = hooks()["data"]

    assert bool(re.search(data["files"], file)) == is_data
    assert data["entry"] == "./run check"
    assert data["pass_filenames"] is False


def test_code_is_put_into_shape_and_bad_code_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text('"""A module."""\nimport os\nx = {  "a":1 }\n', "utf-8")

    shaped, linted = run(hooks()["format"]["entry"], bad), run(hooks()["lint"]["entry"], bad)

    assert shaped.returncode == 0
    assert bad.read_text("utf-8").endswith('x = {"a": 1}\n')
    assert linted.returncode == 1
    assert "F401" in linted.stdout
