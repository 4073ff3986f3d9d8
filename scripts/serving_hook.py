"""`mkdocs serve` makes each page when it is asked for, and shows what is amiss over the last ones.

Nothing is written into the dossier. Whatever is saved there is read, checked and connected anew,
and shows at once, however large it is.
"""

import logging
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from faster.pages import PutOff
from faster.renewal import dress_of
from kb.dossier import Dossier
from kb.edit.completion import offer_ids
from kb.on_request import OnRequest
from kb.preview.preview import Preview
from kb.preview.watch import Observer, await_text, stamps
from kb.problems import InvalidDossier, Location, Problem, as_text, counted
from kb.render.compiled import Compiled
from kb.site import read_dossier
from kb.write import strangers
from serving.folder import Folder, Theme, file_of

ROOT = Path(__file__).resolve().parent.parent
_log = get_plugin_logger("dossier")
_EDITED = ("timeline.yaml", "timeline", "sources", "pages", "docs")
_DRESS = ("overrides", "mkdocs.yml", "docs/assets")
_ENGINE = (*_DRESS, "scripts")
_LOOK, _CALM = 0.05, 0.01
"""Seconds from one look for saved files to the next; MkDocs need not wait as well for calm."""
_preview: Preview | None = None
"""While serving; so are the others."""
_observer: Observer | None = None
_folder: Folder | None = None
_compiled = Compiled()
"""What the theme's templates were compiled to, which takes longer than to fill them."""


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember what `serve` has to remember."""
    global _preview, _observer  # noqa: PLW0603 - MkDocs' hooks are functions of a module
    if command != "serve":
        return
    _preview = Preview(_dossier(), lambda problems: _tell(problems, ()))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidies up as after Ctrl-C
    # Looks before the first build does: what is saved while that runs is built again.
    _observer = Observer(_watched(), _LOOK, _restart)
    if dirty:  # what MkDocs itself builds is its page for what is not there
        logging.getLogger("mkdocs.commands.build").addFilter(
            lambda record: "'dirty' build" not in record.getMessage()
        )


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the dossier, and keep its pages from MkDocs, which would build them all."""
    if preview := _preview:
        seen = _copied()
        site = _read(preview, config)
        if site:
            config.extra |= {"dossier": site.dossier, "site": site, "seen": seen}
        else:
            config.nav, config.theme.static_templates = None, set()
        config.docs_dir = str(preview.nothing)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what people put into `docs/`, and what the navigation leads to."""
    site: OnRequest | None = config.extra.get("site")
    if site:
        docs = _dossier() / "docs"
        config.docs_dir = str(docs)
        for name in _theirs():
            files.append(File(name, str(docs), config.site_dir, config.use_directory_urls))
        for page in _pages_in(config.nav):
            if site.page(page):
                files.append(file_of(page, config))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep MkDocs from making the pages."""
    if _preview:
        # Few files are copied: all of them, since an older one may come back.
        config.extra["put_off"] = PutOff(files, nav, config, dirty=False)
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Copy the assets."""
    if _preview:
        env.bytecode_cache = _compiled
        put_off: PutOff = config.extra["put_off"]
        put_off.make([], env)
        config.extra["env"] = env
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Make from now on whatever page is asked for: MkDocs' own are made, so its theme works."""
    site: OnRequest | None = config.extra.get("site")
    if _preview and site:
        ready, env = config.extra["put_off"], config.extra["env"]
        theme = Theme(ready, env, dress_of(site.dossier), config.extra["seen"])
        _preview.root = urlsplit(config.site_url or "/").path
        _show(_preview, Folder(site, theme, _folder))


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


def _read(preview: Preview, config: MkDocsConfig) -> OnRequest | None:
    """Return what is to be shown: the last good site if this one has problems, or none yet."""
    folder = _dossier()
    try:
        await_text(folder)
        dossier = read_dossier(folder, offer_ids, preview.memory)
        site = _site_of(dossier, config)
        theirs = (name for name in _theirs() if name in site or site.is_data(name))
        problems = strangers(folder / "docs", theirs)
    except InvalidDossier as invalid:
        problems = list(invalid.problems)
    if not problems:
        preview.dossier = dossier
        return site
    preview.meet(problems)
    return _site_of(preview.dossier, config) if preview.dossier else None


def _site_of(dossier: Dossier, config: MkDocsConfig) -> OnRequest:
    url, site = config.site_url or "/", Path(config.site_dir)
    return OnRequest(dossier, _dossier(), url, site)


def _is_shown_again(preview: Preview) -> bool:
    """Show the dossier as it is now in the theme that is ready; tell whether that could be done."""
    theme = _folder.theme if _folder else None
    if not theme or theme.files != _copied():
        return False
    site = _read(preview, theme.put_off.config)
    if not site or theme.dress != dress_of(site.dossier):
        return False
    _show(preview, Folder(site, theme, _folder))
    return True


def _show(preview: Preview, folder: Folder) -> None:
    global _folder
    last, _folder = _folder, folder
    is_other = last is not None and last.dossier is not folder.dossier
    preview.show(folder.bring, last.dossier if last and is_other else None)


def _copied() -> object:
    """Return the stamps of what MkDocs dresses pages in, and of what it copies beside them."""
    return [stamps(path) for path in (*(ROOT / name for name in _DRESS), _dossier() / "docs")]


def _rebuild(preview: Preview, build: Callable[[], None], config_file: str) -> None:
    """Build, and tell in the terminal what is amiss, once, and when it is mended."""
    before = preview.problems
    with preview:
        try:
            if not _is_shown_again(preview):
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


def _dossier() -> Path:
    return Path(os.environ.get("KB_DOSSIER", ROOT)).resolve()


def _watched() -> list[Path]:
    """Return what editors of the dossier and of the engine save, there or not."""
    return [*(_dossier() / name for name in _EDITED), *(ROOT / name for name in _ENGINE)]


def _theirs() -> Iterator[str]:
    """Yield the files of `docs/` that no build wrote, by their path there."""
    docs = _dossier() / "docs"
    yield from (Path(path).relative_to(docs).as_posix() for path in stamps(docs))


def _pages_in(nav: object) -> Iterator[str]:
    """Yield the pages that the navigation of `mkdocs.yml` leads to."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _pages_in(item)
