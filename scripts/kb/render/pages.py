"""Dossier -> OutputFile for each page: which pages there are, and from which template."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

from kb.dossier import Dossier, KnownDay, Retired, Source, Target
from kb.output import NOTHING, Exported, OutputFile
from kb.problems import InvalidDossier, Location, Problem
from kb.public.addresses import KNOWN, address_of, known_page, page_at, page_of
from kb.render.cards import cards
from kb.render.document import Document, documents
from kb.render.templating import Templates

_SINGLE_PAGES = (
    "guide",
    "timeline",
    "claims",
    "coverage",
    "gaps",
    "chains",
    "map",
    "network",
    "corrections",
    "data",
)
LLMS = "llms.txt"
_REPLACEABLE = ("method", "contribute")
"""Written by people for one dossier; a team may put its own in `pages/`."""


def render_pages(
    dossier: Dossier, site_url: str = "/", pages: Path | None = None, exported: Exported = NOTHING
) -> Iterator[OutputFile]:
    """Yield the pages of a site published at `site_url`, which ends with a slash.

    `pages` may hold Markdown in place of method and contribute; `exported` is what pages say of
    the data. The days as known are pages of their own kind: `render_days`.
    """
    templates = Templates(dossier, site_url, exported)
    yield _page(templates, "home", "index.md", dossier)
    for name in _SINGLE_PAGES:
        yield _page(templates, name, f"{name}.md", dossier)
    for name in _REPLACEABLE:
        own = _own_text(pages / f"{name}.md") if pages else None
        if own is None:
            yield _page(templates, name, f"{name}.md", dossier)
        else:
            yield OutputFile(f"{name}.md", own)
    for collection in ("actors", "places", "topics", "sources"):
        yield _page(templates, collection, f"{collection}/index.md", dossier)
    for record in _records(dossier):
        yield _page(templates, _template_of(record), page_of(record), record)
    for retired in (one for one in dossier.retired if "#" not in one.address):
        yield _page(templates, "retired", page_at(retired.address), retired)
    for document in documents(dossier):
        yield _page(
            templates, "print_actor" if document.actor else "print", document.page, document
        )


def render_days(dossier: Dossier, site_url: str = "/") -> Iterator[OutputFile]:
    """Yield the page of what was known on each day of the focus, after the one that lists them."""
    templates = Templates(dossier, site_url)
    yield _page(templates, "as_known", f"{KNOWN}/index.md", dossier)
    for known in dossier.known.days:
        yield _page(templates, "known_day", known_page(known.day), known)


def render_files(dossier: Dossier, site_url: str = "/") -> Iterator[OutputFile]:
    """Yield what is published beside the pages: the cards of events for other sites, llms.txt."""
    templates = Templates(dossier, site_url)
    yield from cards(dossier, templates)
    yield OutputFile(LLMS, unescape(templates.fill(LLMS, LLMS, dossier)))


def render_findable(dossier: Dossier) -> Iterator[OutputFile]:
    """Yield what the search is made from: each record by its address."""
    templates = Templates(dossier, "/")
    for record in _records(dossier):
        page = page_of(record)
        yield OutputFile(address_of(page), templates.fill("findable.html", page, record))


def _records(dossier: Dossier) -> tuple[Target, ...]:
    return (
        *dossier.events,
        *dossier.actors,
        *dossier.places,
        *dossier.topics,
        *dossier.sources,
    )


def _own_text(own: Path) -> str | None:
    if not own.is_file():
        return None
    try:
        return own.read_text("utf-8")
    except UnicodeDecodeError as error:
        message = f"the byte 0x{error.object[error.start]:02x} is not UTF-8"
        at = Location(f"pages/{own.name}", error.object[: error.start].count(b"\n") + 1)
        raise InvalidDossier([Problem(at, message, "save the file as UTF-8", "not-utf8")]) from None


def _template_of(record: Target) -> str:
    match record:
        case Source():
            return "kept_source" if record.kept else "source"
        case _:
            return type(record).__name__.lower()


def _page(
    templates: Templates,
    name: str,
    page: str,
    record: Target | Dossier | Document | Retired | KnownDay,
) -> OutputFile:
    return OutputFile(page, templates.fill(f"{name}.md", page, record))
