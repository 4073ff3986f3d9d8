"""The entities and values of FollowTheMoney 4, in the forms that its own cleaning leaves alone."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

TYPES = {
    "name": "name",
    "alias": "name",
    "summary": "text",
    "description": "text",
    "notes": "text",
    "date": "date",
    "startDate": "date",
    "endDate": "date",
    "publishedAt": "date",
    "retrievedAt": "date",
    "sourceUrl": "url",
    "publisherUrl": "url",
    "location": "address",
    "full": "address",
    "country": "country",
    "language": "language",
    "latitude": "number",
    "longitude": "number",
    "proof": "entity",
    "involved": "entity",
    "addressEntity": "entity",
    "entity": "entity",
    "document": "entity",
    "id": "id",
}
"""The type of each property that is used here; of every other one it is `string`."""

_IN_A_LANGUAGE = ("name", "text", "string", "address")
_YEARS = re.compile("[12]")
"""FollowTheMoney reads no year before 1000 or after 2999, and refuses an entity that has one."""
_INVISIBLE = ("Cc", "Cf", "Cs")

_LISTED = """
af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces da:dan de:deu el:ell
en:eng es:spa et:est fa:fas fi:fin fr:fra ga:gle he:heb hi:hin hr:hrv hu:hun hy:hye id:ind
is:isl it:ita ja:jpn ka:kat kk:kaz km:khm kn:kan ko:kor ky:kir lb:ltz lo:lao lt:lit lv:lav
mk:mkd mn:mon ms:msa mt:mlt my:mya ne:nep nl:nld no:nor pl:pol ps:pus pt:por ro:ron ru:rus
si:sin sk:slk sl:slv sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel tg:tgk th:tha tk:tuk tl:tgl
tr:tur uk:ukr ur:urd uz:uzb vi:vie zh:zho
"""
_LANGUAGES = dict(pair.split(":") for pair in _LISTED.split())
"""The two and three letters (ISO 639-1 and -3) of the languages that FollowTheMoney lists."""


class Value(NamedTuple):
    """One value of one property, and where it comes from."""

    prop: str
    value: str
    language: str = ""
    """Three letters, of the value itself."""
    original: str = ""
    """The wording that was read, where the value is not that wording."""
    origin: str = ""
    """The source, with the anchor of the passage, that the value stands on."""

    @property
    def kind(self) -> str:
        """The type of its property."""
        return TYPES.get(self.prop, "string")


@dataclass(frozen=True, slots=True)
class Entity:
    """A record as FollowTheMoney has it; no value is empty and none stands there twice."""

    id: str
    schema: str
    values: tuple[Value, ...]
    seen: str = ""
    """The day on which we last changed the record; empty before the first release."""

    @property
    def properties(self) -> dict[str, list[str]]:
        """The values by property, each once."""
        found: dict[str, dict[str, None]] = {}
        for value in self.values:
            found.setdefault(value.prop, {})[value.value] = None
        return {prop: list(values) for prop, values in found.items()}


def valued(
    prop: str, raw: str | None, language: str = "", *, original: str = "", origin: str = ""
) -> Value | None:
    """Return a value in its clean form, which keeps the raw one beside it if they differ.

    Nothing where there is nothing to tell; `language` has two letters.
    """
    kind = TYPES.get(prop, "string")
    value = _clean(kind, raw or "")
    if not value:
        return None
    given = three_letters(language) if kind in _IN_A_LANGUAGE else ""
    read = original or raw or ""
    return Value(prop, value, given, read if read != value else "", origin)


@lru_cache(maxsize=2**8)
def three_letters(language: str) -> str:
    """Return the code of a language, empty where FollowTheMoney does not list it."""
    return _LANGUAGES.get(language.partition("-")[0].lower(), "")


def statement_id(dataset: str, entity: str, value: Value) -> str:
    """Return the id of a statement by the rule of FollowTheMoney’s `Statement.make_key`."""
    language = f"@{value.language}" if value.language else ""
    key = f"{dataset}.{entity}.{value.prop}.{value.value}{language}"
    return hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()


def _clean(kind: str, text: str) -> str:
    match kind:
        case "name":
            return _unquoted(_tidy(text))
        case "url":
            return _address(text) if text else ""
        case "address":
            return re.sub(r"(\s*[;,])+\s*", ", ", _tidy(text)).strip()
        case "country":
            return text.lower()
        case "date":
            return text if _YEARS.match(text) else ""
        case _:
            return _tidy(text)


def _tidy(text: str) -> str:
    """Return the text composed (NFC), on one line, with nothing in it that cannot be seen."""
    shown = text if text.isprintable() else _shown(text)
    return " ".join(unicodedata.normalize("NFC", shown).split())


def _shown(text: str) -> str:
    """Return the text with a plain space for each space, and without what cannot be seen."""
    seen = (" " if sign.isspace() else sign for sign in text)
    return "".join(sign for sign in seen if unicodedata.category(sign) not in _INVISIBLE)


def _unquoted(name: str) -> str:
    """Return a name without the straight quotation marks around it."""
    while found := re.fullmatch("[\"'](.*)[\"']", name):
        name = found[1].strip()
    return name


def _address(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(path=parts.path or "/").geturl()
