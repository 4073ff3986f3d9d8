"""Rules: what a source only passes on with a hedge is not stated as having happened."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kb.check.claims import language_of
from kb.check.walk import evidence
from kb.manuscript import Manuscript, once
from kb.model import Claim, Evidence
from kb.node import Path
from kb.passage import Passage, Stretch
from kb.problems import Location, Problem
from kb.prose import stretches, without_ids

_HEDGES = {
    "en": (
        *("allegedly", "alleged", "apparently", "ostensibly", "perhaps", "possibly", "presumably"),
        *("probably", "purported", "purportedly", "reportedly", "reputedly", "rumored", "rumoured"),
        *("seemingly", "supposedly", "unconfirmed", "unverified", "not confirmed"),
        *("it is said", "it was said", "it is claimed", "it is rumoured", "it is rumored"),
        *("is said to", "are said to", "said to have", "said to be"),
        *("believed to have", "believed to be", "thought to have", "thought to be"),
        *("reported to have", "reported to be", "understood to have", "understood to be"),
        *("rumor has it", "rumour has it", "according to rumo*", "according to preliminary"),
    ),
    "ru": (
        *("якобы", "предположительно", "вероятно", "по-видимому", "видимо", "вроде бы", "будто бы"),
        *("неподтвержденн*", "не подтвержден*", "непроверенн*", "по слухам", "ходят слухи"),
        *("как утверждается", "как сообщается", "предполагаем*", "по предварительным данным"),
        *("по некоторым данным", "по некоторым сведениям", "по всей видимости"),
    ),
    "kk": (
        *("болжам бойынша", "болжамдарға сәйкес", "айтылуынша", "айтуларынша", "дәлелденбеген*"),
        *("расталмаған*", "тексерілмеген*", "сыбыс бойынша", "қауесет бойынша", "бәлкім", "сірә"),
        *("алдын ала мәлімет бойынша", "алдын ала деректер бойынша"),
    ),
    "uk": (
        *("нібито", "ймовірно", "імовірно", "вірогідно", "начебто", "буцімто", "мабуть"),
        *("непідтверджен*", "не підтверджен*", "неперевірен*", "за чутками", "ходять чутки"),
        *("як стверджується", "як повідомляється", "за попередніми даними", "за деякими даними"),
        *("припускаєтьс*",),
    ),
}
"""By language; `*` stands for any ending. A word that mostly does something else is not here."""


@dataclass(frozen=True, slots=True)
class _Hedge:
    """A hedging word in a piece of evidence, and where it was typed."""

    word: str
    at: Location
    is_beside: bool = False
    """It stands in the sentence of the quote and not in the quote."""


def hedged_passage(manuscript: Manuscript) -> Iterator[Problem]:
    """A claim that something happened rests on no passage that hedges, or says why it may."""
    for path, claim, piece in evidence(manuscript):
        if not _bears(claim, piece) or piece.hedge or manuscript.is_broken(*path, "hedge"):
            continue
        for hedge in _hedges(manuscript, path, piece):
            where = "beside the quote, in its sentence, " if hedge.is_beside else ""
            message = f"{where}'{hedge.word}' hedges, and the claim '{path[3]}' is 'happened'"
            hint = (
                "write the claim as 'said' by whoever says it, or rest it on a passage without it\n"
                "if the word is about something else, say so in 'hedge'"
            )
            yield Problem(hedge.at, message, hint)


def stray_hedge(manuscript: Manuscript) -> Iterator[Problem]:
    """Only evidence that hedges has `hedge`, and only where it supports what happened."""
    for path, claim, piece in evidence(manuscript):
        if not piece.hedge or any(manuscript.is_broken(*path, key) for key in ("quote", "words")):
            continue
        if piece.quote and not _passage(manuscript, path):
            continue  # told already, and nobody knows what stands there
        at = manuscript.key_at(*path, "hedge")
        if not _bears(claim, piece):
            message = "'hedge' is only for evidence that supports a claim of kind 'happened'"
            yield Problem(at, message, "delete it")
        elif not any(_hedges(manuscript, path, piece)):
            yield Problem(at, "'hedge' stands where no word hedges", "delete it")


def _bears(claim: Claim, piece: Evidence) -> bool:
    return claim.kind == "happened" and piece.stance == "supports"


def _hedges(manuscript: Manuscript, path: Path, piece: Evidence) -> Iterator[_Hedge]:
    language = language_of(manuscript, piece)
    for key, tongue in (("words", language), ("translation", "en"), ("reports", "en")):
        text = getattr(piece, key)  # mostly only one of them is there
        for word, nth in _found(without_ids(text), tongue) if text else ():
            yield _Hedge(word, manuscript.word_at((*path, key), word, nth))
    if passage := _passage(manuscript, path):
        sentence = _sentence(manuscript, passage)
        for word, _ in _found(sentence, language):
            yield _quoted(manuscript, (*path, "quote"), piece, word)


def _passage(manuscript: Manuscript, path: Path) -> Passage | None:
    return manuscript.passages.get((str(path[1]), str(path[3]), int(path[5])))


def _found(text: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield each word that hedges, as typed, with how often it stood before."""
    pattern = _pattern(language.partition("-")[0].lower())
    for hedge in pattern.finditer(text.replace("ё", "е").replace("Ё", "Е")) if pattern else ():
        word = text[hedge.start() : hedge.end()]
        yield word, text.count(word, 0, hedge.start())


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = _HEDGES.get(language)
    if not words:
        return None
    forms = (r"\s+".join(map(re.escape, word.split())).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _sentence(manuscript: Manuscript, passage: Passage) -> str:
    """Return the sentences of the kept text in which the passage stands, within its paragraphs."""
    numbers = passage.pieces[0].paragraph, passage.pieces[-1].last_paragraph
    cut = _sentences(manuscript)(passage.source, *numbers)
    first = bisect_right(cut, passage.start, key=lambda stretch: stretch[0]) - 1
    last = bisect_left(cut, passage.end, key=lambda stretch: stretch[0]) - 1
    return manuscript.kept[passage.source].body[cut[first][0] : cut[last][1]]


@once
def _sentences(manuscript: Manuscript) -> Callable[[str, int, int], Sequence[Stretch]]:
    """Return what cuts paragraphs of a kept text, from one to another, into sentences.

    It cuts the same ones once: a long paragraph may be quoted thousands of times.
    """

    @cache
    def cut(source: str, first: int, last: int) -> Sequence[Stretch]:
        kept = manuscript.kept[source]
        start, end = kept.paragraphs[first - 1].start, kept.paragraphs[last - 1].end
        return [(start + a, start + b) for a, b in stretches(kept.body[start:end])]

    return cut


def _quoted(manuscript: Manuscript, path: Path, piece: Evidence, word: str) -> _Hedge:
    """Return a word of the quote's sentence, at its place if the quote has it."""
    for number, typed in enumerate(piece.quote):
        if word in typed:
            return _Hedge(word, manuscript.word_at((*path, number), word))
    return _Hedge(word, manuscript.at(*path), is_beside=True)
