"""Which files of a site are made again, where the last build left the others as they have to be."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

from faster.standing import Standing, site_stamps, stamps_in
from kb.dossier import Dossier
from kb.public.alternates import alternates
from kb.public.dates import human
from kb.write import Stamp

SEARCH = "pagefind/"
_NOINDEX, _LEADS, _INLINE = "noindex", "leads", "inline"
"""Notes: pages not to be found, those whose links MkDocs checks, what stands inline in which."""


def dress_of(dossier: Dossier) -> list[str]:
    """Return what a dossier shows on every page."""
    as_of = human(dossier.as_of) if dossier.as_of else ""
    return [dossier.title, as_of, dossier.contact, dossier.email]


class Renewal:
    """One build; with `last` it makes only what differs, into a folder of its own.

    A page is made again if its Markdown has changed, or what is published beside it, or, with
    `dress`, what shows on every page; and if MkDocs checks its links, whose ends may have gone.
    """

    def __init__(self, docs: Path, dress: object, last: Standing | None) -> None:
        self._docs, self._dress = docs, dress
        self._last = last if last and last.dress == dress else None
        self._stamps: Mapping[str, Stamp] = {}
        self._stands: dict[str, str] = {}
        """What stands, by its file in `docs`: its file in the site."""
        self._searched: object = None

    @property
    def stand(self) -> Mapping[str, Stamp]:
        """The files of `docs` that were left there, by the build that left what stands."""
        return self._last.docs if self._last else {}

    def look_at(self, files: Files) -> None:
        """Decide for each file, once `docs` is written; one that stands is not copied."""
        self._stamps = stamps_in(self._docs)
        if not (last := self._last):
            return
        then, now = _data(last.docs), _data(self._stamps)
        leads, has_same_data = frozenset(self._noted(_LEADS)), then == now
        for file in files:
            stands = self._is_as_it_was(file, last) and file.dest_uri in last.site
            stands = stands and file.src_uri not in leads
            if stands and (has_same_data or _same_beside(file, then, now)):
                self._stands[file.src_uri] = file.dest_uri
                file.copy_file = _stays  # type: ignore[method-assign]

    def to_make(self, pages: Iterable[File]) -> list[File]:
        """Return the pages that do not stand, after `look_at`.

        Those that stand are told what the rest of the build asks of them.
        """
        noindex = frozenset(self._noted(_NOINDEX))
        inline = {page: held for held, some in self._noted(_INLINE) for page in some}
        for file in pages:
            if file.src_uri in self._stands and file.page:
                file.page.meta = {_NOINDEX: file.src_uri in noindex, _INLINE: inline[file.src_uri]}
        return [file for file in pages if file.src_uri not in self._stands]

    def is_searched(self, findable: str) -> bool:
        """Tell whether the index that stands was made of this, and remember it."""
        self._searched = findable
        return self._last is not None and self._last.notes.get("findable") == findable

    def sums(self, site: Path) -> dict[str, str]:
        """Return the SHA-256 of each file that stands and is not in `site`, where others are."""
        if not self._last:
            return {}
        index = () if (site / SEARCH).exists() else self._last.site
        stand = {*self._stands.values(), *(path for path in index if path.startswith(SEARCH))}
        return {path: sum_ for path, sum_ in self._last.sums.items() if path in stand}

    def keep(self, files: Files, sums: Mapping[str, str], site: Path) -> None:
        """Note what will stand once the files of `site` are in their place."""
        made = site_stamps(site)
        old = self._last.site if self._last else {}
        stamps = {path: old[path] for path in sums if path not in made} | made
        pages = [file for file in files.documentation_pages() if file.page]
        noindex = [f.src_uri for f in pages if f.page and f.page.meta.get(_NOINDEX)]
        leads = [f.src_uri for f in pages if f.page and f.page.markdown]
        notes = {
            _NOINDEX: noindex,
            _LEADS: leads,
            _INLINE: _inline(pages),
            "findable": self._searched,
        }
        Standing(self._dress, self._stamps, stamps, sums, notes).keep(self._docs)

    def _is_as_it_was(self, file: File, last: Standing) -> bool:
        if file.src_dir != str(self._docs):  # the engine's or the theme's, which the build knows
            return True
        return last.docs.get(file.src_uri) == self._stamps.get(file.src_uri)

    def _noted(self, name: str) -> Collection[Any]:
        noted = self._last.notes.get(name) if self._last else ()
        return noted if isinstance(noted, list) else ()


def _data(stamps: Mapping[str, Stamp]) -> set[str]:
    return {path for path in stamps if not path.endswith(".md")}


def _inline(pages: Iterable[File]) -> list[tuple[list[str], list[str]]]:
    """Return what stands inline in some pages, each time with all of them."""
    found: dict[tuple[str, ...], list[str]] = {}
    for file in pages:
        if file.page:
            found.setdefault(tuple(file.page.meta.get(_INLINE, ())), []).append(file.src_uri)
    return [(list(held), some) for held, some in found.items()]


def _same_beside(file: File, then: set[str], now: set[str]) -> bool:
    """Tell whether the head of a page leads to what it led to."""
    page = file.src_uri
    return list(alternates(page, then)) == list(alternates(page, now))


def _stays(dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - as MkDocs calls it
    """Leave a file that stands."""
