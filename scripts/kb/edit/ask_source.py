"""The dialogue of `./run add-source`."""

from pathlib import Path
from typing import get_args

from kb.edit.add import SourceAddition, prepared_source
from kb.edit.answers import SourceAnswers
from kb.edit.dialogue import Terminal, tell
from kb.edit.questions import record_options
from kb.manuscript import Manuscript
from kb.model import Read, SourceKind

_ASKED = (
    ("publisher", "Who published it: ", ()),
    ("title", "Its title, or nothing: ", ()),
    ("published", "When it was published, or nothing: ", ()),
    ("language", "Its language code (und where unknown): ", ()),
    ("kind", "What kind of source it is: ", get_args(SourceKind)),
    ("read", "How much of it you read (full, excerpt, none): ", get_args(Read)),
    ("speaker", "The actor whose own word it is, or nothing: ", ()),
    ("via", "The source that it only repeats, or nothing: ", ()),
)
_NOT_ASKED = {"publisher": "A publisher", "language": "und", "kind": "unknown", "read": "none"}


def ask_source(
    terminal: Terminal, folder: Path, manuscript: Manuscript, answers: SourceAnswers
) -> SourceAnswers:
    """Return the answers, each checked by the dossier's own rules; the id may be changed."""
    names = {"speaker": "actors", "via": "sources"}
    for field, prompt, choices in _ASKED:
        options = dict.fromkeys(choices, "")
        if field in names:
            options = dict(record_options(manuscript, names[field]))
        while True:
            answer = terminal.ask(prompt, options)
            given: object = ((answer,) if answer else ()) if field == "via" else answer
            answers = answers.model_copy(update={field: given})
            faults = [f for f in _tried(folder, manuscript, answers).faults if f.field == field]
            if not faults:
                break
            tell(terminal, faults)
    return _with_id(terminal, folder, manuscript, answers)


def _with_id(
    terminal: Terminal, folder: Path, manuscript: Manuscript, answers: SourceAnswers
) -> SourceAnswers:
    proposed = prepared_source(folder, manuscript, answers).answers.id
    while True:
        typed = terminal.ask(f"Its permanent id [{proposed}]: ", {}) or proposed
        whole = answers.model_copy(update={"id": typed})
        faults = prepared_source(folder, manuscript, whole).faults
        if not faults:
            return whole
        tell(terminal, faults)


def _tried(folder: Path, manuscript: Manuscript, answers: SourceAnswers) -> SourceAddition:
    missing = {key: value for key, value in _NOT_ASKED.items() if getattr(answers, key) is None}
    return prepared_source(folder, manuscript, answers.model_copy(update=missing))
