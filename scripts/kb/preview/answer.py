"""What the server answers, held whole before any of it is sent."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self
from wsgiref.types import WSGIApplication, WSGIEnvironment


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one request."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes

    @classmethod
    def waiting(cls, page: str) -> Self:
        """Return the page of a site that cannot be shown yet."""
        headers = [("Content-Type", "text/html; charset=utf-8")]
        return cls("503 Service Unavailable", headers, page.encode("utf-8"))

    @property
    def is_good(self) -> bool:
        """Whether the page was found."""
        return self.status.startswith("200")

    @property
    def is_html(self) -> bool:
        """Whether it is a page, good or not."""
        named = {name.lower(): value for name, value in self.headers}
        return named.get("content-type", "").startswith("text/html")

    def with_at_end(self, html: str) -> "Answer":
        """Return the page with something more at the end of its body."""
        before, end, after = self.body.rpartition(b"</body>")
        body = before + html.encode("utf-8") + end + after if end else after + html.encode("utf-8")
        others = [header for header in self.headers if header[0].lower() != "content-length"]
        return replace(self, headers=[*others, ("Content-Length", str(len(body)))], body=body)


def ask(site: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    """Return the whole answer of an application."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    written: list[bytes] = []

    def start(
        status: str, headers: list[tuple[str, str]], _failure: object = None
    ) -> Callable[[bytes], object]:
        begun.append((status, headers))
        return written.append

    said = site(environ, start)
    written += said
    if close := getattr(said, "close", None):
        close()
    status, headers = begun[-1]
    return Answer(status, headers, b"".join(written))
