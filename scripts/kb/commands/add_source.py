"""`add-source`: a source that is cited, by its address."""

import argparse
import os

from kb.commands.add import blocked, report_faults, stop, unwritable
from kb.commands.options import Commands, new_command
from kb.commands.terminal import Keyboard
from kb.edit.add import prepared_source, source_at
from kb.edit.answers import SourceAnswers
from kb.edit.ask_source import ask_source
from kb.edit.given import by_flag
from kb.edit.insertion import NoPlace
from kb.edit.trial import replace_all, tried
from kb.manuscript import Manuscript
from kb.problems import Location


def register(commands: Commands) -> None:
    """Add the command, with a flag for every answer."""
    does = "add a source that is cited, by its address"
    command = new_command(commands, "add-source", does)
    command.add_argument("url", metavar="URL", help="its address")
    for name, field in SourceAnswers.model_fields.items():
        if name != "url":
            action = "append" if name == "via" else "store"
            command.add_argument(f"--{name}", action=action, metavar="…", help=field.description)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Add the source; return 1 and write nothing where it has a problem or is there already."""
    now = tried(options.dossier, {})
    if blocked(now, options.dossier) or now.manuscript is None:
        return stop("the dossier has problems already; mend them first")
    url = options.url if "://" in options.url else f"https://{options.url}"
    if known := source_at(now.manuscript, url):
        at = _place(now.manuscript, known, options.dossier)
        return stop(f"this address is here already: '{known}', {at}")
    given = {name: getattr(options, name) for name in SourceAnswers.model_fields}
    answers = SourceAnswers.model_validate({**given, "url": url})
    try:
        if all(given[name] is None for name in given if name != "url"):
            answers = ask_source(Keyboard(), options.dossier, now.manuscript, answers)
        return _write(options, now.manuscript, answers)
    except (EOFError, KeyboardInterrupt):
        print()
        return stop("")
    except NoPlace as none:
        return stop(str(none))


def _write(options: argparse.Namespace, manuscript: Manuscript, answers: SourceAnswers) -> int:
    addition = prepared_source(options.dossier, manuscript, answers)
    if addition.faults:
        report_faults(addition.faults, by_flag, options.dossier)
        return stop("")
    try:
        replace_all(options.dossier, addition.texts)
    except OSError as error:
        return stop(unwritable(error))
    source = addition.answers.id or ""
    assert addition.tried.manuscript is not None, "an addition without faults was read"
    print(f"written: {_place(addition.tried.manuscript, source, options.dossier)}")
    print(f"nothing uses '{source}' yet, and ./run check says so until something does:")
    print(f"    ./run add --source {source}, or 'source: {source}' under a claim's evidence")
    return 0


def _place(manuscript: Manuscript, source: str, folder: os.PathLike[str]) -> str:
    at: Location = manuscript.at("sources", source)
    here = os.path.relpath(folder)
    return f"{at.file if here == '.' else f'{here}/{at.file}'}:{at.line}"
