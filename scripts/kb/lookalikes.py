"""Letters of different scripts that look alike: a word that mixes them reads as another word."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_SCRIPTS = {"Latin": "A-Za-z\u00c0-\u024f", "Cyrillic": "\u0400-\u052f", "Greek": "\u0370-\u03ff"}
_ALIKE = (
    ("Latin", "ABCEHIJKMOPSTXYacehijopqswxyd", "Cyrillic", "АВСЕНІЈКМОРЅТХУасеһіјорԛѕԝхуԁ"),
    ("Latin", "ABEHIKMNOPTXYZo", "Greek", "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖο"),
    ("Cyrillic", "АВЕНІКМОРТХо", "Greek", "ΑΒΕΗΙΚΜΟΡΤΧο"),
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _OTHERS = _SCRIPTS["Latin"], _SCRIPTS["Cyrillic"] + _SCRIPTS["Greek"]
_CHANGE = re.compile(rf"[{_LATIN}][{_OTHERS}]|[{_OTHERS}][{_LATIN}]|[Ѐ-ԯ][Ͱ-Ͽ]|[Ͱ-Ͽ][Ѐ-ԯ]")
"""Without it no word mixes scripts, and hardly any text has it."""


class Mixed(NamedTuple):
    """A word that mixes letters that look alike."""

    word: str
    start: int
    letter: str
    """The first that is of another script than most."""
    likely: str
    """The word as it looks, in the letters of one script."""
    script: str


def mixed_words(text: str) -> Iterator[Mixed]:
    """Yield each word that mixes scripts and looks as if it were written in one.

    Words such as `COVIDом`, which no one script can write, are left alone.
    """
    if not text.isascii() and _CHANGE.search(text):
        for found in _WORD.finditer(text):
            if _CHANGE.search(found[0]) and (mixed := _mixed(found[0], found.start())):
                yield mixed


def _mixed(word: str, start: int) -> Mixed | None:
    read = {script: word.translate(table) for script, table in _tables().items()}
    whole = [(script, as_one) for script, as_one in read.items() if _is_of(as_one, script)]
    if not whole:
        return None
    script, likely = min(whole, key=lambda one: _differing(word, one[1]))
    letter = next(a for a, b in zip(word, likely, strict=True) if a != b)
    return Mixed(word, start, letter, likely, script)


def _tables() -> Mapping[str, dict[int, str]]:
    """Return for each script what stands in it for the letters of the others."""
    tables: dict[str, dict[int, str]] = {script: {} for script in _SCRIPTS}
    for one, these, other, those in _ALIKE:
        tables[one] |= dict(zip(map(ord, those), these, strict=True))
        tables[other] |= dict(zip(map(ord, these), those, strict=True))
    return tables


def _is_of(word: str, script: str) -> bool:
    return re.fullmatch(f"[{_SCRIPTS[script]}]+", word) is not None


def _differing(word: str, other: str) -> int:
    return sum(a != b for a, b in zip(word, other, strict=True))
