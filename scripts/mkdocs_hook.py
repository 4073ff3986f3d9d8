"""`mkdocs build` and `mkdocs serve` write the dossier's pages first.

MkDocs is known only here, in `hosting_hook` and in `faster`, which KB_STOCK=1 leaves out. The
dossier is the repository, or the folder that the environment variable KB_DOSSIER names.
"""

import gc
import logging
import os
import shutil
import signal
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from faster.pages import PutOff
from faster.raw_html import RawHtml
from faster.renewal import Renewal
from faster.standing import stamps_in, standing_in
from kb.check.sources import site_fault
from kb.disk import place_of, refused
from kb.dossier import Dossier
from kb.edit.completion import offer_ids
from kb.ordinary import oddity
from kb.preview.preview import Preview
from kb.preview.watch import Observer, await_text, stamps
from kb.problems import InvalidDossier, Location, Problem, as_text, counted, seen_from_here
from kb.public.alternates import alternates
from kb.public.dates import human
from kb.site import (
    ARCHIVE,
    CHECKSUMS,
    HEADER_FILES,
    MANIFEST,
    Earlier,
    findable_in,
    index_site,
    read_dossier,
    seal_site,
    write_pages,
)
from kb.turn import Turn
from kb.write import generated

ROOT = Path(__file__).resolve().parent.parent
_log = get_plugin_logger("dossier")
_NO_EMAIL = "people named here cannot write without an account: set email under dossier"
_LAST_SECOND = 2**32 - 1
"""What the head of a gzip file has room for."""
_TRUSTED = timedelta(days=360)
"""RFC 9116 recommends less than a year."""
_EDITED = ("timeline.yaml", "timeline", "sources", "pages", "docs")
_EVERY_PAGE = ("overrides", "mkdocs.yml")
_LOOK, _CALM = 0.05, 0.1
"""Seconds from one look for saved files to the next, and without any before a build begins."""
_IS_STOCK = bool(os.environ.get("KB_STOCK"))
_finished_html = RawHtml()
_is_dirty = False
_turn = Turn()
_site = ""
"""Where MkDocs writes."""
_preview: Preview | None = None
"""While serving; so is the next."""
_observer: Observer | None = None


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember what `serve` has to remember; only what changed is rendered, and that is enough."""
    global _preview, _observer, _is_dirty  # noqa: PLW0603 - MkDocs' hooks are functions of a module
    _is_dirty = dirty
    if command == "serve":
        _preview = Preview(_folder())
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidies up as after Ctrl-C
        # Looks before the first build does: what is saved while that runs is built again.
        _observer = Observer(_watched(), _LOOK, _restart)
    if dirty:  # all links between records stand in the pages that are written
        logging.getLogger("mkdocs.commands.build").addFilter(
            lambda record: "'dirty' build" not in record.getMessage()
        )


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the dossier and write its pages, before MkDocs looks for any."""
    global _site
    folder, _site = _folder(), config.site_dir
    _refuse_addresses(config)
    if not _turn.held and "KB_TURN" not in os.environ:
        _turn.take([folder], lambda _: _log.info("another build writes to docs/; waiting for it"))
    if dossier := _written(folder, config):
        config.docs_dir = str(folder / "docs")
        config.site_name = dossier.title
        config.extra["as_of"] = human(dossier.as_of) if dossier.as_of else ""
        config.extra["dossier"] = dossier
        config.extra["contact"], config.extra["email"] = dossier.contact, dossier.email
        if not (dossier.email or _preview):
            _log.info(_NO_EMAIL)
        # MkDocs dates its files by this variable; the data decide, not the clock.
        newest = dossier.as_of.latest if dossier.as_of else None
        config.extra["expires"] = _expires(newest)
        epoch = (newest.toordinal() - 719163) * 86400 if newest else 0
        os.environ["SOURCE_DATE_EPOCH"] = str(min(max(epoch, 0), _LAST_SECOND))
    elif _preview:
        config.docs_dir = str(_preview.nothing)
        config.nav, config.theme.static_templates = None, set()
    if not _IS_STOCK:
        config.markdown_extensions.append(_finished_html)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Lend the site's own assets to a dossier that lives elsewhere."""
    _refuse_odd_files(files, Path(config.docs_dir))
    for path in sorted((ROOT / "docs" / "assets").rglob("*")):
        name = path.relative_to(ROOT / "docs").as_posix()
        if path.is_file() and files.get_file_from_path(name) is None:
            files.append(File(name, str(ROOT / "docs"), config.site_dir, config.use_directory_urls))
    config.extra["files"] = files
    config.extra["data"] = {f.src_uri for f in files if not f.is_documentation_page()}
    if renewal := config.extra.get("renewal"):
        renewal.look_at(files)
    if _preview:
        served = {Path(f.abs_dest_path): Path(f.abs_src_path) for f in files if f.abs_src_path}
        shown = map(config.extra.get, ("as_of", "contact", "email"))
        dress = [config.site_name, *shown, *(stamps(ROOT / name) for name in _EVERY_PAGE)]
        _preview.rendered.prepare(served, dress)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Put pages and copies off, so that several processes can make them."""
    if not _IS_STOCK:
        config.extra["put_off"] = PutOff(files, nav, config, dirty=_is_dirty)
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Make what was put off."""
    if not _IS_STOCK:
        every, renewal = files.documentation_pages(), config.extra.get("renewal")
        if renewal:
            every = renewal.to_make(every)
        elif _is_dirty:
            every = [file for file in every if file.is_modified()]
        put_off: PutOff = config.extra["put_off"]
        put_off.make(every, env)
    return env


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let MkDocs know the anchors that it has not seen."""
    page.present_anchor_ids = (page.present_anchor_ids or set()) | _finished_html.anchors
    return html


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Let “edit” lead to the record's own line, and the head to the page's data."""
    page.meta["alternates"] = list(alternates(page.file.src_uri, config.extra["data"]))
    if config.repo_url and "edit_file" in page.meta:
        address = f"{config.repo_url.rstrip('/')}/edit/main/{page.meta['edit_file']}"
        page.edit_url = f"{address}#L{page.meta['edit_line']}"
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Index the site; while serving, only at the first build."""
    dossier, site = config.extra.get("dossier"), Path(config.site_dir)
    if _preview:
        _index_once(_preview, dossier, site)
        _preview.rendered.keep()
        _turn.end()
        return
    assert dossier, "a build without a dossier ends before"
    renewal: Renewal | None = config.extra["renewal"]
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
    if not _preview and isinstance(error, OSError):
        problems = [refused(error, os.path.relpath(place_of(error, _site)))]
        _log.error("%s\n%s", as_text(problems), counted(problems))
        raise Abort("Aborted with a BuildError!") from None


def _index_once(preview: Preview, dossier: Dossier | None, site: Path) -> None:
    """Index what is served, or put back the index of the first build."""
    search = site / "pagefind"
    if dossier and not preview.search.exists():
        index_site(dossier, site)
        shutil.copytree(search, preview.search)
    elif dossier and not search.exists():
        shutil.copytree(preview.search, search)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Watch what editors edit, and show over the pages what is amiss."""
    if not (preview := _preview) or not _observer:
        return server
    preview.end()
    _tell(preview.problems, ())
    build = server.builder
    server.builder = lambda: _rebuild(preview, build, config.config_file_path)
    server.set_app(preview.over(server.serve_request))
    for unasked in (config.docs_dir, config.config_file_path):
        server.unwatch(unasked)
    # MkDocs' own observer stops for good at a file that is away for the moment of being saved.
    server.observer = _observer  # type: ignore[assignment]
    server.build_delay = _CALM
    for path in _watched():
        server.watch(str(path))
    return server


def _refuse_addresses(config: MkDocsConfig) -> None:
    """Refuse addresses that `mkdocs.yml` may name and no page can be reached or edited at."""
    for name in ("site_url", "repo_url"):
        if (url := config[name]) and (fault := site_fault(url)):
            raise PluginError(f"the {name} '{url}' {fault}")


def _refuse_odd_files(files: Files, docs: Path) -> None:
    """Refuse what people put into `docs/` and MkDocs would wait for, or publish from elsewhere."""
    ours = generated(docs)
    theirs = {Path(f.abs_src_path) for f in files if f.abs_src_path and f.abs_src_path not in ours}
    around = {above for path in theirs for above in path.parents if above.is_relative_to(docs)}
    odd = {path: reason for path in theirs | around - {docs} if (reason := _oddity(path, docs))}
    if odd:
        told = (Problem(Location(str(path)), f"this is not published: {odd[path]}") for path in odd)
        raise PluginError(as_text(sorted(told)))


def _oddity(path: Path, docs: Path) -> str:
    try:
        return oddity(path, docs)
    except OSError as error:
        return error.strerror or "it cannot be read"


def _watched() -> list[Path]:
    """Return what editors of the dossier and of the engine save, there or not."""
    engine = [ROOT / name for name in (*_EVERY_PAGE, "scripts", "docs/assets")]
    return [*(_folder() / name for name in _EDITED), *engine]


def _written(folder: Path, config: MkDocsConfig) -> Dossier | None:
    """Return the dossier whose pages are written: the last good one while serving, or none yet."""
    try:
        if _preview:
            await_text(folder)
        dossier = read_dossier(folder, offer_ids if _preview else None)
        config.extra["renewal"] = _renewal(folder / "docs", dossier)
        earlier, url = _earlier(dossier, config.extra["renewal"]), config.site_url or "/"
        changes, lasts = write_pages(dossier, folder, url, _finished(), earlier)
        _log.info("docs/: %s", changes)
    except InvalidDossier as invalid:
        if _preview:
            _preview.meet(invalid.problems)
            return _preview.dossier
        problems = seen_from_here(invalid.problems, folder)
        raise PluginError(f"{as_text(problems)}\n{counted(problems)}") from None
    if _preview:
        _preview.dossier, _preview.lasting = dossier, lasts
        _preview.stand = stamps_in(folder / "docs")
    return dossier


def _rebuild(preview: Preview, build: Callable[[], None], config_file: str) -> None:
    """Build, and tell in the terminal what is amiss, once, and when it is mended."""
    before = preview.problems
    with preview:
        try:
            build()
        except MkDocsException as error:
            said = Problem(Location(config_file), str(error), "MkDocs says more in the terminal")
            preview.meet([said])
    _tell(preview.problems, before)


def _tell(problems: Sequence[Problem], before: Sequence[Problem]) -> None:
    if problems and problems != before:
        _log.error("%s\n%s", as_text(problems), counted(problems))
    elif before and not problems:
        _log.info("mended: no problems")


def _restart(path: Path) -> None:
    _log.warning("%s has changed: end this and start it again to use it", path.name)


def _renewal(docs: Path, dossier: Dossier) -> Renewal | None:
    """Return what this build makes again, where `./run build` keeps what stands."""
    if "KB_STANDING" not in os.environ:
        return None
    last = standing_in(docs) if os.environ["KB_STANDING"] else None
    return Renewal(docs, _dress_of(dossier), last)


def _earlier(dossier: Dossier, renewal: Renewal | None) -> Earlier:
    """Return what an earlier build left that need not be made again."""
    if renewal:
        return Earlier(stand=renewal.stand)
    if _preview and _preview.dossier:
        is_same = _dress_of(dossier) == _dress_of(_preview.dossier)
        return Earlier(_preview.lasting, _preview.stand if is_same else {})
    return Earlier()


def _dress_of(dossier: Dossier) -> list[str]:
    """Return what shows on every page."""
    as_of = human(dossier.as_of) if dossier.as_of else ""
    return [dossier.title, as_of, dossier.contact, dossier.email]


def _expires(newest: date | None) -> str:
    """Return when the address for reports is to be checked anew: within a year of the data."""
    can_expire = newest is not None and newest <= date.max - _TRUSTED
    return f"{newest + _TRUSTED}T00:00:00Z" if newest and can_expire else ""


def _finished() -> tuple[str, ...]:
    """Return the files that are made of a finished site: none while serving, which never ends."""
    archive = (ARCHIVE,) if os.environ.get("KB_ZIP") else ()
    wanted = (MANIFEST, CHECKSUMS, *HEADER_FILES, *archive)
    return () if _preview else wanted


def _folder() -> Path:
    return Path(os.environ.get("KB_DOSSIER", ROOT)).resolve()
