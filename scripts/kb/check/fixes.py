"""Fixes of the rules: what is certain becomes edits, and what is only likely stays a hint."""

from collections.abc import Iterable

from kb.manuscript import Manuscript
from kb.nearest import clear_name
from kb.node import Path, Scalar
from kb.problems import Edit
from kb.prose import Link, Mark
from kb.retyping import retyped

Fix = tuple[Edit, ...]


def retype(scalar: Scalar | None, text: str) -> Fix:
    """Put another text in the place of a value or key; no text, no fix."""
    return (retyped(scalar, text),) if scalar and text else ()


def clear_value(manuscript: Manuscript, path: Path, known: Iterable[str]) -> Fix:
    """Put the name that the value misspells, where that is certain."""
    scalar = manuscript.scalar(*path)
    return retype(scalar, clear_name(scalar.text, known) if scalar else "")


def clear_key(manuscript: Manuscript, path: Path, known: Iterable[str]) -> Fix:
    """Put the name that the key misspells, where that is certain and no key of that name exists."""
    key = manuscript.key(*path)
    name = clear_name(key.text, known) if key else ""
    return () if name and manuscript.key(*path[:-1], name) else retype(key, name)


def clear_mark(
    manuscript: Manuscript, path: Path, mark: Mark | Link, nth: int, known: Iterable[str]
) -> Fix:
    """Put the name that a mark or link in prose misspells, where that is certain."""
    name = clear_name(mark.ref, known)
    scalar = manuscript.scalar(*path)
    found = scalar.typed(mark.written, nth) if scalar else None
    if not (name and scalar and found):
        return ()
    start, written = found
    return (Edit(scalar.place(start + written.rindex(mark.ref)), mark.ref, name),)


def rename(manuscript: Manuscript, path: Path, name: str) -> Fix:
    """Give the key that ends the path another name, if no key has it yet."""
    is_taken = manuscript.key(*path[:-1], name) is not None
    return () if is_taken else retype(manuscript.key(*path), name)


def without_item(manuscript: Manuscript, path: Path, number: int) -> Fix:
    """Take an item, not the first, out of a list that is typed in brackets on one line."""
    before, item = manuscript.scalar(*path, number - 1), manuscript.scalar(*path, number)
    if not (number and before and item and item.is_flow and before.at.line == item.at.line):
        return ()
    start = before.place(len(before.raw))
    gap = item.at.column - start.column - 1
    return (Edit(start, "," + " " * gap + item.raw, ""),) if gap >= 0 else ()


def without_line(manuscript: Manuscript, path: Path) -> Fix:
    """Take out a key at the margin with its value, where both stand alone on their line."""
    key, value = manuscript.key(*path), manuscript.scalar(*path)
    if not (key and value) or key.at.column != 1 or key.at.line != value.at.line:
        return ()
    gap = value.at.column - key.at.column - len(key.raw) - 1
    return (Edit(key.at, f"{key.raw}:{' ' * gap}{value.raw}\n", ""),)
