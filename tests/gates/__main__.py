"""`./run test`, after everything: runs every gate, each whatever the others say, and counts."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.gates.tools import fetch_tools

ROOT = Path(__file__).parents[2]
WORKFLOWS = tuple(sorted(map(str, (ROOT / ".github/workflows").glob("*.yml"))))
UPDATES = ".github/dependabot.yml"
FORM_LIST = ".github/ISSUE_TEMPLATE/config.yml"
FORMS = (
    ".github/ISSUE_TEMPLATE/suggest-event.yml",
    ".github/ISSUE_TEMPLATE/report-error.yml",
)

EACH_CORE = ("-n", "auto")
"""Tests run on all cores at once; each core builds a site of its own."""
IN_TURN = ("--dist", "worksteal")
"""Each core takes file after file, since what their tests look at takes long to set up."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A program that must end with 0 before a change may be published."""

    name: str
    command: tuple[str, ...]


GATES = (
    Gate("format", ("-m", "ruff", "format", "--check", ".")),
    Gate("lint", ("-m", "ruff", "check", ".")),
    Gate("types", ("-m", "mypy")),
    Gate(
        "workflows",
        ("-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS),
    ),
    Gate(
        "updates",
        ("-m", "check_jsonschema", "--builtin-schema", "vendor.dependabot", UPDATES),
    ),
    Gate(
        "forms",
        ("-m", "check_jsonschema", "--builtin-schema", "vendor.github-issue-forms", *FORMS),
    ),
    Gate(
        "list of forms",
        ("-m", "check_jsonschema", "--builtin-schema", "vendor.github-issue-config", FORM_LIST),
    ),
    Gate("texts", ("scripts/build.py", "check")),
    Gate("tests", ("-m", "pytest", "-q", *EACH_CORE, "-m", "not site")),
    Gate("site", ("-m", "pytest", "-v", *EACH_CORE, *IN_TURN, "-m", "site", "tests/gates")),
)


def main() -> int:
    """Run the gates; return 0 if all of them pass."""
    parser = argparse.ArgumentParser(prog="./run test", description="Run every gate.")
    parser.add_argument("--long", action="store_true", help="try what takes longer as well")
    long = parser.parse_args().long
    missing = fetch_tools()
    for lack in missing:
        print(f"cannot run every gate: {lack}")
    passed = [run(gate) for gate in at_length(long=long)]
    failed = passed.count(False) + len(missing)
    print(f"\n{passed.count(True)} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def at_length(*, long: bool) -> Iterator[Gate]:
    for gate in GATES:
        extra = ("--long",) if long and gate.name in ("tests", "site") else ()
        yield Gate(gate.name, gate.command + extra)


def run(gate: Gate) -> bool:
    print(f"\n-- {gate.name}", flush=True)
    start = time.monotonic()
    command = [sys.executable, *gate.command]
    code = subprocess.run(command, cwd=ROOT, env=os.environ, check=False).returncode
    verdict = "failed" if code else "passed"
    print(f"-- {gate.name} {verdict} in {time.monotonic() - start:.1f} s", flush=True)
    return not code


if __name__ == "__main__":
    sys.exit(main())
