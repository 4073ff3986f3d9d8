"""A key that stands twice: what to say of it, and when the second may go."""

import re

from kb.node import Mapping, Node, Scalar
from kb.problems import Edit, Location, Problem


def key_twice(mapping: Mapping, key: Scalar, node: Node, typed: str, *, is_item: bool) -> Problem:
    """Return the problem of a key that its mapping has already.

    `typed` is the key's line and, if there is one, the next; `is_item` tells that the mapping is
    an item of a list, where a hyphen may have been forgotten.
    """
    message = f"the key '{key.text}' stands here for the second time"
    hint = f"it stands first on line {mapping.keys[key.text].at.line}"
    if is_item and next(iter(mapping.keys)) == key.text:
        hint += "; does '- ' begin a new item here?"
    fix = () if is_item else _without(mapping.entries[key.text], key, node, typed)
    return Problem(key.at, message, hint, "duplicate-key", fix)


def _without(first: Node, key: Scalar, node: Node, typed: str) -> tuple[Edit, ...]:
    """Return the edit that deletes a line which only repeats what another says."""
    line, is_followed, _ = typed.partition("\n")
    if not (isinstance(node, Scalar) and isinstance(first, Scalar)) or not is_followed:
        return ()
    indent = " " * (key.at.column - 1)
    is_alone = re.fullmatch(rf"{indent}{re.escape(key.raw)}: +{re.escape(node.raw)} *", line)
    if not is_alone or node.text != first.text or not node.text or node.is_flow:
        return ()
    return (Edit(Location(key.at.file, key.at.line), f"{line}\n", ""),)
