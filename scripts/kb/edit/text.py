"""Edits by place: everything else of a text stays as it is, byte for byte."""

from collections.abc import Iterable

from kb.node import LINE_BREAK
from kb.problems import Edit


class StaleEdit(ValueError):
    """The text at a place is not the one that an edit replaces, or two edits overlap."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with every edit made, each at its place in the text as given.

    Edits at one place are made in the order given. Raises StaleEdit, and then nothing is changed.
    """
    offsets = [0, *(found.end() for found in LINE_BREAK.finditer(text))]
    parts, end = [], 0
    for start, edit in sorted(((_offset(offsets, e), e) for e in edits), key=lambda pair: pair[0]):
        if start < end or not text.startswith(edit.old, start):
            raise StaleEdit(f"{edit.at}: '{edit.old}' does not stand here")
        parts += [text[end:start], edit.new]
        end = start + len(edit.old)
    return "".join([*parts, text[end:]])


def _offset(offsets: list[int], edit: Edit) -> int:
    if edit.at.line > len(offsets):
        raise StaleEdit(f"{edit.at}: the file has no such line")
    return offsets[edit.at.line - 1] + edit.at.column - 1
