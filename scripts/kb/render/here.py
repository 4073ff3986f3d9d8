"""What templates say of other pages, as it is seen from the page that is being filled."""

from collections.abc import Callable

from markupsafe import Markup

from kb.dossier import Claim, Question, Target
from kb.public.addresses import address_of, href, note_page, passage_page
from kb.render.document import Document, anchor_in


class Here:
    """The page that is being filled, and its record."""

    def __init__(self) -> None:
        self._page = ""
        self._document: Document | None = None

    def on(self, page: str, record: object) -> dict[str, object]:
        """Turn to a page; return what its template knows of it by name."""
        self._page = page
        self._document = record if isinstance(record, Document) else None
        return {"page": page, "record": record}

    def filters(self) -> dict[str, Callable[..., object]]:
        """Return the filters whose answer turns on the page."""
        return {
            "href": self._href,
            "passage": lambda piece: Markup(href(passage_page(piece), self._page)),
            "note": lambda piece: Markup(href(note_page(piece), self._page)),
            "numbered": self._numbered,
            "file_href": self._file_href,
        }

    def _href(self, target: Target | Question | str) -> Markup:
        if self._document and (anchor := anchor_in(self._document, target)):
            return Markup(f"#{anchor}")
        return Markup(href(target, self._page))

    def _file_href(self, name: str) -> Markup:
        """Return the relative address of a file that is no page, at the site's root."""
        return Markup(f"{'../' * address_of(self._page).count('/')}{name}")

    def _numbered(self, claim: Claim) -> str:
        """Return the number of a claim: in its event, or in the document that is printed."""
        return self._document.numbers[claim] if self._document else str(claim.number)
