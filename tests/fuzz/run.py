"""A target -> one run of libFuzzer, which begins with the target's seeds and knows its words."""

import importlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".cache" / "fuzz"
TARGETS = ("yaml_reader", "loader", "dates", "passages")
_APART = ("sh", "-c", '"$@"; exit $?', "sh")
"""A process takes over the largest size of the one that began it, and libFuzzer counts it as its
own: a shell begins small."""
_LIMITS = ("-rss_limit_mb=2048", "-max_len=4096", "-print_final_stats=1", "-verbosity=0")


def run(
    target: str, options: Sequence[str], output: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Fuzz a target in a process of its own; its outcome is 0 where every promise was kept."""
    module = importlib.import_module(f"tests.fuzz.{target}")
    KEPT.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made:
        seeds, words = Path(made) / "seeds", Path(made) / "words"
        seeds.mkdir()
        for number, seed in enumerate(module.SEEDS):
            (seeds / f"{number:04}").write_bytes(seed)
        words.write_text("".join(map(_entry, module.WORDS)), "ascii")
        own = [*_LIMITS, f"-dict={words}", f"-artifact_prefix={KEPT}/{target}-"]
        files = [] if any(not option.startswith("-") for option in options) else [str(seeds)]
        command = [sys.executable, "-m", "tests.fuzz.feed", target, *own, *options, *files]
        return subprocess.run(
            [*_APART, *command],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT / "scripts"), "TMPDIR": made},
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


def _entry(word: str) -> str:
    """Return a line of libFuzzer's dictionary."""
    return '"{}"\n'.format("".join(f"\\x{byte:02x}" for byte in word.encode()))
