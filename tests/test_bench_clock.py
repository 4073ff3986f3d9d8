"""A command is timed with all that it starts, and ended with it."""

import sys
import time
from pathlib import Path

import pytest

from tests.bench.clock import NotMeasured, Ran, clocked

_MEGABYTE = 1_000_000
_HOLD = "held = bytearray(80_000_000); print('held', flush=True); input()"
_STARTS = f"""\
import subprocess, sys, time
one = subprocess.Popen([sys.executable, '-c', {_HOLD!r}], stdin=-1, stdout=-1)
one.stdout.readline(); one.stdin.write(b'end')"""
"""Begins another and goes on once that one holds 80 MB; it ends when it is talked to."""


def ran(program: str, folder: Path, limit: float = 30) -> Ran:
    return clocked([sys.executable, "-c", program], limit=limit, cwd=folder)


def test_time_and_words_of_a_command(tmp_path: Path) -> None:
    done = ran("import time; print('begun', flush=True); time.sleep(0.3); print('over')", tmp_path)

    begun, over = done.line_with("begun"), done.line_with("over")
    assert begun
    assert over
    assert begun.at <= over.at
    assert min(over.at, done.seconds) >= 0.3
    assert done.line_with("nothing of the kind") is None
    assert done.cpu > 0


def test_the_memory_of_what_a_command_starts_counts(tmp_path: Path) -> None:
    both = f"{_STARTS}; held = bytearray(80_000_000); time.sleep(0.7); one.communicate()"
    one_of_them = f"{_STARTS}; time.sleep(0.7); one.communicate()"

    assert 160 * _MEGABYTE < ran(both, tmp_path).peak < 230 * _MEGABYTE
    assert 80 * _MEGABYTE < ran(one_of_them, tmp_path).peak < 130 * _MEGABYTE


def test_forked_workers_count_once_for_what_they_share(tmp_path: Path) -> None:
    held = "import os, time; held = bytearray(b'x' * 80_000_000)"
    forked = f"{held}\nfor _ in range(3): os.fork()\ntime.sleep(1)"

    assert ran(forked, tmp_path).peak < 200 * _MEGABYTE


def test_a_command_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(NotMeasured, match=r"(?s)ended with 3.*no such thing"):
        ran("import sys; print('no such thing'); sys.exit(3)", tmp_path)


def test_a_command_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    late = f"import time; time.sleep(2); open({str(mark)!r}, 'w')"
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {late!r}])"

    with pytest.raises(NotMeasured, match="took more than 1 s"):
        ran(starts, tmp_path, limit=1)

    time.sleep(1.5)
    assert not mark.exists()
