"""Pages -> a text beside each: `events/x.txt` for `events/x/`, `index.txt` for the home page."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from html import unescape

from kb.dossier import Dossier
from kb.output import DerivedFile, OutputFile
from kb.public.addresses import address_of, beside, page_at
from kb.render.document import FOCUS_PAGE
from kb.render.plaintext import rendition
from kb.render.templating import Templates

_PRINTED = FOCUS_PAGE.partition("/")[0] + "/"
_FOCUS = FOCUS_PAGE.removesuffix(".md") + "/"
"""Below it stand the documents of a focus that is too long for one."""
_UP = re.compile(r"^(?:\.\./)*")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/")


def with_texts(
    pages: Iterable[OutputFile], dossier: Dossier, site_url: str
) -> Iterator[OutputFile]:
    """Yield each page and its text, where it has one."""
    texts = Texts(dossier, site_url)
    for page in pages:
        for file in texts.with_text(page):
            yield file.make() if isinstance(file, DerivedFile) else file


def has_text(page: str) -> bool:
    """Tell whether a page, as a file below `docs/`, has a text beside it."""
    return page == FOCUS_PAGE or page.startswith(_FOCUS) or not page.startswith(_PRINTED)


class Texts:
    """Makes the texts beside the pages of one dossier.

    What an actor’s document for print says stands on the actor’s page and those of the events, and
    so has no text; the document of the focus is a text of all that is in focus, with notes. A
    retired page has one: whoever kept the address of the old text is told where it went.
    """

    def __init__(self, dossier: Dossier, site_url: str) -> None:
        self._templates = Templates(dossier, site_url)
        self._dossier, self._site_url = dossier, site_url

    def with_text(self, page: OutputFile) -> Iterator[OutputFile | DerivedFile]:
        """Yield a page and its text, where it has one."""
        yield page
        if has_text(page.path):
            yield DerivedFile(beside(page.path, ".txt"), page.path, partial(self._of, page))

    def _of(self, page: OutputFile) -> OutputFile:
        read = rendition(page)
        foot = unescape(self._templates.fill("foot.txt", page.path, self._dossier))
        links = "".join(f"<{link}>\n" for link in self._links(read.links, page))
        leads = f"\nLeads to, as text where there is one:\n{links}" if links else ""
        return OutputFile(beside(page.path, ".txt"), f"{read.text}{leads}\n{foot}")

    def _links(self, links: Iterable[str], page: OutputFile) -> Iterator[str]:
        """Yield the whole address of each page of the site that a page leads to."""
        here = beside(page.path, ".txt")
        found = dict.fromkeys(map(_file, links))
        yield from (f"{self._site_url}{file}" for file in found if file not in (None, here))


@lru_cache(maxsize=2**14)
def _file(link: str) -> str | None:
    """Return what a relative link leads to: the text of a page, or the page or file itself.

    None where it leads elsewhere.
    """
    if _ELSEWHERE.match(link):
        return None
    address = _UP.sub("", link).removeprefix("./")
    if address.endswith(".md"):
        address = address_of(address)
    if address and not address.endswith("/"):
        return address
    page = page_at(address) if address else "index.md"
    return beside(page, ".txt") if has_text(page) else address
