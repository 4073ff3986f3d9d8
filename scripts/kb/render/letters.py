"""A long list in order of names -> the pages that hold it: one for each first letter."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from kb.render.parts import Part, numbered

T = TypeVar("T")
DIGITS, OTHER = "0-9", "other"


def lettered(items: Sequence[T], named: Callable[[T], str], most: int) -> Part[T]:
    """Return the top page of a list of what has names; no page lists more than `most` items."""
    if len(items) <= most:
        return Part("", tuple(items))
    found: dict[str, list[T]] = {}
    for item in items:
        found.setdefault(initial(named(item)), []).append(item)
    below = (numbered(letter, tuple(found[letter]), most) for letter in sorted(found, key=_order))
    return Part("", tuple(items), tuple(below))


def initial(name: str) -> str:
    """Return the Latin letter under which a name stands, small and bare; else DIGITS or OTHER."""
    first = unicodedata.normalize("NFKD", name)[:1].casefold()
    if first.isdigit():
        return DIGITS
    return first if "a" <= first <= "z" else OTHER


def _order(letter: str) -> tuple[bool, str]:
    return letter == OTHER, letter
