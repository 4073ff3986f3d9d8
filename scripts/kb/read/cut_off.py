"""Keys inside `{…}` without a value: a comma in a text, or a missing space, has made them."""

import re
from collections.abc import Iterator, Sequence

from kb.node import Mapping, Node, Scalar
from kb.problems import Edit, Location, Problem
from kb.retyping import escaped, is_plain


def comma_in_flow(mapping: Mapping, key: Scalar) -> Problem:
    """Return the problem of a key inside `{…}` without a value: a comma or no space made it."""
    if found := re.match(r"([\w-]+):(?=[^\s/])", key.text):
        spaced = f"{found[0]} {key.text[found.end() :]}"
        message, hint = f"no space stands behind '{found[0]}'", f"write '{spaced}'"
        edit = Edit(key.at, key.raw, spaced)
        return Problem(key.at, message, hint, "yaml-syntax", (edit,))
    hint = f"a comma ended the text before '{key.text}'; put the whole text in quotes"
    message = f"'{key.text}' has no value"
    return Problem(key.at, message, hint, "comma-in-flow", _requoted(mapping, key))


def _requoted(mapping: Mapping, key: Scalar) -> tuple[Edit, ...]:
    """Return the edit that quotes a text which commas have cut into a value and empty keys."""
    nodes, keys = [*mapping.entries.values()], [*mapping.keys.values()]
    first = last = keys.index(key)
    while first and is_cut_off(nodes[first]):
        first -= 1
    while last + 1 < len(keys) and is_cut_off(nodes[last + 1]):
        last += 1
    text = nodes[first]
    parts = [text, *keys[first + 1 : last + 1]]
    if not isinstance(text, Scalar) or is_cut_off(text) or not is_plain(text.raw):
        return ()
    if not all(isinstance(part, Scalar) and is_plain(part.raw) for part in parts):
        return ()
    scalars = [part for part in parts if isinstance(part, Scalar)]
    old = ", ".join(part.raw for part in scalars)
    end = text.at.column + len(old) - len(scalars[-1].raw)
    is_spaced = scalars[-1].at == Location(text.at.file, text.at.line, end)
    return tuple(_as_one(scalars)) if is_spaced else ()


def _as_one(parts: Sequence[Scalar]) -> Iterator[Edit]:
    """Yield edits that put one pair of quotes around all parts, whatever parts them."""
    for number, part in enumerate(parts):
        opening = '"' if number == 0 else ""
        closing = '"' if number == len(parts) - 1 else ""
        new = opening + escaped(part.raw, '"') + closing
        if new != part.raw:
            yield Edit(part.at, part.raw, new)


def is_cut_off(node: Node) -> bool:
    """Tell whether the value of a key inside `{…}` is missing."""
    return isinstance(node, Scalar) and node.is_flow and not node.raw
