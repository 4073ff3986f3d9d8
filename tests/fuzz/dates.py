"""The readers of dates: any text is a date that reads back, or is refused with what is true of it.

The first line says what is written: one of the keys of `when`, with a value on each further line,
or `from` a date, with an amount to count from it. Any other first line is a date itself.
"""

from kb.dates.edtf import BadDate, Edtf, parse_edtf
from kb.dates.when import Moment, Relative, When, parse_when, resolve, sort_key
from kb.public.dates import ends, human, iso, short, starts, year_first
from tests.test_edtf import ACCEPTED, ENGLISH
from tests.test_edtf import REFUSED as NO_EDTF
from tests.test_when import COUNTED, REFUSED, UNDERSTOOD, Written

_LISTS = ("between", "one_of")
_TEXTS = ("not_before", "not_after", "after", "before", "question", "by")
WORDS = [
    *(
        *_LISTS,
        *_TEXTS,
        "from",
        "2022",
        "-06",
        "-17",
        "T15:00",
        "+03:00",
        "Z",
        "-XX",
        "~",
        "?",
        "%",
    ),
    *("/", "..", "June", "17", "1st", "0001", "9999", "-02-29", "c. ", "about ", " days", " hours"),
    *(" weeks", " months", " years", "\n", "\u00a0", "–", "２", "٢"),
]


def _laid_out(written: Written) -> str:
    if isinstance(written, str):
        return written
    values = [one if isinstance(one, list | tuple) else [one] for one in written.values()]
    return "\n".join([" ".join(written), *(str(part) for value in values for part in value)])


SEEDS = [
    *(row[0].encode() for row in (*ACCEPTED, *NO_EDTF)),
    *(text.encode() for text in ENGLISH),
    *(_laid_out(written).encode() for written, *_ in UNDERSTOOD),
    *(_laid_out(written).encode() for written, *_ in REFUSED),
    *(f"from\n{amount}\n{_laid_out(written)}".encode() for written, amount, *_ in COUNTED),
]


def try_one(content: bytes) -> None:
    """Read the bytes as a date, alone and as what `when` holds, and count from it."""
    text = content.decode("utf-8", "ignore")
    head, _, rest = text.partition("\n")
    if head == "from":
        amount, _, anchor = rest.partition("\n")
        _check_counting(amount, _when(_written(anchor)))
    else:
        _check_single(text)
        _check_when(_written(text))


def _written(text: str) -> Written:
    head, *values = text.split("\n")
    keys = head.split(" ")
    if len(keys) == 1 and head in _LISTS:
        return {head: tuple(values)}
    if set(keys) <= {*_TEXTS} and len(values) == len(keys):
        return dict(zip(keys, values, strict=True))
    return text


def _check_single(text: str) -> None:
    try:
        found = parse_edtf(text)
    except BadDate as bad:
        _check_refusal(bad)
        return
    assert found.earliest <= found.latest
    assert (found.time is not None) == (found.precision == "time")
    assert parse_edtf(str(found)) == found
    assert parse_when(text).dates == (found,)  # type: ignore[union-attr]


def _when(written: Written) -> Moment | None:
    try:
        return parse_when(written)
    except BadDate as bad:
        _check_refusal(bad)
        return None


def _check_when(written: Written) -> None:
    found = _when(written)
    if isinstance(found, When):
        _check_bounds(found)
        _check_reads_back(found)


def _check_reads_back(when: When) -> None:
    """What machines are given says the same as what was typed."""
    if when.kind == "one-of":
        assert parse_when({"one_of": when.edtf.strip("[]").split(",")}).parts == when.parts  # type: ignore[union-attr]
        return
    again = parse_when(when.edtf)
    assert isinstance(again, When)
    assert again.parts == when.parts
    assert (again.earliest, again.latest) == (when.earliest, when.latest)


def _check_bounds(when: When) -> None:
    first, last = sort_key(when)
    assert first <= last
    assert when.dates
    for tell in (human, short, year_first):
        assert tell(when).strip(), tell
    for tell in (iso, starts, ends):
        machine = tell(when)
        assert not machine or _is_machine(machine), machine


def _is_machine(text: str) -> bool:
    """Tell whether `<time datetime>` may hold it: all such texts are EDTF as well."""
    return isinstance(parse_edtf(text), Edtf)


def _check_counting(amount: str, anchor: Moment | None) -> None:
    for direction in ("after", "before"):
        counted = _when({direction: "fire", "by": amount})
        if isinstance(counted, Relative) and isinstance(anchor, When):
            _check_bounds_of(counted, anchor)


def _check_bounds_of(counted: Relative, anchor: When) -> None:
    try:
        there = resolve(counted, anchor)
    except BadDate as bad:
        _check_refusal(bad)
        return
    _check_bounds(there)
    _check_reads_back(there)
    sign = 1 if counted.direction == "after" else -1
    for moved, was in ((there.earliest, anchor.earliest), (there.latest, anchor.latest)):
        if moved and was and there.kind != "within":
            assert (moved >= was) if sign > 0 else (moved <= was)


def _check_refusal(bad: BadDate) -> None:
    assert bad.message.strip()
    assert "\n" not in bad.message
    assert bad.hint.strip(), bad.message
    if bad.meant:
        assert isinstance(parse_when(bad.meant), When), bad.meant
