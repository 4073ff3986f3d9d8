"""What edits did, one line each, as an editor reads it."""

import re
from collections.abc import Iterable
from itertools import groupby, takewhile

from kb.problems import Edit

_SHOWN = 30
"""Characters that are the same on each side of a change, as many as are shown of them."""
_ODD = re.compile(r"[^\S ]|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_NAMES = {
    "\t": "a tab",
    "\r\n": "a line end CRLF",
    "\r": "a line end CR",
    "\n": "LF",
    "\ufeff": "the byte order mark",
}


def told(edits: Iterable[Edit]) -> list[str]:
    """Return a line for each edit, and one for a run of edits that did the same to a file."""
    lines = []
    for _, run in groupby(edits, key=_likeness):
        first, *more = run
        times = f", {len(more) + 1} times" if more else ""
        change = _shift(first) or _change(first.old, first.new)
        lines.append(f"{first.at}: {change}{times}")
    return lines


def _likeness(edit: Edit) -> object:
    """Return what a run of edits shares; a change of words is told by itself."""
    is_unseen = not _is_seen(edit.old + edit.new)
    return (edit.at.file, edit.old, edit.new) if is_unseen else (edit.at, edit.old, edit.new)


def _shift(edit: Edit) -> str:
    """Return how a line was indented anew, if that is all."""
    if edit.at.column != 1 or set(edit.old + edit.new) != {" "}:
        return ""
    by = len(edit.new) - len(edit.old)
    spaces = "1 space" if abs(by) == 1 else f"{abs(by)} spaces"
    return f"the line is indented by {spaces} {'more' if by > 0 else 'less'}"


def _change(old: str, new: str) -> str:
    if not new:
        return f"{_named(old)} is taken out"
    if not old:
        return f"{_named(new)} is put in"
    if not _is_seen(old):
        return f"{_named(old)} is now {_named(new)}"
    ahead = _same(old, new)
    behind = _same(old[ahead:][::-1], new[ahead:][::-1])
    return f"{_shown(old, ahead, behind)} is now {_shown(new, ahead, behind)}"


def _same(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _is_seen(text: str) -> bool:
    return any(letter.isprintable() and not letter.isspace() for letter in text)


def _named(text: str) -> str:
    """Return the text in quotes, or what to call it where nothing of it can be seen."""
    if _is_seen(text):
        return _shown(text, len(text), 0) if len(text) > 2 * _SHOWN else f"'{_on_one_line(text)}'"
    if text in _NAMES:
        return _NAMES[text]
    if set(text) == {" "}:
        return "a space" if len(text) == 1 else f"{len(text)} spaces"
    if set(text) <= {" ", "\u00a0"}:
        return "an odd space"
    return " ".join(f"U+{ord(letter):04X}" for letter in text)


def _shown(text: str, ahead: int, behind: int) -> str:
    """Return the text in quotes, without most of what is the same at its two ends."""
    start = text.find(" ", ahead - _SHOWN, ahead) + 1 if ahead > _SHOWN else 0
    end = len(text) - behind + _SHOWN
    end = len(text) if end >= len(text) else max(text.rfind(" ", 0, end), len(text) - behind)
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    return f"'{head}{_on_one_line(text[start:end])}{tail}'"


def _on_one_line(text: str) -> str:
    line = re.sub(r"\s*\n\s*", " ", text.strip("\n"))
    return _ODD.sub(lambda found: f"<U+{ord(found[0]):04X}>", line)
