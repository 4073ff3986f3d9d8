"""What a newcomer has: a clone, the guide, and the messages."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.gates.clones import ROOT, copy_checkout

_PROBLEM = re.compile(r"(?P<file>[^\s:]+):(?P<line>\d+):(?P<column>\d+): (?P<message>.+)")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Said:
    """One problem as the command line prints it."""

    file: str
    line: int
    column: int
    message: str
    hint: str


def clone(folder: Path) -> Path:
    """Return a clone whose `.venv` is the one that runs this, so that nothing is fetched."""
    copy_checkout(folder)
    locked = hashlib.sha256((folder / "requirements.lock").read_bytes()).hexdigest()
    stamp = Path(sys.prefix, "site.stamp")
    # `./run` would empty a `.venv` that it has not made, and this one is a link.
    assert stamp.exists(), "start the gates with ./run test"
    assert locked in stamp.read_text("utf-8"), "start the gates with ./run test"
    (folder / ".venv").symlink_to(sys.prefix)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    return folder


def git(folder: Path, *arguments: str) -> str:
    return shell(folder, shutil.which("git") or "git", *arguments).stdout


def shell(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody who sits in the clone does; both outputs are one text."""
    who = {f"GIT_{role}_{what}": "new" for role in ("AUTHOR", "COMMITTER") for what in ("NAME",)}
    mail = {f"GIT_{role}_EMAIL": "new@dossier.example" for role in ("AUTHOR", "COMMITTER")}
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GITHUB_"))}
    return subprocess.run(
        command,
        cwd=folder,
        env={**outside, **who, **mail, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def problems(output: str) -> list[Said]:
    """Return what `./run check` told, each with its hint."""
    found: list[Said] = []
    for line in output.splitlines():
        if told := _PROBLEM.fullmatch(line):
            place = int(told["line"]), int(told["column"])
            found.append(Said(told["file"], *place, told["message"], ""))
        elif line.startswith("    ") and found and " | " not in line:
            last = found.pop()
            hint = f"{last.hint}\n{line.strip()}".strip()
            found.append(Said(last.file, last.line, last.column, last.message, hint))
    return found


def worked_example() -> Iterator[tuple[str, str]]:
    """Yield each block of the guide's example, with what it is: `console` or `diff`."""
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    example = guide.split("### A worked example\n")[1].split("\n### ")[0]
    for found in re.finditer(r"```(\w+)\n(.*?)```", example, re.DOTALL):
        yield found[1], found[2]


def commands(console: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a block with the lines that it is said to print."""
    for part in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        size = next(n for n, line in enumerate(lines, 1) if not line.endswith("\\"))
        yield "\n".join(lines[:size]), lines[size:]


def agree(said: list[str], printed: str) -> bool:
    """Tell whether a command printed what the guide says; `…` stands for any lines."""
    wanted = [re.escape(_plain(line)) for line in said]
    pattern = "\n".join(".*" if line == re.escape("…") else line for line in wanted)
    return (
        re.fullmatch(pattern, "\n".join(map(_plain, printed.splitlines())), re.DOTALL) is not None
    )


def _plain(line: str) -> str:
    """Return the line without numbers and widths, which change with every event."""
    return " ".join(_NUMBER.sub("0", line).split())


def apply(diff: str, text: str, line: int) -> str:
    """Make the change of a `diff` block, at the first place from `line` on that has its words."""
    changed = diff.splitlines(keepends=True)
    old = "".join(words[1:] for words in changed if words[0] in " -")
    new = "".join(words[1:] for words in changed if words[0] in " +")
    start = len("".join(text.splitlines(keepends=True)[: line - 1]))
    assert old in text[start:], "the guide changes what is not there"
    return text[:start] + text[start:].replace(old, new, 1)


def follow(text: str, said: Said) -> str:
    """Do what a message says at its place, and nothing else; raise where it says nothing to do.

    What only an editor can know, such as who spoke, is in KNOWN.
    """
    told = f"{said.message}\n{said.hint}"
    lines = text.splitlines(keepends=True)
    for pattern, mend in _MENDINGS:
        if match := re.search(pattern, told):
            lines[said.line - 1] = mend(lines[said.line - 1], said.column - 1, match)
            return "".join(lines)
    raise AssertionError(f"a newcomer would not know what to do: {told}")


KNOWN = {"by": "peskov", "kind": "said", "claim": "repair-time"}
Mend = Callable[[str, int, re.Match[str]], str]


def _other_word(line: str, column: int, found: re.Match[str]) -> str:
    return line[:column] + line[column:].replace(found[1], found[2], 1)


def _new_key(line: str, _: int, found: re.Match[str]) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    deeper = "" if line.rstrip().endswith(KNOWN["kind"]) else "  "
    return f"{line}{indent}{deeper}{found[1]}: {KNOWN[found[1]]}\n"


def _in_quotes(line: str, _: int, __: re.Match[str]) -> str:
    key, text = line.rstrip("\n").split(": ", 1)
    return f'{key}: "{text}"\n'


_MENDINGS: tuple[tuple[str, Mend], ...] = (
    (r"'([^']+)'[^\n]*\ndid you mean '([^']+)'", _other_word),
    (r"^'([^']+)'[^\n]*\nwrite (\d{4}-\d\d-\d\d)$", _other_word),
    (r"a tab stands here\nuse spaces", lambda line, *_: line.replace("\t", "    ")),
    (r"^no colon stands behind", lambda line, column, _: f"{line[:column]}:{line[column:]}"),
    (r"\nput the text in quotes: ", _in_quotes),
    (r"\nclose it: \"", lambda line, *_: line.rstrip("\n") + '"\n'),
    (r"stands here for the second time", lambda *_: ""),
    (r"\nwrite '(by)' with the actor", _new_key),
    (r"\nwrite '(kind): …'", _new_key),
    (r"\nwrite '\]' where the list ends", lambda line, *_: line.rstrip("\n") + "]\n"),
    (r"\nindent it by (\d+)", lambda line, _, found: " " * int(found[1]) + line.lstrip()),
    (
        r"\nput \[claim\] before its stop",
        lambda line, *_: line.replace(".\n", f" [{KNOWN['claim']}].\n"),
    ),
)
