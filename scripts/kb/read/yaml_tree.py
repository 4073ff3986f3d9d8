"""YAML text -> Node: every scalar as typed, every value with its place; PyYAML is known only here.

The tree is built from parser events with a stack of our own, never by recursion, so that deep
input cannot take the process down. Places count from 1; PyYAML's marks are shifted only here.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from kb.node import Mapping, Node, Scalar, Sequence
from kb.problems import Location, Problem
from kb.read.mended import Mended
from kb.read.slips.lines import Broken
from kb.read.twins import key_twice
from kb.read.yaml_text import CONTROL

MAX_DEPTH = 50
_NO_COMMENT = re.compile(r" +(?P<rest>#\w\S*)")


class _Mark(Protocol):
    """Where the parser stands; both PyYAML's and its C parser's marks have this shape."""

    line: int
    column: int


@dataclass(slots=True)
class _Open:
    """A mapping or list that the parser has not closed yet."""

    node: Mapping | Sequence
    key: Scalar | None = None


@dataclass(slots=True)
class Tree:
    """What was read of a file: its tree, its problems, and where it is broken if it is."""

    file: str
    text: Mended
    first_line: int
    broken: Broken | None = None
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    depth_reported: bool = False

    def refuse(self, at: Location, rule: str, message: str, hint: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(at, message, hint, rule))

    def place(self, mark: _Mark | None) -> Location:
        """Return where the character at a mark was typed."""
        assert mark is not None, "the parser marks every event"
        column = self.text.column(mark.line, mark.column) + 1
        return Location(self.file, mark.line + self.first_line, column)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as typed."""
        return self.text.typed

    def typed(self, start: _Mark, end: _Mark) -> str:
        """Return what was typed between two marks; nothing where both are behind the last line."""
        if start.line >= len(self.lines):
            return ""
        first, last = (self.text.column(mark.line, mark.column) for mark in (start, end))
        if start.line == end.line:
            return self.lines[start.line][first:last]
        rest = self.lines[end.line][:last] if end.line < len(self.lines) else ""
        return "\n".join(
            [self.lines[start.line][first:], *self.lines[start.line + 1 : end.line], rest]
        )


def parsed(text: Mended, file: str, first_line: int) -> Tree:
    """Return the tree of one YAML document, as far as it can be read."""
    tree = Tree(file, text, first_line)
    with _paused_collector():
        _read(tree)
    return tree


def _read(tree: Tree) -> None:
    try:
        for event in yaml.parse(tree.text.text, Loader=yaml.CSafeLoader):
            _take(tree, event)
            if tree.depth_reported:
                tree.root = None
                return
    except yaml.MarkedYAMLError as error:
        tree.root = None
        tree.broken = _broken(error)
        tree.problems = []
    if tree.root is None and not tree.problems and not tree.broken:
        at = Location(tree.file, tree.first_line)
        tree.refuse(at, "empty-file", "the file is empty", "write the keys that belong in it")


def _take(tree: Tree, event: yaml.Event) -> None:
    match event:
        case yaml.ScalarEvent():
            _refuse_extras(tree, event)
            _place_node(tree, _scalar(tree, event))
        case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
            _refuse_extras(tree, event)
            _open(tree, event)
        case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
            _place_node(tree, tree.stack.pop().node)
        case yaml.AliasEvent():
            _refuse_alias(tree, event)
        case yaml.DocumentStartEvent() if tree.root is not None:
            at = tree.place(event.start_mark)
            tree.refuse(at, "yaml-extras", "a second document begins here", "keep one a file")


def _open(tree: Tree, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
    at = tree.place(event.start_mark)
    if len(tree.stack) >= MAX_DEPTH:
        hint = "look for brackets that are never closed"
        tree.refuse(at, "too-deep", f"nesting is deeper than {MAX_DEPTH} levels", hint)
        tree.depth_reported = True
    elif isinstance(event, yaml.MappingStartEvent):
        tree.stack.append(_Open(Mapping({}, {}, at, bool(event.flow_style))))
    else:
        tree.stack.append(_Open(Sequence([], at, bool(event.flow_style))))


def _place_node(tree: Tree, node: Node) -> None:
    if not tree.stack:
        tree.root = tree.root or node
        return
    top = tree.stack[-1]
    if isinstance(top.node, Sequence):
        top.node.items.append(node)
    elif top.key is None:
        top.key = _key(tree, node)
    else:
        _add_entry(tree, top.node, top.key, node)
        top.key = None


def _key(tree: Tree, node: Node) -> Scalar:
    if isinstance(node, Scalar):
        if node.text == "<<":
            tree.refuse(node.at, "yaml-extras", "merge keys are not read", "write the keys out")
        if not node.text:
            tree.refuse(node.at, "yaml-extras", "a key is empty", "write it before the colon")
        return node
    tree.refuse(node.at, "yaml-extras", "a key must be text", "a bracket opened here too early?")
    return Scalar("", node.at)


def _add_entry(tree: Tree, mapping: Mapping, key: Scalar, node: Node) -> None:
    if key.text in ("<<", ""):
        mapping.dropped.append(node)
        return
    if key.text in mapping.keys:
        is_item = len(tree.stack) > 1 and isinstance(tree.stack[-2].node, Sequence)
        number = key.at.line - tree.first_line
        line = "\n".join(tree.lines[number : number + 2])
        tree.problems.append(key_twice(mapping, key, node, line, is_item=is_item))
        mapping.dropped.append(node)
        return
    mapping.keys[key.text] = key
    mapping.entries[key.text] = node


def _scalar(tree: Tree, event: yaml.ScalarEvent) -> Scalar:
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    raw = tree.typed(start, end)
    if not event.style and event.value:
        _refuse_cut(tree, end)
    is_flow = bool(tree.stack) and tree.stack[-1].node.is_flow
    if found := CONTROL.search(event.value):
        at, message = tree.place(start), f"this holds the control character U+{ord(found[0]):04X}"
        tree.refuse(at, "control-character", message, "take its escape out")
    return Scalar(event.value, tree.place(start), raw, is_flow)


def _refuse_cut(tree: Tree, end: _Mark) -> None:
    """Refuse a comment that is rather the rest of a text, such as ` #5`."""
    line = tree.text.lines[end.line] if end.line < len(tree.lines) else ""
    if found := _NO_COMMENT.match(line, end.column):
        column = tree.text.column(end.line, found.start("rest")) + 1
        at = Location(tree.file, end.line + tree.first_line, column)
        message = f"the text ends here: YAML takes '{found['rest']}' for a comment"
        hint = "put the text in quotes; or, if it is a comment, a space behind '#'"
        tree.refuse(at, "cut-text", message, hint)


def _refuse_extras(tree: Tree, event: yaml.NodeEvent) -> None:
    at = tree.place(event.start_mark)
    if event.anchor:
        hint = "write the text out where it is needed, or put it in quotes"
        tree.refuse(at, "yaml-extras", f"the anchor '&{event.anchor}' is not read", hint)
    tag = getattr(event, "tag", None)
    if tag not in (None, "!"):
        hint = "leave the tag out, or put the text in quotes"
        tree.refuse(at, "yaml-extras", f"the tag '{tag}' is not read", hint)


def _refuse_alias(tree: Tree, event: yaml.AliasEvent) -> None:
    at = tree.place(event.start_mark)
    hint = "write the text out, or put it in quotes"
    tree.refuse(at, "yaml-extras", f"the alias '*{event.anchor}' is not read", hint)
    _place_node(tree, Scalar(f"*{event.anchor}", at))


def _broken(error: yaml.MarkedYAMLError) -> Broken:
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    around = context or mark
    words = " ".join(filter(None, (error.problem, error.context)))
    if mark is None or around is None:
        return Broken(0, 0, 0, 0, words)
    return Broken(mark.line, mark.column, around.line, around.column, words)


@contextmanager
def _paused_collector() -> Iterator[None]:
    """Pause the cyclic collector: the tree holds no cycles, and reading is twice as fast."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
