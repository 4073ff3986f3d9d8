"""Lines of YAML as an editor sees them, before they can be read as YAML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb import model
from kb.fields import Written
from kb.retyping import quoted

_KEYED = re.compile(
    r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<key>[\w./-]+|\"[^\"]*\"|'[^']*'):"
    r"(?: +(?P<value>\S.*?))?\s*$"
)
_ITEM = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)+)(?P<value>\S.*?)\s*$")
_COMMENT = re.compile(r"\s+#.*$")
_WHEN_KEYS = frozenset({"between", "one_of", "not_before", "not_after", "after", "before"})
_SHOWN = 60


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """One change of a line, to mend it; line and column count from 0."""

    line: int
    column: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip where it was made; line and column count from 0."""

    line: int
    column: int
    message: str
    hint: str
    pieces: tuple[Piece, ...] = ()
    """The one certain mending; without it, there are several or none."""
    is_plain: bool = False
    """The line says by itself that it is wrong, whatever stands around it."""
    swallows: bool = False
    """It hid all that stands behind it, slips included."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the parser gave up, what it was in, and its own words."""

    line: int
    column: int
    context_line: int
    context_column: int
    words: str


@dataclass(frozen=True, slots=True)
class Keyed:
    """A line `key: value` or `- value`, with the columns of its parts."""

    indent: int
    column: int
    """Where the key stands, behind the hyphens; for a mere item, the value."""
    key: str
    value: str
    value_column: int
    has_dash: bool


def keyed(line: str) -> Keyed | None:
    """Return the parts of a line that has a key, or begins an item of a list."""
    found = _KEYED.match(line) or _ITEM.match(line)
    if not found:
        return None
    parts = found.groupdict()
    indent, column = len(parts["indent"]), len(parts["indent"]) + len(parts["dashes"])
    value = parts["value"] or ""
    if value.startswith("#"):
        value = ""
    if value[:1] not in ("'", '"', "[", "{"):
        value = _COMMENT.sub("", value)
    start = found.start("value") if value else len(line.rstrip())
    return Keyed(indent, column, parts.get("key") or "", value, start, bool(parts["dashes"]))


def format_keys() -> frozenset[str]:
    """Return every key that a record of the format may have."""
    shapes = [s for s in vars(model).values() if isinstance(s, type) and issubclass(s, Written)]
    fields = [pair for shape in shapes for pair in shape.model_fields.items()]
    return frozenset(field.alias or name for name, field in fields) | _WHEN_KEYS


def indent_of(line: str) -> int:
    """Return the number of spaces before the text of a line."""
    return len(line) - len(line.lstrip(" "))


def is_blank(line: str) -> bool:
    """Tell whether YAML passes over the line: white space or a comment."""
    return not line.strip() or line.lstrip().startswith("#")


def following(lines: Sequence[str], number: int) -> int | None:
    """Return the number of the next line that is not blank."""
    return next((n for n in range(number + 1, len(lines)) if not is_blank(lines[n])), None)


def preceding(lines: Sequence[str], number: int) -> Iterator[int]:
    """Yield the numbers of the lines before one, the nearest first, without the blank ones."""
    return (n for n in range(number - 1, -1, -1) if not is_blank(lines[n]))


def last_of_value(lines: Sequence[str], number: int, column: int) -> int:
    """Return the last line of a text that begins on a line, under a key at `column`."""
    last = number
    while (then := following(lines, last)) is not None:
        line = lines[then]
        if indent_of(line) <= column or keyed(line) or line.lstrip().startswith("- "):
            break
        last = then
    return last


def quoting(lines: Sequence[str], number: int, of: Keyed) -> tuple[Piece, ...]:
    """Return the pieces that put a whole text in quotes, with what is special in them escaped."""
    last = last_of_value(lines, number, of.column)
    stretches = [(number, of.value_column, of.value_column + len(of.value))]
    stretches += [
        (n, indent_of(lines[n]), len(lines[n].rstrip())) for n in range(number + 1, last + 1)
    ]
    whole = "\n".join(lines[n][start:end] for n, start, end in stretches)
    mark = quoted(whole)[0]
    pieces = [Piece(number, of.value_column, "", mark)]
    for n, start, end in stretches:
        pieces += _escapes(n, start, lines[n][start:end], mark)
    return (*pieces, Piece(stretches[-1][0], stretches[-1][2], "", mark))


def _escapes(number: int, start: int, text: str, mark: str) -> Iterator[Piece]:
    special, escape = (r"'", "'") if mark == "'" else (r'["\\]', "\\")
    for found in re.finditer(special, text):
        yield Piece(number, start + found.start(), "", escape)


def shown(text: str) -> str:
    """Return a text as a hint shows it: not longer than it takes to know it."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"
