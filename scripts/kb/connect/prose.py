"""Prose as typed -> prose whose marks and links are objects."""

from collections.abc import Iterator

from kb.connect.records import Records
from kb.dossier import Claim, ClaimMark, CrossLink, Event, Prose, Sentence, Source, Target, Text
from kb.prose import Link, Mark, Words, closing_marks, spans


def resolved(records: Records, text: str | None, within: Event | None = None) -> Prose:
    """Return the prose with its marks resolved; a mark of what is not published falls away."""
    if not text:
        return ()
    if "[" not in text:
        return (Text(text),)
    return tuple(_tidied(_resolved(records, text, within)))


def summary_of(records: Records, event: Event) -> tuple[Sentence, ...]:
    """Return the sentences of an event's summary, each with the claims that carry it."""
    return tuple(
        Sentence(
            resolved(records, sentence, event),
            tuple(
                claim
                for mark in closing_marks(sentence)
                if (claim := records.claim(mark, event)) is not None
            ),
        )
        for sentence in records.sentences(event.id)
    )


def called(target: Target) -> str:
    """Return the words that name a record in a sentence."""
    match target:
        case Event():
            return target.title
        case Source():
            return target.publisher
        case Claim():
            return target.event.title
        case _:
            return target.name


def _resolved(
    records: Records, text: str, within: Event | None
) -> Iterator[Text | ClaimMark | CrossLink]:
    for span in spans(text):
        match span:
            case Words(words):
                yield Text(words)
            case Mark(ref):
                target = records.find(ref, within)
                if isinstance(target, Claim):
                    yield ClaimMark(target)
                elif target is not None:
                    yield CrossLink(called(target), target)
            case Link(words, ref):
                target = records.find(ref, within)
                yield CrossLink(words, target) if target else Text(words)


def _tidied(
    found: Iterator[Text | ClaimMark | CrossLink],
) -> Iterator[Text | ClaimMark | CrossLink]:
    """Drop the space before a mark: a raised number stands close to its word."""
    waiting: Text | None = None
    for span in found:
        if waiting:
            yield Text(waiting.text.rstrip()) if isinstance(span, ClaimMark) else waiting
        waiting = span if isinstance(span, Text) else None
        if waiting is None:
            yield span
    if waiting:
        yield waiting
