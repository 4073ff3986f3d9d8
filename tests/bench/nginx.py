"""nginx on this machine alone, with the configuration that docs/operate.md gives."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.clock import NotMeasured
from tests.operate import block

MODULES = "include /etc/nginx/modules-enabled/*.conf;"
"""Where Debian's packages say what nginx is to load."""
_AROUND = """\
{modules}
daemon off;
master_process off;
pid {scratch}/pid;
error_log {scratch}/error.log;
events {{ worker_connections 1024; }}
http {{
  default_type application/octet-stream;
  sendfile on;
  tcp_nopush on;
  access_log {scratch}/access.log combined buffer=64k;
  {folders}
{inside}
}}
"""
_FOLDERS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
_PATIENCE = 10
"""Seconds until it has to answer."""


@dataclass(frozen=True, slots=True)
class Nginx:
    """One that runs: where it answers, and which process it is."""

    port: int
    process: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def cpu(self) -> float:
        """Return the seconds of a core that it has used."""
        fields = Path(f"/proc/{self.process}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def nginx(folder: Path, scratch: Path, config: str = "") -> Iterator[Nginx]:
    """Serve `folder` as long as the block lasts, with the page's configuration unless another."""
    scratch.mkdir()
    port = _free_port()
    file = scratch / "nginx.conf"
    file.write_text(_whole(config or block("nginx"), folder, scratch, port), "utf-8")
    command = [program("nginx", "nginx-light"), "-e", f"{scratch}/error.log", "-c", str(file)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as started:
        try:
            _await(port, started)
            yield Nginx(port, started.pid)
        finally:
            started.terminate()


def program(name: str, package: str) -> str:
    """Return the path of an installed program, or raise NotMeasured with the package to install."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if not path:
        raise NotMeasured(f"{name} is not installed; on Debian: apt-get install {package}")
    return path


def _whole(config: str, folder: Path, scratch: Path, port: int) -> str:
    """Return the page's configuration, of this folder and for this machine alone."""
    here = config.replace("listen 80;", f"listen 127.0.0.1:{port};")
    here = here.replace("/srv/dossier", str(folder))
    folders = " ".join(f"{name}_temp_path {scratch}/{name};" for name in _FOLDERS)
    return _AROUND.format(modules=MODULES, scratch=scratch, folders=folders, inside=here)


def _free_port() -> int:
    with closing(socket.socket()) as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def _await(port: int, started: subprocess.Popen[str]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and started.poll() is None:
        with closing(socket.socket()) as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    started.terminate()
    raise NotMeasured(f"nginx does not answer: {started.stderr.read() if started.stderr else ''}")
