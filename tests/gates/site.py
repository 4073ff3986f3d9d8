"""The built site as a reader's browser meets it: an address, its pages and their types."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, AnyStr
from urllib.parse import urlsplit

from tests.hosts import headers_below

if TYPE_CHECKING:
    from _typeshed import SupportsRead, SupportsWrite

PAGE_TYPES = (
    "",
    "guide/",
    "timeline/",
    "events/*/",
    "actors/",
    "actors/*/",
    "places/*/",
    "topics/*/",
    "claims/",
    "sources/",
    "sources/kyivpost-2022-06/",
    "sources/*/",
    "coverage/",
    "gaps/",
    "chains/",
    "corrections/",
    "map/",
    "network/",
    "as-known/",
    "as-known/*/",
    "print/",
    "print/*/",
    "data/",
    "method/",
    "contribute/",
    "reply/",
    "accessibility/",
    "operate/",
    "404.html",
)


@dataclass(frozen=True, slots=True)
class Site:
    """A served site; a page is named by its path from `url`, as `events/the-id/`."""

    url: str
    folder: Path

    def pages(self) -> list[str]:
        """Return every page but 404.html, in order."""
        found = self.folder.rglob("index.html")
        return sorted(_address(path.parent.relative_to(self.folder)) for path in found)

    def pages_of_type(self, kind: str) -> list[str]:
        """Return the pages of one of PAGE_TYPES, in order."""
        if not kind.endswith("*/"):
            return [kind]
        parent = kind.removesuffix("*/")
        return [p for p in self.pages() if p.startswith(parent) and p.count("/") == kind.count("/")]

    def richest(self, kind: str) -> str:
        """Return the longest page of a type: the one that shows most of what its template can."""
        return max(self.pages_of_type(kind), key=lambda page: self.file(page).stat().st_size)

    def file(self, page: str) -> Path:
        return self.folder / page / "index.html" if page[-1:] in ("", "/") else self.folder / page


def _address(folder: Path) -> str:
    return "" if folder == Path() else f"{folder.as_posix()}/"


@contextmanager
def serve(folder: Path, *, with_headers: bool = True) -> Iterator[str]:
    """Serve `folder` on a free port as long as the block lasts; yield the address.

    Files have the headers that the site tells hosts to send; GitHub Pages would send none.
    """
    handler = _Told if with_headers else _Quiet
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


SLOW_LINE = {"X-Line": "slow"}
"""The header that asks this server for pages in parts, as a slow line brings them."""
PART, PAUSE = 8000, 0.005


class _Quiet(SimpleHTTPRequestHandler):
    def copyfile(self, source: "SupportsRead[AnyStr]", outputfile: "SupportsWrite[AnyStr]") -> None:
        """Send the file; on a slow line, a part of a page at a time."""
        is_slow = self.headers.get("X-Line") and self.path.endswith("/")
        while part := source.read(PART if is_slow else -1):
            outputfile.write(part)
            time.sleep(PAUSE if is_slow else 0)

    def log_message(self, *_: object) -> None:
        """Say nothing: the gates speak about what they find."""


class _Told(_Quiet):
    def end_headers(self) -> None:
        """Add what the site says; its folder may have been built since the last answer."""
        path = urlsplit(self.path).path
        for name, value in headers_below(Path(self.directory), path).items():
            self.send_header(name, value)
        super().end_headers()
