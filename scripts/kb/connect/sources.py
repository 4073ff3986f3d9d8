"""What joins the sources: who repeats whom, every use of each, and the passages of kept texts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kb.connect.events import repeats
from kb.connect.records import Records
from kb.connect.text_parts import in_parts
from kb.dossier import Event, Evidence, Marked, Source
from kb.facts import standing
from kb.ledger import record_address
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
    there = standing(records.manuscript)
    for record in records.sources.values():
        if record.kept:
            _mark_passages(record, there)


def _evidence(events: tuple[Event, ...]) -> tuple[Evidence, ...]:
    claims = (claim for event in events for claim in event.claims.values())
    return tuple(piece for claim in claims for piece in claim.evidence)


def _mark_passages(source: Source, there: Iterable[str]) -> None:
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
    former = _former(source, there, {passage.anchor for passage in passages})
    source.paragraphs = in_parts(
        _marked(source.kept.body, paragraph, passages, users, former)
        for paragraph in source.kept.paragraphs
    )


def _former(source: Source, there: Iterable[str], cited: set[str]) -> dict[int, tuple[str, ...]]:
    """Return the anchors of published passages that are no longer cited, by their place."""
    page = f"{record_address('sources', source.id)}#p"
    anchors = sorted(address[len(page) - 1 :] for address in there if address.startswith(page))
    found: dict[int, tuple[str, ...]] = {}
    for anchor in anchors:
        start = int(anchor[1:].partition("-")[0])
        if anchor not in cited:
            found[start] = (*found.get(start, ()), anchor)
    return found


def _marked(
    body: str,
    paragraph: Paragraph,
    passages: list[Passage],
    users: list[tuple[Evidence, ...]],
    former: Mapping[int, tuple[str, ...]],
) -> Marked:
    here = {at: former[at] for at in former if paragraph.start <= at < paragraph.end}
    cut = tuple(
        (
            segment,
            body[segment.start : segment.end],
            tuple(piece for user in segment.users for piece in users[user]),
        )
        for segment in segments(paragraph, passages, here)
    )
    begins = tuple(
        piece
        for passage, pieces in zip(passages, users, strict=True)
        if paragraph.start <= passage.start < paragraph.end
        for piece in pieces
    )
    return Marked(paragraph.number, cut, begins, here)
