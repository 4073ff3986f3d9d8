"""Slips around a key: no colon, no space behind it, no hyphen before it, or a list beside it."""

import re
from collections.abc import Iterator, Sequence

from kb.read.slips.lines import (
    Broken,
    Keyed,
    Piece,
    Slip,
    following,
    format_keys,
    indent_of,
    is_blank,
    keyed,
    preceding,
    shown,
)

_NO_SPACE = re.compile(r" *(?:- +)*(?P<word>[A-Za-z_][\w-]*):(?P<odd>[\u00a0\u202f]?)(?=[^\s:/])")
_NO_COLON = re.compile(
    r" *(?:- +)*(?P<word>[A-Za-z_][\w-]*)(?P<gap> *= *| +|$)(?P<rest>\S.*?)?\s*$"
)
_NO_SPACE_BEHIND_DASH = re.compile(r" *-(?=[^\s-])")
_KEYS = format_keys()


def no_space(lines: Sequence[str], number: int, broken: Broken) -> Iterator[Slip]:
    """Find `title:The fire`."""
    line = lines[number]
    found = _NO_SPACE.match(line)
    if not found:
        return
    start, word = found.start("odd"), found["word"]
    rest = line[found.end() :]
    if found["odd"]:
        message = f"an odd space, U+{ord(found['odd']):04X}, stands behind '{word}:'"
    else:
        message = f"no space stands behind '{word}:'"
    yield Slip(
        number,
        start,
        message,
        f"write '{word}: {shown(rest)}'",
        (Piece(number, start, found["odd"], " "),),
        is_plain=word in _KEYS,
    )


def no_colon(lines: Sequence[str], number: int, broken: Broken) -> Iterator[Slip]:
    """Find `title The fire`, and `fire` above the keys that belong to it."""
    found = _NO_COLON.match(lines[number])
    if not found or keyed(lines[number] if not lines[number].lstrip().startswith("- ") else ""):
        return
    word, rest = found["word"], re.sub(r"^#.*", "", found["rest"] or "")
    then = following(lines, number)
    opens = then is not None and indent_of(lines[then]) > indent_of(lines[number])
    if (rest and word in _KEYS) or (not rest and (opens or word in _KEYS)):
        spaced = f" {shown(rest)}" if rest else ""
        gap = found["gap"] if "=" in found["gap"] and rest else ""
        yield Slip(
            number,
            found.end("word"),
            f"no colon stands behind '{word}'",
            f"write '{word}:{spaced}'",
            (Piece(number, found.end("word"), gap, ": " if gap else ":"),),
            is_plain=bool(rest),
        )


def no_dash(lines: Sequence[str], number: int, broken: Broken) -> Iterator[Slip]:
    """Find an item of a list without its hyphen, or without the space behind it."""
    line = lines[number]
    column = indent_of(line)
    if is_blank(line) or line.startswith("- ", column):
        return
    item = _item_above(lines, number, column)
    if item is None:
        return
    if found := _NO_SPACE_BEHIND_DASH.match(line):
        message, hint = "no space stands behind '-'", f"write '- {shown(line[found.end() :])}'"
        piece = Piece(number, found.end(), "", " ")
        yield Slip(number, found.end(), message, hint, (piece,))
        return
    of = keyed(line)
    if (of.key if of else "") != item.key:
        return
    then = following(lines, number)
    is_whole = then is None or indent_of(lines[then]) != column or lines[then][column] == "-"
    hint = f"write '- {shown(line)}'"
    message = f"no '- ' stands before '{shown(line)}', which is in a list"
    pieces = (Piece(number, column, "", "- "),) if is_whole else ()
    yield Slip(number, column, message, hint, pieces)


def list_beside_key(lines: Sequence[str], number: int, broken: Broken) -> Iterator[Slip]:
    """Find `topics: - fires`."""
    of = keyed(lines[number])
    if of and of.key and of.value.startswith("- "):
        message = f"a list begins beside '{of.key}:', on the same line"
        hint = f"write '{shown(of.value)}' on the next line, two spaces deeper; or quote the text"
        yield Slip(number, of.value_column, message, hint)


def _item_above(lines: Sequence[str], number: int, column: int) -> Keyed | None:
    """Return the item of a list that begins at the column, if the line stands in such a list."""
    for before in preceding(lines, number):
        if indent_of(lines[before]) <= column:
            of = keyed(lines[before])
            return of if of and of.has_dash and of.indent == column else None
    return None
