"""Guides: every letter of the text in one sentence, every phrase on a passage of its claim."""

from collections.abc import Iterator

from kb.manuscript import Manuscript
from kb.passage import Passage, Piece, by_paragraph, segments
from kb.problems import Problem

_LONGEST_FINDING = 12


def letters_outside_sentences(manuscript: Manuscript) -> Iterator[Problem]:
    """Every letter of a kept text that has a guide belongs to exactly one of its sentences."""
    for source in manuscript.guides.keys() & manuscript.kept.keys():
        if manuscript.is_broken("guides", source) or not _is_found(manuscript, source):
            continue
        for text, count in _miscounted(manuscript, source):
            truth = "in no sentence" if not count else f"in {count} sentences"
            message = f"'{text}' stands {truth} of the guide"
            hint = "each letter of the text belongs to exactly one sentence"
            yield Problem(manuscript.at("guides", source), message, hint)


def phrase_beside_passage(manuscript: Manuscript) -> Iterator[Problem]:
    """A phrase overlaps a passage that is evidence for or against its claim."""
    for (source, number, place), piece in manuscript.phrases.items():
        phrase = manuscript.guides[source][number].phrases[place]
        event, _, claim = phrase.claim.partition("/")
        record = manuscript.timeline.events.get(event)
        if not record or claim not in record.claims:
            continue
        if manuscript.is_broken("events", event, "claims", claim):
            continue
        if _has_lost_quote(manuscript, source, event, claim):
            continue
        if not any(_overlap(piece, found) for found in _passages(manuscript, source, event, claim)):
            at = manuscript.at("guides", source, number, "phrases", place, "words")
            message = f"'{phrase.words}' lies in no passage of the claim '{phrase.claim}'"
            yield Problem(at, message, "quote these words as evidence of the claim")


def long_finding(manuscript: Manuscript) -> Iterator[Problem]:
    """A finding has at most twelve words."""
    for source, guide in manuscript.guides.items():
        for number, sentence in guide.items():
            count = len(sentence.finding.split())
            if count > _LONGEST_FINDING:
                at = manuscript.at("guides", source, number, "finding")
                message = f"the finding has {count} words"
                yield Problem(at, message, f"say it in {_LONGEST_FINDING}")


def sentence_without_claim_or_excuse(manuscript: Manuscript) -> Iterator[Problem]:
    """A sentence of a guide names a claim, or its source excuses it with a reason."""
    for source, guide in manuscript.guides.items():
        excused = getattr(manuscript.sources.get(source), "excused", {})
        for number, sentence in guide.items():
            path = ("guides", source, number)
            if not sentence.phrases and number not in excused and not manuscript.is_broken(*path):
                message = f"sentence '{number}' names no claim"
                hint = f"add phrases, or `excused: {{{number}: why}}` to sources/{source}.md"
                yield Problem(manuscript.key_at(*path), message, hint)


def _is_found(manuscript: Manuscript, source: str) -> bool:
    return all((source, number) in manuscript.sentences for number in manuscript.guides[source])


def _miscounted(manuscript: Manuscript, source: str) -> Iterator[tuple[str, int]]:
    """Yield the stretches with letters that stand in no sentence or in several."""
    kept = manuscript.kept[source]
    sentences = [
        Passage(source, (manuscript.sentences[source, number],))
        for number in manuscript.guides[source]
    ]
    here = by_paragraph(sentences)
    for paragraph in kept.paragraphs:
        own = [sentences[position] for position in here.get(paragraph.number, ())]
        for part in segments(paragraph, own):
            text = kept.body[part.start : part.end].strip()
            if len(part.users) != 1 and any(map(str.isalpha, text)):
                yield text, len(part.users)


def _passages(manuscript: Manuscript, source: str, event: str, claim: str) -> Iterator[Passage]:
    for number in range(len(manuscript.timeline.events[event].claims[claim].evidence)):
        passage = manuscript.passages.get((event, claim, number))
        if passage and passage.source == source:
            yield passage


def _has_lost_quote(manuscript: Manuscript, source: str, event: str, claim: str) -> bool:
    """Tell whether a quote of the claim was not found in the source, which was told already."""
    evidence = manuscript.timeline.events[event].claims[claim].evidence
    return any(
        piece.quote and piece.source == source and (event, claim, n) not in manuscript.passages
        for n, piece in enumerate(evidence)
    )


def _overlap(piece: Piece, passage: Passage) -> bool:
    return any(other.start < piece.end and piece.start < other.end for other in passage.pieces)
