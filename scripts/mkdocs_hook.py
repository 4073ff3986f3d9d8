"""`mkdocs build` writes the dossier's pages first, and finishes the site.

MkDocs is known only in the hooks, in `serving`, and in `faster`, which KB_STOCK=1 leaves out. The
dossier is the repository, or the folder that the environment variable KB_DOSSIER names.
"""

import gc
import os
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from faster.pages import PutOff
from faster.renewal import Renewal, dress_of
from faster.standing import standing_in
from kb.disk import place_of, refused
from kb.dossier import Dossier
from kb.problems import InvalidDossier, as_text, counted, seen_from_here
from kb.site import (
    ARCHIVE,
    CHECKSUMS,
    HEADER_FILES,
    MANIFEST,
    findable_in,
    read_dossier,
    seal_site,
    write_pages,
)
from kb.turn import Turn

ROOT = Path(__file__).resolve().parent.parent
_log = get_plugin_logger("dossier")
_NO_EMAIL = "people named here cannot write without an account: set email under dossier"
_IS_STOCK = bool(os.environ.get("KB_STOCK"))
_is_served = _is_dirty = False
_turn = Turn()
_site = ""
"""Where MkDocs writes."""


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this is a build."""
    global _is_served, _is_dirty
    _is_served, _is_dirty = command == "serve", dirty


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the dossier and write its pages, before MkDocs looks for any."""
    global _site
    if _is_served:
        return config
    folder, _site = Path(os.environ.get("KB_DOSSIER", ROOT)).resolve(), config.site_dir
    if not _turn.held and "KB_TURN" not in os.environ:
        _turn.take([folder], lambda _: _log.info("another build writes to docs/; waiting for it"))
    dossier = _written(folder, config)
    config.docs_dir, config.extra["dossier"] = str(folder / "docs"), dossier
    if not dossier.email:
        _log.info(_NO_EMAIL)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Decide what stands as an earlier build left it."""
    if renewal := config.extra.get("renewal"):
        renewal.look_at(files)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Put pages and copies off, so that several processes can make them."""
    if not (_is_stock_or_served()):
        config.extra["put_off"] = PutOff(files, nav, config, dirty=_is_dirty)
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Make what was put off."""
    if not _is_stock_or_served():
        every, renewal = files.documentation_pages(), config.extra.get("renewal")
        if renewal:
            every = renewal.to_make(every)
        elif _is_dirty:
            every = [file for file in every if file.is_modified()]
        put_off: PutOff = config.extra["put_off"]
        put_off.make(every, env)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Index and seal the site."""
    if _is_served:
        return
    dossier: Dossier = config.extra["dossier"]
    site, renewal = Path(config.site_dir), config.extra["renewal"]
    findable, index = findable_in(dossier)
    is_searched = renewal is not None and renewal.is_searched(findable)
    if not is_searched and os.environ.get("KB_SEARCH") != "off":  # to time the rest alone
        index(site)
    stands = renewal.sums(site) if renewal else {}
    url = config.site_url or "/"
    sums = seal_site(dossier, site, url, stands, is_zipped=ARCHIVE in _finished())
    if renewal:
        renewal.keep(config.extra["files"], sums, site)
    gc.freeze()  # a million objects need not be looked through to end


def on_build_error(error: Exception) -> None:
    """Let others write, and say what a disk refused as every problem is said."""
    _turn.end()
    if not _is_served and isinstance(error, OSError):
        problems = [refused(error, os.path.relpath(place_of(error, _site)))]
        _log.error("%s\n%s", as_text(problems), counted(problems))
        raise Abort("Aborted with a BuildError!") from None


def _written(folder: Path, config: MkDocsConfig) -> Dossier:
    """Return the dossier whose pages are written."""
    try:
        dossier = read_dossier(folder)
        renewal = config.extra["renewal"] = _renewal(folder / "docs", dossier)
        stand = renewal.stand if renewal else {}
        changes = write_pages(dossier, folder, config.site_url or "/", _finished(), stand)
        _log.info("docs/: %s", changes)
    except InvalidDossier as invalid:
        problems = seen_from_here(invalid.problems, folder)
        raise PluginError(f"{as_text(problems)}\n{counted(problems)}") from None
    return dossier


def _renewal(docs: Path, dossier: Dossier) -> Renewal | None:
    """Return what this build makes again, where `./run build` keeps what stands."""
    if "KB_STANDING" not in os.environ:
        return None
    last = standing_in(docs) if os.environ["KB_STANDING"] else None
    return Renewal(docs, dress_of(dossier), last)


def _finished() -> tuple[str, ...]:
    """Return the files that are made of a finished site."""
    archive = (ARCHIVE,) if os.environ.get("KB_ZIP") else ()
    return (MANIFEST, CHECKSUMS, *HEADER_FILES, *archive)


def _is_stock_or_served() -> bool:
    return _IS_STOCK or _is_served
