"""Blocks of finished HTML are taken out of a page before Markdown looks at them.

Nearly all of a page is such blocks. Python-Markdown and MkDocs each read them with a parser of HTML
that takes ten times as long as all the rest, to put them back as they were. Here a block is taken
out with one expression if it surely would come back so; from the first that may not, they read on.
"""

import re
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
    r"<(?:/(?P<close>[a-zA-Z][a-zA-Z0-9]*)>|(?P<open>[a-zA-Z][a-zA-Z0-9]*)"
    r'(?P<attributes>(?: [a-zA-Z][\w:.-]*(?:="[^"]*")?)*)(?P<empty>/?)>)'
)
_LINES = re.compile(r"[^\n]*\n*")
_ODD = re.compile(
    r"&(?!(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);)"
    r"|<(?:hr|iframe|noembed|noframes|plaintext|script|style)\b",
    re.IGNORECASE,
)
"""What a parser may take otherwise than it stands there; tags that open nothing or hold no HTML."""
_ID = re.compile(r'\sid="([^"]*)"')
_NAME = re.compile(r'\sname="([^"]*)"')


class RawHtml(Extension):  # type: ignore[misc]
    """Takes out what it can; `anchors` are those in what it took out of the last page."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by the library
        """Take part in the conversions of one Markdown."""
        md.registerExtension(self)
        md.preprocessors.register(_TakenOut(md, self), "finished_html", _PRIORITY)

    def reset(self) -> None:
        """Begin a page."""
        self.anchors = set()


class _TakenOut(Preprocessor):  # type: ignore[misc]
    def __init__(self, md: Markdown, told: RawHtml) -> None:
        super().__init__(md)
        self._told = told

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        kept: list[str] = []
        at = 0
        while place := _NEXT.match(text, at) or _FIRST.search(text, at):
            between, begin = text[at : place.end()], place.end()
            if _AT_LINE_START.search(between):
                break
            if end := self._end_of_block(text, begin):
                block = text[begin:end] + ("\n" if _AFTER.match(text, end) else "")
                # What Python-Markdown’s own parser puts in place of such a block.
                kept += between, "\n", self.md.htmlStash.store(block), "\n\n"
            elif end := self._end_of_inline(text, begin):
                kept += between, text[begin:end]
            else:
                break
            at = end
        return "".join((*kept, text[at:])).split("\n")

    def _end_of_inline(self, text: str, begin: int) -> int:
        """Return where a paragraph ends that has only tags within lines; 0 if it is none."""
        end = text.find("\n\n", begin)
        paragraph = text[begin:end]
        tags = _TAG.findall(paragraph)
        names = {(closed or opened).lower() for closed, opened, _, _ in tags}
        is_plain = len(tags) == paragraph.count("<") and not _ODD.search(paragraph)
        is_inline = names.isdisjoint(self.md.block_level_elements)
        return end if end > 0 and is_plain and is_inline else 0

    def _end_of_block(self, text: str, begin: int) -> int:
        """Return where the block ends that begins there; 0 where that is not sure."""
        first = _TAG.match(text, begin)
        if not first or (first["open"] or "").lower() not in self.md.block_level_elements:
            return 0
        block = _Block()
        for line in _LINES.finditer(text, begin):
            if not block.takes(line[0]):
                return 0
            if not block.is_open:
                end = line.start() + len(line[0].rstrip("\n"))
                is_last = _AFTER.match(text, end) or _NEXT.match(text, end)
                self._told.anchors |= block.anchors
                return end if is_last else 0
        return 0


class _Block:
    """A block as it is read line by line, with tags counted as Python-Markdown counts them."""

    def __init__(self) -> None:
        self.anchors: set[str] = set()
        self._open: list[str] = []

    @property
    def is_open(self) -> bool:
        """Tell whether it goes on."""
        return bool(self._open)

    def takes(self, line: str) -> bool:
        """Read a line; tell whether it is plain, and the block goes on until its end."""
        tags = _TAG.findall(line)
        if len(tags) != line.count("<") or _ODD.search(line):
            return False
        for at, (closed, opened, attributes, empty) in enumerate(tags, 1):
            if not empty and opened:
                self._open.append(opened.lower())
            if attributes and not self._is_plain(opened, attributes):
                return False
            if closed and not self._closes(closed.lower()) and at < len(tags):
                return False
        return bool(self._open) or line.rstrip("\n").endswith(f"</{tags[-1][0]}>")

    def _closes(self, tag: str) -> bool:
        """Close an element; tell whether another is still open."""
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        return bool(self._open)

    def _is_plain(self, tag: str, attributes: str) -> bool:
        """Note the anchors among the attributes; tell whether Markdown does not ask for them."""
        if 'id="' in attributes:
            self.anchors.update(map(unescape, _ID.findall(attributes)))
        if 'name="' in attributes and tag == "a":
            self.anchors.update(map(unescape, _NAME.findall(attributes)))
        return "markdown" not in attributes
