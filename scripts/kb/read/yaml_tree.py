"""YAML text -> Node: every scalar as typed, every value with its place; PyYAML is known only here.

The tree is built from parser events with a stack of our own, never by recursion, so that deep
input cannot take the process down. Places count from 1; PyYAML's marks are shifted only here.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from kb.node import LINE_BREAK, Mapping, Node, Scalar, Sequence
from kb.problems import Location, Problem
from kb.read.yaml_text import CONTROL, TAB_WIDTHS, not_utf8, repaired, text_problems, widened

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 50


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
class _Reader:
    file: str
    text: str
    first_line: int
    widened: dict[int, int] = field(default_factory=dict)
    """By line, how many columns the repair of tabs has put in front of what was typed."""
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    depth_reported: bool = False
    offsets: list[int] = field(default_factory=list)

    def place(self, mark: _Mark | None) -> Location:
        assert mark is not None, "the parser marks every event"
        column = mark.column + 1 - self.widened.get(mark.line, 0)
        return Location(self.file, mark.line + self.first_line, max(column, 1))

    def refuse(self, at: Location, rule: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(at, message, hint, rule))


def read_yaml(content: bytes, file: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """Return the tree of one YAML document and every problem of its text.

    `first_line` is the line of `file` on which `content` begins. The tree is None when there is
    nothing to read or the syntax is broken.
    """
    if len(content) > MAX_BYTES:
        hint = "split it, or look for something pasted in"
        return None, [Problem(Location(file), "the file is larger than 32 MB", hint, "too-large")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [not_utf8(content, error.start, file, first_line)]
    problems = list(text_problems(text, file, first_line))
    with _paused_collector():
        reader = _read_repaired(text, file, first_line)
    if not problems or not any(p.rule == "yaml-syntax" for p in reader.problems):
        problems += reader.problems
    return reader.root, problems


def _read_repaired(text: str, file: str, first_line: int) -> _Reader:
    """Read the text, each tab as the width that makes YAML of it, if one does."""
    for width in TAB_WIDTHS if "\t" in text else (1,):
        mended = repaired(text, width)
        reader = _Reader(file, mended, first_line, widened(text, width))
        _read(reader)
        if not any(problem.rule == "yaml-syntax" for problem in reader.problems):
            break
    return reader


def _read(reader: _Reader) -> None:
    reader.offsets = [0, *(m.end() for m in LINE_BREAK.finditer(reader.text))]
    try:
        for event in yaml.parse(reader.text, Loader=yaml.CSafeLoader):
            _take(reader, event)
            if reader.depth_reported:
                reader.root = None
                return
    except yaml.MarkedYAMLError as error:
        reader.root = None
        reader.problems[:] = [_syntax_problem(reader, error)]
    if reader.root is None and not reader.problems:
        at = Location(reader.file, reader.first_line)
        reader.refuse(at, "empty-file", "the file is empty", "write the keys that belong in it")


def _take(reader: _Reader, event: yaml.Event) -> None:
    match event:
        case yaml.ScalarEvent():
            _refuse_extras(reader, event)
            _place_node(reader, _scalar(reader, event))
        case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
            _refuse_extras(reader, event)
            _open(reader, event)
        case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
            _place_node(reader, reader.stack.pop().node)
        case yaml.AliasEvent():
            _refuse_alias(reader, event)
        case yaml.DocumentStartEvent() if reader.root is not None:
            at = reader.place(event.start_mark)
            reader.refuse(at, "yaml-extras", "a second document begins here", "keep one a file")


def _open(reader: _Reader, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
    at = reader.place(event.start_mark)
    if len(reader.stack) >= MAX_DEPTH:
        hint = "look for brackets that are never closed"
        reader.refuse(at, "too-deep", f"nesting is deeper than {MAX_DEPTH} levels", hint)
        reader.depth_reported = True
    elif isinstance(event, yaml.MappingStartEvent):
        reader.stack.append(_Open(Mapping({}, {}, at, bool(event.flow_style))))
    else:
        reader.stack.append(_Open(Sequence([], at, bool(event.flow_style))))


def _place_node(reader: _Reader, node: Node) -> None:
    if not reader.stack:
        reader.root = reader.root or node
        return
    top = reader.stack[-1]
    if isinstance(top.node, Sequence):
        top.node.items.append(node)
    elif top.key is None:
        top.key = _key(reader, node)
    else:
        _add_entry(reader, top.node, top.key, node)
        top.key = None


def _key(reader: _Reader, node: Node) -> Scalar:
    if isinstance(node, Scalar):
        if node.text == "<<":
            reader.refuse(node.at, "yaml-extras", "merge keys are not read", "write the keys out")
        if not node.text:
            reader.refuse(node.at, "yaml-extras", "a key is empty", "write it before the colon")
        return node
    reader.refuse(node.at, "yaml-extras", "a key must be text", "a bracket opened here too early?")
    return Scalar("", node.at)


def _add_entry(reader: _Reader, mapping: Mapping, key: Scalar, node: Node) -> None:
    if key.text in ("<<", ""):
        mapping.dropped.append(node)
        return
    if key.text in mapping.keys:
        first = mapping.keys[key.text].at.line
        message = f"the key '{key.text}' stands here for the second time"
        reader.refuse(key.at, "duplicate-key", message, f"it stands first on line {first}")
        mapping.dropped.append(node)
        return
    mapping.keys[key.text] = key
    mapping.entries[key.text] = node


def _scalar(reader: _Reader, event: yaml.ScalarEvent) -> Scalar:
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    raw = reader.text[
        reader.offsets[start.line] + start.column : _offset(reader, end.line) + end.column
    ]
    is_flow = bool(reader.stack) and reader.stack[-1].node.is_flow
    if found := CONTROL.search(event.value):
        at, message = reader.place(start), f"this holds the control character U+{ord(found[0]):04X}"
        reader.refuse(at, "control-character", message, "take its escape out")
    return Scalar(event.value, reader.place(start), raw, is_flow)


def _offset(reader: _Reader, line: int) -> int:
    return reader.offsets[line] if line < len(reader.offsets) else len(reader.text)


def _refuse_extras(reader: _Reader, event: yaml.NodeEvent) -> None:
    at = reader.place(event.start_mark)
    if event.anchor:
        hint = "write the text out where it is needed, or put it in quotes"
        reader.refuse(at, "yaml-extras", f"the anchor '&{event.anchor}' is not read", hint)
    tag = getattr(event, "tag", None)
    if tag not in (None, "!"):
        hint = "leave the tag out, or put the text in quotes"
        reader.refuse(at, "yaml-extras", f"the tag '{tag}' is not read", hint)


def _refuse_alias(reader: _Reader, event: yaml.AliasEvent) -> None:
    at = reader.place(event.start_mark)
    hint = "write the text out, or put it in quotes"
    reader.refuse(at, "yaml-extras", f"the alias '*{event.anchor}' is not read", hint)
    _place_node(reader, Scalar(f"*{event.anchor}", at))


def _syntax_problem(reader: _Reader, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    at = reader.place(mark) if mark else Location(reader.file, reader.first_line)
    context = f" {error.context}" if error.context else ""
    hint = "a colon, quote or bracket in the text? Put the text in quotes, or indent as above"
    return Problem(at, f"this is not YAML: {error.problem}{context}", hint, "yaml-syntax")


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
