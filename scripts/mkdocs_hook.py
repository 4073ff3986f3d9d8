"""`mkdocs build` and `mkdocs serve` write the dossier's pages first; MkDocs is known only here.

The dossier is the repository, or the folder that the environment variable KB_DOSSIER names.
"""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from kb.problems import InvalidDossier, as_text, counted, seen_from_here
from kb.render.dates import human
from kb.site import index_site, read_dossier, write_pages

ROOT = Path(__file__).resolve().parent.parent
_log = get_plugin_logger("dossier")
_LAST_SECOND = 2**32 - 1
"""What the head of a gzip file has room for."""
_kept = TemporaryDirectory(prefix="search-")
"""The index of the first build of `serve`: an edit shows at once, and the search waits."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the dossier and write its pages, before MkDocs looks for any."""
    folder = _folder()
    try:
        dossier = read_dossier(folder)
        changes = write_pages(dossier, folder, config.site_url or "/")
    except InvalidDossier as invalid:
        problems = seen_from_here(invalid.problems, folder)
        raise PluginError(f"{as_text(problems)}\n{counted(problems)}") from None
    _log.info("docs/: %s", changes)
    config.docs_dir = str(folder / "docs")
    config.site_name = dossier.title
    config.extra["as_of"] = human(dossier.as_of) if dossier.as_of else ""
    config.extra["dossier"] = dossier
    config.extra["contact"] = dossier.contact
    # MkDocs dates its files by this variable; the data decide, not the clock.
    newest = dossier.as_of.latest if dossier.as_of else None
    epoch = (newest.toordinal() - 719163) * 86400 if newest else 0
    os.environ["SOURCE_DATE_EPOCH"] = str(min(max(epoch, 0), _LAST_SECOND))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Lend the site's own assets to a dossier that lives elsewhere."""
    for path in sorted((ROOT / "docs" / "assets").rglob("*")):
        name = path.relative_to(ROOT / "docs").as_posix()
        if path.is_file() and files.get_file_from_path(name) is None:
            files.append(File(name, str(ROOT / "docs"), config.site_dir, config.use_directory_urls))
    return files


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Let “edit” lead to the record's own line."""
    if config.repo_url and "edit_file" in page.meta:
        address = f"{config.repo_url.rstrip('/')}/edit/main/{page.meta['edit_file']}"
        page.edit_url = f"{address}#L{page.meta['edit_line']}"
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Index the site; while serving, only at the first build."""
    site, kept = Path(config.site_dir), Path(_kept.name) / "pagefind"
    if not kept.exists():
        index_site(config.extra["dossier"], site)
        shutil.copytree(site / "pagefind", kept)
    else:
        shutil.copytree(kept, site / "pagefind", dirs_exist_ok=True)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Watch what editors edit, wherever the dossier lives."""
    for name in ("timeline.yaml", "sources", "pages"):
        if (_folder() / name).exists():
            server.watch(str(_folder() / name))
    return server


def _folder() -> Path:
    return Path(os.environ.get("KB_DOSSIER", ROOT)).resolve()
