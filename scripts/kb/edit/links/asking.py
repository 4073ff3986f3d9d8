"""Addresses -> what each answers, asked by lychee: few at a time, and no host in haste."""

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LYCHEE = Path(sys.executable).with_name("lychee")
GENTLE = (
    *("--max-concurrency", "8", "--host-concurrency", "1", "--host-request-interval", "2s"),
    *("--timeout", "20", "--max-retries", "1", "--retry-wait-time", "5"),
    "--exclude-all-private",
)
"""A retry waits twice as long as the one before, or as long as the host asks, up to a minute."""
SECONDS = 40 * 60
"""After so long no address is asked any more."""
_BATCH = 50
"""Addresses that lychee is given at once: what it was doing when time ran out is not known."""
_TOO_MANY = 429
_NO_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


class NotAsked(Exception):
    """The link checker could not be run; the text says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered that did not lead to a page."""

    said: str
    code: int | None = None
    """None where no HTTP answer came."""
    has_name: bool = True
    """False where no host has this name."""


Answers = Mapping[str, Answer | None]
"""By address: None for a page that is there. What was not asked is missing."""


def ask(
    urls: Sequence[str], agent: str, manner: Sequence[str] = GENTLE, seconds: float = SECONDS
) -> Answers:
    """Return what each address answers, as far as time allows; raises NotAsked."""
    ends = time.monotonic() + seconds
    answers: dict[str, Answer | None] = {}
    try:
        for start in range(0, len(urls), _BATCH):
            answers |= _twice(urls[start : start + _BATCH], agent, manner, ends)
    except subprocess.TimeoutExpired:
        pass
    return answers


def _twice(urls: Sequence[str], agent: str, manner: Sequence[str], ends: float) -> Answers:
    """Ask for the head of each page, and for the page where that failed: not all know heads."""
    heads = _asked("head", urls, agent, manner, ends)
    again = [url for url, answer in heads.items() if answer and answer.code != _TOO_MANY]
    pages = _asked("get", again, agent, manner, ends) if again else {}
    return {url: _named(url, answer) for url, answer in {**heads, **pages}.items()}


def _named(url: str, answer: Answer | None) -> Answer | None:
    """Ask for the name of a host from which nothing came: the checker does not tell this apart."""
    if answer is None or answer.code is not None or has_name(urlsplit(url).hostname or ""):
        return answer
    return Answer("no host has this name", has_name=False)


def has_name(host: str) -> bool:
    """Tell whether a host has the name, or whether that could not be found out."""
    try:
        socket.getaddrinfo(host, None)
    except socket.gaierror as error:
        return error.errno not in _NO_NAME
    except UnicodeError:
        return False
    return True


def _asked(
    method: str, urls: Sequence[str], agent: str, manner: Sequence[str], ends: float
) -> Answers:
    """Run lychee once; each address has a line of its own, by which its answer is found."""
    with tempfile.TemporaryDirectory(prefix="links-") as folder:
        page = Path(folder) / "links.html"
        page.write_text("".join(f'<a href="{escape(url)}">-</a>\n' for url in urls), "utf-8")
        command = [str(LYCHEE), "--no-progress", "--format", "json", "--method", method]
        command += [*manner, "--user-agent", agent, str(page)]
        found = _run(command, folder, ends - time.monotonic())
    failed = {urls[line - 1]: answer for line, answer in _failures(found)}
    skipped = {urls[one["span"]["line"] - 1] for one in _items(found, "excluded_map")}
    return {url: failed.get(url) for url in urls if url not in skipped}


def _run(command: list[str], folder: str, seconds: float) -> Mapping[str, Any]:
    try:
        ended = subprocess.run(
            command,
            cwd=folder,  # no settings of the folder that we are in
            capture_output=True,
            text=True,
            check=False,
            timeout=max(seconds, 0),
        )
        found: dict[str, Any] = json.loads(ended.stdout)
    except FileNotFoundError:
        raise NotAsked("lychee is not there; './run links --check' installs it") from None
    except json.JSONDecodeError:
        raise NotAsked(f"lychee did not finish: {ended.stderr.strip()}") from None
    return found


def _failures(found: Mapping[str, Any]) -> Iterator[tuple[int, Answer]]:
    for kind in ("error_map", "timeout_map"):
        for item in _items(found, kind):
            status = item["status"]
            said = status.get("details") or status["text"].removeprefix("Rejected status code: ")
            yield item["span"]["line"], Answer(said, status.get("code"))


def _items(found: Mapping[str, Any], kind: str) -> Iterable[Mapping[str, Any]]:
    return (item for items in found[kind].values() for item in items)
