"""The readers that take anybody's text: their seeds with a few changes, or libFuzzer with `--long`.

What libFuzzer finds is kept in `.cache/fuzz/`; `python -m tests.fuzz TARGET FILE` tries it again.
"""

import importlib
import random
import re
import secrets
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec

import pytest

from tests.fuzz.run import TARGETS, run

FEW = {"yaml_reader": 600, "loader": 100, "dates": 4000, "passages": 1000}
MINUTES = 3


@pytest.mark.parametrize("target", TARGETS)
def test_every_seed_keeps_the_promises(target: str) -> None:
    module = importlib.import_module(f"tests.fuzz.{target}")

    for seed in module.SEEDS:
        module.try_one(seed)


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_few_changed_seeds_keep_the_promises(target: str) -> None:
    module = importlib.import_module(f"tests.fuzz.{target}")
    draw = random.Random(1)  # libFuzzer is not the same twice

    for _ in range(FEW[target]):
        module.try_one(changed(draw, module.SEEDS, module.WORDS))


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is for Linux, before Python 3.14")
@pytest.mark.long
@pytest.mark.parametrize("target", TARGETS)
def test_many_inputs_keep_the_promises(target: str) -> None:
    seed = secrets.randbelow(2**31) + 1
    options = (f"-seed={seed}", f"-max_total_time={60 * MINUTES}", "-timeout=60")

    ended = run(target, options, subprocess.PIPE)

    assert ended.returncode == 0, f"{' '.join(options)}\n{ended.stdout}"
    counted = re.search(r"number_of_executed_units: (\d+)", ended.stdout)
    assert counted, ended.stdout
    assert int(counted[1]) > FEW[target]


def changed(draw: random.Random, seeds: Sequence[bytes], words: Sequence[str]) -> bytes:
    """Return a seed with one to four stretches taken out or put in, or bytes changed."""
    made = bytearray(draw.choice(seeds))
    for _ in range(draw.randint(1, 4)):
        at = draw.randint(0, len(made))
        match draw.choice(("cut", "word", "byte", "again")):
            case "cut":
                del made[at : at + draw.randint(1, 30)]
            case "word":
                made[at:at] = draw.choice(words).encode()
            case "byte":
                made[at : at + 1] = bytes([draw.randrange(256)])
            case _:
                made[at:at] = made[at : at + draw.randint(1, 60)]
    return bytes(made)
