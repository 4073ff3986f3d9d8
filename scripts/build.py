"""The command line: check, build and serve a dossier. Exit 0 good, 1 problems, 2 wrong use."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from kb.problems import (
    InvalidDossier,
    Problem,
    as_github,
    as_json,
    as_text,
    counted,
    seen_from_here,
)
from kb.schema import schema_text
from kb.site import read_dossier

ROOT = Path(__file__).resolve().parent.parent
_FORMATS = {"text": as_text, "github": as_github, "json": as_json}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    match options.command:
        case "check":
            return _check(options.dossier, options.format)
        case "schema":
            sys.stdout.write(schema_text())
            return 0
        case _:
            return _make(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, does, site in (
        ("check", "report every problem of the data", "not used: check renders nothing"),
        ("build", "check, write docs/, render site/", "where the site goes; default DIR/site"),
        ("serve", "build, then serve with live preview", "not used: serve keeps its own"),
    ):
        command = commands.add_parser(name, help=does, description=does)
        command.add_argument("--dossier", type=_folder, default=ROOT, metavar="DIR")
        command.add_argument("--site-dir", type=Path, default=None, metavar="DIR", help=site)
        if name == "check":
            command.add_argument("--format", choices=sorted(_FORMATS), default=_usual_format())
        if name == "serve":
            command.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")
    commands.add_parser("schema", help="print the JSON Schema of timeline.yaml")
    return parser


def _folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder '{text}'")
    return folder.resolve()


def _usual_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _check(folder: Path, form: str) -> int:
    problems = _problems_in(folder)
    text = _FORMATS[form](seen_from_here(problems, folder))
    print(text, end="\n" if text else "")
    if form == "text":
        print(counted(problems), file=sys.stderr)
    return 1 if problems else 0


def _problems_in(folder: Path) -> list[Problem]:
    try:
        read_dossier(folder)
    except InvalidDossier as invalid:
        return list(invalid.problems)
    return []


def _make(options: argparse.Namespace) -> int:
    """Let MkDocs render; its hook checks the dossier and writes the pages first."""
    if options.command == "build" and (reason := _unfit_for_a_site(_site(options), options)):
        print(f"run build: {reason}", file=sys.stderr)
        return 2
    return subprocess.run(
        _mkdocs(options), env=_environment(options.dossier), check=False
    ).returncode


def _mkdocs(options: argparse.Namespace) -> list[str]:
    command = [sys.executable, "-m", "mkdocs"]
    config = ["--config-file", str(ROOT / "mkdocs.yml")]
    if options.command == "serve":
        return [*command, "serve", *config, "--dev-addr", options.address]
    return [*command, "build", "--strict", *config, "--site-dir", str(_site(options))]


def _site(options: argparse.Namespace) -> Path:
    site: Path = options.site_dir or (options.dossier / "site")
    return site.resolve()


def _unfit_for_a_site(site: Path, options: argparse.Namespace) -> str:
    """Return why a site may not go there: MkDocs empties the folder before it writes."""
    if site.exists() and not site.is_dir():
        return f"'{site}' is no folder"
    if any(part.is_relative_to(site) for part in (options.dossier.resolve(), ROOT)):
        return f"the site would replace all of '{site}'; name a folder of its own"
    inside = [options.dossier.resolve() / name for name in ("docs", "sources", "pages")]
    if any(site.is_relative_to(part) for part in inside):
        return f"'{site}' is for what the site is made from; name a folder of its own"
    if site.is_dir() and any(site.iterdir()) and not (site / "404.html").exists():
        return f"'{site}' holds something other than a site; empty it, or name another folder"
    return ""


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "KB_DOSSIER": str(folder), "NO_MKDOCS_2_WARNING": "1"}


if __name__ == "__main__":
    sys.exit(main())
