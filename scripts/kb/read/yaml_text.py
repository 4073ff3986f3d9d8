"""Bytes -> text that YAML can be read from: what no editor meant to type is told and mended."""

import re
from collections.abc import Iterator

from kb.problems import Location, Problem

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
"""What no page can show, or what turns the text after it round. YAML takes some of them for line
ends, and so loses count of the lines."""
TAB_WIDTHS = (1, 2, 4, 8)
_INDENT = re.compile(r"[ \t]*")


def not_utf8(content: bytes, start: int, file: str, first_line: int) -> Problem:
    """Return the problem of the first byte that is not UTF-8."""
    before = content[:start]
    line = before.count(b"\n")
    column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
    message = f"the byte 0x{content[start]:02x} is not UTF-8"
    return Problem(
        Location(file, first_line + line, column), message, "save the file as UTF-8", "not-utf8"
    )


def text_problems(text: str, file: str, first_line: int) -> Iterator[Problem]:
    """Yield what is wrong with the text before it is read as YAML."""
    if text.startswith("\ufeff"):
        hint = "save the file as UTF-8 without a byte order mark"
        yield Problem(
            Location(file, first_line), "the file begins with a byte order mark", hint, "bom"
        )
    if "\r" in text:
        line = text[: text.index("\r")].count("\n")
        at = Location(
            file, first_line + line, len(text[: text.index("\r")].rsplit("\n", 1)[-1]) + 1
        )
        yield Problem(at, "lines end in CRLF", "save the file with LF line ends", "crlf")
    for number, line_text in enumerate(text.split("\n"), first_line):
        if "\t" in line_text:
            at = Location(file, number, line_text.index("\t") + 1)
            yield Problem(at, "a tab stands here", "use spaces", "tab")
        if found := CONTROL.search(line_text):
            at = Location(file, number, found.start() + 1)
            message = f"the control character U+{ord(found[0]):04X} stands here"
            yield Problem(at, message, "delete it", "control-character")


def repaired(text: str, tab_width: int) -> str:
    """Mend what was reported already, so that the rest of the file can be read in the same run."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = (_without_tabs(line, tab_width) for line in text.split("\n"))
    return CONTROL.sub(" ", "\n".join(lines))


def widened(text: str, tab_width: int) -> dict[int, int]:
    """Return, by line from 0, how many columns tabs of this width put before what was typed."""
    tabs = ((n, _INDENT.match(line)) for n, line in enumerate(text.split("\n")) if "\t" in line)
    return {n: indent[0].count("\t") * (tab_width - 1) for n, indent in tabs if indent}


def _without_tabs(line: str, tab_width: int) -> str:
    indent = _INDENT.match(line)
    start = indent.end() if indent else 0
    return line[:start].replace("\t", " " * tab_width) + line[start:].replace("\t", " ")
