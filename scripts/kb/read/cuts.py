"""The text of a file -> its sections and their records, each a piece that is YAML by itself.

A value ends where a line stands no deeper than its key, so what stands between two such lines is
whole. Where a file has anything else, reading the pieces tells so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_BEGINS = re.compile(r"^(?:  )?(?=[^\s#])", re.MULTILINE)
"""Where a section begins, a record, or an item of a list."""
_HEAD = re.compile(r"\w+:(?: *(?:#.*)?\n)+")
_INSIDE = " -"
"""How what stands within a section begins."""
_NOT_SIMPLE = ("\r", "\t", "\ufeff")


@dataclass(frozen=True, slots=True)
class Cut:
    """A record, the line above all records of a section, or a section without records."""

    section: str
    text: str
    line: int
    """Where it begins in the file, from 1."""
    is_record: bool


def cuts_in(content: bytes) -> list[Cut]:
    """Return the pieces of a file in order, all but what stands before the first; none if odd."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return []
    starts = [found.start() for found in _BEGINS.finditer(text)]
    is_simple = starts and text[starts[0]] not in _INSIDE
    if not is_simple or any(letter in text for letter in _NOT_SIMPLE):
        return []
    parts = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    return list(_placed(_sections(parts), 1 + text.count("\n", 0, starts[0])))


def _placed(sections: Iterable[list[str]], line: int) -> Iterator[Cut]:
    for section in sections:
        name = section[0].partition(":")[0]
        for number, part in enumerate(section):
            yield Cut(name, part, line, is_record=number > 0)
            line += part.count("\n")


def _sections(parts: Iterable[str]) -> Iterator[list[str]]:
    """Yield the pieces of each section: its head, then its records, or all of it as one."""
    section: list[str] = []
    for part in parts:
        if part[0] not in _INSIDE and section:
            yield _in_pieces(section)
            section = []
        section.append(part)
    if section:
        yield _in_pieces(section)


def _in_pieces(section: list[str]) -> list[str]:
    head, *records = section
    is_keyed = _HEAD.fullmatch(head) and not any(one.lstrip(" ")[0] == "-" for one in records)
    return section if is_keyed else ["".join(section)]
