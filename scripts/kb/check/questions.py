"""Rules: the answers of a question are comparable, and what is shown is explained."""

from collections.abc import Iterator

from kb.check.fixes import without_item
from kb.check.lookup import claim_named, claim_place
from kb.check.walk import questions
from kb.manuscript import Manuscript
from kb.model import Question
from kb.problems import Problem
from kb.prose import closing_marks, sentences

_ANSWERS = {"happened": "happened", "planned": "happened", "said": "said"}


def unfit_answer(manuscript: Manuscript) -> Iterator[Problem]:
    """A denial or an opinion is no answer."""
    for event, question, asked in questions(manuscript):
        for number, ref in enumerate(asked.answers):
            claim = claim_named(manuscript, event, ref)
            if claim and claim.kind not in _ANSWERS:
                at = manuscript.at("events", event, "questions", question, "answers", number)
                is_denial = claim.kind == "denied"
                what = "a denial" if is_denial else "an opinion"
                hint = "link it with 'denies'" if is_denial else "answer with what happened"
                yield Problem(at, f"the answer '{ref}' is {what}, which answers nothing", hint)


def mixed_answers(manuscript: Manuscript) -> Iterator[Problem]:
    """The answers of a question are all about what happened, or all about what was said."""
    for event, question, asked in questions(manuscript):
        first = ""
        for number, ref in enumerate(asked.answers):
            claim = claim_named(manuscript, event, ref)
            kind = _ANSWERS.get(claim.kind, "") if claim else ""
            first = first or kind
            if claim and kind and kind != first:
                at = manuscript.at("events", event, "questions", question, "answers", number)
                message = f"the answer '{ref}' is '{claim.kind}', and others are '{first}'"
                yield Problem(at, message, "ask two questions")


def answer_twice(manuscript: Manuscript) -> Iterator[Problem]:
    """A claim answers a question once."""
    for event, question, asked in questions(manuscript):
        claims = [claim_place(event, ref) for ref in asked.answers]
        for number, ref in enumerate(asked.answers):
            if claims[number] in claims[:number]:
                path = ("events", event, "questions", question, "answers")
                fix = without_item(manuscript, path, number)
                message = f"the answer '{ref}' stands here twice"
                yield Problem(manuscript.at(*path, number), message, "delete one", fix=fix)


def shown_no_answer(manuscript: Manuscript) -> Iterator[Problem]:
    """What is shown is one of the answers."""
    for event, question, asked in questions(manuscript):
        path = ("events", event, "questions", question)
        if not asked.shown or manuscript.is_broken(*path, "answers"):
            continue
        is_known = claim_named(manuscript, event, asked.shown) is not None
        if is_known and asked.shown not in asked.answers:
            message = f"'{asked.shown}' is shown and is not one of the answers"
            hint = "one of: " + ", ".join(asked.answers)
            yield Problem(manuscript.at(*path, "shown"), message, hint)


def shown_without_reason(manuscript: Manuscript) -> Iterator[Problem]:
    """Where one answer is shown, `because` says why."""
    for event, question, asked in questions(manuscript):
        path = ("events", event, "questions", question)
        if asked.shown and not asked.because and not manuscript.is_broken(*path, "because"):
            message = f"'{asked.shown}' is shown and nothing says why"
            yield Problem(manuscript.at(*path, "shown"), message, "add 'because'")


def cite_without_claim(manuscript: Manuscript) -> Iterator[Problem]:
    """A sentence that is safe to cite ends with the claims that carry it."""
    for event, question, asked in questions(manuscript):
        path = ("events", event, "questions", question, "cite")
        for sentence in _unmarked(asked):
            message = f"the sentence to cite ends without a claim: '{sentence}'"
            hint = "put [claim] before its stop, the claim's id in brackets"
            yield Problem(manuscript.word_at(path, sentence), message, hint)


def _unmarked(question: Question) -> list[str]:
    return [one for one in sentences(question.cite or "") if not closing_marks(one)]
