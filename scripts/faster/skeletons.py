"""Markdown converts the skeleton of a page, and each skeleton once.

Nearly all of a page is blocks of finished HTML, which Python-Markdown and MkDocs each read with a
parser of HTML, to put them back as they were. What is left without them and without the words of
its headings is the skeleton, the same for thousands of pages: it is converted as MkDocs does it,
with marks where the rest goes. A page that may come out otherwise is converted whole.
"""

import re
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass

from markdown import Markdown  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

_UNEVEN = ("\t", "\r", "\x02", "\x03", " \n", "\n\n\n", "\n```", "\n~~~")
"""What Markdown changes or reads within blocks as well: white space, fences."""
_HEADING = re.compile(
    r"\n\n(#{1,6}) ((?:[^\\`*_{}\[\]<>#|!~^=$@\"&\s]|&#\d+;|(?<!\s) )+)"
    r"(?<!\s) \{ #([\w-]+)((?: \.[\w-]+)*) \}(?=\n\n)"
)
"""On its own, without anything that Markdown would change; its id is given, not made of others."""
_Tag = tuple[str, str, str, str, str]
_TAG = re.compile(
    r"<(?:/([a-zA-Z][a-zA-Z0-9]*+)|([a-zA-Z][a-zA-Z0-9]*+)"
    r'((?: [a-zA-Z][\w:.-]*+(?:="[^"]*+")?+)*+)(/?))>(\n*+[^<\n]?)'
)
"""Name of what is closed or opened, attributes, whether it is empty, breaks and what is no tag."""
_LONE_AMPERSAND = re.compile(r"&(?!(?:#\d+|#x[\da-fA-F]+|[a-zA-Z][a-zA-Z\d]*);)")
_ODD = {"hr", "iframe", "noembed", "noframes", "plaintext", "script", "style"}
"""Tags that open nothing or hold no HTML."""
_BLOCKS = frozenset(Markdown().block_level_elements)
_ANCHOR = re.compile(r' id="([^"]*)"')
_EXTENSIONS = {"attr_list", "md_in_html", "tables", "toc", "fenced_code"}
"""Those of `mkdocs.yml` and MkDocs, for which this holds; others may read words otherwise."""
_MARK = re.compile(r"(<div>kb\d+html</div>|\bkb\d+(?:words|id)\b)")


@dataclass(frozen=True, slots=True)
class _Skeleton:
    text: str
    """Markdown with marks."""
    filling: Mapping[str, str]
    """What stands in the page, by mark."""
    anchors: set[str]
    """Those in what the marks stand for."""


@dataclass(frozen=True, slots=True)
class _Converted:
    """What MkDocs makes of a skeleton."""

    pieces: list[str]
    """HTML and marks in turn."""
    toc: TableOfContents
    anchors: set[str]


class Skeletons:
    """Those that one process has converted, all with the same settings of Markdown."""

    def __init__(self) -> None:
        self._known: dict[str, _Converted] = {}

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Do what MkDocs’ own `render` of a page does."""
        is_known = "title" in page.meta and set(config.markdown_extensions) == _EXTENSIONS
        skeleton = _skeleton_of(page.markdown or "") if is_known else None
        if not skeleton:
            Page.render(page, config, files)
            return
        if not (made := self._known.get(skeleton.text)):
            made = self._known[skeleton.text] = _converted(skeleton.text, page, config, files)
        get = skeleton.filling.get
        page.content = "".join([get(piece, piece) for piece in made.pieces])
        page.toc = _filled(made.toc, skeleton.filling)
        page.present_anchor_ids = {get(name, name) for name in made.anchors} | skeleton.anchors
        page.links_to_anchors = {}


def _skeleton_of(text: str) -> _Skeleton | None:
    """Return what is to be converted of a page; None where that is not sure to be enough."""
    if any(sign in text for sign in _UNEVEN):
        return None
    parts: list[str] = []
    filling: dict[str, str] = {}
    anchors: set[str] = set()
    text = text.strip("\n")
    pieces = iter(_HEADING.split(f"\n\n{text}\n\n"))
    for number, html in enumerate(pieces):
        if html := html.strip("\n"):
            found = _anchors_in(html)
            if found is None:
                return None
            anchors |= found
            parts.append(f"<div>kb{number}html</div>")
            filling[parts[-1]] = html
        if level := next(pieces, ""):
            words, name = f"kb{number}words", f"kb{number}id"
            filling[words], filling[name] = next(pieces), next(pieces)
            parts.append(f"{level} {words} {{ #{name}{next(pieces)} }}")
    return _Skeleton("\n\n".join(parts), filling, anchors)


def _anchors_in(html: str) -> set[str] | None:
    """Return the anchors in blocks of HTML; None unless each surely comes back as it stands."""
    tags: list[_Tag] = _TAG.findall(html + "\n")
    if html[0] != "<" or len(tags) != html.count("<") or _LONE_AMPERSAND.search(html):
        return None
    if not _ODD.isdisjoint({tag[1] for tag in tags}) or not _are_blocks(tags):
        return None
    attributes = "".join([tag[2] for tag in tags])
    if "markdown" in attributes or (" name=" in attributes and _has_named_link(tags)):
        return None
    return set(_ANCHOR.findall(attributes))


def _has_named_link(tags: Iterable[_Tag]) -> bool:
    return any(opened == "a" and " name=" in attributes for _, opened, attributes, *_ in tags)


def _are_blocks(tags: Iterable[_Tag]) -> bool:
    """Tell whether these are blocks on lines of their own, counted as Python-Markdown counts."""
    around: list[str] = []
    for closed, opened, _, empty, after in tags:
        if closed:
            if closed not in around:
                return False
            while around.pop() != closed:
                pass
            if not around and after not in ("\n", "\n\n"):
                return False
        elif not around and (empty or opened not in _BLOCKS):
            return False
        elif not empty:
            around.append(opened)
    return not around


def _converted(text: str, page: Page, config: MkDocsConfig, files: Files) -> _Converted:
    whole, page.markdown = page.markdown, text
    Page.render(page, config, files)
    page.markdown = whole
    return _Converted(_MARK.split(page.content or ""), page.toc, page.present_anchor_ids or set())


def _filled(toc: TableOfContents, filling: Mapping[str, str]) -> TableOfContents:
    return TableOfContents([_with_words(link, filling) for link in toc])


def _with_words(link: AnchorLink, filling: Mapping[str, str]) -> AnchorLink:
    filled = copy(link)
    filled.title, filled.id = filling.get(link.title, link.title), filling.get(link.id, link.id)
    filled.children = [_with_words(child, filling) for child in link.children]
    return filled
