"""Options that several commands take."""

import argparse
from datetime import date
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[3]
"""The repository, which is a dossier itself."""
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def new_command(commands: Commands, name: str, does: str) -> argparse.ArgumentParser:
    """Add a command that works on a dossier."""
    command = commands.add_parser(name, help=does, description=does)
    where = "the folder with timeline.yaml; default this repository"
    command.add_argument("--dossier", type=_folder, default=ROOT, metavar="DIR", help=where)
    return command


def day(text: str) -> date:
    """Return the day that an option names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day such as 2026-11-25") from None


def _folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder '{text}'")
    return folder.resolve()
