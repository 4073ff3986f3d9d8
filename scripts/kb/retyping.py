"""A text typed anew in its place: in the style it had, and in quotes where YAML needs them."""

import re
from collections.abc import Callable

from rapidfuzz.distance import Levenshtein

from kb.node import Scalar
from kb.problems import Edit

_SPECIAL_START = re.compile(r"""[-?:,\[\]{}#&*!|>'"%@`=<~\s]""")
_SPECIAL_INSIDE = re.compile(r":(\s|$)|\s#|\s$|[\n\t]")
_SPECIAL_IN_FLOW = re.compile(r"[,\[\]{}]|:\?")
_BLOCK_HEAD = re.compile(r"[>|][^\n]*\n")


def is_plain(text: str, *, is_flow: bool = False) -> bool:
    """Tell whether YAML reads the text as it stands, without quotes."""
    if not text or _SPECIAL_START.match(text) or _SPECIAL_INSIDE.search(text):
        return False
    return not (is_flow and _SPECIAL_IN_FLOW.search(text))


def quoted(text: str) -> str:
    """Return the text in the quotes that need the least inside."""
    if '"' in text and "'" not in text and "\\" not in text:
        return f"'{text}'"
    return '"' + escaped(text, '"') + '"'


def retyped(scalar: Scalar, text: str) -> Edit:
    """Return the edit that puts another text in the place of a whole value or key."""
    old = scalar.raw.rstrip() or scalar.text
    if old[:1] in "'\"":
        new = old[0] + escaped(text, old[0]) + old[0]
    else:
        new = text if is_plain(text, is_flow=scalar.is_flow) else quoted(text)
    return Edit(scalar.at, old, new)


def reworded(scalar: Scalar, text: str, same: Callable[[str], str]) -> tuple[Edit, ...]:
    """Return the edits that give a value another text and leave alone every word that is the same.

    Words are the same when `same` makes one text of both. Line ends, indents and quotes stay.
    """
    rim = _rim(scalar.raw)
    places = [
        found.span() for found in re.finditer(r"\S+", scalar.raw[rim : _end(scalar.raw, rim)])
    ]
    places = [(start + rim, end + rim) for start, end in places]
    ours, theirs = scalar.text.split(), text.split()
    style = scalar.raw[0] if rim == 1 else ""
    is_as_typed = [escaped(word, style) for word in ours] == [scalar.raw[a:b] for a, b in places]
    if not is_as_typed or (not rim and not is_plain(" ".join(theirs), is_flow=scalar.is_flow)):
        return (retyped(scalar, " ".join(theirs)),)
    return _word_edits(scalar, places, (ours, theirs), same, style)


def _word_edits(
    scalar: Scalar,
    places: list[tuple[int, int]],
    rows: tuple[list[str], list[str]],
    same: Callable[[str], str],
    style: str,
) -> tuple[Edit, ...]:
    ours, theirs = rows
    edits = []
    for step in Levenshtein.opcodes([*map(same, ours)], [*map(same, theirs)]):
        first, last = step.src_start, step.src_end
        new = " ".join(escaped(word, style) for word in theirs[step.dest_start : step.dest_end])
        if step.tag == "equal":
            continue
        if step.tag == "insert" and first:
            start, end, new = places[first - 1][1], places[first - 1][1], f" {new}"
        elif step.tag == "insert":
            start, end, new = places[0][0], places[0][0], f"{new} "
        elif step.tag == "delete" and first:
            start, end = places[first - 1][1], places[last - 1][1]
        elif step.tag == "delete":
            start, end = places[0][0], places[last][0] if last < len(places) else places[-1][1]
        else:
            start, end = places[first][0], places[last - 1][1]
        edits.append(Edit(scalar.place(start), scalar.raw[start:end], new))
    return tuple(edits)


def _rim(raw: str) -> int:
    """Return where the text begins behind a quote or the head of a block."""
    if raw[:1] in ("'", '"'):
        return 1
    head = _BLOCK_HEAD.match(raw)
    return head.end() if head else 0


def _end(raw: str, rim: int) -> int:
    return len(raw) - 1 if rim == 1 else len(raw)


def escaped(text: str, quote: str) -> str:
    """Return the text as it stands inside quotes of this kind."""
    if quote == "'":
        return text.replace("'", "''")
    return text.replace("\\", "\\\\").replace('"', '\\"') if quote == '"' else text
