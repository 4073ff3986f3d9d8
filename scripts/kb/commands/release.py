"""`release`: the ledger takes in what is published from now on, so that no address is lost."""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from kb.commands.options import Commands, day, new_command
from kb.edit.ledger import Release, prepared, write_release
from kb.ledger import LEDGER
from kb.problems import InvalidDossier, as_text, counted, seen_from_here


def register(commands: Commands) -> None:
    """Add the command."""
    command = new_command(commands, "release", "note what is published from now on")
    command.add_argument(
        "--check", action="store_true", help="say what a release would note, and write nothing"
    )
    command.add_argument(
        "--on", type=day, metavar="DATE", help="the day of the release; default today"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the release, or only look; return 1 where something is missing or wrong."""
    today = options.on or datetime.now(UTC).date()
    try:
        release = prepared(options.dossier, today.isoformat())
        if not options.check and not release.is_complete:
            write_release(options.dossier, release)
    except InvalidDossier as invalid:
        return _refused(invalid, options.dossier)
    print("\n".join(_would_do(release) if options.check else _did(release)))
    return 1 if options.check and not release.is_complete else 0


def _refused(invalid: InvalidDossier, folder: Path) -> int:
    print(as_text(seen_from_here(invalid.problems, folder)))
    print(f"{counted(invalid.problems)}; nothing was released", file=sys.stderr)
    return 1


def _would_do(release: Release) -> Iterator[str]:
    """Yield what a release would note, a line for each address."""
    for word, addresses in (
        ("new", release.added),
        ("changed", release.changed),
        ("corrected", release.corrected),
    ):
        yield from (f"{word}: {address}" for address in addresses)
    if release.is_complete:
        yield f"{LEDGER} is complete: {release.total} addresses"
    else:
        yield f"{LEDGER} is not complete; `./run release` makes it so"


def _did(release: Release) -> Iterator[str]:
    if release.is_complete:
        yield f"{LEDGER} is complete already: {release.total} addresses; nothing was written"
        return
    yield f"{LEDGER}: {release.total} addresses, {len(release.added)} of them new"
    changed, corrected = len(release.changed), len(release.corrected)
    yield f"{changed} changed since the last release; {corrected} got a correction"
    yield f"{len(release.retired)} retired; their addresses stay"
    for name in sorted(release.texts.keys() - {LEDGER}):
        yield f"{name}: 'updated: {release.day}' typed into what changed"
    yield "commit these files together"
