"""A host that answers in every way that an address outside may."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

QUICK = (
    *("--max-concurrency", "8", "--host-concurrency", "1", "--host-request-interval", "1ms"),
    *("--timeout", "1", "--max-retries", "0"),
)
"""The manner of a test: it may ask this machine, and need not wait for it."""


@dataclass
class Host:
    """A host on this machine, and what it was asked."""

    port: int = 0
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often, by method and path."""
    agents: set[str] = field(default_factory=set)
    ended: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str) -> str:
        """Return an address; what keeps its asker waiting has a name of its own."""
        name = "localhost" if path in ("slow", "429") else "127.0.0.1"
        return f"http://{name}:{self.port}/{path}"


@contextmanager
def hosted() -> Iterator[Host]:
    """Run a host that answers `/404` with this code, and some other paths as they say."""
    host = Host()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0].strip("/")
            host.agents.add(self.headers["User-Agent"])
            host.asked[self.command, path] += 1
            if path == "slow":
                host.ended.wait()  # whoever asked has gone by then
                return
            self.send(path)

        do_HEAD = do_GET  # noqa: N815 - the name that the library asks for

        def send(self, path: str) -> None:
            leads = {"moved": "/200", "loop": "/loop"}
            known = {"no-heads": 405 if self.command == "HEAD" else 200}
            self.send_response(302 if path in leads else known.get(path) or int(path))
            if path in leads:
                self.send_header("Location", leads[path])
            if path == "429":
                self.send_header("Retry-After", "1")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """A test’s output has no room for it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host.port = server.server_address[1]
        threading.Thread(target=server.serve_forever).start()
        try:
            yield host
        finally:
            host.ended.set()
            server.shutdown()
