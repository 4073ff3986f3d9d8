"""The stages in order, nothing else: read, check, connect, render, export, write, index, seal."""

from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

from kb.check import check, check_statuses
from kb.connect.connect import connect
from kb.dossier import Dossier
from kb.export.files import export_files
from kb.export.linked.files import linked_pages
from kb.export.manifest import MANIFEST, manifest_file
from kb.export.publish import publish
from kb.export.shapes import FORMAT
from kb.export.tables.csv_files import described
from kb.manuscript import Manuscript
from kb.output import Exported, Output
from kb.problems import InvalidDossier, Problem
from kb.read.load import load_manuscript
from kb.render.findable import facets_of, names_text
from kb.render.pages import render_days, render_files, render_findable, render_pages
from kb.render.textpages import with_texts
from kb.search import write_search
from kb.write import Changes, replace_file, sums_of, write_files, zip_folder

Seen = Callable[[Path, Manuscript], None]
"""Is shown a manuscript before it is checked, so one with problems as well."""


def read_dossier(folder: Path, seen: Seen | None = None) -> Dossier:
    """Return the connected dossier in `folder`, or raise InvalidDossier with every problem."""
    return read_checked(folder, seen)[1]


def read_checked(folder: Path, seen: Seen | None = None) -> tuple[Manuscript, Dossier]:
    """Return what was written in `folder` and the dossier made of it, or raise InvalidDossier."""
    manuscript, problems = load_manuscript(folder)
    if manuscript and seen:
        seen(folder, manuscript)
    if manuscript:
        problems += check(manuscript)
    if problems or manuscript is None:
        raise InvalidDossier(problems)
    dossier = connect(manuscript)
    if problems := check_statuses(manuscript, dossier):
        raise InvalidDossier(problems)
    return manuscript, dossier


def problems_in(folder: Path, seen: Seen | None = None) -> list[Problem]:
    """Return every problem of the dossier in `folder`."""
    try:
        read_dossier(folder, seen)
    except InvalidDossier as invalid:
        return list(invalid.problems)
    return []


__all__ = [
    "ARCHIVE",
    "MANIFEST",
    "export",
    "index_site",
    "lasting",
    "problems_in",
    "read_checked",
    "read_dossier",
    "seal_site",
    "write_pages",
]

ARCHIVE = "site.zip"
"""The whole site as one file."""


def export(dossier: Dossier, site_url: str = "/") -> tuple[Output, ...]:
    """Return the data of a site published at `site_url`, which ends with a slash."""
    return tuple(export_files(dossier, publish(dossier, site_url)))


def lasting(dossier: Dossier, site_url: str = "/") -> tuple[Output, ...]:
    """Return what stays as it is while somebody edits: the data, and the days as known.

    One edit would change most of it, and nobody edits with an eye on it.
    """
    days = with_texts(render_days(dossier, site_url), dossier, site_url)
    return (*export(dossier, site_url), *days)


def write_pages(
    dossier: Dossier,
    folder: Path,
    site_url: str = "/",
    lasts: Sequence[Output] | None = None,
    later: Sequence[str] = (),
) -> Changes:
    """Write pages, texts and data into `folder/docs/`; `folder/pages/` may replace some pages.

    `lasts` stands in for what `lasting` would return; `later` are the files that are made only
    when the site is finished.
    """
    files = lasting(dossier, site_url) if lasts is None else lasts
    linked = linked_pages(publish(dossier, site_url))
    beside = (*render_files(dossier, site_url), *files)
    exported = Exported.of(FORMAT, beside, later, linked, described())
    pages = render_pages(dossier, site_url, folder / "pages", exported)
    texts = with_texts(pages, dossier, site_url)
    return write_files(chain(texts, beside), folder / "docs", later)


def index_site(dossier: Dossier, site: Path) -> None:
    """Write what the search needs into a rendered site."""
    write_search(render_findable(dossier), facets_of(dossier), names_text(dossier), site)


def seal_site(dossier: Dossier, site: Path, site_url: str, *, is_zipped: bool) -> None:
    """Write into a finished site what a copy of it can be checked by, and the copy if wanted."""
    manifest = manifest_file(publish(dossier, site_url), sums_of(site))
    replace_file(site / manifest.path, manifest.data)
    if is_zipped:
        zip_folder(site, site / ARCHIVE)
