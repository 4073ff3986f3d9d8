"""Every address outside that sources name, once, with each place that names it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kb.manuscript import Manuscript
from kb.model import Source
from kb.problems import Location

Key = Literal["url", "archive"]


@dataclass(frozen=True, slots=True)
class Naming:
    """A place that names an address."""

    source: str
    """The id of the source."""
    key: Key
    at: Location


@dataclass(frozen=True, slots=True)
class Address:
    """An address with all that name it, as typed and in order."""

    url: str
    named: tuple[Naming, ...]
    archive: str
    """The archived copy of the first source that has one; empty for a copy itself."""
    is_gone: bool
    """An editor has noted it as gone, wherever it is named."""


def addresses_of(manuscript: Manuscript) -> tuple[Address, ...]:
    """Return every address outside, in the order in which sources are written."""
    found: dict[str, list[Naming]] = {}
    for url, naming in _namings(manuscript):
        found.setdefault(url, []).append(naming)
    return tuple(_address(url, tuple(named), manuscript) for url, named in found.items())


def _namings(manuscript: Manuscript) -> Iterator[tuple[str, Naming]]:
    keys: tuple[Key, ...] = ("url", "archive")
    for source, cited in manuscript.sources.items():
        for key in keys:
            if url := getattr(cited, key):
                yield url, Naming(source, key, manuscript.at("sources", source, key))


def _address(url: str, named: tuple[Naming, ...], manuscript: Manuscript) -> Address:
    def cited(naming: Naming) -> Source:
        return manuscript.sources[naming.source]

    copies = (cited(one).archive or "" for one in named if one.key == "url")
    is_gone = all(one.key == "url" and cited(one).gone for one in named)
    return Address(url, named, next(filter(None, copies), ""), is_gone)
