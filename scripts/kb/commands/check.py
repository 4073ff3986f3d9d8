"""`check`: every problem of the data, in one run."""

import argparse
import os
import sys
from pathlib import Path

from kb.commands.options import Commands, new_command
from kb.problems import (
    InvalidDossier,
    Problem,
    as_github,
    as_json,
    as_text,
    counted,
    seen_from_here,
)
from kb.site import read_dossier

_FORMATS = {"text": as_text, "github": as_github, "json": as_json}


def register(commands: Commands) -> None:
    """Add the command."""
    command = new_command(commands, "check", "report every problem of the data")
    command.add_argument("--site-dir", metavar="DIR", help="not used: check renders nothing")
    command.add_argument("--format", choices=sorted(_FORMATS), default=_usual_format())
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the problems; return 1 if there is one."""
    problems = problems_in(options.dossier)
    text = _FORMATS[options.format](seen_from_here(problems, options.dossier))
    print(text, end="\n" if text else "")
    if options.format == "text":
        print(counted(problems), file=sys.stderr)
    return 1 if problems else 0


def problems_in(folder: Path) -> list[Problem]:
    """Return every problem of the dossier in `folder`."""
    try:
        read_dossier(folder)
    except InvalidDossier as invalid:
        return list(invalid.problems)
    return []


def _usual_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
