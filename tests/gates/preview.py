"""A running `serve`: of a copy of the checkout, on a port of its own, ended with the block."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Served:
    """The copy whose preview stands at `url`."""

    root: Path
    url: str
    log: Path

    def edit(self, file: str, old: str, new: str) -> None:
        """Save a file with one text replaced, which must be there."""
        text = (self.root / file).read_text("utf-8")
        assert old in text
        (self.root / file).write_text(text.replace(old, new, 1), "utf-8")


@contextmanager
def preview_of(root: Path) -> Iterator[Served]:
    """Serve a checkout as long as the block lasts; its first build is waited for by who asks."""
    log = root.parent / "serve.log"
    with served_at(root, log) as url:
        yield Served(root, url, log)


@contextmanager
def served_at(root: Path, log: Path, *options: str) -> Iterator[str]:
    """Serve with the engine at `root` as long as the block lasts; yield the address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "scripts/build.py", "serve", "--address", f"127.0.0.1:{port}"]
    with log.open("wb") as said:
        server = subprocess.Popen(
            [*command, *options],
            cwd=root,
            env=os.environ | {"SITE_URL": url},
            stdout=said,
            stderr=said,
        )
        try:
            wait_for_port(port, server)
            yield url
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def wait_for_port(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Wait until somebody answers there, or the server has ended."""
    while server.poll() is None:
        with socket.socket() as asked:
            asked.settimeout(1)
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            server.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("serve has ended before it served")
