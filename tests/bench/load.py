"""A bounded load on a server of this machine: what readers ask for, by wrk."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.bench.clock import NotMeasured
from tests.bench.nginx import Nginx, program
from tests.gates.site import Site

_SCRIPT = Path(__file__).with_name("mix.lua")
_ASSETS = ("assets/kb.css", "assets/kb.js", "assets/favicon.svg")
_SEARCH = ("pagefind/pagefind.js", "pagefind/pagefind-entry.json", "pagefind/names.json")


@dataclass(frozen=True, slots=True)
class Bound:
    """What ends by itself: so many connections at once, for so many seconds."""

    connections: int
    seconds: int

    def __str__(self) -> str:
        return f"{self.connections} connections for {self.seconds} s"


SHORT, LONG = Bound(100, 10), Bound(200, 60)


@dataclass(frozen=True, slots=True)
class Load:
    """What one round came to."""

    seconds: float
    requests: int
    bytes: int
    errors: int
    """Answers of 400 and above, connections that broke, and what took longer than 5 seconds."""
    usual: float
    """Milliseconds until half of the answers were there."""
    slow: float
    """Milliseconds until 99 of 100 were."""
    cpu: float = 0
    """Seconds of a core that the server used."""

    @property
    def rate(self) -> float:
        return self.requests / self.seconds

    @property
    def rate_of_cpu(self) -> float:
        """Requests in a second of one core, had the server one to itself."""
        return self.requests / self.cpu

    @property
    def megabytes(self) -> float:
        """Sent in a second."""
        return self.bytes / self.seconds / 1e6


def load(server: Nginx, mix: Path, accept: str = "br, gzip", bound: Bound = SHORT) -> Load:
    """Ask for what stands in `mix`, a path a line, as fast as the answers come."""
    script = ["-s", str(_SCRIPT), server.address]
    shape = ["-t1", f"-c{bound.connections}", f"-d{bound.seconds}s", "--timeout", "5s"]
    before = server.cpu()
    ran = subprocess.run(
        [program("wrk", "wrk"), *shape, *script],
        env=os.environ | {"MIX": str(mix), "ACCEPT": accept},
        capture_output=True,
        text=True,
        check=False,
        timeout=60 + bound.seconds,
    )
    if ran.returncode:
        raise NotMeasured(f"wrk ended with {ran.returncode}: {ran.stderr}")
    return Load(**json.loads(ran.stdout.splitlines()[-1]), cpu=server.cpu() - before)


def mix_of(site: Site) -> list[str]:
    """Return what a reader of each event asks for, one after the other, as paths.

    Home, timeline, the event with its data, a person, the assets; one in ten takes the dossier.
    """
    actors = site.pages_of_type("actors/*/")
    fragments = sorted(p.name for p in (site.folder / "pagefind/fragment").iterdir())
    paths: list[str] = []
    for turn, event in enumerate(site.pages_of_type("events/*/")):
        pages = ("", "timeline/", event, actors[turn % len(actors)])
        found = f"pagefind/fragment/{fragments[turn % len(fragments)]}"
        paths += (*pages, *_ASSETS, *_SEARCH, found, f"{event.rstrip('/')}.json")
        paths += ("data/dossier.json",) if turn % 10 == 0 else ()
    return [f"/{path}" for path in paths]
