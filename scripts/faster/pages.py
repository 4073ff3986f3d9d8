"""Pages are converted and dressed by several processes, each page in one go; files are copied.

MkDocs converts all pages before it dresses the first, one after the other. Here its two steps for
a page wait until both can be taken; what the rest of the build asks of a page is brought back.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from jinja2 import Environment
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from faster.skeletons import Skeletons
from kb.collector import paused_collector
from kb.sharing import shared

_PAGES, _COPIES = 16, 256
"""In a task."""
T = TypeVar("T")
_Copy = Callable[[], None]
_Step = Callable[[Page], None]
_MKDOCS = logging.getLogger("mkdocs")
_convert, _dress = build._populate_page, build._build_page


@dataclass(frozen=True, slots=True)
class _Made:
    """What the rest of a build asks of a page that was made."""

    file: str
    meta: Mapping[str, object]
    anchors: set[str] | None
    links: Mapping[str, dict[str, str]]
    """By the file they lead to."""
    markdown: str | None
    """Only where it has links that MkDocs checks."""


_Result = tuple[list[_Made], list[logging.LogRecord]]
"""The pages that were made, and what was said of them."""


class PutOff:
    """The pages and copies of one build, which MkDocs passes by.

    With `dirty`, only what is newer than its copy is copied.
    """

    def __init__(self, files: Files, nav: Navigation, config: MkDocsConfig, *, dirty: bool) -> None:
        self.files, self.config, self._nav = files, config, nav
        self._skeletons = Skeletons()
        build._populate_page = build._build_page = lambda *_, **__: None  # type: ignore[assignment]
        copied = [file for file in files if not file.is_documentation_page()]
        copied = [file for file in copied if file.inclusion.is_included()]  # type: ignore[no-untyped-call]
        self._copies: list[_Copy] = [partial(file.copy_file, dirty) for file in copied]
        for file in copied:
            file.copy_file = _later  # type: ignore[method-assign]

    def make(self, pages: Sequence[File], env: Environment) -> None:
        """Convert, dress and write these pages, and copy what is still to be copied."""
        every = self.files.documentation_pages()
        dress = partial(_dress, config=self.config, doc_files=every, nav=self._nav, env=env)
        convert = partial(self._convert, config=self.config, files=self.files)
        tasks = [partial(_made, some, convert, dress) for some in _grouped(pages, _PAGES)]
        copies, self._copies = self._copies, []
        tasks += [partial(_copied, some) for some in _grouped(copies, _COPIES)]
        with paused_collector():
            results = shared(tasks)
        for found, said in results:
            for record in said:
                _MKDOCS.handle(record)
            for page in found:
                _bring_back(page, self.files)

    def _convert(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        page.render = partial(self._skeletons.render, page)  # type: ignore[method-assign]
        _convert(page, config, files)


def _grouped(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[at : at + size] for at in range(0, len(items), size))


def _later(dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - as MkDocs calls it
    """Leave a file to `make`."""


def _copied(copies: Iterable[_Copy]) -> _Result:
    for copy in copies:
        copy()
    return [], []


def _made(pages: Sequence[File], convert: _Step, dress: _Step) -> _Result:
    with _kept_quiet() as said:
        for file in pages:
            assert file.page, "MkDocs made one for each file"
            convert(file.page)
            dress(file.page)
    return [_result(file) for file in pages], said


def _result(file: File) -> _Made:
    page = file.page
    assert page, "it was just made"
    links = {to.src_uri: anchors for to, anchors in (page.links_to_anchors or {}).items()}
    markdown = page.markdown if page.markdown and "](" in page.markdown else None
    page.markdown = page.content = None  # a page weighs little once it is written
    meta = {key: page.meta[key] for key in ("title", "noindex", "inline") if key in page.meta}
    return _Made(file.src_uri, meta, page.present_anchor_ids, links, markdown)


def _bring_back(made: _Made, files: Files) -> None:
    page = files.src_uris[made.file].page
    assert page, "it was made"
    page.meta, page.markdown = dict(made.meta), made.markdown
    page.present_anchor_ids = made.anchors
    page.links_to_anchors = {files.src_uris[to]: found for to, found in made.links.items()}


@contextmanager
def _kept_quiet() -> Iterator[list[logging.LogRecord]]:
    """Keep what MkDocs says, to be said once and in order."""
    said: list[logging.LogRecord] = []
    keeper = logging.Handler(logging.WARNING)
    keeper.emit = said.append  # type: ignore[assignment]
    handlers, _MKDOCS.handlers = _MKDOCS.handlers, [keeper]
    try:
        yield said
    finally:
        _MKDOCS.handlers = handlers
