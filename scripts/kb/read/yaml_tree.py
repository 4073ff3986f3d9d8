"""YAML text -> Node: every scalar as typed, every value with its place; PyYAML is known only here.

The tree is built from parser events with a stack of our own, never by recursion, so that deep
input cannot take the process down. Places count from 1; PyYAML's marks are shifted only here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import yaml

from kb.node import Mapping, Node, Scalar, Sequence
from kb.problems import Location, Problem
from kb.read.mended import Mended
from kb.read.slips.lines import Broken
from kb.read.twins import key_twice
from kb.read.yaml_text import CONTROL, unseen

MAX_DEPTH = 50
_NO_KEYS = {
    "<<": ("merge keys are not read", "write the keys out"),
    "": ("a key is empty", "write it before the colon"),
}
"""Keys that are none, with what to say of them."""
_NO_COMMENT = re.compile(r" +(?P<rest>#\w\S*)")


class _Mark(Protocol):
    """Where the parser stands; both PyYAML's and its C parser's marks have this shape."""

    line: int
    column: int


class _Event(Protocol):
    """What the parser met; which of its words there are depends on what that is."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    """The quotes around a text; nothing where it is plain."""
    flow_style: bool


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
    may_be_cut: bool = False
    """Whether any text may go on behind what YAML takes for a comment."""

    def refuse(self, at: Location, rule: str, message: str, hint: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(at, message, hint, rule))

    def place(self, mark: _Mark) -> Location:
        """Return where the character at a mark was typed."""
        line = mark.line
        return Location(self.file, line + self.first_line, self.text.column(line, mark.column) + 1)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as typed."""
        return self.text.typed

    def scalar(self, text: str, start: _Mark, end: _Mark) -> Scalar:
        """Return a text with where and how it was typed, from mark to mark."""
        top, first, bottom, last = start.line, start.column, end.line, end.column
        if self.text.columns:
            first, last = self.text.column(top, first), self.text.column(bottom, last)
        if top == bottom < len(self.text.typed):
            raw = self.text.typed[top][first:last]
        elif top < len(self.lines):
            raw = self._joined(top, first, bottom, last)
        else:  # YAML has one more line where the last has no end
            top, first, raw = len(self.lines) - 1, len(self.lines[-1]), ""
        is_flow = bool(self.stack) and self.stack[-1].node.is_flow
        return Scalar(text, self.file, top + self.first_line, first + 1, raw, is_flow)

    def _joined(self, top: int, first: int, bottom: int, last: int) -> str:
        """Return what was typed on several lines."""
        rest = self.lines[bottom][:last] if bottom < len(self.lines) else ""
        return "\n".join([self.lines[top][first:], *self.lines[top + 1 : bottom], rest])


def parsed(text: Mended, file: str, first_line: int) -> Tree:
    """Return the tree of one YAML document, as far as it can be read."""
    tree = Tree(file, text, first_line)
    _read(tree)
    return tree


def _read(tree: Tree) -> None:
    text = tree.text.text
    tree.may_be_cut = " #" in text and bool(re.search(r" #\w", text))
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if take := _TAKERS.get(type(event)):
                take(tree, event)
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


def _document(tree: Tree, event: _Event) -> None:
    if tree.root is not None:
        at = tree.place(event.start_mark)
        tree.refuse(at, "yaml-extras", "a second document begins here", "keep one a file")


def _mapping(tree: Tree, event: _Event) -> None:
    _open(tree, event, Mapping({}, {}, tree.place(event.start_mark), bool(event.flow_style)))


def _sequence(tree: Tree, event: _Event) -> None:
    _open(tree, event, Sequence([], tree.place(event.start_mark), bool(event.flow_style)))


def _open(tree: Tree, event: _Event, node: Mapping | Sequence) -> None:
    if event.anchor or event.tag:
        _refuse_extras(tree, event)
    if len(tree.stack) >= MAX_DEPTH:
        hint = "look for brackets that are never closed"
        tree.refuse(node.at, "too-deep", f"nesting is deeper than {MAX_DEPTH} levels", hint)
        tree.depth_reported = True
    else:
        tree.stack.append(_Open(node))


def _close(tree: Tree, _: _Event) -> None:
    _place_node(tree, tree.stack.pop().node)


def _place_node(tree: Tree, node: Node) -> None:
    if not tree.stack:
        tree.root = tree.root or node
        return
    top = tree.stack[-1]
    parent, key = top.node, top.key
    if isinstance(parent, Sequence):
        parent.items.append(node)
    elif key is None:
        top.key = _key(tree, node)
    else:
        top.key = None
        if key.text in _NO_KEYS or key.text in parent.keys:
            _drop(tree, parent, key, node)
        else:
            parent.keys[key.text] = key
            parent.entries[key.text] = node


def _key(tree: Tree, node: Node) -> Scalar:
    if isinstance(node, Scalar):
        if node.text in _NO_KEYS:
            tree.refuse(node.at, "yaml-extras", *_NO_KEYS[node.text])
        return node
    tree.refuse(node.at, "yaml-extras", "a key must be text", "a bracket opened here too early?")
    return Scalar("", *node.at)


def _drop(tree: Tree, mapping: Mapping, key: Scalar, node: Node) -> None:
    """Keep out a value whose key is none, or stands there already."""
    if key.text not in _NO_KEYS:
        is_item = len(tree.stack) > 1 and isinstance(tree.stack[-2].node, Sequence)
        number = key.at.line - tree.first_line
        line = "\n".join(tree.lines[number : number + 2])
        tree.problems.append(key_twice(mapping, key, node, line, is_item=is_item))
    mapping.dropped.append(node)


def _scalar(tree: Tree, event: _Event) -> None:
    if event.anchor or event.tag:
        _refuse_extras(tree, event)
    scalar = tree.scalar(event.value, event.start_mark, event.end_mark)
    if event.style == '"':
        _refuse_escape(tree, scalar)
    elif tree.may_be_cut and event.value and not event.style:
        _refuse_cut(tree, event.end_mark)
    _place_node(tree, scalar)


def _refuse_escape(tree: Tree, scalar: Scalar) -> None:
    """Refuse a control character; a text has them by escapes only, in double quotes."""
    if "\\" in scalar.raw and (found := CONTROL.search(scalar.text)):
        message = f"this holds the control character U+{ord(found[0]):04X}"
        tree.refuse(scalar.at, "control-character", message, "take its escape out")
    if "\\" in scalar.raw and (hidden := unseen(scalar.text)) and not unseen(scalar.raw):
        message = f"this holds the character U+{ord(hidden[0][0]):04X}, which nobody sees"
        tree.refuse(scalar.at, "unseen-character", message, "take its escape out")


def _refuse_cut(tree: Tree, end: _Mark) -> None:
    """Refuse a comment that is rather the rest of a text, such as ` #5`."""
    line = tree.text.lines[end.line] if end.line < len(tree.lines) else ""
    if found := _NO_COMMENT.match(line, end.column):
        column = tree.text.column(end.line, found.start("rest")) + 1
        at = Location(tree.file, end.line + tree.first_line, column)
        message = f"the text ends here: YAML takes '{found['rest']}' for a comment"
        hint = "put the text in quotes; or, if it is a comment, a space behind '#'"
        tree.refuse(at, "cut-text", message, hint)


def _refuse_extras(tree: Tree, event: _Event) -> None:
    at = tree.place(event.start_mark)
    if event.anchor:
        hint = "write the text out where it is needed, or put it in quotes"
        tree.refuse(at, "yaml-extras", f"the anchor '&{event.anchor}' is not read", hint)
    if event.tag not in (None, "!"):
        hint = "leave the tag out, or put the text in quotes"
        tree.refuse(at, "yaml-extras", f"the tag '{event.tag}' is not read", hint)


def _refuse_alias(tree: Tree, event: _Event) -> None:
    at = tree.place(event.start_mark)
    hint = "write the text out, or put it in quotes"
    tree.refuse(at, "yaml-extras", f"the alias '*{event.anchor}' is not read", hint)
    _place_node(tree, Scalar(f"*{event.anchor}", *at))


_TAKERS: dict[type[yaml.Event], Callable[[Tree, Any], None]] = {
    yaml.ScalarEvent: _scalar,
    yaml.MappingStartEvent: _mapping,
    yaml.SequenceStartEvent: _sequence,
    yaml.MappingEndEvent: _close,
    yaml.SequenceEndEvent: _close,
    yaml.AliasEvent: _refuse_alias,
    yaml.DocumentStartEvent: _document,
}


def _broken(error: yaml.MarkedYAMLError) -> Broken:
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    around = context or mark
    words = " ".join(filter(None, (error.problem, error.context)))
    if mark is None or around is None:
        return Broken(0, 0, 0, 0, words)
    return Broken(mark.line, mark.column, around.line, around.column, words)
