"""Pages are converted and dressed by several processes, each page in one go.

MkDocs converts all pages before it dresses the first, one after the other. Here its two steps for
a page wait until both can be taken; what the rest of the build asks of a page is brought back.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from kb.sharing import shared

_PAGES = 16
"""In a task."""
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


def put_off() -> None:
    """Let MkDocs pass by every page."""
    build._populate_page = build._build_page = lambda *_, **__: None  # type: ignore[assignment]


def make(
    pages: Sequence[File], files: Files, nav: Navigation, env: Environment, config: MkDocsConfig
) -> None:
    """Convert, dress and write these pages of the files of a build."""
    step = partial(_made, files=files, nav=nav, env=env, config=config)
    tasks = [partial(step, pages[at : at + _PAGES]) for at in range(0, len(pages), _PAGES)]
    for made, said in shared(tasks):
        for record in said:
            _MKDOCS.handle(record)
        for page in made:
            _bring_back(page, files)


def _made(
    pages: Sequence[File], files: Files, nav: Navigation, env: Environment, config: MkDocsConfig
) -> tuple[list[_Made], list[logging.LogRecord]]:
    every = files.documentation_pages()
    with _kept_quiet() as said:
        for file in pages:
            assert file.page, "MkDocs made one for each file"
            _convert(file.page, config, files)
            _dress(file.page, config, every, nav, env)
    return [_result(file) for file in pages], said


def _result(file: File) -> _Made:
    page = file.page
    assert page, "it was just made"
    links = {to.src_uri: anchors for to, anchors in (page.links_to_anchors or {}).items()}
    markdown = page.markdown if page.markdown and "](" in page.markdown else None
    page.markdown = page.content = None  # a page weighs little once it is written
    meta = {key: page.meta[key] for key in ("title", "noindex") if key in page.meta}
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
