"""A dossier before it is written: what its files hold, and how it is laid out in a folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kb.node import Mapping as Keys
from kb.node import Node, Sequence
from kb.node import Path as Steps
from kb.problems import Location
from kb.read.yaml_file import read_yaml

Tree = Any
"""Text, a list of trees, or a mapping of them."""


@dataclass(slots=True)
class Dossier:
    """The trees of its YAML by file, and the texts of its kept sources by id."""

    trees: dict[str, Tree]
    texts: dict[str, str]

    def files(self, **style: Any) -> dict[str, bytes]:
        """Return what each file holds, in a style of PyYAML's."""
        made = {}
        for file, tree in self.trees.items():
            text = dumped(tree, **style)
            if file.endswith(".md"):
                text = f"---\n{text}---\n{self.texts[Path(file).stem]}"
            made[file] = text.encode()
        return made

    def write(self, folder: Path, **style: Any) -> Path:
        """Write it into a folder."""
        return lay_out(self.files(**style), folder)


def dumped(tree: Tree, **style: Any) -> str:
    """Return a tree as YAML."""
    style = {"default_flow_style": False, "width": 80} | style
    return str(
        yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, **style)
    )


def lay_out(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write files into a folder."""
    for file, content in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)
    return folder


def path_at(content: bytes, at: Location) -> Steps:
    """Return the path of the value that begins last before a place of a file of YAML."""
    head, first = (content, 1)
    if at.file.endswith(".md"):
        head, first = content.partition(b"\n---\n")[0].removeprefix(b"---\n") + b"\n", 2
    root, _ = read_yaml(head, at.file, first)
    before = [
        ((n.line, n.column), path)
        for n, path in _places(root, ())
        if (n.line, n.column) <= (at.line, at.column)
    ]
    return max(before, key=lambda one: one[0])[1] if before else ()


def _places(node: Node | None, path: Steps) -> list[tuple[Location, Steps]]:
    match node:
        case Keys():
            keys = [(node.keys[key].at, (*path, key)) for key in node.entries]
            inner = [_places(value, (*path, key)) for key, value in node.entries.items()]
        case Sequence():
            keys = []
            inner = [_places(item, (*path, number)) for number, item in enumerate(node.items)]
        case None:
            return []
        case _:
            return [(node.at, path)]
    return keys + [one for some in inner for one in some]


def drop(tree: Tree, path: Steps) -> None:
    """Take out the value at a path, and what would be empty without it."""
    parents = [tree]
    for step in path[:-1]:
        parents.append(parents[-1][step])
    for parent, step in zip(reversed(parents), reversed(path), strict=True):
        del parent[step]
        if parent:
            break
