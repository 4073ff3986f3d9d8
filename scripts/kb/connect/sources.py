"""What joins the sources: who repeats whom, every use of each, and the passages of kept texts."""

from collections import defaultdict

from kb.connect.events import repeats
from kb.connect.records import Records
from kb.dossier import Event, Evidence, Marked, Source
from kb.passage import Paragraph, Passage, coverage, segments


def link_sources(records: Records, events: tuple[Event, ...]) -> None:
    """Fill in what each source repeats, who repeats it and every use of it, by event."""
    for source, written in records.manuscript.sources.items():
        record = records.sources[source]
        record.via = repeats(records, written.via)
        if written.mirror:
            record.mirrors = records.sources.get(written.mirror) or True
        for original in dict.fromkeys((*record.via, record.mirrors)):
            if isinstance(original, Source):
                original.repeated_by.append(record)
    for piece in _evidence(events):
        piece.source.uses.append(piece)
    for record in records.sources.values():
        if record.kept:
            _mark_passages(record)


def _evidence(events: tuple[Event, ...]) -> tuple[Evidence, ...]:
    claims = (claim for event in events for claim in event.claims.values())
    return tuple(piece for claim in claims for piece in claim.evidence)


def _mark_passages(source: Source) -> None:
    """Number the cited passages of a kept source and cut its paragraphs at their borders."""
    assert source.kept is not None
    cited: dict[Passage, list[Evidence]] = defaultdict(list)
    for piece in source.uses:
        if piece.passage:
            cited[piece.passage].append(piece)
    passages = sorted(cited, key=lambda passage: (passage.start, passage.end, passage.pieces))
    for number, passage in enumerate(passages, 1):
        for piece in cited[passage]:
            piece.mark = number
    users = [tuple(cited[passage]) for passage in passages]
    source.coverage = coverage(source.kept, passages)
    source.paragraphs = tuple(
        _marked(source.kept.body, paragraph, passages, users)
        for paragraph in source.kept.paragraphs
    )


def _marked(
    body: str,
    paragraph: Paragraph,
    passages: list[Passage],
    users: list[tuple[Evidence, ...]],
) -> Marked:
    cut = tuple(
        (
            segment,
            body[segment.start : segment.end],
            tuple(piece for user in segment.users for piece in users[user]),
        )
        for segment in segments(paragraph, passages)
    )
    begins = tuple(
        piece
        for passage, pieces in zip(passages, users, strict=True)
        if paragraph.start <= passage.start < paragraph.end
        for piece in pieces
    )
    return Marked(paragraph.number, cut, begins)
