"""`add`: an event, a claim or a piece of evidence, by questions, flags, JSON or an issue's form."""

import argparse
import datetime
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kb.commands.options import ROOT, Commands, new_command
from kb.commands.terminal import Keyboard
from kb.edit.add import Addition, Target, prepared, write
from kb.edit.answers import Answers, BadAnswers
from kb.edit.dialogue import Dialogue
from kb.edit.faults import Fault
from kb.edit.form import Form, form_answers, read_form, told_report
from kb.edit.given import answers_from_json, by_flag, by_key, by_label
from kb.edit.insertion import NoPlace
from kb.edit.outcome import told
from kb.edit.trial import Tried, tried
from kb.manuscript import Manuscript
from kb.nearest import near_hint
from kb.problems import as_text, seen_from_here

_FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
_UNTOUCHED = "nothing was written"


def register(commands: Commands) -> None:
    """Add the command, with a flag for every answer."""
    does = "add an event, or evidence for a claim, by answering questions"
    command = new_command(commands, "add", does)
    into = command.add_mutually_exclusive_group()
    into.add_argument("--event", metavar="EVENT", help="add a claim to this event")
    into.add_argument(
        "--claim", type=_claim, metavar="EVENT/CLAIM", help="add evidence to this claim"
    )
    command.add_argument(
        "--on", type=day, metavar="DATE", help="the day of the change; default today"
    )
    given = command.add_mutually_exclusive_group()
    given.add_argument("--json", metavar="FILE", help="read the answers, keys as the flags; or -")
    given.add_argument("--from-form", metavar="FILE", help="read the body of an issue; or -")
    for name, field in Answers.model_fields.items():
        flag = f"--{name.replace('_', '-')}"
        if field.annotation is bool:
            command.add_argument(flag, action="store_true", default=None, help=field.description)
        else:
            action = "append" if name in MANY else "store"
            command.add_argument(flag, action=action, metavar="…", help=field.description)
    command.set_defaults(run=run)


OF_EVENT = (
    *("title", "when", "wording", "place", "actor", "topic", "id"),
    *("new_place", "distinct_from", "note", "draft"),
)
OF_CLAIM = ("claim_text", "kind", "by", "denies", "claim_id")
MANY = (
    "place",
    "actor",
    "topic",
    "by",
    "denies",
    "quote",
    "via",
    "distinct_from",
    "new_actor",
    "new_place",
)


def run(options: argparse.Namespace) -> int:
    """Add what was answered; return 1 and write nothing where it has a problem."""
    now = tried(options.dossier, {})
    if blocked(now, options.dossier) or now.manuscript is None:
        return stop("the dossier has problems already; mend them first")
    target = options.claim or Target(options.event or "")
    if wrong := _unknown(now.manuscript, target):
        return stop(wrong)
    try:
        return _add(options, now, now.manuscript, target)
    except (EOFError, KeyboardInterrupt):
        print()
        return stop("")
    except (BadAnswers, NoPlace) as bad:
        return stop(str(bad))


def day(text: str) -> str:
    """Return a day as typed, if the calendar has it."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"'{text}' is no day such as 2022-06-17")


def blocked(now: Tried, folder: Path) -> bool:
    """Print what is wrong with the dossier before anything is added; a source may wait for use."""
    blocking = [problem for problem in now.problems if problem.rule != "unused-record"]
    print(as_text(seen_from_here(blocking, folder)), end="\n" if blocking else "")
    return bool(blocking)


def stop(why: str) -> int:
    """Say why, and that nothing was written; return the exit code."""
    said = f"{why}\n{_UNTOUCHED}" if why else _UNTOUCHED
    print(said, file=sys.stderr)
    return 1


def unwritable(error: OSError) -> str:
    """Say which file cannot be written, and why."""
    return f"'{os.path.relpath(error.filename)}' cannot be written: {error.strerror}"


def report_faults(faults: Sequence[Fault], called: Callable[[str], str], folder: Path) -> None:
    """Print each fault under the name that its answer was given by."""
    for fault in faults:
        if not fault.field:
            print(as_text(seen_from_here([fault.problem], folder)))
            continue
        what = "is missing" if fault.is_missing else fault.problem.message
        hint = "" if fault.is_missing else fault.problem.hint
        print(f"{called(fault.field)}: {what}")
        print("".join(f"    {line}\n" for line in hint.splitlines()), end="")


def _add(options: argparse.Namespace, now: Tried, manuscript: Manuscript, target: Target) -> int:
    today = options.on or datetime.datetime.now().astimezone().date().isoformat()
    answers, called = _given(options, manuscript, today)
    if answers:
        _refuse_misplaced(answers, target, called)
        addition: Addition | None = prepared(options.dossier, manuscript, answers, target, today)
    else:
        dialogue = Dialogue(Keyboard(), options.dossier, manuscript, target, today)
        addition = dialogue.run()
    if addition is None:
        return stop("")
    if addition.faults:
        report_faults(addition.faults, called, options.dossier)
        return stop("")
    try:
        write(options.dossier, addition)
    except OSError as error:
        return stop(unwritable(error))
    print("\n".join(told(addition, now.dossier, os.path.relpath(options.dossier))))
    return 0


def _given(
    options: argparse.Namespace, manuscript: Manuscript, today: str
) -> tuple[Answers | None, Callable[[str], str]]:
    """Return the answers that came with the command, and how they are called; None to ask."""
    flags = {name: getattr(options, name) for name in Answers.model_fields}
    flagged = {name: value for name, value in flags.items() if value is not None}
    if flagged and (options.json or options.from_form):
        raise BadAnswers(f"{by_flag(next(iter(flagged)))}: give all answers in one way")
    if options.json:
        return answers_from_json(_text(options.json)), by_key
    if options.from_form:
        if options.event or options.claim:
            raise BadAnswers("a form suggests an event of its own; leave out --event and --claim")
        form = Form.read((_FORMS / "suggest-event.yml").read_bytes())
        filled = _filled(_text(options.from_form), form)
        return form_answers(filled, form, manuscript, today), by_label(form)
    return (Answers.model_validate(flagged) if flagged else None), by_flag


def _refuse_misplaced(answers: Answers, target: Target, called: Callable[[str], str]) -> None:
    """Raise BadAnswers for an answer that has no place in what is added, so that none is lost."""
    others = (OF_EVENT if target.event else ()) + (OF_CLAIM if target.claim else ())
    wrong = [called(name) for name in others if getattr(answers, name)]
    if wrong:
        added = "evidence for a claim" if target.claim else "a claim"
        into = "--claim" if target.claim else "--event"
        hint = f"leave out what is not of {added}, or leave out {into}"
        raise BadAnswers(f"{', '.join(wrong)}: no place for this in {added}\n    {hint}")


def _filled(body: str, form: Form) -> dict[str, str]:
    """Return what was filled in; a report of an error is told from an event."""
    try:
        return read_form(body, form)
    except BadAnswers as bad:
        errors = Form.read((_FORMS / "report-error.yml").read_bytes())
        raise BadAnswers(told_report(body, errors) or str(bad)) from None


def _text(file: str) -> str:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise BadAnswers(f"'{file}' cannot be read: {error.strerror}") from None
    return content.decode("utf-8", "replace")


def _claim(text: str) -> Target:
    event, slash, claim = text.partition("/")
    if not (event and slash and claim):
        raise argparse.ArgumentTypeError(f"'{text}' is no claim such as event/claim")
    return Target(event, claim)


def _unknown(manuscript: Manuscript, target: Target) -> str:
    events = manuscript.timeline.events
    if target.event and target.event not in events:
        return f"unknown event '{target.event}'\n    {near_hint(target.event, events)}".rstrip()
    claims = events[target.event].claims if target.event else {}
    if target.claim and target.claim not in claims:
        hint = near_hint(target.claim, claims) or f"it has: {', '.join(claims)}"
        return f"'{target.event}' has no claim '{target.claim}'\n    {hint}"
    return ""
