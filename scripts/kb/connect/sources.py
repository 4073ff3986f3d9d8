"""What joins the sources: who repeats whom, every use of each, and the passages of kept texts."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kb.connect.events import repeats
from kb.connect.records import Records
from kb.connect.text_parts import in_parts
from kb.dossier import Event, Evidence, Marked, Source
from kb.facts import standing
from kb.ledger import record_address, ref_of
from kb.manuscript import Manuscript
from kb.passage import (
    Kept,
    Paragraph,
    Passage,
    Segment,
    by_paragraph,
    coverage,
    covered,
    segments,
)


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
    published = _published_passages(records.manuscript)
    for source, record in records.sources.items():
        if record.kept:
            _mark_passages(record, record.kept, published.get(source, ()))


def _evidence(events: tuple[Event, ...]) -> tuple[Evidence, ...]:
    claims = (claim for event in events for claim in event.claims.values())
    return tuple(piece for claim in claims for piece in claim.evidence)


def _published_passages(manuscript: Manuscript) -> Mapping[str, Sequence[str]]:
    """Return the anchors of the passages that stand on the page of each source, sorted.

    Before the first release that is only what is cited, which is known without them.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for address in sorted(standing(manuscript)) if manuscript.ledger else ():
        page, _, anchor = address.partition("#")
        source = ref_of(page)
        if anchor.startswith("p") and page == record_address("sources", source):
            found[source].append(anchor)
    return found


def _mark_passages(source: Source, kept: Kept, published: Iterable[str]) -> None:
    """Number the cited passages of a kept source and cut its paragraphs at their borders."""
    cited: dict[Passage, list[Evidence]] = defaultdict(list)
    for piece in source.uses:
        if piece.passage:
            cited[piece.passage].append(piece)
    passages = sorted(cited, key=lambda passage: (passage.start, passage.end, passage.pieces))
    for number, passage in enumerate(passages, 1):
        for piece in cited[passage]:
            piece.mark = number
    source.coverage = coverage(kept, covered(passages))
    users = {passage: tuple(pieces) for passage, pieces in cited.items()}
    former = _former(kept, published, {passage.anchor for passage in passages})
    touching = by_paragraph(passages)
    source.paragraphs = in_parts(
        _marked(
            kept,
            paragraph,
            {position: passages[position] for position in touching.get(paragraph.number, ())},
            users,
            former.get(paragraph.number, {}),
        )
        for paragraph in kept.paragraphs
    )


def _former(
    kept: Kept, published: Iterable[str], cited: set[str]
) -> Mapping[int, Mapping[int, tuple[str, ...]]]:
    """Return the anchors of published passages that are no longer cited.

    They come by the number of their paragraph and by their place.
    """
    found: defaultdict[int, dict[int, tuple[str, ...]]] = defaultdict(dict)
    starts = [paragraph.start for paragraph in kept.paragraphs]
    for anchor in published:
        start = int(anchor[1:].partition("-")[0])
        if anchor not in cited:
            here = found[bisect_right(starts, start)]
            here[start] = (*here.get(start, ()), anchor)
    return found


def _marked(
    kept: Kept,
    paragraph: Paragraph,
    passages: Mapping[int, Passage],
    users: Mapping[Passage, tuple[Evidence, ...]],
    former: Mapping[int, tuple[str, ...]],
) -> Marked:
    """Cut a paragraph at the borders of the passages that touch it, given by their positions."""
    here = {at: anchors for at, anchors in former.items() if at < paragraph.end}
    own, positions = [*passages.values()], [*passages]
    cut = tuple(
        (
            Segment(part.start, part.end, tuple(positions[user] for user in part.users)),
            kept.body[part.start : part.end],
            tuple(piece for user in part.users for piece in users[own[user]]),
        )
        for part in segments(paragraph, own, here)
    )
    begins = tuple(
        piece
        for passage in own
        if paragraph.start <= passage.start < paragraph.end
        for piece in users[passage]
    )
    return Marked(paragraph.number, cut, begins, here)
