"""Lighthouse on each type of page, as it imagines a phone on a slow network."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.figures import Figure
from tests.bench.stage import Stage
from tests.gates.browser import FLAGS
from tests.gates.tools import NODE_MODULES, browser

PROGRAM = NODE_MODULES / "lighthouse" / "cli" / "index.js"
EXCUSED = dict.fromkeys(("404.html", "operate/"), ("is-crawlable",))
"""What stands for every wrong address, or is for those who run the site, asks to be left out."""
FULL = 100
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Score:
    """What one category scores, and the audits that cost it points."""

    category: str
    points: int
    lost_by: tuple[str, ...]


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield the four scores of each type's richest page."""
    for page in stage.richest_pages():
        for score in _best_scores(stage.site.url, page):
            name = f"{page or 'home'} Lighthouse {score.category}"
            notes = score.lost_by if score.points < FULL else ()
            yield Figure(name, score.points, at_least=FULL, notes=notes)


def _best_scores(home: str, page: str) -> list[Score]:
    """Return the scores, performance the best of a few tries: a busy machine only takes away."""
    best = _scores(home, page)
    for _ in range(_TRIES - 1):
        if best[0].points == FULL:
            break
        best[0] = max(best[0], _scores(home, page)[0], key=lambda score: score.points)
    return best


def _scores(home: str, page: str) -> list[Score]:
    """Return the scores of one run, performance first."""
    report = json.loads(_run(home + page, EXCUSED.get(page, ())))
    audits = report["audits"]
    return [
        Score(
            category["id"],
            round((category["score"] or 0) * FULL),
            tuple(
                f"{audits[ref['id']]['title']} ({ref['id']})"
                for ref in category["auditRefs"]
                if ref["weight"] and (audits[ref["id"]]["score"] or 0) < 1
            ),
        )
        for category in report["categories"].values()
    ]


def _run(address: str, excused: tuple[str, ...]) -> str:
    command = ["node", str(PROGRAM), address, "--quiet", "--output=json", "--output-path=stdout"]
    command += [f"--chrome-flags=--headless=new {' '.join(FLAGS)}"]
    command += [f"--skip-audits={','.join(excused)}"] if excused else []
    surroundings = os.environ | {"CHROME_PATH": browser()}
    ended = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert ended.stdout, ended.stderr
    return ended.stdout
