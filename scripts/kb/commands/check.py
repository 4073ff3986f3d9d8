"""`check`: every problem of the data, in one run."""

import argparse
import os
import sys
from pathlib import Path
from typing import TextIO

from kb.checked import problems_in
from kb.commands.explain import add_explain, explain
from kb.commands.options import Commands, new_command
from kb.edit.completion import offer_ids
from kb.edit.fix import fix_dossier
from kb.edit.telling import told
from kb.problems import (
    as_github,
    as_json,
    as_text,
    counted,
    edits_from_here,
    seen_from_here,
)

_FORMATS = {"text": as_text, "github": as_github, "json": as_json}


def register(commands: Commands) -> None:
    """Add the command."""
    command = new_command(commands, "check", "report every problem of the data")
    command.add_argument("--site-dir", metavar="DIR", help="not used: check renders nothing")
    command.add_argument("--format", choices=sorted(_FORMATS), default=_usual_format())
    command.add_argument("--fix", action="store_true", help="mend what has one certain fix")
    add_explain(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the problems; return 1 if there is one."""
    if options.explain:
        return explain(options)
    if options.fix:
        _fix(options.dossier, sys.stdout if options.format == "text" else sys.stderr)
    problems = problems_in(options.dossier, offer_ids)
    text = _FORMATS[options.format](seen_from_here(problems, options.dossier))
    print(text, end="\n" if text else "")
    if options.format == "text":
        print(counted(problems), file=sys.stderr)
    return 1 if problems else 0


def _fix(folder: Path, told_to: TextIO) -> None:
    """Make every certain fix, and say what was done."""
    try:
        fixed = fix_dossier(folder, problems_in)
    except OSError as error:
        print(f"run check: '{error.filename}' cannot be written: {error.strerror}", file=sys.stderr)
        return
    for line in told(edits_from_here(fixed.edits, folder)):
        print(line, file=told_to)


def _usual_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
