"""The readers that take anybody's text, fed by libFuzzer: a few inputs, or minutes with `--long`.

What is found is kept in `.cache/fuzz/`; `python -m tests.fuzz TARGET FILE` tries it again.
"""

import importlib
import re
import secrets
import subprocess
from importlib.util import find_spec

import pytest

from tests.fuzz.run import TARGETS, run

RUNS = {"yaml_reader": 300, "dates": 2000, "passages": 800}
"""By default; the loader, which takes long to prepare, has `test_dossiers.py` for that."""
MINUTES = 3
fed = pytest.mark.skipif(
    find_spec("atheris") is None, reason="atheris is for Linux on x86-64 and Python before 3.14"
)


@pytest.mark.parametrize("target", TARGETS)
def test_every_seed_keeps_the_promises(target: str) -> None:
    module = importlib.import_module(f"tests.fuzz.{target}")

    for seed in module.SEEDS:
        module.try_one(seed)


@fed
@pytest.mark.parametrize("target", RUNS)
def test_the_same_few_inputs_keep_the_promises(target: str) -> None:
    assert tried(target, "-seed=1", f"-runs={RUNS[target]}") == RUNS[target]


@fed
@pytest.mark.long
@pytest.mark.parametrize("target", TARGETS)
def test_many_inputs_keep_the_promises(target: str) -> None:
    seed = secrets.randbelow(2**31) + 1

    options = (f"-seed={seed}", f"-max_total_time={60 * MINUTES}", "-timeout=60")

    assert tried(target, *options) > len(importlib.import_module(f"tests.fuzz.{target}").SEEDS)


def tried(target: str, *options: str) -> int:
    """Return how many inputs kept the promises of a target; fail at the first that does not."""
    ended = run(target, options, subprocess.PIPE)
    assert ended.returncode == 0, f"{' '.join(options)}\n{ended.stdout}"
    counted = re.search(r"number_of_executed_units: (\d+)", ended.stdout)
    assert counted, ended.stdout
    return int(counted[1])
