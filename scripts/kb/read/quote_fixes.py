"""A quote that was not found, and the passage it surely means -> the edits that make it exact."""

import re

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from kb.model import Evidence
from kb.node import Scalar
from kb.passage import Kept
from kb.problems import Edit
from kb.read.nearest import nearest_stretch
from kb.read.normalise import normalise
from kb.read.passages import BadQuote, find_passage
from kb.retyping import reworded

_SURE = 80
"""The likeness, of 100, from which a quote with a slip surely means a passage."""
_CLEARLY = 20
"""By how much less alike the rest of the text has to be."""
_MOST_OTHER = 0.25
"""The share of its words that may differ."""
_LEFT_OUT = re.compile(r"…|\.\.\.|[\[\]]")


def quote_fix(
    kept: Kept, evidence: Evidence, bad: BadQuote, typed: Scalar | None
) -> tuple[Edit, ...]:
    """Return the edits that give a quote the source's own words, where it is clear which.

    The mended quote keeps every rule of a quote, and each word that is right stays as typed.
    """
    if typed is None or bad.meant is None or _LEFT_OUT.search(typed.text):
        return ()
    meant = " ".join(kept.body[slice(*bad.meant)].split())
    pieces = [*evidence.quote]
    pieces[bad.piece] = meant
    if not _is_like(typed.text, meant) or _has_rival(kept, typed.text, bad.meant):
        return ()
    try:
        find_passage(kept, pieces, evidence.prefix or "", evidence.suffix or "")
    except BadQuote as still:
        if still.piece <= bad.piece:
            return ()
    return reworded(typed, meant, _plain)


def _is_like(typed: str, meant: str) -> bool:
    ours, theirs = _plain(typed).split(), _plain(meant).split()
    return fuzz.ratio(
        _plain(typed).lower(), _plain(meant).lower()
    ) >= _SURE and Levenshtein.distance(
        [w.lower() for w in ours], [w.lower() for w in theirs]
    ) <= 1 + _MOST_OTHER * len(theirs)


def _has_rival(kept: Kept, typed: str, meant: tuple[int, int]) -> bool:
    """Tell whether another stretch of the text is about as like."""
    start, end = meant
    rest = normalise(f"{kept.body[:start]} \0 {kept.body[end:]}").text
    rival = nearest_stretch(_plain(typed), rest)
    if rival is None:
        return False
    likeness = fuzz.ratio(_plain(typed), _plain(kept.body[start:end]))
    return fuzz.ratio(_plain(typed), rest[slice(*rival)]) > likeness - _CLEARLY


def _plain(text: str) -> str:
    return normalise(text).text.strip()
