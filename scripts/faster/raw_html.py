"""Blocks of finished HTML are taken out of a page before Markdown looks at them.

Nearly all of a page is such blocks. Python-Markdown and MkDocs each read them with a parser of HTML
that takes ten times as long as all the rest, to put them back as they were. Here a block is taken
out with one expression if it surely would come back so; from the first that may not, they read on.
"""

import re
from collections.abc import Container
from html import unescape

from markdown import Extension, Markdown  # type: ignore[import-untyped]
from markdown.preprocessors import Preprocessor  # type: ignore[import-untyped]

_PRIORITY = 22
"""After spaces and line ends are made even (30), before MkDocs looks for anchors (21)."""
_FIRST = re.compile(r"(?:\A|\n\n)\n*(?=<)")
"""What stands before a block that others do not touch."""
_NEXT = re.compile(r"\n(?=<)")
_AFTER = re.compile(r"(?: *\n){2}")
_AT_LINE_START = re.compile(r"^ {0,3}<", re.MULTILINE)
_TAG = re.compile(
    r"<(?:/(?P<close>[a-z][a-z0-9]*)>|(?P<open>[a-z][a-z0-9]*)"
    r'(?P<attributes>(?:\s+[a-z][\w:.-]*(?:="[^"]*")?)*)\s*(?P<empty>/?)>)',
    re.IGNORECASE,
)
_ODD = re.compile(r"&(?!(?:#\d+|#[xX][\da-fA-F]+|[a-zA-Z][a-zA-Z\d]*);)")
"""What a parser may take otherwise than it stands there."""
_OTHERWISE = frozenset(("hr", "iframe", "noembed", "noframes", "plaintext", "script", "style"))
"""Tags that open nothing, or whose content is no HTML."""
_ID = re.compile(r'\sid="([^"]*)"', re.IGNORECASE)
_NAME = re.compile(r'\sname="([^"]*)"', re.IGNORECASE)


class RawHtml(Extension):  # type: ignore[misc]
    """Takes out what it can; `anchors` are those in what it took out of the last page."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by the library
        """Take part in one conversion."""
        self.anchors = set()
        md.preprocessors.register(_TakenOut(md, self.anchors), "finished_html", _PRIORITY)


class _TakenOut(Preprocessor):  # type: ignore[misc]
    def __init__(self, md: Markdown, anchors: set[str]) -> None:
        super().__init__(md)
        self._anchors = anchors

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        kept: list[str] = []
        at = 0
        while place := _NEXT.match(text, at) or _FIRST.search(text, at):
            begin = place.end()
            between = text[at:begin]
            end = _end_of_element(text, begin, self.md.block_level_elements)
            if not end or _AT_LINE_START.search(between):
                break
            at = end
            self._anchors |= _anchors_in(text[begin:end])
            block = text[begin:end] + ("\n" if _AFTER.match(text, end) else "")
            # What Python-Markdown’s own parser puts in place of such a block.
            kept += between, "\n", self.md.htmlStash.store(block), "\n\n"
        return "".join((*kept, text[at:])).split("\n")


def _end_of_element(text: str, begin: int, block_level: Container[str]) -> int:
    """Return where the element ends that begins there, as Python-Markdown counts tags.

    Return 0 where that is not sure, or where its content may be taken otherwise than it stands
    there, or where it is followed by more in its line.
    """
    first = _TAG.match(text, begin)
    if not first or (first["open"] or "").lower() not in block_level:
        return 0
    stack: list[str] = []
    for count, tag in enumerate(_TAG.finditer(text, begin), 1):
        if not _is_counted(tag):
            return 0
        _count(tag, stack)
        if not stack:
            return tag.end() if _is_plain(text, begin, tag.end(), count) else 0
    return 0


def _is_counted(tag: re.Match[str]) -> bool:
    return tag["open"] not in _OTHERWISE and "markdown" not in (tag["attributes"] or "")


def _count(tag: re.Match[str], stack: list[str]) -> None:
    if opened := tag["open"]:
        if not tag["empty"]:
            stack.append(opened.lower())
    elif (closed := tag["close"].lower()) in stack:
        while stack.pop() != closed:
            pass


def _is_plain(text: str, begin: int, end: int, tags: int) -> bool:
    """Tell whether a block has so many tags and nothing that only looks like one."""
    is_last = _AFTER.match(text, end) or _NEXT.match(text, end)
    return (
        bool(is_last) and text.count("<", begin, end) == tags and not _ODD.search(text, begin, end)
    )


def _anchors_in(block: str) -> set[str]:
    found = set()
    for tag in _TAG.finditer(block):
        attributes = tag["attributes"] or ""
        found.update(_ID.findall(attributes))
        if tag["open"] == "a":
            found.update(_NAME.findall(attributes))
    return {unescape(anchor) for anchor in found}
