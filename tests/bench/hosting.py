"""What nginx makes of this site, set up as docs/operate.md says: right answers, and how many."""

import shutil
import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

from tests.bench.clock import NotMeasured
from tests.bench.figures import Figure
from tests.bench.load import LONG, SHORT, Load, load, mix_of
from tests.bench.nginx import Nginx, nginx
from tests.bench.stage import Stage
from tests.gates.site import Site
from tests.hosts import HEADERS, headers_for
from tests.operate import block

ROUNDS = 3
KEPT, ASKED = "public, max-age=31536000, immutable", "no-cache"
_EACH_TIME = "gzip on; gzip_types *; gzip_min_length 1024;"
"""Compress at each request, in place of taking what lies ready."""


def measure(stage: Stage) -> Iterator[Figure]:
    """Yield what is answered otherwise than the page says, then the load that is borne."""
    site, mix = _copy(stage, "ready")
    ready = site.folder
    config = block("nginx").replace("gzip_static on;", _EACH_TIME).replace("brotli_static on;", "")
    with nginx(ready, stage.scratch / "each-time", config) as server:
        each_time = _best([load(server, mix, "gzip") for _ in range(ROUNDS)])
    compress(ready)
    with nginx(ready, stage.scratch / "nginx") as server:
        unlike = tuple(_unlike(server, site))
        yield Figure("nginx, answers unlike the page", len(unlike), at_most=0, notes=unlike)
        rounds = [load(server, mix) for _ in range(ROUNDS)]
    yield from _figures(rounds, each_time)


def measure_long(stage: Stage) -> Iterator[Figure]:
    """Yield what comes of a long load: whether any answer fails."""
    site, mix = _copy(stage, "long-ready")
    compress(site.folder)
    with nginx(site.folder, stage.scratch / "nginx-long") as server:
        unlike = tuple(_unlike(server, site))
        yield Figure("nginx, answers unlike the page", len(unlike), at_most=0, notes=unlike)
        found = load(server, mix, bound=LONG)
    how = (str(LONG), f"{found.requests:,} requests", "wrk shares the cores")
    yield Figure("nginx under a long load, errors", found.errors, at_most=0, notes=how)
    yield Figure("nginx under a long load, requests a second", found.rate)
    yield Figure("nginx under a long load, 99 of 100 within", found.slow, "ms")


def _copy(stage: Stage, name: str) -> tuple[Site, Path]:
    """Return a copy of the site to be made ready for nginx, and a file of what is asked for."""
    folder, mix = stage.scratch / name, stage.scratch / f"{name}.mix"
    shutil.copytree(stage.site.folder, folder)
    mix.write_text("".join(f"{path}\n" for path in mix_of(Site("/", folder))), "utf-8")
    return Site("/", folder), mix


def compress(folder: Path) -> None:
    """Lay compressed files beside those of `folder`, with the commands of the page."""
    ran = subprocess.run(
        ["sh", "-e", "-c", block("sh", "brotli ")],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise NotMeasured(f"cannot compress; on Debian: apt-get install brotli\n{ran.stderr}")


def _best(rounds: list[Load]) -> Load:
    """Return the fastest: what else the machine does only takes away."""
    return max(rounds, key=lambda one: one.rate)


def _figures(rounds: list[Load], each_time: Load) -> Iterator[Figure]:
    best = _best(rounds)
    rates = ", ".join(f"{one.rate:,.0f}" for one in rounds)
    how = f"{SHORT}; best of {rates} a second"
    per_core = max(one.rate_of_cpu for one in rounds)
    yield Figure("nginx, requests a second", best.rate, notes=(how, "wrk shares the cores"))
    yield Figure("nginx, requests a second of its own", per_core)
    yield Figure("nginx, sent a second", best.megabytes, "MB")
    yield Figure("nginx, half answered within", best.usual, "ms")
    yield Figure("nginx, 99 of 100 within", best.slow, "ms")
    yield Figure("nginx, errors", sum(one.errors for one in rounds), at_most=0)
    ratio = per_core / each_time.rate_of_cpu
    yield Figure("nginx, ready files to compressing each time", ratio, "times as many")


def _unlike(server: Nginx, site: Site) -> Iterator[str]:
    """Yield a line for each answer that is not as the page promises."""
    told = (site.folder / HEADERS).read_text("utf-8")
    fragment = next((site.folder / "pagefind/fragment").iterdir()).name
    card = next((site.folder / "embed").glob("*.html")).name
    wanted = {
        "/": (200, ASKED, "br", "text/html; charset=utf-8"),
        f"/embed/{card}": (200, ASKED, "br", "text/html; charset=utf-8"),
        "/timeline.txt": (200, ASKED, "br", "text/plain; charset=utf-8"),
        "/assets/kb.js": (200, ASKED, "br", "application/javascript; charset=utf-8"),
        "/data/csv/claims.csv": (200, ASKED, "br", "text/csv; charset=utf-8"),
        "/data/events.geojson": (200, ASKED, "br", "application/geo+json"),
        f"/pagefind/fragment/{fragment}": (200, KEPT, None, "application/octet-stream"),
        "/nowhere/": (404, None, "br", "text/html; charset=utf-8"),
        "/events/": (404, None, "br", "text/html; charset=utf-8"),
    }
    for path, expected in wanted.items():
        status, head = _head(server, path)
        found = (status, *(head.get(name) for name in _NAMES))
        if found != expected:
            yield f"{path}: {found}, not {expected}"
        yield from _untold(path, head, headers_for(told, path if status == 200 else "/404.html"))
    tag = _head(server, "/")[1]["ETag"]
    if (again := _head(server, "/", {"If-None-Match": tag})[0]) != 304:
        yield f"/ asked for again: {again}, not 304"


def _untold(path: str, head: dict[str, str], told: dict[str, str]) -> Iterator[str]:
    """Yield a line for each header that the site tells hosts to send and that is not there."""
    for name, value in told.items():
        if head.get(name) != value:
            yield f"{path}: {name} is {head.get(name)}, not {value}"


_NAMES = ("Cache-Control", "Content-Encoding", "Content-Type")


def _head(
    server: Nginx, path: str, more: dict[str, str] | None = None
) -> tuple[int, dict[str, str]]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("HEAD", path, headers={"Accept-Encoding": "br, gzip", **(more or {})})
    answer = connection.getresponse()
    connection.close()
    names = {name for name, _ in answer.getheaders()}
    return answer.status, {name: ", ".join(answer.headers.get_all(name) or ()) for name in names}
