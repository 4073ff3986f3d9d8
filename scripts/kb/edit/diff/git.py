"""Revisions out of git by plumbing alone: neither the working tree nor the index is touched."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from kb.ledger import LEDGER

_OF_A_DOSSIER = re.compile(
    rf"timeline\.yaml|timeline/[^/]+\.yaml|(?:sources|pages)/[^/]+|{re.escape(LEDGER)}"
)
"""What is taken of a revision, by its path from the dossier's folder."""


class NoRevision(Exception):
    """There is no such revision to read; the text says why, on one line."""


def write_revision(folder: Path, revision: str, target: Path) -> None:
    """Write what the dossier in `folder` was at `revision` into `target`, or raise NoRevision."""
    commit = _commit(folder, revision)
    prefix = _git(folder, "rev-parse", "--show-prefix").decode("utf-8").strip("\n")
    blobs = {path: blob for path, blob in _blobs(folder, commit, prefix) if _is_ours(path)}
    if not any(path.startswith("timeline") for path in blobs):
        raise NoRevision(f"'{revision}' has no {prefix}timeline.yaml")
    for path, content in zip(blobs, _contents(folder, blobs.values()), strict=True):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)


def _is_ours(path: str) -> bool:
    return _OF_A_DOSSIER.fullmatch(path) is not None


def _commit(folder: Path, revision: str) -> str:
    """Return the commit that a name means; `--end-of-options` keeps a name from being an option."""
    if _run(folder, "rev-parse", "--git-dir").returncode:
        said = _run(folder, "rev-parse", "--git-dir").stderr.decode("utf-8", "replace")
        if "not a git repository" in said:
            raise NoRevision(
                f"'{folder}' is in no git repository, so '{revision}' names nothing there; "
                "name folders, such as ./before"
            )
        raise NoRevision(said.strip().splitlines()[0] if said.strip() else "git does not answer")
    names = ("--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    found = _run(folder, "rev-parse", *names)
    if found.returncode:
        raise NoRevision(_unknown(folder, revision))
    return found.stdout.decode("ascii").strip()


def _unknown(folder: Path, revision: str) -> str:
    if ".." in revision:
        return f"'{revision}' is a range; name its two ends apart: ./run diff A B"
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
        return (
            f"git knows no revision '{revision}', and this clone holds only the newest ones; "
            "fetch the rest with: git fetch --unshallow"
        )
    return f"git knows no revision '{revision}'; a folder is written ./{revision.lstrip('/')}"


def _blobs(folder: Path, commit: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the path, from the dossier's folder, and the id of each file of the revision."""
    wanted = [
        f"{prefix}{name}" for name in ("timeline.yaml", "timeline", "sources", "pages", LEDGER)
    ]
    listing = _git(folder, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted)
    for line in filter(None, listing.decode("utf-8", "surrogateescape").split("\0")):
        about, _, path = line.partition("\t")
        _, kind, blob = about.split(" ")
        if kind == "blob":
            yield path.removeprefix(prefix), blob


def _contents(folder: Path, blobs: Iterable[str]) -> Iterator[bytes]:
    """Yield the bytes of each blob, as committed: no filter changes a line end."""
    asked = "".join(f"{blob}\n" for blob in blobs).encode("ascii")
    answer = _git(folder, "cat-file", "--batch", given=asked)
    at = 0
    while at < len(answer):
        head, _, _ = answer[at:].partition(b"\n")
        if head.endswith(b" missing"):
            raise NoRevision("this clone lacks a file of the revision; fetch it with: git fetch")
        size = int(head.split(b" ")[2])
        start = at + len(head) + 1
        yield answer[start : start + size]
        at = start + size + 1


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    done = _run(folder, *arguments, given=given)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise NoRevision(f"git {arguments[0]}: {said.splitlines()[0] if said else 'no answer'}")
    return done.stdout


def _run(folder: Path, *arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    command = ["git", "--literal-pathspecs", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, input=given, capture_output=True, check=False)
    except FileNotFoundError:
        raise NoRevision("git is not installed; name folders, such as ./before") from None
