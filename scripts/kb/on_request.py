"""The files of `docs/`, each made when somebody asks for it: what `serve` shows of a dossier.

Nothing differs from a build but what only programs read in the head of a page: it names no data,
which are made all together, and only when one of them is asked for.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path

from kb.dossier import Dossier
from kb.export.files import export_jobs
from kb.export.publish import publish
from kb.export.shapes import FORMAT
from kb.export.tables.csv_files import described
from kb.output import DerivedFile, Exported, OutputFile, Pending
from kb.public.addresses import beside, page_at
from kb.public.alternates import ENDINGS
from kb.render.pages import day_jobs, file_jobs, page_jobs, render_data
from kb.render.textpages import Texts, has_text
from kb.write import Draft

_PAGE, _TEXT, _DATA = ".md", ".txt", "data/"
_BESIDE = tuple(ending for ending in ENDINGS if ending != _TEXT)
"""Of the data of a page."""
DATA_PAGE = "data.md"
"""Tells the sizes of all data, and so waits until they are made."""


class OnRequest:
    """What is published of one dossier at `site_url`; data go into the folder `data`."""

    def __init__(self, dossier: Dossier, folder: Path, site_url: str, data: Path) -> None:
        self.dossier, self._site_url, self._data = dossier, site_url, data
        self._texts = Texts(dossier, site_url)
        pages = page_jobs(dossier, site_url, folder / "pages", Exported(FORMAT, {}, {}, {}))
        self._pages = _Found(chain(pages, day_jobs(dossier, site_url), [self._data_page]))
        self._files = _Found(file_jobs(dossier, site_url))

    def page(self, path: str) -> Pending | None:
        """Return the page that is to be made into a file of this path, `events/x.md`."""
        return self._pages.find(path)

    @property
    def pages(self) -> Iterator[str]:
        """Yield the path of every page."""
        return self._pages.every()

    def file(self, path: str) -> Pending | None:
        """Return the text beside a page, or what is neither page nor data, to be made."""
        if path.endswith(_TEXT) and (page := self._beside(path, _TEXT)) and has_text(page.path):
            return Pending(path, lambda: self._text_of(page.make()))
        return self._files.find(path) if not path.endswith(_BESIDE) else None

    def __contains__(self, path: str) -> bool:
        """Tell whether a page or a text is published there; of data it is not known."""
        made = self.page if path.endswith(_PAGE) else self.file
        return made(path) is not None

    def is_data(self, path: str) -> bool:
        """Tell whether there may be data at a path, once they are made."""
        of_pages = (ending for ending in _BESIDE if path.endswith(ending))
        return path.startswith(_DATA) or any(self._beside(path, one) for one in of_pages)

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """The bytes of each file of data, by path: all of them are made, once."""
        with Draft(self._data) as draft:
            made = draft.add(export_jobs(self.dossier, publish(self.dossier, self._site_url)))
            draft.publish()
            return made

    @property
    def _data_page(self) -> Pending:
        return Pending(DATA_PAGE, self._told_of_data)

    def _told_of_data(self) -> OutputFile:
        told = Exported(FORMAT, self.sizes, {}, described())
        return render_data(self.dossier, self._site_url, told)

    def _beside(self, path: str, ending: str) -> Pending | None:
        """Return the page that a file stands beside."""
        base = path.removesuffix(ending)
        pages = (page_at(base), f"{base}/index.md")
        found = (page for name in pages if (page := self.page(name)))
        return next((page for page in found if beside(page.path, ending) == path), None)

    def _text_of(self, page: OutputFile) -> OutputFile:
        _, text = self._texts.with_text(page)
        assert isinstance(text, DerivedFile), "whoever asks knows that the page has a text"
        return text.make()


class _Found:
    """Files by path, of which no more are looked through than have to be."""

    def __init__(self, files: Iterator[Pending]) -> None:
        self._coming, self._seen = files, dict[str, Pending]()

    def find(self, path: str) -> Pending | None:
        """Return the file of this path."""
        while path not in self._seen and (file := next(self._coming, None)):
            self._seen[file.path] = file
        return self._seen.get(path)

    def every(self) -> Iterator[str]:
        """Yield the path of every file."""
        self._seen |= {file.path: file for file in self._coming}
        return iter(self._seen)
