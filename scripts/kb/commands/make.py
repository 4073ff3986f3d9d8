"""`build` and `serve`: MkDocs renders; its hook checks the dossier and writes the pages first."""

import argparse
import os
import re
import signal
import socket
import sys
from pathlib import Path

from faster import session
from faster.build import Build
from kb.check.sources import site_fault
from kb.commands.options import ROOT, Commands, new_command
from kb.disk import place_of, refused
from kb.problems import InvalidDossier, as_text, counted, seen_from_here
from kb.turn import Turn

_PORTS = 2**16


def register(commands: Commands) -> None:
    """Add both commands."""
    build = new_command(commands, "build", "check, write docs/, render site/")
    build.add_argument(
        "--site-dir", type=Path, metavar="DIR", help="where the site goes; default DIR/site"
    )
    build.add_argument(
        "--zip", action="store_true", help="put the whole site into site.zip as well, to be taken"
    )
    build.add_argument(
        "--stock", action="store_true", help="let MkDocs make all of it alone: slower, same bytes"
    )
    build.set_defaults(run=run_build)
    serve = new_command(commands, "serve", "build, then serve with live preview")
    serve.add_argument("--site-dir", metavar="DIR", help="not used: serve keeps its own")
    serve.add_argument(
        "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="default %(default)s"
    )
    serve.set_defaults(run=run_serve)


def run_build(options: argparse.Namespace) -> int:
    """Render the site where it may go; what stands there as it has to be is left."""
    site = (options.site_dir or options.dossier / "site").resolve()
    if reason := _unfit_for_a_site(site, options.dossier) or _unfit_setting():
        _say(reason)
        return 2
    try:
        return _build(options, site)
    except session.Stopped as stopped:
        _say(f"stopped; {site} is as it was")
        return stopped.code
    except InvalidDossier as invalid:
        problems = seen_from_here(invalid.problems, options.dossier)
    except OSError as error:
        problems = [refused(error, os.path.relpath(place_of(error, site)))]
    print(f"{as_text(problems)}\n{counted(problems)}", file=sys.stderr)
    return 1


def _build(options: argparse.Namespace, site: Path) -> int:
    turn = Turn()
    site.parent.mkdir(parents=True, exist_ok=True)
    turn.take([options.dossier, site.parent], _tell_of_another)
    build = Build(ROOT, options.dossier, site, is_zipped=options.zip, is_stock=options.stock)
    if reason := _not_a_site(site):
        _say(reason)
        return 2
    if build.is_done:
        print(f"nothing has changed: {site} is as it was built")
        return 0
    environment = _environment(options.dossier) | build.begin() | {"KB_TURN": "taken"}
    whole = _mkdocs("build", "--strict", "--site-dir", str(build.aside))
    session.listen()
    try:
        code = session.run(whole, environment, turn.held)
    except BaseException:
        build.drop()
        raise
    session.ignore()
    if code:
        build.drop()
        return _told(code, site)
    build.publish()
    return 0


def _told(code: int, site: Path) -> int:
    """Return the exit code, once it is told why nothing else was."""
    if code > 0:
        return code
    name = signal.Signals(-code).name
    _say(f"somebody ended MkDocs with {name}; {site} is as it was; run it again")
    if -code == signal.SIGKILL:
        _say("if memory was short: with KB_WORKERS=1 in the environment less of it is used")
    return 128 - code


def _tell_of_another(folder: Path) -> None:
    _say(f"another build writes to {folder}; waiting until it has ended")


def _say(what: str) -> None:
    print(f"run build: {what}", file=sys.stderr, flush=True)


def run_serve(options: argparse.Namespace) -> int:
    """Become MkDocs, which serves until it is interrupted and renders only what changed."""
    if reason := _unfit_setting():
        print(f"run serve: {reason}", file=sys.stderr)
        return 2
    if reason := _taken(options.address):
        print(f"run serve: {reason}", file=sys.stderr)
        return 2
    whole = _mkdocs("serve", "--dirty", "--dev-addr", options.address)
    return os.execve(whole[0], whole, _environment(options.dossier))


def _taken(address: str) -> str:
    """Return why nothing can be served at an address; MkDocs would tell that to programmers."""
    host, _, port = address.rpartition(":")
    if not re.fullmatch(r"[^:\[\]]+:[0-9]{1,5}", address) or int(port) >= _PORTS:
        return f"'{address}' is not HOST:PORT, as 127.0.0.1:8000 is"
    try:
        socket.create_server((host, int(port))).close()
    except OSError as error:
        why = str(error.strerror).partition(" (")[0].lower()
        return f"nothing can be served at {address}: {why}; name another with --address"
    return ""


def _mkdocs(command: str, *arguments: str) -> list[str]:
    config = ("--config-file", str(ROOT / "mkdocs.yml"))
    return [sys.executable, "-m", "mkdocs", command, *config, *arguments]


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "KB_DOSSIER": str(folder), "NO_MKDOCS_2_WARNING": "1"}


def _unfit_setting() -> str:
    """Return which setting of the environment no site can be built with, and why."""
    for name in ("SITE_URL", "REPO_URL"):
        if (url := os.environ.get(name, "")) and (fault := site_fault(url)):
            return f"{name} is '{url}': it {fault}"
    workers = os.environ.get("KB_WORKERS", "")
    return "" if re.fullmatch("[0-9]{0,4}", workers) else f"KB_WORKERS is '{workers}', no number"


def _unfit_for_a_site(site: Path, folder: Path) -> str:
    """Return why a site may not go there: MkDocs empties the folder before it writes."""
    if site.exists() and not site.is_dir():
        return f"'{site}' is no folder"
    if any(part.is_relative_to(site) for part in (folder.resolve(), ROOT)):
        return f"the site would replace all of '{site}'; name a folder of its own"
    inside = [folder.resolve() / name for name in ("docs", "sources", "pages")]
    if any(site.is_relative_to(part) for part in inside):
        return f"'{site}' is for what the site is made from; name a folder of its own"
    return ""


def _not_a_site(site: Path) -> str:
    """Return why what stands there may not be replaced."""
    if site.is_dir() and any(site.iterdir()) and not (site / "404.html").exists():
        return f"'{site}' holds something other than a site; empty it, or name another folder"
    return ""
