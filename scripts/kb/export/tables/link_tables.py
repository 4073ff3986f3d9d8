"""What belongs to what, and whatever else a record has several of."""

from collections.abc import Iterator
from typing import Any

from kb.export import shapes
from kb.export.shapes import Published
from kb.export.tables.columns import (
    Column,
    Link,
    Reference,
    Table,
    Type,
    fields,
    ids,
    inside,
    placed,
)

_EVENT, _CLAIM = Reference(("event",), "events"), Reference(("claim",), "claims")
_ORDER: tuple[Type, str] = ("integer", "From 1, in the order of the page.")


def _parts(published: Published) -> Iterator[Link]:
    for event in published.events:
        for part in event.actors:
            yield event.id, part.actor, part.role, event.headline


def _places(published: Published) -> Iterator[Link]:
    for event in published.events:
        yield from ((event.id, place) for place in event.places)


def _topics(published: Published) -> Iterator[Link]:
    for event in published.events:
        yield from ((event.id, topic) for topic in event.topics)


def _ties(published: Published) -> Iterator[tuple[str, shapes.Tie]]:
    for event in published.events:
        yield from ((event.id, tie) for tie in event.follows)


def _sentences(published: Published) -> Iterator[tuple[str, int, shapes.Sentence]]:
    for event in published.events:
        for number, sentence in enumerate(event.summary, 1):
            yield event.id, number, sentence


def _answers(published: Published) -> Iterator[Link]:
    for event in published.events:
        for question in event.questions:
            for number, answer in enumerate(question.answers, 1):
                yield question.id, number, answer


def _said_by(published: Published) -> Iterator[Link]:
    for claim in published.claims:
        yield from ((claim.id, actor) for actor in claim.by)


def _denials(published: Published) -> Iterator[Link]:
    for claim in published.claims:
        yield from ((claim.id, denied) for denied in claim.denies)


def _quotes(published: Published) -> Iterator[Link]:
    for piece in published.evidence:
        if piece.passage:
            for number, (text, (start, end)) in enumerate(
                zip(piece.quote, piece.passage.ranges, strict=True), 1
            ):
                yield piece.claim, piece.number, number, text, piece.source, start, end


def _origins(published: Published) -> Iterator[tuple[str, int, shapes.Origin]]:
    for claim in published.claims:
        for number, origin in enumerate(claim.status.origins, 1):
            yield claim.id, number, origin


_TIES: Table[tuple[str, shapes.Tie]] = Table(
    "ties",
    "How one event follows another.",
    _ties,
    (
        Column("event", "string", "The later event.", lambda row: row[0], is_required=True),
        *inside(
            lambda row: row[1],
            *fields(
                shapes.Tie,
                {
                    "id": "Within the later event.",
                    "follows": "The earlier event.",
                    "how": "`next` is later and no more; `reaction` and `reply` assert a cause.",
                    "claim": "",
                    "unverified": "What could not be verified.",
                },
            ),
        ),
    ),
    key=("event", "id"),
    references=(_EVENT, Reference(("follows",), "events"), _CLAIM),
)
_SENTENCES: Table[tuple[str, int, shapes.Sentence]] = Table(
    "sentences",
    "The sentences of the summaries of events.",
    _sentences,
    (
        Column("event", "string", "Which it tells of.", lambda row: row[0], is_required=True),
        Column("number", *_ORDER, lambda row: row[1], is_required=True),
        *inside(lambda row: row[2], *fields(shapes.Sentence, {"text": "", "told": ""})),
        ids("claims", "The claims that carry it.", lambda row: row[2].claims),
    ),
    key=("event", "number"),
    references=(_EVENT,),
)
_ORIGINS: Table[tuple[str, int, shapes.Origin]] = Table(
    "origins",
    "Who said first what a claim’s evidence carries. Outlets that repeat one origin count once.",
    _origins,
    (
        Column("claim", "string", "The claim.", lambda row: row[0], is_required=True),
        Column(
            "number", "integer", "From 1, for each claim.", lambda row: row[1], is_required=True
        ),
        *inside(
            lambda row: row[2],
            *fields(shapes.Origin, {"side": "Whether it is for the claim or against it."}),
            ids(
                "roots",
                "Actors or sources; several mean one of them, `unnamed` nobody who is named.",
                lambda origin: origin.roots,
            ),
            ids("sources", "The sources that carry its word.", lambda origin: origin.sources),
            *fields(shapes.Origin, {"is_counted": "", "is_rival": ""}),
        ),
    ),
    key=("claim", "number"),
    references=(_CLAIM,),
)
LINKS: tuple[Table[Any], ...] = (
    Table(
        "parts",
        "Actors in events.",
        _parts,
        placed(
            {
                "event": ("string", "The event."),
                "actor": ("string", "Who is named in it, as subject or as one who took part."),
                "role": ("string", "As what, in a word of ours: print `headline` beside it."),
                "headline": ("string", "The title of the event with the status of what leads it."),
            }
        ),
        key=("event", "actor"),
        references=(_EVENT, Reference(("actor",), "actors")),
    ),
    Table(
        "event_places",
        "Where events happened.",
        _places,
        placed({"event": ("string", "The event."), "place": ("string", "Where.")}),
        key=("event", "place"),
        references=(_EVENT, Reference(("place",), "places")),
    ),
    Table(
        "event_topics",
        "To which threads events belong.",
        _topics,
        placed({"event": ("string", "The event."), "topic": ("string", "The thread.")}),
        key=("event", "topic"),
        references=(_EVENT, Reference(("topic",), "topics")),
    ),
    _TIES,
    _SENTENCES,
    Table(
        "said_by",
        "To whom claims give a saying, a denial, a plan or an opinion. Whether they said it is what"
        " the status of the claim tells.",
        _said_by,
        placed({"claim": ("string", "The claim."), "actor": ("string", "To whom it is given.")}),
        key=("claim", "actor"),
        references=(_CLAIM, Reference(("actor",), "actors")),
    ),
    Table(
        "denials",
        "Which claims deny which.",
        _denials,
        placed({"claim": ("string", "The denial."), "denies": ("string", "What it denies.")}),
        key=("claim", "denies"),
        references=(_CLAIM, Reference(("denies",), "claims")),
    ),
    Table(
        "answers",
        "The rival claims that answer a question.",
        _answers,
        placed(
            {
                "question": ("string", "The question."),
                "number": _ORDER,
                "claim": ("string", "The answer."),
            }
        ),
        key=("question", "number"),
        references=(Reference(("question",), "questions"), _CLAIM),
    ),
    _ORIGINS,
    Table(
        "quotes",
        "The pieces of each quote, and where they stand in the kept text of the source. They belong"
        " to those who wrote them; our licence is not for them.",
        _quotes,
        placed(
            {
                "claim": ("string", "The claim."),
                "evidence": ("integer", "The number of the piece of evidence."),
                "number": _ORDER,
                "text": ("string", "Verbatim."),
                "source": ("string", "Where it stands."),
                "starts": ("integer", "In code points of the kept text as found, from 0."),
                "ends": ("integer", "Right after its last code point."),
            }
        ),
        key=("claim", "evidence", "number"),
        references=(
            Reference(("claim", "evidence"), "evidence", ("claim", "number")),
            Reference(("source",), "sources"),
        ),
    ),
)
