"""What a window asks of the net and tells its console, from the first view of a page on."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, ViewportSize

from tests.gates.site import Site

KB = 1000
"""Bytes."""
MOST_BYTES = 75 * KB
MOST_REQUESTS = 8
"""What the first view of any page may cost."""
DESK: ViewportSize = {"width": 1280, "height": 800}


@dataclass(frozen=True, slots=True)
class Fetched:
    """One request: for what, and how many bytes a host that compresses answers."""

    address: str
    size: int


@dataclass(frozen=True, slots=True)
class View:
    """What it took to show a page, and what the page told the console."""

    page: str
    fetched: tuple[Fetched, ...]
    said: tuple[str, ...]

    @property
    def size(self) -> int:
        return sum(one.size for one in self.fetched)

    def strangers(self, home: str) -> list[str]:
        """Return the addresses outside the site."""
        return [one.address for one in self.fetched if not one.address.startswith(home)]


class Traffic:
    """Everything that a window asks for and says while this listens."""

    def __init__(self, window: Page) -> None:
        self._asked: list[Request] = []
        self.said: list[str] = []
        window.on("request", self._see)
        window.on("console", self._hear)
        window.on("pageerror", self._hear_error)

    def fetched(self) -> tuple[Fetched, ...]:
        """Return every request so far; what a page carries in itself is not asked for."""
        return tuple(
            Fetched(asked.url, size_of_answer(asked))
            for asked in self._asked
            if not asked.url.startswith(("data:", "blob:"))
        )

    def forget(self) -> None:
        """Count from here."""
        self._asked.clear()

    def _see(self, asked: Request) -> None:
        self._asked.append(asked)

    def _hear(self, message: ConsoleMessage) -> None:
        self.said.append(f"{message.type}: {message.text}")

    def _hear_error(self, error: Error) -> None:
        self.said.append(f"script: {error}")


def first_view(browser: Browser, site: Site, page: str) -> View:
    """Return what a browser that knows nothing of the site needs to show a page."""
    context = browser.new_context(base_url=site.url, viewport=DESK)
    window = context.new_page()
    traffic = Traffic(window)
    window.goto(page, wait_until="networkidle")
    view = View(page, traffic.fetched(), tuple(traffic.said))
    context.close()
    return view


def by_kind(fetched: Iterable[Fetched]) -> str:
    """Return what was asked for by kind of file, the heaviest first, in one line."""
    kinds: dict[str, list[int]] = {}
    for one in fetched:
        path = PurePosixPath(urlsplit(one.address).path)
        kinds.setdefault(path.suffix or "page", []).append(one.size)
    ranked = sorted(kinds.items(), key=lambda kind: -sum(kind[1]))
    return ", ".join(f"{len(sizes)} {kind} {sum(sizes) / KB:.1f} KB" for kind, sizes in ranked)


def size_of_answer(asked: Request) -> int:
    """Return the weight of what came back; nothing for a request that nobody answered."""
    answer = asked.response()
    return compressed_size(answer.body()) if answer else 0


def compressed_size(body: bytes) -> int:
    """Return how many bytes are sent; what is compressed already goes as it is."""
    return min(len(body), len(gzip.compress(body, mtime=0)))
