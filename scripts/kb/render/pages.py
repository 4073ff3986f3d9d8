"""Dossier -> OutputFile for each page: which pages there are, and from which template."""

import os
from collections.abc import Iterator
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

from kb.dossier import Dossier, Source, Target
from kb.ordinary import read_ordinary
from kb.output import NOTHING, Exported, OutputFile, Pending
from kb.problems import InvalidDossier, Location, Problem
from kb.public.addresses import KNOWN, address_of, known_page, page_at, page_of
from kb.render.cards import cards
from kb.render.claims import claims_pages
from kb.render.document import documents
from kb.render.findable import found_on
from kb.render.long_lists import list_pages
from kb.render.most import MOST, Most
from kb.render.part_pages import part_pages
from kb.render.sheets import sheets_of
from kb.render.templating import Record, Templates
from kb.render.timeline import timeline_pages
from kb.render.ways import PartPage, Placed

_SINGLE_PAGES = (
    "guide",
    "coverage",
    "gaps",
    "chains",
    "map",
    "network",
    "corrections",
)
_COLLECTIONS = ("actors", "places", "topics", "sources")
LLMS = "llms.txt"
_REPLACEABLE = ("method", "contribute", "reply", "accessibility")
"""Written by people for one dossier; a team may put its own in `pages/`."""


def render_pages(
    dossier: Dossier,
    site_url: str = "/",
    pages: Path | None = None,
    exported: Exported = NOTHING,
    most: Most = MOST,
) -> Iterator[OutputFile]:
    """Yield the pages of a site published at `site_url`, which ends with a slash.

    `pages` may hold Markdown in place of `_REPLACEABLE`; `exported` is what pages say of
    the data; a list longer than `most` is cut into pages. The days as known are pages of their own
    kind: `render_days`.
    """
    for page in page_jobs(dossier, site_url, pages, exported, most):
        yield page.make()
    yield render_data(dossier, site_url, exported)


def page_jobs(
    dossier: Dossier,
    site_url: str = "/",
    pages: Path | None = None,
    exported: Exported = NOTHING,
    most: Most = MOST,
) -> Iterator[Pending]:
    """Yield each page of `render_pages`, but for the one that tells of the data."""
    page = partial(_pending, Templates(dossier, site_url, exported, most))
    yield page("home", "index.md", dossier)
    for name in _SINGLE_PAGES:
        yield page(name, f"{name}.md", dossier)
    for name in _REPLACEABLE:
        own = pages / f"{name}.md" if pages else None
        if own and os.path.lexists(own):
            yield Pending(own.name, partial(_own_page, own))
        else:
            yield page(name, f"{name}.md", dossier)
    yield from (page(name, f"{name}/index.md", dossier) for name in _COLLECTIONS)
    for record in _records(dossier):
        yield page(_template_of(record), page_of(record), record)
    for retired in (one for one in dossier.retired if "#" not in one.address):
        yield page("retired", page_at(retired.address), retired)
    for cut in _cut(dossier, most):
        yield page(cut.template, cut.page, cut)


def _cut(dossier: Dossier, most: Most) -> Iterator[PartPage[Any] | Placed[Any]]:
    """Yield the pages of what may be too long for one."""
    yield from timeline_pages(dossier, most)
    yield from claims_pages(dossier, most)
    yield from list_pages(dossier, most)
    yield from sheets_of(dossier, most)
    yield from part_pages(dossier, most)
    yield from documents(dossier, most)


def render_data(dossier: Dossier, site_url: str, exported: Exported) -> OutputFile:
    """Return the page that tells of the data, with the sizes of what was made."""
    return _page(Templates(dossier, site_url, exported), "data", "data.md", dossier)


def render_days(dossier: Dossier, site_url: str = "/") -> Iterator[OutputFile]:
    """Yield the page of what was known on each day of the focus, after the one that lists them."""
    for page in day_jobs(dossier, site_url):
        yield page.make()


def day_jobs(dossier: Dossier, site_url: str = "/") -> Iterator[Pending]:
    """Yield each page of `render_days`."""
    page = partial(_pending, Templates(dossier, site_url))
    yield page("as_known", f"{KNOWN}/index.md", dossier)
    for known in dossier.known.days:
        yield page("known_day", known_page(known.day), known)


def render_files(dossier: Dossier, site_url: str = "/") -> Iterator[OutputFile]:
    """Yield what is published beside the pages: the cards of events for other sites, llms.txt."""
    for file in file_jobs(dossier, site_url):
        yield file.make()


def file_jobs(dossier: Dossier, site_url: str = "/") -> Iterator[Pending]:
    """Yield each file of `render_files`."""
    templates = Templates(dossier, site_url)
    yield Pending(LLMS, lambda: OutputFile(LLMS, unescape(templates.fill(LLMS, LLMS, dossier))))
    yield from cards(dossier, templates)


def render_findable(dossier: Dossier) -> Iterator[OutputFile]:
    """Yield what the search is made from: each record by its address, a text by its pages."""
    for file in findable_jobs(dossier):
        yield file.make()


def findable_jobs(dossier: Dossier) -> Iterator[Pending]:
    """Yield each file of `render_findable`."""
    templates = Templates(dossier, "/")
    for record in _records(dossier):
        for page in found_on(record):
            yield Pending(address_of(page), partial(_findable, templates, page, record))


def _findable(templates: Templates, page: str, record: Target) -> OutputFile:
    return OutputFile(address_of(page), templates.fill("findable.html", page, record))


def _records(dossier: Dossier) -> tuple[Target, ...]:
    return (
        *dossier.events,
        *dossier.actors,
        *dossier.places,
        *dossier.topics,
        *dossier.sources,
    )


def _own_page(own: Path) -> OutputFile:
    at = Location(f"pages/{own.name}")
    try:
        content = read_ordinary(own, own.parent.parent)
        return OutputFile(own.name, content.decode("utf-8-sig"))
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        told = Problem(at, message, "", "unreadable-file")
    except UnicodeDecodeError as error:
        message = f"the byte 0x{error.object[error.start]:02x} is not UTF-8"
        at = at._replace(line=error.object[: error.start].count(b"\n") + 1)
        told = Problem(at, message, "save the file as UTF-8", "not-utf8")
    raise InvalidDossier([told])


def _template_of(record: Target) -> str:
    match record:
        case Source():
            return "kept_source" if record.kept else "source"
        case _:
            return type(record).__name__.lower()


def _pending(templates: Templates, name: str, page: str, record: Record) -> Pending:
    return Pending(page, partial(_page, templates, name, page, record))


def _page(
    templates: Templates,
    name: str,
    page: str,
    record: Record,
) -> OutputFile:
    return OutputFile(page, templates.fill(f"{name}.md", page, record))
