"""The passage nearest to a quote that was not found, with the difference made visible.

It only suggests: nothing here decides whether a quote is verified.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from kb.passage import Stretch
from kb.read.normalise import normalise

_NEAR = 60
"""The likeness, of 100, below which two texts have nothing to do with each other."""
_CONTEXT = 4
"""Equal words that are shown on each side of a difference."""

_LONGEST_WORD = 40


def nearest_stretch(piece: str, text: str) -> Stretch | None:
    """Return the stretch of `text` most like `piece`, in whole words, if one is near."""
    found = fuzz.partial_ratio_alignment(piece, text, score_cutoff=_NEAR)
    if found is None or not text:
        return None
    start, end = _whole_words(text, found.dest_start, found.dest_end)
    start, end = _fitted(piece, text, start, end)
    # A text shorter than the quote would be near to anything that holds it.
    return (start, end) if fuzz.ratio(piece, text[start:end]) >= _NEAR else None


def difference(there: str, here: str) -> str:
    """Return both texts, one under the other, with the words that differ in brackets."""
    rows = list(_compared(_words(there), _words(here)))
    return "\n".join(
        f"{name} " + " ".join(filter(None, column))
        for name, column in zip(("there:", "here: "), zip(*rows, strict=True), strict=True)
    )


def _whole_words(text: str, start: int, end: int) -> Stretch:
    ahead = text[max(0, start - _LONGEST_WORD) : start]
    behind = text[end : end + _LONGEST_WORD]
    return start - len(ahead.split(" ")[-1]), end + len(behind.split(" ")[0])


def _fitted(piece: str, text: str, start: int, end: int) -> Stretch:
    """Move the rims by a word or by punctuation for as long as the stretch gets more like."""
    stretches = [(start, end), *_shorter(text, start, end), *_longer(text, start, end)]
    best = max(stretches, key=lambda stretch: fuzz.ratio(piece, text[slice(*stretch)]))
    return best if best == (start, end) else _fitted(piece, text, *best)


def _shorter(text: str, start: int, end: int) -> Iterator[Stretch]:
    window = text[start:end]
    for rim in (r"\W+", r"\S+\s*"):
        if head := re.match(rim, window):
            yield start + head.end(), end
    for rim in (r"\W+$", r"\s*\S+$"):
        if tail := re.search(rim, window):
            yield start, start + tail.start()


def _longer(text: str, start: int, end: int) -> Iterator[Stretch]:
    if head := re.search(r"\S+\s*$", text[max(0, start - _LONGEST_WORD) : start]):
        yield start - len(head[0]), end
    if tail := re.match(r"\s*\S+", text[end : end + _LONGEST_WORD]):
        yield start, end + tail.end()


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\S+", text) if normalise(word).text]


def _compared(there: list[str], here: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what to print for each stretch, in both rows."""
    steps = list(Levenshtein.opcodes(*([normalise(w).text for w in row] for row in (there, here))))
    for is_equal, run in groupby(steps, key=lambda step: step.tag == "equal"):
        joined = list(run)
        first, last = joined[0], joined[-1]
        theirs = there[first.src_start : last.src_end]
        ours = here[first.dest_start : last.dest_end]
        if is_equal:
            ahead = 0 if first == steps[0] else _CONTEXT
            behind = 0 if last == steps[-1] else _CONTEXT
            yield _shortened(theirs, ahead, behind), _shortened(ours, ahead, behind)
        else:
            yield f"[{' '.join(theirs) or ' '}]", f"[{' '.join(ours) or ' '}]"


def _shortened(words: list[str], ahead: int, behind: int) -> str:
    """Return equal words; of many, only those that stand beside a difference."""
    if len(words) <= ahead + behind + 1:
        return " ".join(words)
    return " ".join([*words[:ahead], "…", *words[len(words) - behind :]])
