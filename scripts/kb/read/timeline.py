"""timeline.yaml and timeline/*.yaml -> one tree, in which every value keeps its file and line."""

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field, ValidationError

from kb.fields import Written
from kb.node import Mapping, Node, Scalar, Sequence, texts
from kb.problems import Location, Problem
from kb.read.refused import Refused, refusal
from kb.read.sources import no_folder, read_bytes
from kb.read.yaml_file import read_yaml

TIMELINE = "timeline.yaml"
PARTS = "timeline"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CALLED = {"topics": "topic", "places": "place", "actors": "actor", "events": "event"}


Reads = Callable[[bytes, str], tuple[Node | None, list[Problem]]]
"""Returns the tree of a file and its problems, as `read_yaml` does."""


class Part(Written):
    """The keys that a file of `timeline/` may hold; their values are checked once all are one."""

    topics: dict[str, object] = Field(default={})
    places: dict[str, object] = Field(default={})
    actors: dict[str, object] = Field(default={})
    events: dict[str, object] = Field(default={})
    retired: dict[str, object] = Field(default={})
    gaps: tuple[object, ...] = ()
    avoid_words: object = ()


@dataclass(slots=True)
class TimelineFiles:
    """What the files of the timeline hold together, before it is validated."""

    read: Reads
    root: Mapping | None = None
    """None where nothing can be read; what stands twice keeps its first."""
    problems: list[Problem] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    """What may be an id, in files and values that could not be read: it is not unknown."""
    is_main_lost: bool = False
    is_any_unseen: bool = False
    """Not even the text of a file could be had."""


def read_timeline(folder: Path, read: Reads = read_yaml) -> TimelineFiles:
    """Read the main file, then the parts in the order of their names, and make one tree of them."""
    files = TimelineFiles(read)
    files.root = _keys(
        files, folder / TIMELINE, TIMELINE, "begin with the keys `dossier` and `events`"
    )
    parts = [tree for path in _part_files(files, folder / PARTS) if (tree := _part(files, path))]
    if files.root is None and parts:
        files.is_main_lost = True
        files.root = Mapping({}, {}, Location(TIMELINE))
    for part in parts:
        _join(files, files.root or part, part)
    return files


def _part_files(files: TimelineFiles, folder: Path) -> list[Path]:
    """Return the files that are parts; what else lies there is told."""
    if not os.path.lexists(folder):
        return []
    if message := no_folder(folder):
        hint = "timeline/ holds further files of the timeline"
        files.problems.append(Problem(Location(PARTS), message, hint, "unreadable-file"))
        return []
    seen = sorted(path for path in folder.iterdir() if not re.match(r"[.#]|.*~$", path.name))
    for path in seen:
        if path.suffix != ".yaml":
            hint = "a further file of the timeline is called <name>.yaml"
            at = Location(_named(path))
            files.problems.append(Problem(at, f"'{path.name}' is not read", hint, "stray-file"))
    return [path for path in seen if path.suffix == ".yaml"]


def _part(files: TimelineFiles, path: Path) -> Mapping | None:
    """Return the tree of a part, without what does not belong into one."""
    part = _keys(files, path, _named(path), "begin with a key such as `events`")
    if part is None:
        return None
    if "dossier" in part.keys:
        message = "'dossier' stands in a part of the timeline"
        hint = f"it belongs in {TIMELINE} alone; move it there, or delete it"
        files.problems.append(Problem(part.keys["dossier"].at, message, hint, "dossier-in-part"))
        _leave_out(files, part, "dossier")
    try:
        Part.model_validate({key: _outline(node) for key, node in part.entries.items()})
    except ValidationError as error:
        errors = error.errors(include_url=False)
        refused = [Refused(Part, part, (str(one["loc"][0]),), one) for one in errors]
        files.problems += [refusal(one) for one in refused]
        for one in refused:
            _leave_out(files, part, one.key)
    return part


def _keys(files: TimelineFiles, path: Path, name: str, hint: str) -> Mapping | None:
    """Return the tree of a file that must hold keys; anything else is told, its words kept."""
    content, unseen = read_bytes(path, name)
    root, problems = files.read(content, name) if not unseen else (None, unseen)
    files.problems += problems
    if isinstance(root, Mapping):
        return root
    if root is not None:
        message = "the file must hold keys with values"
        files.problems.append(Problem(root.at, message, hint, "wrong-type"))
    files.is_any_unseen |= bool(unseen)
    files.lost.update(_ID.findall(content.decode("utf-8", "replace")))
    return None


def _join(files: TimelineFiles, root: Mapping, part: Mapping) -> None:
    for key, node in part.entries.items():
        there = root.entries.get(key)
        if there is None:
            root.entries[key], root.keys[key] = node, part.keys[key]
        elif isinstance(there, Mapping) and isinstance(node, Mapping):
            _join_records(files, key, there, node)
        elif not isinstance(there, Mapping) and not isinstance(node, Mapping):
            root.entries[key] = Sequence([*_items(there), *_items(node)], there.at)
        else:  # the main file's is no mapping, and is told
            files.lost.update(texts([node]))


def _join_records(files: TimelineFiles, key: str, there: Mapping, more: Mapping) -> None:
    there.dropped.extend(more.dropped)
    for ref, node in more.entries.items():
        if ref in there.keys:
            first = there.keys[ref].at
            message = f"the {_CALLED.get(key, 'retired id')} '{ref}' is defined twice"
            hint = f"it stands first in {first.file}:{first.line}; delete or rename one of the two"
            files.problems.append(Problem(more.keys[ref].at, message, hint, "id-twice"))
            there.dropped.append(node)
        else:
            there.entries[ref], there.keys[ref] = node, more.keys[ref]


def _leave_out(files: TimelineFiles, part: Mapping, key: str) -> None:
    files.lost.update(texts([part.entries.pop(key)]))
    del part.keys[key]


def _outline(node: Node) -> object:
    """Return what sort of value the node is, for a look at the keys of a file."""
    match node:
        case Mapping():
            return {}
        case Sequence():
            return ()
        case Scalar():
            return node.text


def _items(node: Node) -> Iterable[Node]:
    return node.items if isinstance(node, Sequence) else (node,)


def _named(path: Path) -> str:
    return f"{PARTS}/{path.name}"
