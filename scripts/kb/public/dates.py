"""Dates in words: the one place that says to readers when something was.

All wording about time stands here, in British English; no phrase is finer than its date.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from babel.dates import format_date

from kb.dates.edtf import Edtf, Precision
from kb.dates.when import When

_Patterns = Mapping[Precision, str]
_LONG: _Patterns = {
    "year": "yyyy",
    "month": "MMMM yyyy",
    "day": "d MMMM yyyy",
    "time": "d MMMM yyyy",
}
_SHORT: _Patterns = {"year": "yyyy", "month": "MMMM", "day": "d MMMM", "time": "d MMMM"}

_YEAR_FIRST: _Patterns = {"month": "MMMM", "day": "MMMM d"}


def human(when: When) -> str:
    """Return the date as a reader reads it, such as `15 to 25 June 2022`."""
    return _phrase(when, _LONG)


def short(when: When) -> str:
    """Return `human` without the year, for lists that name it; with it where years differ."""
    years = {edge.year for part in when.dates for edge in (part.earliest, part.latest)}
    return _phrase(when, _SHORT if len(years) == 1 else _LONG)


def year_first(when: When) -> str:
    """Return `human` as lists of references have it where it is one plain date: `2022, June 17`."""
    day = when.dates[0]
    if when.kind != "at" or not _is_plain(day) or day.precision == "year":
        return human(when)
    return f"{day.earliest.year}, {_written(day.earliest, _YEAR_FIRST[day.precision])}"


def iso(when: When) -> str:
    """Return what `<time datetime>` may say: a known start, or all that the readings share.

    Empty where nothing is shared: an attribute cannot say “some time between”.
    """
    match when.kind:
        case "at":
            return _machine(when.dates[0])
        case "lasted":
            return _machine(when.parts[0]) if when.parts[0] else ""
        case "within" | "one-of":
            return _shared([_machine(part) for part in when.dates]) if all(when.parts) else ""


def starts(when: When) -> str:
    """Return `iso` where nothing of it is in doubt: what may be stated with no words beside it."""
    told = when.parts[:1] if when.kind == "lasted" else when.parts
    return "" if any(map(_is_doubted, told)) else iso(when)


def ends(when: When) -> str:
    """Return the known end of what lasted, if it is in no doubt; empty for all else."""
    last = when.parts[-1]
    if when.kind != "lasted" or last is None or _is_doubted(last):
        return ""
    return _machine(last)


def day_in_words(day: date) -> str:
    """Return `17 June 2022`."""
    return _written(day, _LONG["day"])


def month(text: str) -> str:
    """Return `June 2022` for `2022-06`."""
    return _written(date.fromisoformat(f"{text}-01"), _LONG["month"])


def period(first: date, last: date) -> str:
    """Return `17 June 2022`, `13 to 21 June 2022`, `June 2022`, `2022` or `2020 to 2029`.

    A month or a year is named where all its days are meant.
    """
    if first == last:
        return day_in_words(first)
    is_whole = (first.day, last.day) == (1, monthrange(last.year, last.month)[1])
    in_one_month = (first.year, first.month) == (last.year, last.month)
    if is_whole and in_one_month:
        return _written(first, _LONG["month"])
    if is_whole and (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    return f"{first.day if in_one_month else day_in_words(first)} to {day_in_words(last)}"


def derived(when: When, wording: str, anchor: When) -> str:
    """Return how a relative date was counted: `‘the next day’ + 17 June 2022 → 18 June 2022`."""
    if wording:
        return f"‘{wording}’ + {human(anchor)} → {human(when)}"
    if when.derivation is None:
        return human(when)
    if not when.derivation.by:
        return f"{when.derivation.direction} {human(anchor)} → {human(when)}"
    sign = "+" if when.derivation.direction == "after" else "−"
    return f"{human(anchor)} {sign} {when.derivation.by} → {human(when)}"


def _phrase(when: When, patterns: _Patterns) -> str:
    match when.kind:
        case "at":
            return _single(when.dates[0], patterns)
        case "lasted":
            return _lasted(when.parts[0], when.parts[-1], patterns)
        case "within":
            return _within(when.parts[0], when.parts[-1], patterns)
        case "one-of":
            return _one_of(when.dates, patterns)


def _single(part: Edtf, patterns: _Patterns) -> str:
    day = _written(part.earliest, patterns[part.precision])
    if part.is_some_day:
        return f"some day in {day}"
    about = "about " if part.is_approximate else ""
    uncertain = " (uncertain)" if part.is_uncertain else ""
    return f"{about}{day}{_clock(part)}{uncertain}"


def _clock(part: Edtf) -> str:
    return f", {part.time:%H:%M} ({_zone(part)})" if part.time else ""


def _zone(part: Edtf) -> str:
    if part.zone is None:
        return "zone not given"
    if part.zone in ("Z", "+00:00"):
        return "UTC"
    return f"UTC{part.zone.replace('-', '−')}"


@cache
def _written(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale="en_GB")


def _lasted(start: Edtf | None, end: Edtf | None, patterns: _Patterns) -> str:
    if start is None:
        return f"until {_single(end, patterns)}" if end else ""
    if end is None:
        return f"from {_single(start, patterns)}"
    if start == end:
        return _single(start, patterns)
    if _is_plain(start, end):
        return _joined((start, end), patterns, " to ")
    if start.time and end.time and (start.earliest, start.zone) == (end.earliest, end.zone):
        day = _written(start.earliest, patterns["day"])
        return f"{day}, {start.time:%H:%M} to {end.time:%H:%M} ({_zone(start)})"
    return f"from {_single(start, patterns)} to {_single(end, patterns)}"


def _within(start: Edtf | None, end: Edtf | None, patterns: _Patterns) -> str:
    if start is None:
        return f"not after {_single(end, patterns)}" if end else ""
    if end is None:
        return f"not before {_single(start, patterns)}"
    if _is_plain(start, end):
        return f"some time between {_joined((start, end), patterns, ' and ')}"
    return f"some time between {_single(start, patterns)} and {_single(end, patterns)}"


def _one_of(dates: Sequence[Edtf], patterns: _Patterns) -> str:
    if _is_plain(*dates):
        return _joined(dates, patterns, " or ")
    return _listed([_single(part, patterns) for part in dates], " or ")


def _is_plain(*dates: Edtf) -> bool:
    """Tell whether the dates, all as precise and none in doubt, can share a month or a year."""
    alike = len({part.precision for part in dates}) == 1 and dates[0].precision != "time"
    return alike and not any(
        part.is_approximate or part.is_uncertain or part.is_some_day for part in dates
    )


def _joined(dates: Sequence[Edtf], patterns: _Patterns, last: str) -> str:
    """Return the dates in a row; month and year stand once where all of them share it."""
    *before, end = (part.earliest for part in dates)
    full = patterns[dates[0].precision]
    years = {day.year for day in (*before, end)}
    months = {day.month for day in (*before, end)}
    brief = full
    if len(years) == 1 and dates[0].precision != "year":
        brief = _SHORT[dates[0].precision]
    if len(years) == len(months) == 1 and dates[0].precision == "day":
        brief = "d"
    return _listed([*(_written(day, brief) for day in before), _written(end, full)], last)


def _listed(phrases: Sequence[str], last: str) -> str:
    """Return `a, b or c`."""
    *before, end = phrases
    return f"{', '.join(before)}{last}{end}"


def _is_doubted(part: Edtf | None) -> bool:
    return part is not None and (part.is_approximate or part.is_uncertain)


def _machine(part: Edtf) -> str:
    return part.text.rstrip("~?%").removesuffix("-XX")


def _shared(texts: Sequence[str]) -> str:
    """Return the day, month or year that the ISO texts have in common."""
    for letters in (10, 7, 4):
        starts = {text[:letters] for text in texts}
        if len(starts) == 1:
            return starts.pop()
    return ""
