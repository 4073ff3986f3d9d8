"""A published date -> prefixes of ISO 8601, for programs that know neither spans nor doubt.

A prefix is `2022`, `2022-06`, `2022-06-17` or `2022-06-17T15:00`; it says no more than the date
does, and so the words of the date go beside it wherever it goes.
"""

import re

from kb.export.shapes import Date

_TIME = len("2022-06-17T15:00")
_SHARED = (len("2022-06-17"), len("2022-06"), len("2022"))


def start_of(date: Date) -> str:
    """Return the date itself, the known start of what lasted, or what all readings share.

    Empty where the start is open, and where the readings of a date share nothing: a single date
    cannot say “some time between”.
    """
    prefixes = prefixes_of(date)
    if date.kind in ("at", "lasted"):
        return prefixes[0]
    return _shared(prefixes) if all(prefixes) else ""


def end_of(date: Date) -> str:
    """Return the known end of what lasted; empty for all else, since nothing else has an end."""
    return prefixes_of(date)[-1] if date.kind == "lasted" else ""


def prefixes_of(date: Date) -> tuple[str, ...]:
    """Return each date that the date names, oldest first; empty for an open side."""
    return tuple(_prefix(text) for text in re.split("[/,]", date.edtf.strip("[]")))


def _prefix(edtf: str) -> str:
    """Return a single date of EDTF without its doubt, its unknown day and its zone."""
    return edtf.strip(".").rstrip("~?%").removesuffix("-XX")[:_TIME]


def _shared(prefixes: tuple[str, ...]) -> str:
    starts = ({text[:letters] for text in prefixes} for letters in _SHARED)
    return next((shared.pop() for shared in starts if len(shared) == 1), "")
