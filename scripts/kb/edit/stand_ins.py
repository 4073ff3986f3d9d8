"""Answers so far -> answers that can be tried: what was not asked yet is stood in for."""

from kb.edit.answers import Answers, is_address
from kb.manuscript import Manuscript

_NOT_ASKED: dict[str, object] = {
    "title": "An event.",
    "when": "0001",
    "claim_text": "A claim.",
    "kind": "happened",
    "source": "https://stand-in.example/",
    "publisher": "A publisher",
    "language": "und",
    "source_kind": "unknown",
    "read": "excerpt",
}


def stood_in(answers: Answers, manuscript: Manuscript) -> Answers:
    """Return answers of which only what was given can be at fault."""
    changes = {key: value for key, value in _NOT_ASKED.items() if getattr(answers, key) is None}
    if answers.source and not is_address(answers.source) and answers.publisher is None:
        del changes["publisher"]
    if answers.kind in ("said", "denied", "opinion") and answers.by is None:
        changes["by"] = tuple(manuscript.timeline.actors)[:1]
    if answers.words and answers.translation is None:
        changes["translation"] = "A translation."
    if answers.reports is None:
        changes["reports"] = "A report."
    return answers.model_copy(update=changes)
