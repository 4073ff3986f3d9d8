"""Packages are pinned by their hashes, also where a workflow installs them.

That actions are too is for `tests/test_workflow.py`.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operate import block

ROOT = Path(__file__).parent.parent
SITE, TESTS = ROOT / "requirements.lock", ROOT / "tests/requirements.lock"
LOCKS = sorted([SITE, *ROOT.glob("tests/*.lock")])
WORKFLOWS = {
    path.name: path.read_text("utf-8") for path in ROOT.glob(".github/workflows/*.y*ml")
} | {"docs/operate.md": block("yaml", "name: shards")}
INSTALLERS = re.compile(r"\b(npx\b|(pip|uv|pipx|npm)\b[^\n]*\b(install|ci|run|exec))\b")


def pinned(lock: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield name, version and the rest of each requirement, one logical line each."""
    lines = re.sub(r"\\\n +", "", lock.read_text("utf-8")).splitlines()
    for line in lines:
        if not line.lstrip().startswith("#"):
            what, *rest = re.split(r" (?=--hash=|;)", re.sub(r"\s+#.*", "", line))
            name, _, version = what.strip().partition("==")
            yield name, version, rest


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.relative_to(ROOT).as_posix())
def test_each_line_of_a_lock_is_one_version_with_its_hashes(lock: Path) -> None:
    for name, version, rest in pinned(lock):
        hashes = [part for part in rest if part.startswith("--hash=")]

        assert re.fullmatch(r"[a-z0-9-]+(\[[a-z,-]+\])?", name), name
        assert re.fullmatch(r"[0-9][0-9a-z.+]*", version), name
        assert hashes, name
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64} *", one) for one in hashes), name


def test_what_is_tested_is_what_makes_the_site() -> None:
    tested = {name: version for name, version, _ in pinned(TESTS)}

    assert {name: tested[name] for name, _, _ in pinned(SITE)} == {
        name: version for name, version, _ in pinned(SITE)
    }


def test_each_package_of_npm_is_one_version_with_its_hash() -> None:
    lock = json.loads((ROOT / "tests/package-lock.json").read_bytes())
    asked = json.loads((ROOT / "tests/package.json").read_bytes())["devDependencies"]
    packages = {path: one for path, one in lock["packages"].items() if path}

    assert packages
    assert [path for path, one in packages.items() if "link" in one] == []
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
    assert {name: packages[f"node_modules/{name}"]["version"] for name in asked} == asked


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_a_workflow_installs_nothing_but_what_a_lock_pins(workflow: str) -> None:
    for found in INSTALLERS.finditer(WORKFLOWS[workflow]):
        line = WORKFLOWS[workflow][found.start() :].partition("\n")[0]

        assert "--require-hashes" in line or "npm ci --ignore-scripts" in line, line
