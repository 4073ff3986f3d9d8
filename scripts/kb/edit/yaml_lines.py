"""Records -> lines of YAML as editors write them: prose folded, short lists in brackets.

Whatever the text holds, it comes out as one plain text: what YAML would take for its own is put in
quotes or folded, what no page can show becomes a space, what nobody sees goes. Each line knows
which value it belongs to.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kb.node import Path
from kb.read.yaml_text import CONTROL, seen
from kb.retyping import is_plain, quoted

Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"

WIDTH = 118
"""The longest line that is written, words that are longer left whole."""
STEP = 2
_BRIEF = ("when", "actors", "topics", "place", "by", "via", "denies", "published", "accessed")
"""Stand in brackets or braces where they fit."""
_UNSHOWABLE = re.compile(f"{CONTROL.pattern}|[\ud800-\udfff\ufeff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, with the path of the value that it shows, from the top of its record."""

    path: Path
    text: str


def folded(text: str) -> str:
    """Return the text as it will be read again: in one line, without what no page can show."""
    shown = seen(_UNSHOWABLE.sub(" ", text)).strip(" \t\r\n")
    return " ".join(re.split(r"[ \t\r\n]+", shown)).strip(" ")


def entry_lines(key: str, value: Value, indent: int, path: Path = ()) -> Iterator[Line]:
    """Yield the lines of `key: value`, its key `indent` columns in."""
    here, head = (*path, key), f"{' ' * indent}{_key(key)}:"
    match value:
        case str():
            yield from _text_lines(head, value, indent, here)
        case Mapping():
            yield from _mapping_lines(head, key, value, indent, here)
        case _:
            yield from _list_lines(head, key, value, indent, here)


def item_lines(value: Value, indent: int, path: Path) -> Iterator[Line]:
    """Yield the lines of one item of a list, its dash `indent` columns in."""
    if isinstance(value, Mapping):
        dash = f"{' ' * indent}- "
        for key, part in value.items():
            lines = list(entry_lines(key, part, indent + STEP, path))
            yield Line(lines[0].path, dash + lines[0].text[indent + STEP :])
            yield from lines[1:]
            dash = " " * (indent + STEP)
    else:
        yield from _text_lines(f"{' ' * indent}-", str(value), indent, path)


def _mapping_lines(
    head: str, key: str, value: Mapping[str, Value], indent: int, path: Path
) -> Iterator[Line]:
    if key in _BRIEF and _fits(line := f"{head} {_flow(value)}"):
        yield Line(path, line)
        return
    yield Line(path, head)
    for part, inner in value.items():
        yield from entry_lines(part, inner, indent + STEP, path)


def _list_lines(
    head: str, key: str, value: Sequence[Value], indent: int, path: Path
) -> Iterator[Line]:
    if key in _BRIEF and _fits(line := f"{head} {_flow(value)}"):
        yield Line(path, line)
        return
    yield Line(path, head)
    for number, item in enumerate(value):
        yield from item_lines(item, indent + STEP, (*path, number))


def _text_lines(head: str, text: str, indent: int, path: Path) -> Iterator[Line]:
    bare = folded(text)
    short = bare if is_plain(bare) else quoted(bare)
    if _fits(f"{head} {short}"):
        yield Line(path, f"{head} {short}")
        return
    yield Line(path, f"{head} >-")
    yield from (
        Line(path, f"{' ' * (indent + STEP)}{line}") for line in _wrapped(bare, indent + STEP)
    )


def _wrapped(text: str, indent: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and not _fits(f"{' ' * indent}{line} {word}"):
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _flow(value: Value) -> str:
    match value:
        case str():
            bare = folded(value)
            return bare if is_plain(bare, is_flow=True) else quoted(bare)
        case Mapping():
            inside = ", ".join(f"{_key(key)}: {_flow(part)}" for key, part in value.items())
            return f"{{{inside}}}"
        case _:
            return f"[{', '.join(_flow(part) for part in value)}]"


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]*[A-Za-z0-9]", key) else quoted(folded(key))


def _fits(line: str) -> bool:
    return len(line) <= WIDTH
