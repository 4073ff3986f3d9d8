"""Events, claims, evidence and questions as tables: what is told, and what carries it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kb.export import shapes
from kb.export.shapes import Published
from kb.export.tables.columns import (
    Column,
    Reference,
    Table,
    day,
    field,
    fields,
    ids,
    inside,
    optional,
    renamed,
)
from kb.export.tables.date_columns import dated
from kb.export.wording import summary_of

_WHOLE = "all"
"""Stands for the empty key, which is the whole record: no key of a record is called so."""


def _unverified(record: shapes.Record) -> str:
    return "\n".join(f"{key or _WHOLE}: {why}" for key, why in record.unverified.items())


ID = fields(shapes.Record, {"id": "Typed once, and never changed.", "url": ""})
"""How every table of records begins."""
UPKEEP: tuple[Column[Any], ...] = (
    Column(
        "unverified",
        "string",
        "What nobody here could verify: a line for each, as `key: why`; the key"
        f" `{_WHOLE}` stands for the whole record.",
        _unverified,
    ),
    day(shapes.Record, "updated"),
    field(shapes.Record, "tag"),
)
"""How every table of records ends."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of evidence, with what its row says of the claim and of the source."""

    evidence: shapes.Evidence
    claim: shapes.Claim
    source: shapes.Source


def _pieces(published: Published) -> Iterator[_Piece]:
    sources = {source.id: source for source in published.sources}
    for claim in published.claims:
        for piece in claim.evidence:
            yield _Piece(piece, claim, sources[piece.source])


_EVENTS: Table[shapes.Event] = Table(
    "events",
    "Dated things that happened, or reports of them, by time. An event has no status of its own:"
    " it shows that of its leading claim.",
    lambda published: published.events,
    (
        *ID,
        *fields(shapes.Event, dict.fromkeys(("headline", "title", "status", "lead"), "")),
        field(shapes.Event, "statement"),
        *dated("date", lambda event: event.date, is_required=True),
        Column(
            "summary",
            "string",
            "In sentences, each followed by the status of what in it may not stand bare; the table"
            " `sentences` says which claims carry each.",
            summary_of,
        ),
        *UPKEEP,
    ),
    references=(Reference(("lead",), "claims"), Reference(("date_counted_from",), "events")),
    searched=("headline", "statement", "summary"),
    label="headline",
)
_CLAIMS: Table[shapes.Claim] = Table(
    "claims",
    "What somebody asserts, a sentence each, with who says it, its status and the counts.",
    lambda published: published.claims,
    (
        *ID,
        *fields(
            shapes.Claim,
            {
                "statement": "",
                "event": "The event that it belongs to.",
                "number": "",
                "kind": "What is claimed: an act, a saying, a denial, a plan, an opinion.",
                "attribution": "",
                "text": "",
                "is_bare": "",
            },
        ),
        *inside(
            lambda claim: claim.status,
            renamed("status", field(shapes.Status, "mark", "Computed by the printed rule.")),
            *fields(
                shapes.Status,
                {
                    "supporting": "",
                    "disputing": "Independent origins that dispute it.",
                    "articles": "",
                    "articles_against": "Sources that dispute it, whoever they repeat.",
                    "reason": "",
                },
            ),
        ),
        *dated("date", lambda claim: claim.date),
        ids("about", "Further records that it concerns.", lambda claim: claim.about),
        *UPKEEP,
    ),
    references=(Reference(("event",), "events"), Reference(("date_counted_from",), "events")),
    searched=("statement",),
    label="statement",
)
_EVIDENCE: Table[_Piece] = Table(
    "evidence",
    "What one source gives for or against a claim.",
    _pieces,
    (
        *inside(
            lambda piece: piece.evidence,
            *fields(shapes.Evidence, {"claim": "The claim that it bears on.", "number": ""}),
        ),
        Column(
            "statement",
            "string",
            "That claim as it may stand alone: who says it, its words, its status and counts.",
            lambda piece: piece.claim.statement,
            is_required=True,
        ),
        *inside(
            lambda piece: piece.evidence,
            *fields(
                shapes.Evidence,
                {"stance": "For it, against it, or neither.", "source": "What gives it."},
            ),
        ),
        *inside(
            lambda piece: piece.source,
            field(shapes.Source, "publisher", "Of the source."),
        ),
        *inside(
            lambda piece: piece.evidence,
            field(shapes.Evidence, "speaker"),
            Column(
                "quote",
                "string",
                "Verbatim from a kept source, its pieces joined by “ … ”; the table `quotes` has"
                " each piece and where it stands.",
                lambda evidence: " … ".join(evidence.quote),
            ),
            *fields(
                shapes.Evidence,
                dict.fromkeys(("words", "translation", "reports", "language"), ""),
            ),
            ids("via", "The sources that it only repeats.", lambda evidence: evidence.via),
            ids("origins", "Who said it first, as counted.", lambda evidence: evidence.origins),
            *fields(shapes.Evidence, {"hedge": "", "unverified": "What could not be verified."}),
        ),
        *inside(
            lambda piece: piece.evidence.passage,
            *optional(
                renamed("passage", field(shapes.Passage, "url", "Where the quote stands.")),
                *fields(
                    shapes.Passage,
                    {"paragraph": "", "prefix": "", "suffix": "About 32 characters after it."},
                ),
            ),
        ),
    ),
    key=("claim", "number"),
    references=(
        Reference(("claim",), "claims"),
        Reference(("source",), "sources"),
        Reference(("speaker",), "actors"),
    ),
    searched=("quote", "words", "translation", "reports"),
)
_QUESTIONS: Table[shapes.Question] = Table(
    "questions",
    "Questions on which accounts part; the table `answers` has the rival claims.",
    lambda published: (one for event in published.events for one in event.questions),
    (
        *ID,
        Column(
            "event",
            "string",
            "On whose page it stands.",
            lambda question: question.id.partition("/")[0],
            is_required=True,
        ),
        *fields(
            shapes.Question,
            {
                "ask": "The question.",
                "shown": "",
                "is_exclusive": "",
                "because": "Why that answer is shown, or why none is.",
                "settle": "",
                "cite": "",
            },
            can_be_empty=("because", "settle", "cite"),
        ),
        *UPKEEP,
    ),
    references=(Reference(("event",), "events"), Reference(("shown",), "claims")),
    label="ask",
)
RECORDS: tuple[Table[Any], ...] = (_EVENTS, _CLAIMS, _EVIDENCE, _QUESTIONS)
