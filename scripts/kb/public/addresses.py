"""Where everything stands: the one place that knows how pages link."""

from datetime import date
from functools import lru_cache
from urllib.parse import quote, urlsplit

from kb.dossier import Actor, Claim, Event, Evidence, Place, Question, Source, Target, Topic

KNOWN = "as-known"
"""Below it stands what was known on each day."""
_LISTS = ("claims/", "gaps/", "chains/_trees", "coverage/_texts")
"""How the pages of lists begin that stand below another list."""
_NAMED_SINCE = 2026
"""A `tag:` URI says in which year its site’s name was held: that of the first tags made here."""


def page_of(target: Target) -> str:
    """Return the page of a record, as a file below `docs/`."""
    match target:
        case Event():
            return f"events/{target.id}.md"
        case Actor():
            return f"actors/{target.id}.md"
        case Place():
            return f"places/{target.id}.md"
        case Topic():
            return f"topics/{target.id}.md"
        case Source():
            return f"sources/{target.id}.md"
        case Claim():
            return page_of(target.event)


def known_page(day: date) -> str:
    """Return the page of what was known on a day, as a file below `docs/`."""
    return f"{KNOWN}/{day.isoformat()}.md"


def address_of(page: str) -> str:
    """Return the address of a page below the site's root: `events/x.md` is at `events/x/`."""
    bare = page.removesuffix(".md")
    return "" if bare == "index" else f"{bare.removesuffix('/index')}/"


def page_at(address: str) -> str:
    """Return the page of an address, as a file, with its anchor: `events/x/` is `events/x.md`."""
    page, hash_sign, anchor = address.partition("#")
    return f"{page.rstrip('/')}.md{hash_sign}{anchor}"


def beside(of: Target | str, ending: str) -> str:
    """Return the file beside the page of a record, or a page’s file: `events/x.ics`."""
    page = of if isinstance(of, str) else page_of(of)
    return f"{address_of(page).rstrip('/') or 'index'}{ending}"


def card_of(event: Event | str) -> str:
    """Return the file that shows an event, or who had this id, in a frame of another site."""
    return f"embed/{event if isinstance(event, str) else event.id}.html"


def href(target: Target | Question | str, page: str) -> str:
    """Return the relative address of a record, or of a page's file, as seen from `page`."""
    there, anchor = _split(target)
    if there == page and anchor:
        return f"#{anchor}"
    up = "../" * address_of(page).count("/")
    address = f"{up}{address_of(there)}" or "./"
    return f"{address}#{anchor}" if anchor else address


def permalink(target: Target | Question | str, site_url: str) -> str:
    """Return the whole address of a record, or of a page's file, on the site at `site_url`."""
    there, anchor = _split(target)
    address = f"{site_url}{address_of(there)}"
    return f"{address}#{anchor}" if anchor else address


def tag(target: Target | Question | str, site_url: str) -> str:
    """Return the `tag:` URI (RFC 4151) by which feeds, calendars and programs know a record.

    It is made of the site’s name and the record’s id, never of a title, an order, a port or a
    scheme: an address that turns from http to https leaves it as it is.
    """
    there, anchor = _split(target)
    authority, path = _namer(site_url)
    place = f"{path}{address_of(there).rstrip('/')}"
    name = quote(f"{place}/{anchor}" if anchor else place, safe="/%")
    return f"{authority}:{name}"


def part_page(top: str, part: str) -> str:
    """Return the page of a part of a list; its own where `part` has no name.

    `top` has the whole list, or leads to it. The parts stand below it, as `timeline/2022.md` does;
    beside it where it is itself below a list and no record’s page: `claims/disputed-2022.md`. No
    record's page is there, since ids have no slash, and none is called `index`.
    """
    glue = "-" if top.startswith(_LISTS) else "/"
    return f"{top.removesuffix('.md')}{glue}{part}.md" if part else top


def text_page(source: Source, part: int) -> str:
    """Return the page that shows a part of a kept text, from 1."""
    return part_page(page_of(source), f"part-{part}" if part > 1 else "")


def paragraph_page(source: Source, number: int) -> str:
    """Return the page and the anchor of a paragraph of a kept text."""
    return f"{_page_with(source, number)}#para-{number}"


def passage_page(piece: Evidence) -> str:
    """Return the page of a kept source and the anchor of the passage that the piece quotes.

    A passage belongs to the page on which it begins.
    """
    assert piece.passage is not None, "only a quote from a kept source has a passage"
    page = _page_with(piece.source, piece.passage.pieces[0].paragraph)
    return f"{page}#{piece.passage.anchor}"


def note_page(piece: Evidence) -> str:
    """Return the page and the anchor of the note that tells what rests on the passage."""
    return passage_page(piece).replace("#", "#_note-")


def _page_with(source: Source, paragraph: int) -> str:
    return text_page(source, source.paragraphs[paragraph - 1].part)


@lru_cache(maxsize=8)
def _namer(site_url: str) -> tuple[str, str]:
    """Return how each tag of a site begins, and the path that all of its places have."""
    site = urlsplit(site_url)
    return f"tag:{_in_ascii(site.hostname or 'localhost')},{_NAMED_SINCE}", site.path.lstrip("/")


def _in_ascii(host: str) -> str:
    """Return a host as a URI may have it."""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:  # no name of a host, and MkDocs takes it all the same
        return quote(host)


def _split(target: Target | Question | str) -> tuple[str, str]:
    match target:
        case str():
            there, _, anchor = target.partition("#")
            return there, anchor
        case Question() | Claim():
            return page_of(target.event), target.id
        case _:
            return page_of(target), ""
