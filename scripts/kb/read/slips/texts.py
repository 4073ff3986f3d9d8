"""Slips inside a text: quotes that end too early or never, colons, and reserved first letters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb.read.slips.lines import (
    Broken,
    Keyed,
    Piece,
    Slip,
    format_keys,
    indent_of,
    keyed,
    last_of_value,
    preceding,
    quoting,
    shown,
)
from kb.retyping import quoted

_NOT_PLAIN = "'\"[{>|"
_RESERVED = "@`%*&!"
_COLON = re.compile(r":(?=\s|$)")
_KEY_BEFORE = re.compile(r"(?:^|\s)(?P<word>[\w-]+)$")
_BLOCK = re.compile(r"[>|][-+]?[0-9]? +(?=\S)")
_KEYS = format_keys()


def unclosed_quote(lines: Sequence[str], number: int, broken: Broken) -> Iterator[Slip]:
    """Find `title: "The fire`, from the place where the quote was closed by another."""
    if number != broken.line:
        return
    for line in (number, *preceding(lines, number)):
        of = keyed(lines[line])
        if not of or of.value[:1] not in ("'", '"') or _closing(of.value) is not None:
            continue
        last = last_of_value(lines, line, of.column)
        rest = (lines[n].strip() for n in range(line + 1, last + 1))
        whole = " ".join([lines[line][of.value_column :].strip(), *rest])
        if _closing(whole) is None:
            pieces = (Piece(last, len(lines[last].rstrip()), "", of.value[0]),)
            message = "the quote that opens here is never closed"
            hint = f"close it: {shown(whole)}{of.value[0]}"
            yield Slip(line, of.value_column, message, hint, pieces, swallows=True)


def quote_inside(lines: Sequence[str], number: int, broken: Broken) -> Iterator[Slip]:
    """Find `'The mayor's fire'`, `"The "old" fire"` and `"The fire" of 1911`."""
    of = keyed(lines[number])
    if not of or of.value[:1] not in ("'", '"'):
        return
    end = _closing(of.value)
    rest = of.value[end + 1 :] if end is not None else ""
    if end is None or not rest.strip() or rest.lstrip().startswith("#"):
        return
    inner = [*_inner_quotes(of.value)]
    if of.value[0] == "'" and inner and all(_is_apostrophe(of.value, at) for at in inner):
        yield _apostrophes(number, of, inner)
    elif of.value[0] == of.value[-1] == '"' and inner and _open_and_close(of.value, inner):
        pieces = tuple(Piece(number, of.value_column + at, "", "\\") for at in inner)
        message, hint = "a quotation mark inside the text ends it", 'write \\" or “ ” inside'
        yield Slip(number, of.value_column + inner[0], message, hint, pieces)
    else:
        at = of.value_column + len(of.value) - len(rest.lstrip())
        hint = f"put all of it in quotes: {shown(quoted(of.value))}"
        yield Slip(number, at, "text follows behind the closing quote", hint)


def _apostrophes(number: int, of: Keyed, inner: Sequence[int]) -> Slip:
    pieces = [Piece(number, of.value_column + at, "", "'") for at in inner]
    if of.value[-1] != "'":
        pieces.append(Piece(number, of.value_column + len(of.value), "", "'"))
    word = _word_at(of.value, inner[0])
    doubled = word.replace("'", "''")
    hint = f"write it twice, as in {doubled}, or put the text in double quotes"
    message = f"the apostrophe in “{word}” ends the text"
    return Slip(number, of.value_column + inner[0], message, hint, tuple(pieces))


def colon_inside(lines: Sequence[str], number: int, broken: Broken) -> Iterator[Slip]:
    """Find `title: Fire: the north quay`, on one line or on several."""
    owner = _owner(lines, number)
    if owner is None:
        return
    first, of = owner
    line = lines[number]
    start = of.value_column if first == number else indent_of(line)
    end = of.value_column + len(of.value) if first == number else len(line.rstrip())
    found = _COLON.search(line[start:end])
    if not found:
        return
    before = _KEY_BEFORE.search(line[start : start + found.start()])
    is_key = before is not None and (
        before["word"] in _KEYS or line[start:end] == f"{before['word']}:"
    )
    message = "a colon inside the text makes a key of the words before it"
    hint = f"put the text in quotes: {shown(_quoted_value(lines, first, of))}"
    if is_key and before:
        message = f"a second key, '{before['word']}:', stands on the line of '{of.key}:'"
        hint = f"begin '{before['word']}:' on a line of its own, or put the whole text in quotes"
    pieces = () if is_key else quoting(lines, first, of)
    yield Slip(number, start + found.start(), message, hint, pieces)


def reserved_start(lines: Sequence[str], number: int, broken: Broken) -> Iterator[Slip]:
    """Find `title: @mayor says`: a first letter that YAML keeps for itself."""
    of = keyed(lines[number])
    if of and (of.value[:1] in tuple(_RESERVED) or of.value.startswith("? ")):
        message = f"a text may not begin with '{of.value[0]}', which means something in YAML"
        hint = f"put the text in quotes: {shown(_quoted_value(lines, number, of))}"
        is_key = of.has_dash and not of.key and bool(_COLON.search(of.value))
        is_key = is_key or of.value[1:2] in ("{", "[")
        pieces = () if is_key else quoting(lines, number, of)
        yield Slip(number, of.value_column, message, hint, pieces)


def text_behind_block(lines: Sequence[str], number: int, broken: Broken) -> Iterator[Slip]:
    """Find `summary: >- The fire`."""
    of = keyed(lines[number])
    found = _BLOCK.match(of.value) if of else None
    if of and found:
        mark = found[0].strip()
        piece = Piece(number, of.value_column, found[0], "")
        message = f"text stands behind '{mark}' on the same line"
        hint = f"begin the text on the next line, indented; or leave '{mark}' out"
        yield Slip(number, of.value_column + found.end(), message, hint, (piece,))


def unindented_block(lines: Sequence[str], number: int, broken: Broken) -> Iterator[Slip]:
    """Find the text of `summary: >-` on the next line, but not deeper than the key."""
    before = next(preceding(lines, number), None)
    of = keyed(lines[before]) if before is not None else None
    is_block = bool(of) and re.fullmatch(r"[>|][-+]?", of.value) if of else None
    if not (of and is_block) or keyed(lines[number]) or indent_of(lines[number]) > of.column:
        return
    last = number
    while last + 1 < len(lines) and lines[last + 1].strip() and not keyed(lines[last + 1]):
        last += 1
    pieces = tuple(
        Piece(n, 0, "", " " * (of.column + 2 - indent_of(lines[n])))
        for n in range(number, last + 1)
        if indent_of(lines[n]) < of.column + 2
    )
    message = f"the text of '{of.key}' is not indented"
    hint = f"indent each of its lines by {of.column + 2} spaces"
    yield Slip(number, indent_of(lines[number]), message, hint, pieces)


def bad_escape(lines: Sequence[str], number: int, broken: Broken) -> Iterator[Slip]:
    r"""Find `"C:\path"`: a backslash that YAML reads as the beginning of something else."""
    at = broken.column
    line = lines[number]
    if number == broken.line and "escape" in broken.words and line[at : at + 1] == "\\":
        message = f"'{line[at : at + 2]}' means nothing in double quotes"
        hint = f"write '\\{line[at : at + 2]}', or put the text in single quotes"
        yield Slip(number, at, message, hint, (Piece(number, at, "", "\\"),))


def _owner(lines: Sequence[str], number: int) -> tuple[int, Keyed] | None:
    """Return the line on which the plain text of a line begins, and its key."""
    of = keyed(lines[number])
    if of and of.key not in _KEYS and of.has_dash:
        text = lines[number][of.column :].rstrip()
        of = replace(of, key="", value=text, value_column=of.column)
        return (number, of) if text[0] not in _NOT_PLAIN else None
    if of and _COLON.search(of.value):
        return (number, of) if of.value[0] not in _NOT_PLAIN else None
    if of and of.key in _KEYS:
        return None
    for before in preceding(lines, number):
        above = keyed(lines[before])
        if above and above.column < indent_of(lines[number]):
            is_text = above.value and above.value[0] not in _NOT_PLAIN
            return (before, above) if is_text else None
    return None


def _quoted_value(lines: Sequence[str], number: int, of: Keyed) -> str:
    last = last_of_value(lines, number, of.column)
    rest = (lines[n].strip() for n in range(number + 1, last + 1))
    return quoted(" ".join([of.value, *rest]))


def _closing(value: str) -> int | None:
    """Return where the quote that opens a value is closed."""
    pattern = r"'(?:[^']|'')*'" if value[0] == "'" else r'"(?:[^"\\]|\\.)*"'
    found = re.match(pattern, value)
    return found.end() - 1 if found else None


def _inner_quotes(value: str) -> Iterator[int]:
    """Yield where the opening quote's like stands between the first and the last letter."""
    at = 1
    while at < len(value) - 1:
        pair = value[at : at + 2]
        if (pair == "''" and value[0] == "'") or (pair[0] == "\\" and value[0] == '"'):
            at += 1
        elif pair[0] == value[0]:
            yield at
        at += 1


def _is_apostrophe(value: str, at: int) -> bool:
    return value[at - 1].isalnum() and value[at + 1].isalnum()


def _open_and_close(value: str, inner: Sequence[int]) -> bool:
    """Tell whether marks open before a word and close behind it, in turn."""
    opens = [value[at - 1] in " (" and not value[at + 1].isspace() for at in inner]
    return opens == [n % 2 == 0 for n in range(len(inner))] and len(inner) % 2 == 0


def _word_at(value: str, at: int) -> str:
    start = value.rfind(" ", 0, at) + 1
    return re.sub(r"^\W+|\W+$", "", value[start:].partition(" ")[0])
