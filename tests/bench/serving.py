"""`serve` of one size: how long until the first page is there, and until an edit is seen."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from urllib.request import urlopen

from playwright.sync_api import Browser, Error

from tests.bench.builds import CHECK, NAMES, PLAIN, Ground, Series
from tests.bench.clock import NotMeasured
from tests.bench.edits import summary_of
from tests.bench.figures import Figure
from tests.bench.progress import tell
from tests.bench.ratios import LARGE, middle, prefix
from tests.bench.serve import Place, edit
from tests.gates.preview import free_port, wait_for_port

MOST_START, MOST_SECONDS = 0.35, 3.0
ROUNDS = 3
_GOODBYE = 60
"""Seconds to tidy up."""


def measure(series: Series, browser: Browser) -> Iterator[Figure]:
    """Yield the start beside a plain build, and the usual time of a few edits of a summary."""
    tell(f"{series.events:,} events: serve …")
    limit = series.ground.limit
    try:
        with served(series.ground) as (url, started):
            yield from _start(series, started)
            page = browser.new_page(base_url=url)
            event = series.events // 3
            page.goto(f"events/event-{event}/", timeout=limit * 1000)
            file = series.ground.dossier / "timeline.yaml"
            text = file.read_text("utf-8")
            place = Place(file, text, summary_of(text, event))
            taken = [edit(page, place, ".lede", limit * 1000) for _ in range(ROUNDS)]
            page.close()
    except (AssertionError, Error, NotMeasured) as failed:
        series.lost["serve"] = str(failed)
        return
    usual, spread = middle(taken)
    most = MOST_SECONDS if series.events >= LARGE else None
    told = ", ".join(f"{seconds:.2f}" for seconds in taken)
    notes = (f"{told} s{_beside(series, CHECK)}",)
    measure = f"{prefix(series.events)}serve, edit seen"
    yield Figure(measure, usual, "s", at_most=most, spread=spread, notes=notes)


def _start(series: Series, started: float) -> Iterator[Figure]:
    most = MOST_START if series.events >= LARGE else None
    for plain in series.all_of(PLAIN)[-1:]:
        measure = f"{prefix(series.events)}serve, start, of plain"
        note = f"{started:.1f} s from nothing to the first page{_beside(series, CHECK)}"
        yield Figure(measure, started / plain.seconds, at_most=most, notes=(note,))


def _beside(series: Series, build: str) -> str:
    """Return what a like build takes, to explain what serve does."""
    taken = [ran.seconds for ran in series.all_of(build)]
    return f"; {NAMES[build]}: {min(taken):.1f} s" if taken else ""


@contextmanager
def served(ground: Ground) -> Iterator[tuple[str, float]]:
    """Serve a dossier as long as the block lasts; yield its address and the seconds to its start.

    It starts from nothing: no page is written yet.
    """
    port = free_port()
    words = ["serve", "--dossier", str(ground.dossier), "--address", f"127.0.0.1:{port}"]
    surroundings = os.environ | {
        "SITE_URL": f"http://127.0.0.1:{port}/",
        "TMPDIR": str(ground.scratch),
    }
    ground.put_away("docs")
    begun = time.monotonic()
    with (ground.scratch / "serve.log").open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "scripts/build.py", *words],
            cwd=ground.checkout,
            env=surroundings,
            stdout=said,
            stderr=said,
        )
        alarm = Timer(ground.limit, server.kill)
        alarm.start()
        try:
            wait_for_port(port, server)
            url = f"http://127.0.0.1:{port}/"
            with urlopen(url) as home:  # pages are made when they are asked for
                home.read()
            alarm.cancel()
            yield url, time.monotonic() - begun
        finally:
            alarm.cancel()
            server.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                server.wait(_GOODBYE)
            server.kill()
            server.wait()
