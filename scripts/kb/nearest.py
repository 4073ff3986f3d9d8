"""The nearest known name: a near one may be suggested, and only a clear one decides."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

_NEAR = 70
_MOST_SLIPS = 2
"""Letters left out, doubled, swapped or mistyped, over the whole name."""
_CLEARLY = 2
"""By how many more slips every other name has to lie further away."""
_SHORTEST = 4
"""Any short word is a slip or two away from many others."""


def near_hint(text: str, known: Iterable[str]) -> str:
    """Return the likeliest known name as a question, or nothing when none is near."""
    name = nearest_name(text, known)
    return f"did you mean '{name}'?" if name else ""


def nearest_name(text: str, known: Iterable[str]) -> str:
    """Return the likeliest known name, or nothing when none is near."""
    names = sorted(known)
    # A slip of the pen first; only then a name of which the text is a part.
    best = process.extractOne(text, names, scorer=fuzz.ratio, score_cutoff=_NEAR)
    best = best or process.extractOne(text, names, score_cutoff=_NEAR)
    return best[0] if best else ""


def clear_name(text: str, known: Iterable[str]) -> str:
    """Return the one known name that `text` misspells, or nothing where that is not certain.

    It is certain when only letters inside words slipped, no digit changed, no word came or went
    (neither `did-not-sign` nor `unsigned` misspells its opposite), and every other name is clearly
    further away.
    """
    ranked = sorted((OSA.distance(text.casefold(), name.casefold()), name) for name in {*known})
    if not ranked or not _is_slip(text, ranked[0][1]):
        return ""
    (slips, name), *others = ranked
    return "" if others and others[0][0] < slips + _CLEARLY else name


def _is_slip(text: str, name: str) -> bool:
    ours, theirs = _words(text), _words(name)
    if len(name) < _SHORTEST or _digits(text) != _digits(name):
        return False
    if "".join(ours) == "".join(theirs):
        return True
    if [word[:1] for word in ours] != [word[:1] for word in theirs]:
        return False
    return sum(map(OSA.distance, ours, theirs)) <= min(_MOST_SLIPS, len(name) // _SHORTEST)


def _words(name: str) -> list[str]:
    return re.split(r"[-_/ ]", name.casefold())


def _digits(name: str) -> list[str]:
    return re.findall(r"\d", name)
