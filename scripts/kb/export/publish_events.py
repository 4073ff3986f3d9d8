"""Events with their claims, evidence, questions and ties -> their shapes."""

from kb.dossier import Actor, Claim, Event, Evidence, Origin, Question, Sentence, Source, Standing
from kb.export import shapes
from kb.export.telling import Telling, date_of, known
from kb.public.addresses import passage_page
from kb.public.attribution import headline, introduction, statement
from kb.public.plain import plain


def published_event(event: Event, telling: Telling) -> shapes.Event:
    """Return an event with all that stands on its page."""
    return shapes.Event.model_validate(
        telling.record(event, event)
        | {
            "title": event.title,
            "headline": headline(event),
            "date": date_of(event.dated),
            "status": event.lead.standing.mark,
            "lead": event.lead.ref,
            "statement": statement(event.lead),
            "summary": tuple(map(_sentence, event.summary)),
            "actors": tuple(
                shapes.Part(actor=part.actor.id, role=part.role) for part in event.parts.values()
            ),
            "places": tuple(place.id for place in event.places),
            "topics": tuple(topic.id for topic in event.topics),
            "claims": tuple(_claim(claim, telling) for claim in event.claims.values()),
            "questions": tuple(_question(one, telling) for one in event.questions.values()),
            "follows": tuple(
                shapes.Tie(
                    id=tie.id,
                    follows=tie.follows.id,
                    how=tie.how,
                    claim=tie.claim.ref if tie.claim else None,
                    unverified=known(tie.unverified),
                )
                for tie in event.follows
            ),
        }
    )


def _sentence(sentence: Sentence) -> shapes.Sentence:
    text = plain(sentence.prose)
    marks = dict.fromkeys(c.standing.mark for c in sentence.claims if not c.is_bare)
    return shapes.Sentence(
        text=text,
        told=f"{text} [{', '.join(marks)}]" if marks else text,
        claims=tuple(claim.ref for claim in sentence.claims),
    )


def _claim(claim: Claim, telling: Telling) -> shapes.Claim:
    return shapes.Claim.model_validate(
        telling.record(claim, claim)
        | {
            "id": claim.ref,
            "event": claim.event.id,
            "number": claim.number,
            "kind": claim.kind,
            "text": plain(claim.text),
            "attribution": introduction(claim),
            "statement": statement(claim),
            "is_bare": claim.is_bare,
            "by": tuple(actor.id for actor in claim.by),
            "date": date_of(claim.dated) if claim.dated else None,
            "status": _status(claim.standing),
            "about": tuple(record.id for record in claim.about),
            "denies": tuple(other.ref for other in claim.denies),
            "denied_by": tuple(other.ref for other in claim.denied_by),
            "evidence": tuple(_evidence(piece, telling) for piece in claim.evidence),
        }
    )


def _status(standing: Standing) -> shapes.Status:
    support = (_origin("supports", origin) for origin in standing.support)
    dispute = (_origin("disputes", origin) for origin in standing.dispute)
    return shapes.Status(
        mark=standing.mark,
        supporting=standing.supporting,
        disputing=standing.disputing,
        articles=standing.articles,
        articles_against=standing.articles_against,
        reason=standing.reason,
        origins=(*support, *dispute),
    )


def _origin(side: str, origin: Origin) -> shapes.Origin:
    return shapes.Origin.model_validate(
        {
            "side": side,
            "roots": _roots(origin.roots),
            "sources": tuple(source.id for source in origin.sources),
            "is_counted": origin.is_counted,
            "is_rival": origin.is_rival,
        }
    )


def _evidence(piece: Evidence, telling: Telling) -> shapes.Evidence:
    return shapes.Evidence(
        claim=piece.claim.ref,
        number=piece.number,
        source=piece.source.id,
        stance=piece.stance,
        speaker=piece.speaker.id if piece.speaker else None,
        quote=piece.quote,
        passage=_passage(piece, telling),
        words=known(piece.words),
        translation=known(piece.translation),
        reports=known(plain(piece.reports)),
        language=piece.language,
        via=_roots(piece.via),
        origins=_roots(piece.roots),
        hedge=known(piece.hedge),
        unverified=known(piece.unverified),
    )


def _passage(piece: Evidence, telling: Telling) -> shapes.Passage | None:
    passage, kept = piece.passage, piece.source.kept
    if passage is None or kept is None:
        return None
    return shapes.Passage(
        ranges=tuple((part.start, part.end) for part in passage.pieces),
        paragraph=passage.pieces[0].paragraph,
        prefix=passage.prefix(kept),
        suffix=passage.suffix(kept),
        contexts=passage.contexts(kept),
        anchor=passage.anchor,
        url=telling.url(passage_page(piece)),
    )


def _roots(roots: tuple[Actor | Source | None, ...]) -> tuple[str | None, ...]:
    return tuple(root.id if root else None for root in roots)


def _question(question: Question, telling: Telling) -> shapes.Question:
    return shapes.Question.model_validate(
        telling.record(question, question)
        | {
            "id": f"{question.event.id}/{question.id}",
            "ask": question.ask,
            "answers": tuple(answer.ref for answer in question.answers),
            "shown": question.shown.ref if question.shown else None,
            "is_exclusive": question.is_exclusive,
            "because": plain(question.because),
            "settle": plain(question.settle),
            "cite": plain(question.cite),
        }
    )
