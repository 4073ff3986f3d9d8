"""The guide of a kept source: its sentences with their phrases, claims, findings and coverage."""

from collections import defaultdict
from collections.abc import Sequence

from kb.connect.prose import resolved
from kb.connect.records import Records
from kb.dossier import GuideSentence, Phrase
from kb.model import GuideSentence as Written
from kb.model import KeptSource
from kb.passage import Kept, Paragraph, Passage, Piece, Stretch, coverage, covered, segments


def link_guides(records: Records) -> None:
    """Fill in the guide of every kept source that has one, in the order of its text."""
    manuscript = records.manuscript
    found: defaultdict[str, list[tuple[Piece, str]]] = defaultdict(list)
    for (owner, number), piece in manuscript.sentences.items():
        found[owner].append((piece, number))
    for source, kept in manuscript.kept.items():
        uses = records.sources[source].uses
        cited = covered(piece.passage for piece in uses if piece.passage)
        in_order = sorted(found[source], key=lambda sentence: sentence[0].start)
        records.sources[source].guide = tuple(
            _sentence(records, kept, number, at, cited) for at, number in in_order
        )


def _sentence(
    records: Records, kept: Kept, number: str, at: Piece, cited: Sequence[Stretch]
) -> GuideSentence:
    written = records.manuscript.guides[kept.source][number]
    typed = records.manuscript.sources[kept.source]
    pieces, phrases = _phrases(records, kept, number, written)
    return GuideSentence(
        id=number,
        paragraph=at.paragraph,
        cut=_cut(kept, at, pieces, phrases),
        finding=written.finding,
        phrases=phrases,
        cite=resolved(records, written.cite),
        coverage=coverage(kept, cited, (at.start, at.end)),
        excused=typed.excused.get(number, "") if isinstance(typed, KeptSource) else "",
    )


def _phrases(
    records: Records, kept: Kept, number: str, written: Written
) -> tuple[list[Piece], tuple[Phrase, ...]]:
    """Return the phrases whose claim is published, and where they stand."""
    pieces, phrases = [], []
    for place, typed in enumerate(written.phrases):
        event, _, claim = typed.claim.partition("/")
        if event in records.events:
            piece = records.manuscript.phrases[kept.source, number, place]
            target = records.events[event].claims[claim]
            shows = resolved(records, typed.shows, target.event) or target.text
            pieces.append(piece)
            phrases.append(Phrase(piece.exact(kept), target, shows))
    return pieces, tuple(phrases)


def _cut(
    kept: Kept, at: Piece, pieces: list[Piece], phrases: tuple[Phrase, ...]
) -> tuple[tuple[str, tuple[Phrase, ...]], ...]:
    passages = [Passage(kept.source, (piece,)) for piece in pieces]
    sentence = Paragraph(at.paragraph, at.start, at.end)
    return tuple(
        (kept.body[part.start : part.end], tuple(phrases[user] for user in part.users))
        for part in segments(sentence, passages)
    )
