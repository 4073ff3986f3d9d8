"""sources/ -> sources by id, and the text of those that are kept; bytes stay as they were found."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kb.fields import ID, MAX_ID
from kb.node import Mapping, Node
from kb.ordinary import is_large, read_ordinary
from kb.problems import Edit, Location, Problem
from kb.read.yaml_file import read_yaml

REFERENCES = "sources/references.yaml"
_FENCE = b"---\n"


ReadsFrom = Callable[[bytes, str, int], tuple[Node | None, list[Problem]]]
"""Returns a tree and its problems, as `read_yaml` does."""


@dataclass(slots=True)
class SourceFiles:
    """What `sources/` holds, before it is validated."""

    read: ReadsFrom
    references: Mapping | None = None
    front_matter: dict[str, Mapping] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    guides: dict[str, Mapping] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_sources(folder: Path, read: ReadsFrom = read_yaml) -> SourceFiles:
    """Read `folder`, in the order of the file names; an absent folder holds no source."""
    files = SourceFiles(read)
    if not os.path.lexists(folder):
        return files
    if message := no_folder(folder):
        hint = "sources/ holds one file for each kept source"
        files.problems.append(Problem(Location(folder.name), message, hint, "unreadable-file"))
        return files
    for path in sorted(folder.iterdir()):
        _read(files, path)
    return files


def no_folder(path: Path) -> str:
    """Return what stands in the place of a folder, or nothing where it is one."""
    if path.is_dir():
        return ""
    return "this is a file and not a folder" if path.exists() else "this link leads nowhere"


def read_bytes(path: Path, name: str) -> tuple[bytes, list[Problem]]:
    """Return the bytes of a file, or a problem that says why there are none.

    `name` is its path from the dossier's folder.
    """
    try:
        if is_large(path):
            hint = "split it, or look for something pasted in"
            message = "the file is larger than 32 MB"
            return b"", [Problem(Location(name), message, hint, "too-large")]
        return read_ordinary(path, path.parents[name.count("/")]), []
    except FileNotFoundError:
        return b"", [
            Problem(Location(name), "there is no such file", "create it", "unreadable-file")
        ]
    except IsADirectoryError:
        message = "this is a folder and not a file"
        return b"", [Problem(Location(name), message, "move the folder away", "unreadable-file")]
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return b"", [Problem(Location(name), message, "", "unreadable-file")]


def _read(files: SourceFiles, path: Path) -> None:
    if _named(path) == REFERENCES:
        files.references = _keys(files, path, _tree(files, path))
    elif path.name.endswith(".guide.yaml"):
        if keys := _keys(files, path, _tree(files, path)):
            files.guides[path.name.removesuffix(".guide.yaml")] = keys
    elif path.suffix == ".md":
        _read_kept(files, path)
    elif not path.name.startswith("."):
        hint = "a source is <id>.md, its guide <id>.guide.yaml, the rest references.yaml"
        message = f"'{path.name}' is not read"
        files.problems.append(Problem(Location(_named(path)), message, hint, "stray-file"))


def _read_kept(files: SourceFiles, path: Path) -> None:
    content, problems = read_bytes(path, _named(path))
    head, fence, body = content.removeprefix(_FENCE).partition(b"\n" + _FENCE)
    if not problems and not (content.startswith(_FENCE) and fence):
        problems = [_no_front_matter(path, content)]
    if not problems and not (re.fullmatch(ID, path.stem) and len(path.stem) <= MAX_ID):
        message = f"the file's name '{path.stem}' is not an id"
        hint = f"at most {MAX_ID} lower-case letters, digits and single hyphens before '.md'"
        problems = [Problem(Location(_named(path)), message, hint, "malformed-id")]
    files.problems += problems
    if problems:
        return
    node, problems = files.read(head + b"\n", _named(path), 2)
    files.problems += problems
    if keys := _keys(files, path, node):
        files.front_matter[path.stem] = keys
    files.problems += _keep_body(files, path, body, first_line=3 + head.count(b"\n") + 1)


def _no_front_matter(path: Path, content: bytes) -> Problem:
    hint = "begin with a line `---`, the keys, a line `---`, then the text as found"
    message = "the front matter is missing or not closed"
    fix: tuple[Edit, ...] = ()
    if content.startswith(b"\xef\xbb\xbf"):
        hint = "save the file as UTF-8 without a byte order mark"
        fix = (Edit(Location(_named(path)), "\ufeff", ""),)
    elif content.startswith(b"---\r\n"):
        hint = "its lines end in CRLF; save them with LF line ends, and the text as found"
    return Problem(Location(_named(path)), message, hint, "front-matter", fix)


def _keep_body(files: SourceFiles, path: Path, body: bytes, first_line: int) -> Iterator[Problem]:
    try:
        files.bodies[path.stem] = body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = first_line + body[: error.start].count(b"\n")
        message = f"the byte 0x{body[error.start]:02x} is not UTF-8"
        yield Problem(Location(_named(path), line), message, "keep the text in UTF-8", "not-utf8")


def _tree(files: SourceFiles, path: Path) -> Node | None:
    content, problems = read_bytes(path, _named(path))
    if problems:
        files.problems += problems
        return None
    node, problems = files.read(content, _named(path), 1)
    files.problems += problems
    return node


def _keys(files: SourceFiles, path: Path, node: Node | None) -> Mapping | None:
    """Return the tree of a file that must hold keys; anything else is a problem."""
    if node is None or isinstance(node, Mapping):
        return node
    message = "the file must hold keys with values"
    hint = "begin with 'key: value'"
    files.problems.append(Problem(node.at, message, hint, "wrong-type"))
    return None


def _named(path: Path) -> str:
    return f"sources/{path.name}"
