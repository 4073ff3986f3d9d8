"""`./run test`, after everything: runs every gate, each whatever the others say, and counts."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
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


QUICK = (
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
)
"""These run beside each other, while what the others need is fetched."""
SLOW = (
    Gate("tests", ("-m", "pytest", "-q", *EACH_CORE, "-m", "not site")),
    Gate("site", ("-m", "pytest", "-v", *EACH_CORE, *IN_TURN, "-m", "site", "tests/gates")),
)


def main() -> int:
    """Run the gates; return 0 if all of them pass."""
    parser = argparse.ArgumentParser(prog="./run test", description="Run every gate.")
    parser.add_argument("--long", action="store_true", help="try what takes longer as well")
    long = parser.parse_args().long
    with ThreadPoolExecutor() as pool:
        fetching = pool.submit(fetch_tools)
        passed = list(map(tell, pool.map(run_unseen, QUICK)))
    missing = fetching.result()
    for lack in missing:
        print(f"cannot run every gate: {lack}")
    passed += [run(gate) for gate in at_length(long=long)]
    failed = passed.count(False) + len(missing)
    print(f"\n{passed.count(True)} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def at_length(*, long: bool) -> Iterator[Gate]:
    for gate in SLOW:
        yield Gate(gate.name, gate.command + (("--long",) if long else ()))


@dataclass(frozen=True, slots=True)
class Ended:
    """What a gate said, whether it passed and how many seconds it took."""

    gate: Gate
    said: str
    passed: bool
    took: float


def run_unseen(gate: Gate) -> Ended:
    return ran(gate, into=subprocess.PIPE)


def tell(ended: Ended) -> bool:
    """Print what a gate said; tell whether it passed."""
    print(f"\n-- {ended.gate.name}\n{ended.said}", end="")
    return judged(ended)


def run(gate: Gate) -> bool:
    """Run a gate so that what it says is seen meanwhile; tell whether it passed."""
    print(f"\n-- {gate.name}", flush=True)
    return judged(ran(gate))


def ran(gate: Gate, into: int | None = None) -> Ended:
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, *gate.command],
        cwd=ROOT,
        env=os.environ,
        stdout=into,
        stderr=into and subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Ended(gate, done.stdout or "", not done.returncode, time.monotonic() - start)


def judged(ended: Ended) -> bool:
    verdict = "passed" if ended.passed else "failed"
    print(f"-- {ended.gate.name} {verdict} in {ended.took:.1f} s", flush=True)
    return ended.passed


if __name__ == "__main__":
    sys.exit(main())
