"""A rendered page -> its words, for whoever reads without marks: one line for each paragraph.

The text is made from the page itself and from nothing else, so that no word of it can drift. What
only a screen needs (drawings, controls, ways about) is left out; statuses and numbers of claims
stand in square brackets.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from kb.output import OutputFile
from kb.render.flatmarkdown import as_markup
from kb.render.lines import Close, Lines, nothing

_TOKEN = re.compile(
    r"""<(/?)([a-zA-Z][\w-]*)([^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*)>|<!--.*?-->|([^<]+|<)""",
    re.DOTALL,
)
_DROPPED_TAGS = {"svg", "form", "button", "script", "style", "template"}
_DROPPED = re.compile(
    r'class="(?:[^"]* )?(?:noprint|headerlink|rule|past|drawing|overview)[" ]'
    r'|class="head" data-zoom|aria-hidden="true"'
)
_CLASS = re.compile(r'(?<![\w-])class="([^"]*)"')
_HREF = re.compile(r'(?<![\w-])href="([^"]*)"')
_ADDRESS = re.compile(r'data-address="([^"]*)"')
_VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = {"ul", "ol", "dl", "table"}
_BLOCKS = {
    *_LISTS,
    *("address", "article", "aside", "details", "div", "fieldset", "figcaption", "figure"),
    *("footer", "header", "main", "nav", "p", "section", "summary"),
}
_APART = {"a", "b", "span", "time"}
"""Whose words styles keep from their neighbours, where they have a class."""
_RUNNING = {"", "web", "claimed"}
"""Classes of what runs on with its neighbours."""
_STATUSES = {"ok", "single", "disp", "ref", "op"}
"""Classes of links that stand one beside the other in a drawing."""
_Begin = Callable[[Lines], Close]
"""Begins something in a text; returns what ends it."""
_PARTS: Mapping[str, _Begin] = {
    "li": Lines.item,
    "dt": Lines.term,
    "dd": Lines.explanation,
    "tr": Lines.row,
    "td": Lines.cell,
    "th": Lines.cell,
    "pre": Lines.verbatim,
    "blockquote": Lines.quoted,
    "q": lambda lines: lines.wrapped("“", "”"),
}
_PARAGRAPHS: Mapping[str, _Begin] = {
    "summary": Lines.label,
    "lab": Lines.label,
    "by": Lines.introduction,
    "flag": Lines.introduction,
    "count": Lines.remark,
    "verdict": Lines.verdict,
    "head": Lines.verdict,
    "claim": Lines.together,
    "stands": Lines.together,
}
"""By the class of a paragraph, or the tag of what is none."""
_MARKED: Mapping[str, _Begin] = {
    "st": lambda lines: lines.wrapped("[", "]", apart=True),
    "wd": lambda lines: lines.wrapped("[", "]", apart=True),
    "pt": lambda lines: lines.wrapped("(", ")", apart=True),
    **dict.fromkeys(("l", "k", "role", "start"), Lines.name),
    **dict.fromkeys(("count", "dim"), Lines.aside),
    **dict.fromkeys(("time", "when"), Lines.dated),
    "no": Lines.number,
}
"""By the first class of what stands within a line."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A page as text."""

    text: str
    links: tuple[str, ...]
    """Where it leads within the site, as its links are written, each once."""


def as_text(page: OutputFile) -> str:
    """Return the words of a page in its order, ended by one line break."""
    return rendition(page).text


@lru_cache(maxsize=2**11)
def rendition(page: OutputFile) -> Rendition:
    """Return the words of a page, and where it leads; a page that stays as it is is read once."""
    reader = _Reader()
    for token in _TOKEN.finditer(as_markup(page.text)):
        reader.take(*token.groups())
    return Rendition(reader.lines.text(), tuple(reader.links))


class _Reader:
    """Takes a page token by token; knows what each element means for a text."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.links: dict[str, None] = {}
        self._open: list[tuple[str, Close]] = []
        self._dropping = ("", 0)
        self._raised = 0

    def take(self, slash: str | None, tag: str | None, attributes: str, text: str | None) -> None:
        """Take one token: a tag, or what stands between two."""
        if self._dropping[1]:
            self._skip(slash, tag, attributes)
        elif text is not None:
            self.lines.say(unescape(text) if "&" in text else text)
        elif tag is None:
            return
        elif slash:
            self._end(tag.lower())
        else:
            self._start(tag.lower(), attributes)

    def _skip(self, slash: str | None, tag: str | None, attributes: str) -> None:
        what, depth = self._dropping
        if tag and tag.lower() == what and not attributes.endswith("/"):
            self._dropping = (what, depth - 1 if slash else depth + 1)

    def _start(self, tag: str, attributes: str) -> None:
        if tag in _DROPPED_TAGS or (attributes and _DROPPED.search(attributes)):
            self._drop(tag, attributes)
            return
        if tag in _VOID:
            if tag in ("br", "hr"):
                self.lines.end(1)
            return
        found = _CLASS.search(attributes) if attributes else None
        close = self._meaning(tag, attributes, found[1] if found else "")
        if not attributes.endswith("/"):
            self._open.append((tag, close))

    def _drop(self, tag: str, attributes: str) -> None:
        """Leave out what only a screen needs; a button that copies an address leaves that."""
        if found := _ADDRESS.search(attributes):
            self.lines.end(1)
            self.lines.say(f"<{unescape(found[1])}>")
        if tag not in _VOID and not attributes.endswith("/"):
            self._dropping = (tag, 1)

    def _end(self, tag: str) -> None:
        """Close the element, and whatever stands open within it; ignore an end without a start."""
        if not self._open or (self._open[-1][0] != tag and not self._is_open(tag)):
            return
        name = ""
        while name != tag:
            name, close = self._open.pop()
            close()

    def _is_open(self, tag: str) -> bool:
        return any(tag == name for name, _ in self._open)

    def _meaning(self, tag: str, attributes: str, classes: str) -> Close:
        """Do what the start of an element does to the text; return what its end does."""
        if tag in _APART:
            return self._phrase(tag, attributes, classes)
        if tag in _HEADINGS:
            return self.lines.heading(_HEADINGS[tag])
        if begin := _PARTS.get(tag):
            return begin(self.lines)
        if tag == "sup":
            return self._superscript()
        return self._block(tag, classes) if tag in _BLOCKS else nothing

    def _block(self, tag: str, classes: str) -> Close:
        if tag == "ul" and classes == "tally":
            return self.lines.inline()
        if begin := _PARAGRAPHS.get(classes if tag in ("p", "div") else tag):
            return begin(self.lines)
        return self.lines.listed() if tag in _LISTS else self.lines.block()

    def _phrase(self, tag: str, attributes: str, classes: str) -> Close:
        address = self._lead(attributes) if tag == "a" else ""
        if tag == "a" and (classes.startswith("n ") or self._raised):
            return self.lines.wrapped("[", "]")
        first = classes.partition(" ")[0]
        if begin := _MARKED.get(first if tag != "time" else tag):
            return begin(self.lines)
        if tag == "a" and first in _STATUSES:
            return self.lines.one_of_several()
        close = nothing if first in _RUNNING else self.lines.apart()
        return self._addressed(address, close) if "://" in address else close

    def _addressed(self, address: str, close: Close) -> Close:
        """Let an address outside the site, or a permanent one, stand behind its words."""
        since = self.lines.mark()

        def end() -> None:
            self.lines.addressed(address, since)
            close()

        return end

    def _lead(self, attributes: str) -> str:
        found = _HREF.search(attributes)
        address = unescape(found[1]) if found else ""
        if address and not address.startswith("#"):
            self.links[address.partition("#")[0]] = None
        return address

    def _superscript(self) -> Close:
        self._raised += 1
        return self._lower

    def _lower(self) -> None:
        self._raised -= 1
