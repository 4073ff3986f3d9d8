"""The reading guides as their page shows them: sentences whose phrases are marked and numbered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.dossier import Claim, Dossier, GuideSentence, Mark, Phrase, Prose, Source, Text, tally
from kb.ledger import sentence_anchor
from kb.public.plain import plain
from kb.render.most import MOST, Most
from kb.render.runs import runs
from kb.render.ways import LongList, in_order, numbered_pages

_PAGE = "guide.md"
_WORDS_A_MINUTE = 238
"""What adults read silently in English, by Brysbaert’s review of 190 studies (2019)."""


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """A stretch of a sentence that the same phrases cover from end to end."""

    lines: tuple[str, ...]
    """Several where the sentence goes on in another paragraph of the source."""
    numbers: tuple[int, ...]
    """The phrases that cover it; none where no claim is made."""
    ends: tuple[int, ...]
    """The phrases that end here."""
    status: Mark | None
    """The status of all claims made here, or None where they differ."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A phrase by its number, with what the evidence shows."""

    number: int
    anchor: str
    phrase: Phrase
    is_told: bool
    """An editor wrote what the evidence shows; else the words of the claim stand for it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A sentence of the source beside the evidence."""

    number: int
    page: str
    """On which it stands, as a file below `docs/`."""
    anchor: str
    source: Source
    sentence: GuideSentence
    stretches: tuple[MarkedWords, ...]
    phrases: tuple[Judged, ...]

    @property
    def tally(self) -> dict[Mark, int]:
        """How many of its phrases have each status."""
        return tally([judged.phrase.claim for judged in self.phrases])


@dataclass(frozen=True, slots=True)
class Guide:
    """A kept source, sentence by sentence in the order of its text."""

    source: Source
    sentences: tuple[Judgement, ...]
    is_apart: bool
    """It has pages of its own, to which the page of all guides leads."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim that it makes, once, in the order of its phrases."""
        made = (judged.phrase.claim for sentence in self.sentences for judged in sentence.phrases)
        return tuple(dict.fromkeys(made))

    @property
    def tally(self) -> dict[Mark, int]:
        """How many of its claims have each status."""
        return tally(self.claims)

    @property
    def minutes(self) -> int:
        """How long it takes to read, rounded up."""
        return -(-sum(len(plain(prose).split()) for prose in self._prose) // _WORDS_A_MINUTE)

    @property
    def _prose(self) -> Iterator[Prose]:
        for judgement in self.sentences:
            yield (Text(judgement.sentence.text), Text(f" {judgement.sentence.finding}"))
            yield judgement.sentence.cite
            for judged in judgement.phrases:
                yield (Text(judged.phrase.words),)
                yield judged.phrase.claim.text
                yield judged.phrase.shows if judged.is_told else ()


def guides_of(dossier: Dossier, most: Most = MOST) -> tuple[Guide, ...]:
    """Return a guide for each kept source that has one."""
    found = [source for source in dossier.sources if source.guide]
    is_apart = sum(_weight(sentence) for source in found for sentence in source.guide) > most.guide
    return tuple(_guide(source, most.guide if is_apart else 0) for source in found)


def sentences_by_claim(guides: tuple[Guide, ...]) -> Mapping[Claim, tuple[Judgement, ...]]:
    """Return for each claim the sentences that make it, for the way back from claims."""
    found: dict[Claim, dict[str, Judgement]] = {}
    for guide in guides:
        for sentence in guide.sentences:
            for judged in sentence.phrases:
                found.setdefault(judged.phrase.claim, {})[sentence.anchor] = sentence
    return {claim: tuple(sentences.values()) for claim, sentences in found.items()}


def _guide(source: Source, most: int) -> Guide:
    """Return a guide, cut into pages of no more than `most`; 0 for the page of all guides."""
    held = runs(source.guide, most, _weight) if most else [source.guide]
    top = f"guide/{source.id}.md" if most else _PAGE
    pages = numbered_pages(LongList("guide", source, top, in_order(held)))
    placed = ((page.page, sentence) for page in pages for sentence in page.items)
    sentences = (
        _judgement(source, number, page, sentence)
        for number, (page, sentence) in enumerate(placed, 1)
    )
    return Guide(source, tuple(sentences), bool(most))


def _weight(sentence: GuideSentence) -> int:
    return 1 + len(sentence.phrases)


def _judgement(source: Source, number: int, page: str, sentence: GuideSentence) -> Judgement:
    anchor = sentence_anchor(source.id, sentence.id)
    phrases = tuple(
        Judged(place, f"{anchor}-{place}", phrase, phrase.shows is not phrase.claim.text)
        for place, phrase in enumerate(sentence.phrases, 1)
    )
    return Judgement(number, page, anchor, source, sentence, tuple(_marked(sentence)), phrases)


def _marked(sentence: GuideSentence) -> Iterator[MarkedWords]:
    numbers = [
        tuple(sentence.phrases.index(phrase) + 1 for phrase in phrases)
        for _, phrases in sentence.cut
    ]
    later = [*numbers[1:], ()]
    for (text, phrases), here, following in zip(sentence.cut, numbers, later, strict=True):
        marks = {phrase.claim.standing.mark for phrase in phrases}
        yield MarkedWords(
            tuple(text.split("\n")),
            here,
            tuple(number for number in here if number not in following),
            marks.pop() if len(marks) == 1 else None,
        )
