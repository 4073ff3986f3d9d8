"""The folder that MkDocs serves, filled as it is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from faster.pages import PutOff
from kb.dossier import Dossier
from kb.on_request import OnRequest
from kb.output import OutputFile
from kb.site import index_site
from kb.write import discard, replace_file

SEARCH = "pagefind/"
_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Theme:
    """What MkDocs made ready to dress pages in."""

    put_off: PutOff
    env: Environment
    dress: object
    """What the dossier shows on every page."""
    files: object
    """The stamps of what it is made of, and of what is copied."""


class Folder:
    """What is served of one state of the dossier; `last` filled the folder before.

    A file that fails to be made stays as it was made last. MkDocs' own build makes no page, and is
    not to run while `bring` does.
    """

    def __init__(self, site: OnRequest, theme: Theme, last: "Folder | None") -> None:
        self._site, self.theme = site, theme
        self._files, self._config = theme.put_off.files, theme.put_off.config
        self._config.extra |= {"dossier": site.dossier, "data": site}
        self._root = Path(self._config.site_dir)
        self._old: set[str] = last._old | last._known if last else set()
        """What earlier states may have left there."""
        self._known: set[str] = {f.dest_uri for f in self._files if not f.is_documentation_page()}
        """What is there: the copied, and what was made of this state."""

    @property
    def dossier(self) -> Dossier:
        """What is shown."""
        return self._site.dossier

    def bring(self, path: str) -> None:
        """Make what is served at a path below the site’s own, if anything is.

        Raises InvalidDossier, or whatever a template does.
        """
        for name in _names(path):
            if name not in self._known and self._brought(name):
                self._known.add(name)

    def _brought(self, name: str) -> bool:
        """Make one file, or remove what was there; tell whether it is there now."""
        if name.startswith(SEARCH):
            self._bring_search()
        elif file := self._page(name):
            self._dress(file)
        elif pending := self._site.file(name):
            replace_file(self._root / name, pending.make().data)
        elif self._site.is_data(name):
            return name in self._site.sizes
        elif name in self._old:
            (self._root / name).unlink(missing_ok=True)
            return False
        return True

    def _page(self, name: str) -> File | None:
        """Return the page that is served as this file, as it is to be dressed."""
        for page in _pages(name):
            if pending := self._site.page(page):
                return self._written(pending.make())
            file = self._files.get_file_from_path(page)
            if file and file.abs_src_path:  # by hand; others may be of an earlier state
                self._know_all()
                return file
        return None

    def _written(self, page: OutputFile) -> File:
        if "](" in page.text:
            self._know_all()
        file = self._file(page.path)
        file.content_string = page.text
        return file

    def _know_all(self) -> None:
        """Let MkDocs know of every page: it looks where the links of Markdown lead."""
        for path in self._site.pages:
            self._file(path)

    def _file(self, path: str) -> File:
        file = self._files.get_file_from_path(path)
        if file is None:
            file = file_of(path, self._config)
            self._files.append(file)
        return file

    def _dress(self, file: File) -> None:
        if file.page is None:
            Page(None, file, self._config)
        self.theme.put_off.make([file], self.theme.env)

    def _bring_search(self) -> None:
        """Index all that can be found, once: what is edited since then is found as it was."""
        if not (self._root / SEARCH).exists():
            try:
                index_site(self._site.dossier, self._root)
            except BaseException:
                discard(self._root / SEARCH)  # half of it would be taken for all
                raise


def file_of(page: str, config: MkDocsConfig) -> File:
    """Return the file of a page that stands in no folder; whoever dresses it gives it its text."""
    file = File(page, config.docs_dir, config.site_dir, config.use_directory_urls)
    file.content_string = ""
    return file


def _names(path: str) -> Iterator[str]:
    """Yield the files that an answer may be read from, as MkDocs looks for them."""
    if path and not path.endswith("/"):
        yield path
    if "." not in path.rpartition("/")[2]:
        yield f"{path.rstrip('/')}/{_INDEX}".lstrip("/")


def _pages(name: str) -> Iterator[str]:
    """Yield the pages that may be served as a file."""
    if name == _INDEX:
        yield "index.md"
    elif name.endswith(f"/{_INDEX}"):
        address = name.removesuffix(f"/{_INDEX}")
        yield f"{address}.md"
        yield f"{address}/index.md"
