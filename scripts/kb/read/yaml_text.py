"""Bytes -> text that YAML can be read from: what no editor meant to type is told and mended."""

import re
from collections.abc import Iterator, Sequence

from kb.problems import Edit, Location, Problem
from kb.read.slips.lines import Piece

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
"""What no page can show, or what turns the text after it round. YAML takes some of them for line
ends, and so loses count of the lines."""
UNSEEN = re.compile(
    "[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
    "|(?<=[0-9A-Za-z\u00c0-\u052f])[\u200c\u200d]+"
)
"""What nobody sees and no text needs. Joiners are needed, but for letters that do not join."""
_TURNING = re.compile("[\u061c\u200e\u200f]")
_FROM_THE_RIGHT = re.compile("[\u0590-\u0619\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
TAB_WIDTHS = (1, 2, 4, 8)
_LINE_END = re.compile(r"\r\n|\r|\n")
_ODD_SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_ODD_INDENT = re.compile(rf"^ *(?P<odd>{_ODD_SPACE.pattern}+)", re.MULTILINE)
_SUSPECT = re.compile(
    rf"\t|{CONTROL.pattern}|{_ODD_SPACE.pattern}|{UNSEEN.pattern}|{_TURNING.pattern}"
)
"""Without it a line, or a whole text, need not be looked at any closer."""
_BLANK_BUT_PRINTABLE = "\u115f\u1160\u3164\uffa0"
"""Fillers, which Unicode counts among letters: all else that is suspect is not printable."""


def not_utf8(content: bytes, start: int, file: str, first_line: int) -> Problem:
    """Return the problem of the first byte that is not UTF-8."""
    before = _lines(content[:start].decode("utf-8"))
    at = Location(file, first_line + len(before) - 1, len(before[-1]) + 1)
    message = f"the byte 0x{content[start]:02x} is not UTF-8"
    return Problem(at, message, "save the file as UTF-8", "not-utf8")


def text_problems(text: str, file: str, first_line: int, tab_width: int) -> Iterator[Problem]:
    """Yield what is wrong with the text before it is read as YAML.

    `tab_width` is what a tab in the indent stands for; 0 where that is not certain.
    """
    if text.startswith("\ufeff"):
        hint = "save the file as UTF-8 without a byte order mark"
        at = Location(file, first_line)
        fix = (Edit(at, "\ufeff", ""),)
        yield Problem(at, "the file begins with a byte order mark", hint, "bom", fix)
    yield from _line_ends(text, file, first_line)
    if not _is_suspect(text):
        return
    begun = f" {text[1:]}" if text.startswith("\ufeff") else text
    for number, line in enumerate(_lines(begun), first_line):
        if _SUSPECT.search(line):
            yield from _line_problems(line, Location(file, number), tab_width)


def _is_suspect(text: str) -> bool:
    """Tell whether anything in a text is suspect; most texts are told to be clean at a glance."""
    is_clean = text.replace("\n", "").isprintable()
    if is_clean and not any(filler in text for filler in _BLANK_BUT_PRINTABLE):
        return False
    return bool(_SUSPECT.search(text))


def _line_ends(text: str, file: str, first_line: int) -> Iterator[Problem]:
    if "\r" not in text:
        return
    ends = [found[0] for found in _LINE_END.finditer(text)]
    fix = tuple(
        Edit(Location(file, number, len(line) + 1), end, "\n")
        for number, (line, end) in enumerate(zip(_lines(text), ends, strict=False), first_line)
        if end != "\n"
    )
    kind = "CRLF" if "\r\n" in text else "CR"
    message, hint = f"lines end in {kind}", "save the file with LF line ends"
    yield Problem(fix[0].at, message, hint, "crlf", fix)


def _line_problems(line: str, at: Location, tab_width: int) -> Iterator[Problem]:
    if "\t" in line:
        indent = len(line) - len(line.lstrip(" \t"))
        widths = [tab_width if n < indent else 1 for n, c in enumerate(line) if c == "\t"]
        places = [_in_line(at, n) for n, c in enumerate(line) if c == "\t"]
        fix = tuple(
            Edit(place, "\t", " " * width) for place, width in zip(places, widths, strict=True)
        )
        fix = fix if all(widths) else ()
        yield Problem(places[0], "a tab stands here", "use spaces", "tab", fix)
    if found := _ODD_INDENT.match(line):
        place = _in_line(at, found.start("odd"))
        message = f"an odd space, U+{ord(found['odd'][0]):04X}, stands in the indent"
        fix = (Edit(place, found["odd"], " " * len(found["odd"])),)
        yield Problem(place, message, "use plain spaces", "odd-space", fix)
    if hidden := unseen(line):
        place = _in_line(at, hidden[0].start())
        message = f"the character U+{ord(hidden[0][0]):04X}, which nobody sees, stands here"
        fix = tuple(Edit(_in_line(at, one.start()), one[0], "") for one in hidden)
        yield Problem(place, message, "delete it", "unseen-character", fix)
    if found := CONTROL.search(line):
        place = _in_line(at, found.start())
        message = f"the control character U+{ord(found[0]):04X} stands here"
        yield Problem(place, message, "delete it", "control-character", _uncontrolled(line, at))


def unseen(text: str) -> list[re.Match[str]]:
    """Return what nobody sees; marks of direction are needed only beside what is read so."""
    turning = () if _FROM_THE_RIGHT.search(text) else _TURNING.finditer(text)
    return sorted([*UNSEEN.finditer(text), *turning], key=re.Match.start)


def seen(text: str) -> str:
    """Return the text without what nobody sees; what was behind it may be next to go."""
    while hidden := unseen(text):
        gone = {at for one in hidden for at in range(*one.span())}
        text = "".join(letter for at, letter in enumerate(text) if at not in gone)
    return text


def _uncontrolled(line: str, at: Location) -> tuple[Edit, ...]:
    """Delete control characters; one that ends a line parts words as a space does."""
    edits = []
    for found in CONTROL.finditer(line):
        ahead, behind = line[: found.start()][-1:], line[found.end() :][:1]
        parts = found[0] in "\x0b\x0c\x85\u2028\u2029" and bool((ahead + behind).strip())
        is_parted = ahead.isspace() or behind.isspace()
        place = _in_line(at, found.start())
        edits.append(Edit(place, found[0], " " if parts and not is_parted else ""))
    return tuple(edits)


def normal(text: str) -> str:
    """Mend what was told already and keeps its place: line ends, controls, odd spaces."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = "\n".join(_lines(text))
    if not _is_suspect(text):
        return text
    return _ODD_INDENT.sub(lambda found: " " * len(found[0]), CONTROL.sub(" ", text))


def untabbed(lines: Sequence[str], width: int) -> tuple[Piece, ...]:
    """Return the pieces that put spaces for tabs: `width` of them in an indent, else one."""
    return tuple(
        Piece(number, column, "\t", " " * (width if not line[:column].strip() else 1))
        for number, line in enumerate(lines)
        for column, letter in enumerate(line)
        if letter == "\t"
    )


def _lines(text: str) -> list[str]:
    return _LINE_END.split(text) if "\r" in text else text.split("\n")


def _in_line(at: Location, column: int) -> Location:
    return Location(at.file, at.line, column + 1)
