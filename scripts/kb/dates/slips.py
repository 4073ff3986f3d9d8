"""Dates as people mistype them, and what they may have meant: the hints of `kb.dates.edtf`.

Nothing here is accepted as a date; a rewriting only ever becomes a hint.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from dateutil.parser import parserinfo

MONTH_NAMES = parserinfo()


@dataclass(frozen=True, slots=True)
class Slip:
    """What is true of a text that is no date, continuing “'06/07/2022' …”."""

    truth: str
    meant: tuple[str, ...] = ()
    """Rewritings, to be offered only where they are dates."""
    advice: str = ""
    """The hint where no rewriting is a date; without one, the slip is not the one made."""
    keeps_all: bool = True
    """The rewritings say all that was typed."""


def slips_in(typed: str) -> Iterator[Slip]:
    """Yield what may have gone wrong in a text that is no date, the likeliest first."""
    if not typed:
        yield Slip("is no date: nothing is written", advice="write a date, as in 2022-06-17")
    if not typed.isascii():
        yield _foreign(typed)
    if found := _DAY_FIRST.fullmatch(typed):
        yield _unordered(*found.group(1, 3, 4))
    for pattern, rewriting, truth in _REWRITINGS:
        if found := pattern.fullmatch(typed):
            yield Slip(truth, (_padded(found.expand(rewriting)),), keeps_all=truth not in _LOSING)
    for pattern, truth, advice in _UNMENDABLE:
        if pattern.fullmatch(typed):
            yield Slip(truth, advice=advice)


def is_slashed(text: str) -> bool:
    """Tell whether `text` is one date written with slashes, such as `06/2022`, and no range."""
    return text.count("/") > 1 or bool(_MONTH_FIRST.fullmatch(text))


_ORDER = "write year, month and day, as in 2022-06-17"
_DAY_FIRST = re.compile(r"(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})", re.ASCII)
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.](\d{4})", re.ASCII)


def _foreign(typed: str) -> Slip:
    foreign = next(letter for letter in typed if not letter.isascii())
    plain = "".join(_plain(letter) for letter in typed)
    return Slip(
        f"holds '{foreign}', and dates are written with plain digits and hyphens",
        (plain,),
        _ORDER,
    )


def _plain(letter: str) -> str:
    """Return the ASCII digit, hyphen or space that a look-alike stands for."""
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(letter) == "Pd" or letter == "\N{MINUS SIGN}":
        return "-"
    return " " if letter.isspace() else letter


def _unordered(first: str, second: str, year: str) -> Slip:
    if len(year) == len("22"):
        return Slip("has a year in two digits", advice=_ORDER)
    readings = (f"{year}-{second:0>2}-{first:0>2}", f"{year}-{first:0>2}-{second:0>2}")
    return Slip(
        "does not say which number is the month", tuple(dict.fromkeys(readings)), advice=_ORDER
    )


def _padded(rewriting: str) -> str:
    """Return a rewriting with its month as a number and leading zeros where they lack."""
    numbered = re.sub(r"(?<=^\d{4}-)[A-Za-z]{3,}", _month_number, rewriting)
    return re.sub(r"(?<=-)(\d)(?=-|$|[~?%T])", r"0\1", numbered)


def _month_number(name: re.Match[str]) -> str:
    return f"{MONTH_NAMES.month(name[0]) or name[0]}"


_REWRITINGS = tuple(
    (re.compile(pattern, re.ASCII), rewriting, truth)
    for pattern, rewriting, truth in (
        (r"(.*)T(\d\d:\d\d):\d\d(?:[.,]\d+)?(.*)", r"\1T\2\3", "counts seconds"),
        (r"(\d.*\d)[ t](\d\d:\d\d.*)", r"\1T\2", "has no 'T' before its time"),
        (r"(.*T.*\d)z", r"\1Z", "has its zone in lower case"),
        (r"(.*T.*[+-]\d\d)(\d\d)", r"\1:\2", "has a zone without a colon"),
        (r"(.*T.*[+-]\d\d)", r"\1:00", "has a zone without minutes"),
        (r"(.*T[^~?%]*)[~?%]", r"\1", "doubts a time, and only dates carry a mark"),
        (r"(\d.*)(?:\?~|~\?)", r"\1%", "is EDTF of before 2019: '?~' is now '%'"),
        (r"(\d{4}-\d\d)-(?:uu|xx)", r"\1-XX", "is not EDTF of today: some day is 'XX'"),
        (r"(\d{4}-\d\d)-XX([~?%])", r"\1\2", "says both some day and a mark of doubt"),
        (r"(\d{4})-[uxX]{2}(?:-[uxX]{2})?", r"\1", "leaves its month open: that is the year"),
        (r"([~?%])(.*\d)", r"\2\1", "has its mark in front"),
        (r"(\d{4}(?:-\d\d)?)([~?%])(-\d\d.*)", r"\1\3\2", "has its mark in the middle"),
        (r"(\d{4})(\d\d)(\d\d)", r"\1-\2-\3", "has no hyphens"),
        (r"(\d{4}) ?[/.] ?(\d{1,2}) ?[/.] ?(\d{1,2})", r"\1-\2-\3", "is not written with hyphens"),
        (r"(\d{4}-\d{1,2}(?:-\d{1,2})?[~?%]?)", r"\1", "lacks a leading zero"),
        (_MONTH_FIRST.pattern, r"\2-\1", "has its month first"),
        (r"([A-Za-z]{3,})\.?,? (\d{4})", r"\2-\1", "is written in words, which full dates may be"),
        (
            r"(?:c\.?|ca\.?|circa|about|around) ?([A-Za-z]{3,}) (\d{4})",
            r"\2-\1~",
            "says 'about' in words, and the mark for it is '~'",
        ),
        (
            r"(?:c\.?|ca\.?|circa|about|around) ?(\d{4}.*)",
            r"\1~",
            "says 'about' in words, and the mark for it is '~'",
        ),
    )
)

_LOSING = frozenset(
    {
        "doubts a time, and only dates carry a mark",
        "says both some day and a mark of doubt",
        "counts seconds",
    }
)

_UNMENDABLE = tuple(
    (re.compile(pattern, re.ASCII), truth, advice)
    for pattern, truth, advice in (
        (r"\d{4}-\d\d-\d\dT.*", "has a time that is not HH:MM", "write it as 2022-06-17T15:00"),
        (r"\[.*\]|\{.*\}", "is a choice of dates in brackets", "write {one_of: [A, B]}"),
        (r".*/.*/.*", "has more than one '/'", "write a span as 2022-06-15/2022-06-18"),
        (r"[^/]*/[^/]*|.*\.\..*", "is a range, where one date is asked for", "write one date"),
        (
            r"unknown|open|u{4}.*",
            "is EDTF of before 2019",
            "write an open end as '..', as in 2022-06-15/.., and no date that is not known",
        ),
        (
            r"[A-Za-z]{3,}|\d{1,2}[a-z]{,2} [A-Za-z]{3,}|[A-Za-z]{3,} \d{1,2}[a-z]{,2}",
            "names no year",
            "write the whole date, as in 17 June 2022",
        ),
        (
            r"'?\d{2}|.*[A-Za-z.,] '?\d{2}",
            "has a year in two digits",
            "write the year in four digits, as in 17 June 2022",
        ),
        (
            r"\d\d[\dxXu][xXu]",
            "leaves a part of its year open",
            "write the years, as in {between: [2020, 2029]}",
        ),
        (
            r"[-+]\d+.*|[Yy]-?\d+|\d{5,}",
            "has no year of four digits",
            "years run from 0001 to 9999",
        ),
    )
)
