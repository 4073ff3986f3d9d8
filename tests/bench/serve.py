"""How long an editor waits in `serve` from a save to the page, beside a plain build of the site."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from kb.ledger import LEDGER
from kb.site import read_dossier
from tests.bench.figures import Figure
from tests.bench.search import timed
from tests.bench.stage import Stage
from tests.gates.clones import copy_checkout
from tests.gates.preview import preview_of

MOST_SECONDS = 2.0
ROUNDS = 5
_PATIENCE = 60_000
"""Milliseconds: how long an edit may take on a busy machine."""
_SHOWS = "([place, word]) => document.querySelector(place)?.textContent.includes(word)"
_CALM = 1.5
"""Seconds between two edits, as between two sentences that somebody types."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an editor types: a file, its text before, and the offset in it."""

    file: Path
    text: str
    at: int


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield the usual time of five edits of a summary, and of five that rename an event."""
    root = stage.scratch / "edited" / "checkout"
    copy_checkout(root)
    (root / LEDGER).unlink(missing_ok=True)  # what was published is not simply renamed
    building, _ = timed(lambda: _plain_build(root, stage.scratch / "plain"))
    event = read_dossier(root).events[-1]
    text = (root / "timeline.yaml").read_text("utf-8")
    record = text.index(f"\n  {event.id}:\n")
    with preview_of(root) as served:
        page = stage.browser.new_page(base_url=served.url)
        page.goto(f"events/{event.id}/", timeout=_PATIENCE)
        for what, key, shown in (
            ("summary", r" {4}summary: >-\n {6}", ".lede"),
            ("title", r' {4}title: "?', "h1"),
        ):
            _, at = next(re.compile(key).finditer(text, record)).span()
            place = Place(root / "timeline.yaml", text, at)
            taken = [edit(page, place, shown) for _ in range(ROUNDS)]
            yield from _figures(what, taken, building)
        page.close()


def edit(page: Page, place: Place, shown: str, patience: float = _PATIENCE) -> float:
    """Save a word more at a place; return the seconds until the page shows it."""
    word = f"Word{time.monotonic_ns()}"
    time.sleep(_CALM)
    begun = time.monotonic()
    place.file.write_text(f"{place.text[: place.at]}{word} {place.text[place.at :]}", "utf-8")
    page.wait_for_function(_SHOWS, arg=[shown, word], polling="raf", timeout=patience)
    return time.monotonic() - begun


def _figures(what: str, taken: list[float], building: float) -> Iterator[Figure]:
    usual = median(taken)
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    notes = (f"{', '.join(f'{seconds:.2f}' for seconds in taken)} s; {load}",)
    yield Figure(f"serve, edited {what}", usual, "s", at_most=MOST_SECONDS, notes=notes)
    note = f"a plain build takes {building:.1f} s"
    yield Figure(f"serve, edited {what}, of a plain build", usual / building, notes=(note,))


def _plain_build(root: Path, site: Path) -> None:
    command = [sys.executable, "scripts/build.py", "build", "--site-dir", str(site)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
