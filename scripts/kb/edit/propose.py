"""Permanent ids, proposed from what is there: an editor may always type another."""

import re
import unicodedata
from collections.abc import Container
from string import ascii_lowercase
from urllib.parse import parse_qsl, urlencode, urlsplit

_SMALL = re.compile(
    r"an?|and|as|at|but|by|for|from|h(e|er|is)|in|into|is|its?|of|on|or|over|s|she|th(at|e|eir|ey)"
    r"|to|was|were|which|who|with"
)
_MONTH = re.compile(
    r"january|february|march|april|may|june|july|august|september|october|november|december"
)
_MOST_WORDS = 5
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|yclid|mc_[ce]id|igshid|ref|ref_src|_openstat")
_SHARED = ("ac", "co", "com", "edu", "gov", "net", "org")
"""Second-level names under which everybody registers, as in `bbc.co.uk`."""


def id_from(text: str, taken: Container[str], otherwise: str) -> str:
    """Return an id from the words of a title: no small words, no date, no count."""
    words = _telling(re.findall(r"[a-z0-9]+", _ascii(text)))
    stem = "-".join(words[:_MOST_WORDS])[:60].strip("-") or otherwise
    return _free(stem, taken)


def source_id_from(url: str, published: str, publisher: str, taken: Container[str]) -> str:
    """Return an id from the host, or the publisher, and the day."""
    labels = _bare(url)[0].split(".")
    is_shared = len(labels) > 2 and labels[-2] in _SHARED  # noqa: PLR2004
    name = labels[-3 if is_shared else -2] if len(labels) > 1 else publisher
    stem = "-".join(re.findall(r"[a-z0-9]+", _ascii(name)))[:40].rstrip("-") or "source"
    day = re.match(r"(\d{4})(?:-(\d\d)-(\d\d))?", published)
    dates = [f"{day[2]}{day[3]}" if day[2] else day[1]] if day else []
    whole = [f"{day[1]}{day[2]}{day[3]}"] if day and day[2] else []
    tries = [f"{stem}-{date}" for date in (*dates, *whole)] or [stem]
    return next((one for one in tries if one not in taken), "") or _free(tries[-1], taken)


def same_address(one: str, other: str) -> bool:
    """Tell whether two addresses lead to one page, whatever stands around."""
    return bool(one and other) and _bare(one) == _bare(other)


def _bare(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(_with_scheme(url.strip()))
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", url.strip(), ""
    kept = [pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])]
    return host, parts.path.rstrip("/"), urlencode(sorted(kept))


def _with_scheme(url: str) -> str:
    return url if "://" in url else f"https://{url}"


def _ascii(text: str) -> str:
    spaced = re.sub(r"[’']", " ", re.sub(r"[’']s\b", "", text.casefold()))
    bare = unicodedata.normalize("NFKD", spaced)
    return bare.encode("ascii", "ignore").decode()


def _telling(words: list[str]) -> list[str]:
    beside = {n + step for n, word in enumerate(words) if word.isdigit() for step in (-1, 1)}
    return [
        word
        for n, word in enumerate(words)
        if not (word.isdigit() or _SMALL.fullmatch(word))
        and not (n in beside and _MONTH.fullmatch(word))
    ]


def _free(stem: str, taken: Container[str]) -> str:
    tries = (stem, *(f"{stem}-{letter}" for letter in ascii_lowercase[1:]))
    return next((one for one in tries if one not in taken), stem)
