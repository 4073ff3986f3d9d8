"""`links`: the addresses of sources, and which of them no longer answer."""

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from kb.checked import read_checked
from kb.commands.options import Commands, day, new_command
from kb.edit.links.addresses import Address, addresses_of
from kb.edit.links.asking import NotAsked, ask
from kb.edit.links.findings import Notes, judged, read_notes, turn
from kb.edit.links.report import Report, Run, Sites, as_markdown, report_of
from kb.problems import InvalidDossier, as_text, counted, seen_from_here
from kb.write import replace_file

REPORT, NOTES = "links.md", "links.json"


def register(commands: Commands) -> None:
    """Add the command."""
    does = "list the addresses of sources; --check asks which no longer answer"
    command = new_command(commands, "links", does)
    command.add_argument("--check", action="store_true", help="ask them, which takes minutes")
    command.add_argument(
        "--earlier", type=Path, metavar="FILE", help=f"the {NOTES} of the run before, if any"
    )
    command.add_argument(
        "--output", type=Path, metavar="DIR", help=f"write {REPORT} and {NOTES} there"
    )
    command.add_argument("--on", type=day, metavar="DATE", help="the day of the run; default today")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List the addresses, or ask them; return 1 if one is dead, 2 if they could not be asked."""
    try:
        if options.check:
            return _check(options)
        manuscript, _ = read_checked(options.dossier)
    except InvalidDossier as invalid:
        print(as_text(seen_from_here(invalid.problems, options.dossier)))
        print(f"{counted(invalid.problems)}; no address was asked", file=sys.stderr)
        return 1
    except (NotAsked, OSError) as failure:
        print(f"run links: {failure}", file=sys.stderr)
        return 2
    print("\n".join(_listed(addresses_of(manuscript))))
    return 0


def _listed(addresses: tuple[Address, ...]) -> Iterator[str]:
    """Yield each address with the places that name it, and what is noted of it."""
    for address in addresses:
        yield address.url
        for one in address.named:
            yield f"  {one.at.file}:{one.at.line}: {one.key} of {one.source}"
        if address.archive:
            yield f"  archived copy: {address.archive}"
        if address.is_gone:
            yield "  noted as gone, and not asked"


def _check(options: argparse.Namespace) -> int:
    today = options.on or datetime.now(UTC).date()
    earlier = _earlier(options.earlier)
    manuscript, dossier = read_checked(options.dossier)
    addresses = [one for one in addresses_of(manuscript) if not one.is_gone]
    urls = [one.url for one in addresses]
    sites = Sites(os.environ.get("SITE_URL", ""), os.environ.get("REPO_URL", ""))
    answers = ask(turn(urls, today), _agent(sites))
    if answers and all(answer and answer.code is None for answer in answers.values()):
        raise NotAsked("not one address answered; is there a network here?")
    notes = judged(urls, answers, earlier, today)
    report = report_of(dossier, Run(today, addresses, answers, notes), sites)
    _tell(report, notes, options.output)
    return 1 if report.dead else 0


def _agent(sites: Sites) -> str:
    """Return how we introduce ourselves to a host, with where to learn who asks."""
    known = sites.site_url or sites.repo_url
    return f"dossier-links (+{known})" if known else "dossier-links"


def _earlier(file: Path | None) -> Notes:
    """Return what the run before noted; without it this run is the first."""
    if file is None or not file.exists():
        return Notes()
    notes = read_notes(file.read_text("utf-8", "replace"))
    if notes is None:
        print(
            f"run links: '{file}' holds no notes of a run; this one is the first", file=sys.stderr
        )
    return notes or Notes()


def _tell(report: Report, notes: Notes, folder: Path | None) -> None:
    if folder is None:
        sys.stdout.write(as_markdown(report))
        return
    replace_file(folder / NOTES, notes.model_dump_json(indent=2) + "\n")
    replace_file(folder / REPORT, as_markdown(report))
