"""A rendered page -> its words, for whoever reads without marks: one line for each paragraph.

The text is made from the page itself and from nothing else, so that no word of it can drift. What
only a screen needs (drawings, controls, ways about) is left out; statuses and numbers of claims
stand in square brackets.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from kb.output import OutputFile
from kb.render.flatmarkdown import as_markup
from kb.render.lines import Close, Lines, nothing

_TOKEN = re.compile(
    r"""<(/?)([a-zA-Z][\w-]*+)([^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+)>([^<]*+)"""
    r"|([^<]++|<)",
    re.DOTALL,
)
"""A tag with the text that follows, or text."""
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


def _wrapped(before: str, after: str, *, apart: bool = False) -> _Begin:
    return lambda lines: lines.wrapped(before, after, apart=apart)


def _heading(level: int) -> _Begin:
    return lambda lines: lines.heading(level)


def _nothing(_: Lines) -> Close:
    return nothing


_PARTS: Mapping[str, _Begin] = {
    "li": Lines.item,
    "dt": Lines.term,
    "dd": Lines.explanation,
    "tr": Lines.row,
    "td": Lines.cell,
    "th": Lines.cell,
    "pre": Lines.verbatim,
    "blockquote": Lines.quoted,
    **dict.fromkeys(("br", "hr"), Lines.broken),
    "q": _wrapped("“", "”"),
    **{f"h{level}": _heading(level) for level in range(1, 7)},
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
    "st": _wrapped("[", "]", apart=True),
    "wd": _wrapped("[", "]", apart=True),
    "pt": _wrapped("(", ")", apart=True),
    **dict.fromkeys(("l", "k", "role", "start"), Lines.name),
    **dict.fromkeys(("count", "dim"), Lines.aside),
    **dict.fromkeys(("time", "when"), Lines.dated),
    "no": Lines.number,
}
"""By the first class of what stands within a line."""
_NUMBER = _wrapped("[", "]")
"""Of a claim, or of a note."""


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
    reader.read(as_markup(page.text))
    return Rendition(reader.lines.text(), tuple(reader.links))


@dataclass(frozen=True, slots=True)
class _Start:
    """What the start of an element means, wherever it stands."""

    tag: str
    begin: _Begin | None
    """None for what is left out."""
    is_closed: bool
    """No end follows it."""


@lru_cache(maxsize=2**13)
def _start_of(tag: str, attributes: str) -> _Start:
    """Read the start of an element; most stand on every page."""
    tag = tag.lower()
    is_closed = tag in _VOID or attributes.endswith("/")
    if tag in _DROPPED_TAGS or _DROPPED.search(attributes):
        return _Start(tag, None, is_closed)
    found = _CLASS.search(attributes)
    return _Start(tag, _meaning(tag, found[1] if found else ""), is_closed)


def _meaning(tag: str, classes: str) -> _Begin:
    """Return what begins an element."""
    if tag in _APART:
        return _phrase(tag, classes)
    if begin := _PARTS.get(tag):
        return begin
    return _block(tag, classes) if tag in _BLOCKS else _nothing


def _block(tag: str, classes: str) -> _Begin:
    if tag == "ul" and classes == "tally":
        return Lines.inline
    if begin := _PARAGRAPHS.get(classes if tag in ("p", "div") else tag):
        return begin
    return Lines.listed if tag in _LISTS else Lines.block


def _phrase(tag: str, classes: str) -> _Begin:
    first = classes.partition(" ")[0]
    if tag == "a" and classes.startswith("n "):
        return _NUMBER
    if begin := _MARKED.get(first if tag != "time" else tag):
        return begin
    if tag == "a" and first in _STATUSES:
        return Lines.one_of_several
    return _nothing if first in _RUNNING else Lines.apart


class _Reader:
    """Takes a page token by token; knows what each element means for a text."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.links: dict[str, None] = {}
        self._open: list[tuple[str, Close]] = []
        self._named: dict[str, int] = defaultdict(int)
        """How many elements of each tag are open: a page may open thousands and close none."""
        self._dropping, self._depth = "", 0
        """The tag of what is left out, and how many of it are open."""
        self._raised = 0

    def read(self, markup: str) -> None:
        """Take each tag, and what stands between two."""
        tags, last, rest = markup.rpartition(">")  # behind it no tag ends
        say = self.lines.say
        for slash, tag, attributes, after, text in _TOKEN.findall(tags + last):
            if self._depth:
                self._skip(slash, tag, attributes)
            elif slash:
                self._end(tag)
            elif tag:
                self._start(tag, attributes)
            if (said := after or text) and not self._depth:
                say(unescape(said) if "&" in said else said)
        if rest and not self._depth:
            say(unescape(rest))

    def _skip(self, slash: str, tag: str, attributes: str) -> None:
        if tag.lower() == self._dropping and not attributes.endswith("/"):
            self._depth += -1 if slash else 1

    def _start(self, tag: str, attributes: str) -> None:
        start = _start_of(tag, attributes)
        if start.begin is None:
            self._drop(start, attributes)
            return
        tag = start.tag
        if tag == "a":
            close = self._link(attributes, start.begin)
        elif tag == "sup":
            close = self._superscript()
        else:
            close = start.begin(self.lines)
        if not start.is_closed:
            self._open.append((tag, close))
            self._named[tag] += 1

    def _drop(self, start: _Start, attributes: str) -> None:
        """Leave out what only a screen needs; a button that copies an address leaves that."""
        if found := _ADDRESS.search(attributes):
            self.lines.end(1)
            self.lines.say(f"<{unescape(found[1])}>")
        if not start.is_closed:
            self._dropping, self._depth = start.tag, 1

    def _end(self, tag: str) -> None:
        """Close the element, and whatever stands open within it; ignore an end without a start."""
        tag = tag.lower()
        name = "" if self._named[tag] else tag
        while name != tag:
            name, close = self._open.pop()
            self._named[name] -= 1
            close()

    def _link(self, attributes: str, begin: _Begin) -> Close:
        address = self._lead(attributes)
        if self._raised:
            begin = _NUMBER
        close = begin(self.lines)
        is_plain = begin in (_nothing, Lines.apart)
        return self._addressed(address, close) if is_plain and "://" in address else close

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
