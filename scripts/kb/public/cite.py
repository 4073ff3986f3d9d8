"""How to cite a page, or an original and a passage in it, for people and for their programs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.dates.edtf import Edtf
from kb.dates.when import When
from kb.dossier import Dossier, Evidence, Source
from kb.public.addresses import address_of, page_of, passage_page, permalink
from kb.public.dates import human
from kb.public.textfragment import at_publisher

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        # `\{` would print as well, but BibTeX counts its brace and loses the end of the field.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
    }
)
_TEX_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


@dataclass(frozen=True, slots=True)
class Citation:
    """What every form of a citation is made from; nobody is named as its author."""

    key: str
    """From the address of the page, so that no other citation of the site has it."""
    title: str
    """Empty for what has none."""
    container: str
    """The dossier of a page, the publisher of an original; empty for the dossier itself."""
    dated: When | None
    """None for no date: n.d."""
    url: str
    kept: str = ""
    """The permanent address of the copy kept here, for a passage."""
    language: str = ""


def of_page(page: str, title: str, dossier: Dossier, site_url: str) -> Citation:
    """Return how to cite a page of the site: dated as the data are, since editors change it."""
    url = permalink(page, site_url)
    return Citation(_key(page), title, dossier.title, dossier.as_of, url, language="en-GB")


def of_dossier(title: str, as_of: When | None, site_url: str) -> Citation:
    """Return how to cite the dossier as a whole."""
    return Citation(_key("index.md"), title, "", as_of, site_url, language="en-GB")


def of_original(source: Source) -> Citation:
    """Return how to cite a source itself."""
    published = source.published.when if source.published else None
    return Citation(
        original_key(source.id),
        source.title,
        source.publisher,
        published,
        source.url,
        language=known_language(source.language),
    )


def original_key(source: str) -> str:
    """Return the key of a source itself, by its id: that of its page here lacks the last word."""
    return f"sources:{source}:original"


def known_language(code: str) -> str:
    """Return nothing for a language that is not known: programs take `und` for a name of one."""
    return "" if code == "und" else code


def of_passages(
    source: Source, site_url: str, part: int = 0
) -> tuple[tuple[Evidence, Citation], ...]:
    """Return how to cite each numbered passage of a kept source, with one piece that quotes it.

    `part` names the page of the text whose passages are wanted; 0 stands for all.
    """
    quoting: dict[int, Evidence] = {}
    for paragraph in source.paragraphs:
        for piece in paragraph.begins if part in (0, paragraph.part) else ():
            quoting.setdefault(piece.mark, piece)
    return tuple((piece, _of_passage(piece, site_url)) for piece in quoting.values())


def _of_passage(piece: Evidence, site_url: str) -> Citation:
    assert piece.passage is not None, "only a quote from a kept source has a passage"
    return replace(
        of_original(piece.source),
        # The page of a passage may become another as a source is quoted more, and a key may not.
        key=f"{_key(page_of(piece.source))}:{piece.passage.anchor}",
        url=evidence_address(piece),
        kept=permalink(passage_page(piece), site_url),
    )


def evidence_address(piece: Evidence) -> str:
    """Return where the publisher has the passage of a piece; empty if either is not known."""
    source = piece.source
    if not (source.url and source.kept and piece.passage):
        return ""
    return at_publisher(source.url, piece.passage, source.kept)


def bibtex(citation: Citation) -> str:
    """Return the citation for BibTeX; a date is given as far as it is known, else in words."""
    fields = {
        "title": f"{{{citation.title.translate(_TEX)}}}" if citation.title else "",
        "howpublished": citation.container.translate(_TEX),
        **_bibtex_date(citation.dated),
        "url": citation.url.translate(_TEX_ADDRESS),
        "note": ". ".join(filter(None, _bibtex_notes(citation))),
    }
    lines = [f"  {name} = {_braced(name, value)}," for name, value in fields.items() if value]
    return "\n".join((f"@misc{{{citation.key},", *lines, "}"))


def csl(citation: Citation) -> str:
    """Return the citation in CSL-JSON: a list with one item."""
    return json.dumps([csl_item(citation)], ensure_ascii=False)


def csl_item(citation: Citation) -> dict[str, object]:
    """Return the citation as an item of CSL-JSON; what is not known is left out."""
    entry = {
        "id": citation.key,
        "type": "webpage",
        "title": citation.title,
        "container-title": citation.container,
        "issued": _csl_date(citation.dated),
        "URL": citation.url,
        "archive_location": citation.kept,
        "language": citation.language,
    }
    return {name: value for name, value in entry.items() if value}


def _key(page: str) -> str:
    return address_of(page).rstrip("/").replace("/", ":") or "home"


def _braced(name: str, value: str) -> str:
    """Return a value as BibTeX has it: text in braces, and a month by the name that styles know."""
    return value if name == "month" else f"{{{value}}}"


def _bibtex_date(when: When | None) -> dict[str, str]:
    if when is None:
        return {}
    plain = _plain(when)
    if plain is None:
        return {}
    year, *month_and_day = _parts(plain)
    date = {"year": str(year)}
    if month_and_day:
        date["month"] = _MONTHS[month_and_day[0] - 1]
    return date | ({"day": str(month_and_day[1])} if month_and_day[1:] else {})


def _bibtex_notes(citation: Citation) -> Iterator[str]:
    """Yield what no field of its own takes: a date in words, and the copy kept here."""
    if citation.dated and not _plain(citation.dated):
        yield human(citation.dated).translate(_TEX)
    if citation.kept:
        yield rf"\url{{{citation.kept.translate(_TEX_ADDRESS)}}}"


def _csl_date(when: When | None) -> dict[str, object]:
    if when is None:
        return {}
    plain = _plain(when)
    return {"date-parts": [_parts(plain)]} if plain else {"literal": human(when)}


def _plain(when: When) -> Edtf | None:
    """Return the date where it is a single one and in no doubt, as programs must have it."""
    if when.kind != "at":
        return None
    (part,) = when.dates
    return None if part.is_approximate or part.is_uncertain else part


def _parts(date: Edtf) -> list[int]:
    """Return year, month and day, as far as they are known."""
    known = {"year": 1, "month": 2, "day": 3, "time": 3}[date.precision]
    return [date.earliest.year, date.earliest.month, date.earliest.day][:known]
