"""A host as the published site has one: compresses text, lets the browser keep what it has."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

_TEXT = ("text/", "application/json", "image/svg+xml", "application/xml")
_KEEP = "public, max-age=31536000"
"""For everything but pages, which are asked for anew."""


@contextmanager
def host(folder: Path) -> Iterator[str]:
    """Serve `folder` on a free port as long as the block lasts; yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Host(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def send_head(self) -> BytesIO | None:
        """Send the head of a file's answer; return the body, compressed where that helps."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return None
        kind = self.guess_type(path)
        is_text = kind.startswith(_TEXT)
        body = _compressed(path, path.stat().st_mtime_ns) if is_text else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache" if kind == "text/html" else _KEEP)
        if is_text:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        return BytesIO(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the table is what is said."""


@cache
def _compressed(path: Path, written: int) -> bytes:
    """Return a file as it is sent; one that was written anew since is compressed anew."""
    return gzip.compress(path.read_bytes(), mtime=0)
