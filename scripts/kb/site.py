"""The stages in order: those of `kb.checked`, then render, export, write, index, seal."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType

from kb.checked import problems_in, read_checked, read_dossier
from kb.collector import paused_collector
from kb.dossier import Dossier
from kb.export.files import export_jobs
from kb.export.linked.files import linked_pages
from kb.export.manifest import CHECKSUMS, MANIFEST, checksums_file, manifest_file
from kb.export.publish import publish
from kb.export.shapes import FORMAT
from kb.export.tables.csv_files import described
from kb.folder import sums_of, zip_folder
from kb.hosting.headers import HEADER_FILES
from kb.output import DerivedFile, Exported, Job, OutputFile, Pending
from kb.render.findable import facets_of, names_of
from kb.render.pages import (
    day_jobs,
    findable_jobs,
    page_jobs,
    render_data,
    render_files,
)
from kb.render.textpages import Texts
from kb.search import write_search
from kb.sharing import shared
from kb.write import Changes, Draft, Stamp, replace_file

__all__ = [
    "ARCHIVE",
    "CHECKSUMS",
    "HEADER_FILES",
    "MANIFEST",
    "findable_in",
    "index_site",
    "problems_in",
    "read_checked",
    "read_dossier",
    "seal_site",
    "write_pages",
]

ARCHIVE = "site.zip"
"""The whole site as one file."""
_PAGES, _TEXTS = 16, 128
"""In a job: they take a twentieth of a second or so."""


@paused_collector()
def write_pages(
    dossier: Dossier,
    folder: Path,
    site_url: str = "/",
    later: Sequence[str] = (),
    stand: Mapping[str, Stamp] = MappingProxyType({}),
) -> Changes:
    """Write pages, texts and data into `folder/docs/`; `folder/pages/` may replace some pages.

    `later` are the files that are made only when the site is finished; `stand` has the stamps of
    files that an earlier build left in `docs/`, in the same dress.
    """
    published = publish(dossier, site_url)
    linked = linked_pages(published)
    exported = Exported(FORMAT, {}, linked, described())
    texts = Texts(dossier, site_url)
    with Draft(folder / "docs", stand) as draft:
        pages = page_jobs(dossier, site_url, folder / "pages", exported)
        every = chain(day_jobs(dossier, site_url), pages)
        beside = partial(render_files, dossier, site_url)
        data = export_jobs(dossier, published)  # the longest
        sizes = draft.add([*data, beside, *_grouped(every, texts)])
        told = replace(exported, sizes={**sizes, **dict.fromkeys(later, 0)})
        draft.add([lambda: texts.with_text(render_data(dossier, site_url, told))])
        return draft.publish(later)


def _grouped(pages: Iterable[Pending], texts: Texts) -> Iterator[Job]:
    """Yield jobs of several pages each, with their texts: neither too many nor too long."""
    return (partial(_with_texts, some, texts) for some in _cut(pages, _PAGES))


def _cut(files: Iterable[Pending], size: int) -> Iterator[tuple[Pending, ...]]:
    waiting = iter(files)
    while some := tuple(islice(waiting, size)):
        yield some


def _made(files: Iterable[Pending]) -> list[OutputFile]:
    return [file.make() for file in files]


def _with_texts(pages: Iterable[Pending], texts: Texts) -> Iterator[OutputFile | DerivedFile]:
    return chain.from_iterable(texts.with_text(page.make()) for page in pages)


def findable_in(dossier: Dossier) -> tuple[str, Callable[[Path], None]]:
    """Return what differs once something else can be found, and what writes the search for it.

    The second takes a rendered site.
    """
    some = _cut(findable_jobs(dossier), _TEXTS)
    found = tuple(chain.from_iterable(shared([partial(_made, few) for few in some])))
    facets, names = facets_of(dossier), names_of(dossier)
    told = repr((found, facets, names)).encode("utf-8")
    return sha256(told).hexdigest(), partial(write_search, found, facets, names)


def index_site(dossier: Dossier, site: Path) -> None:
    """Write what the search needs into a rendered site."""
    findable_in(dossier)[1](site)


def seal_site(
    dossier: Dossier, site: Path, site_url: str, standing: Mapping[str, str], *, is_zipped: bool
) -> Mapping[str, str]:
    """Write into a finished site what a copy of it can be checked by, and the copy if wanted.

    `standing` has the SHA-256 of files that will stand beside those of `site`. Returns that of all.
    """
    sums = {**standing, **sums_of(site)}
    manifest = manifest_file(publish(dossier, site_url), sums)
    for file in (manifest, checksums_file(sums, manifest)):
        replace_file(site / file.path, file.data)
    if is_zipped:
        zip_folder(site, site / ARCHIVE)
    return sums
