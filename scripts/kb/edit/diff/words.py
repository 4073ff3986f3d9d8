"""Two texts -> the words that differ, with a few words around them."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from rapidfuzz.distance import Indel, Opcode

from kb.edit.diff.changes import Words

_CONTEXT = 5
"""Words that stay the same and are shown on each side of a change."""
_ALIKE = 0.4
"""Below this share of equal words a text was replaced, and two of its words say nothing."""
_LONGEST = 4000
"""Words beyond which a text is told as replaced: comparing takes the product of both lengths."""
_Run = tuple[str, list[str], list[str]]


def differing(old: str, new: str) -> tuple[Words, ...]:
    """Return both texts as one, by words: what stands, what was removed, what was added."""
    before, after = old.split(), new.split()
    if max(len(before), len(after)) > _LONGEST:
        return tuple(_replaced(old, new))
    if Indel.normalized_similarity(before, after) < _ALIKE:
        return tuple(_replaced(old, new))
    runs = list(_merged(_runs(Indel.opcodes(before, after), before, after)))
    last = len(runs) - 1
    return tuple(
        words
        for at, run in enumerate(runs)
        for words in _told(run, is_first=at == 0, is_last=at == last)
    )


def _replaced(old: str, new: str) -> Iterator[Words]:
    if old:
        yield Words("removed", old)
    if new:
        yield Words("added", new)


def _runs(codes: Iterable[Opcode], before: list[str], after: list[str]) -> Iterator[_Run]:
    for code in codes:
        yield (
            "same" if code.tag == "equal" else "changed",
            before[code.src_start : code.src_end],
            after[code.dest_start : code.dest_end],
        )


def _merged(runs: Iterator[_Run]) -> Iterator[_Run]:
    """Join changes that only a small word keeps apart: they read as one."""
    found = list(runs)
    for at, (kind, old, _) in enumerate(found):
        is_between = 0 < at < len(found) - 1
        if kind == "same" and is_between and len(old) == 1 and re.fullmatch(r"\w{1,3}", old[0]):
            found[at] = ("changed", old, old)
    for kind, group in groupby(found, lambda run: run[0]):
        old, new = [], []
        for _, removed, added in group:
            old += removed
            new += added
        yield kind, old, new


def _told(run: _Run, *, is_first: bool, is_last: bool) -> Iterator[Words]:
    kind, old, new = run
    if kind == "changed":
        yield from _replaced(" ".join(old), " ".join(new))
        return
    head = 0 if is_first else _CONTEXT
    tail = 0 if is_last else _CONTEXT
    if len(old) <= head + tail + 1:
        yield Words("same", " ".join(old))
        return
    if head:
        yield Words("same", " ".join(old[:head]))
    yield Words("skipped", " ".join(old[head : len(old) - tail]))
    if tail:
        yield Words("same", " ".join(old[len(old) - tail :]))
