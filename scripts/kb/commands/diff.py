"""`diff`: what changed in content between two revisions."""

import argparse
import sys
from pathlib import Path

from kb.commands.options import Commands, new_command
from kb.edit.diff.compare import compare
from kb.edit.diff.git import NoRevision
from kb.edit.diff.report import Report
from kb.edit.diff.revisions import InvalidRevision, Revision, read_revision
from kb.edit.diff.texts import as_json, as_markdown
from kb.problems import as_text, counted
from kb.write import replace_file

_FORMATS = {"markdown": as_markdown, "json": as_json}
_SIDES = (
    "a name that git knows, such as HEAD~3 or main; a folder is written with a path in front: "
    "./before, ../other, /some/where"
)


def register(commands: Commands) -> None:
    """Add the command."""
    command = new_command(commands, "diff", "tell what changed in content between two revisions")
    command.add_argument("before", metavar="A", nargs="?", default="HEAD", help=_SIDES)
    command.add_argument(
        "after", metavar="B", nargs="?", default="", help="as A; left out: the files as they are"
    )
    command.add_argument("--format", choices=sorted(_FORMATS), default="markdown")
    command.add_argument("--output", type=Path, metavar="FILE", help="write the report there")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the report and return 0, changes or not; 1 if a revision has problems, 2 if none is."""
    try:
        report = _report(options)
    except NoRevision as missing:
        print(f"run diff: {missing}", file=sys.stderr)
        return 2
    if report is None:
        return 1
    text = _FORMATS[options.format](report)
    if options.output is None:
        sys.stdout.write(text)
        return 0
    return _write(options.output, text)


def _report(options: argparse.Namespace) -> Report | None:
    """Return the report, or None once the problems of both revisions were told."""
    sides = [_read(name, options.dossier) for name in (options.before, options.after)]
    before, after = sides
    return compare(before, after) if before and after else None


def _read(name: str, dossier: Path) -> Revision | None:
    try:
        return read_revision(name, dossier)
    except InvalidRevision as invalid:
        told = f"the check refuses {invalid.name}: {counted(invalid.problems)}"
        print(f"{told}\n{as_text(invalid.problems)}", file=sys.stderr)
        return None


def _write(file: Path, text: str) -> int:
    try:
        replace_file(file, text)
    except OSError as error:
        print(f"run diff: '{file}' cannot be written: {error.strerror}", file=sys.stderr)
        return 2
    return 0
