"""What the pages of a build and of a preview have in common."""

import os
from datetime import date, timedelta
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from kb.check.sources import site_fault
from kb.dossier import Dossier
from kb.ordinary import oddity
from kb.problems import Location, Problem, as_text
from kb.public.alternates import alternates
from kb.public.dates import human
from kb.write import generated

ROOT = Path(__file__).resolve().parent.parent
_LAST_SECOND = 2**32 - 1
"""What the head of a gzip file has room for."""
_TRUSTED = timedelta(days=360)
"""RFC 9116 recommends less than a year."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Refuse addresses that no page can be reached or edited at."""
    for name in ("site_url", "repo_url"):
        if (url := config[name]) and (fault := site_fault(url)):
            raise PluginError(f"the {name} '{url}' {fault}")
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Say on every page what the dossier is; by now it is known, if there is one."""
    dossier: Dossier | None = config.extra.get("dossier")
    if not dossier:
        return
    config.site_name = dossier.title
    config.extra["as_of"] = human(dossier.as_of) if dossier.as_of else ""
    config.extra["contact"], config.extra["email"] = dossier.contact, dossier.email
    # MkDocs dates its files by this variable; the data decide, not the clock.
    newest = dossier.as_of.latest if dossier.as_of else None
    config.extra["expires"] = _expires(newest)
    epoch = (newest.toordinal() - 719163) * 86400 if newest else 0
    os.environ["SOURCE_DATE_EPOCH"] = str(min(max(epoch, 0), _LAST_SECOND))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Lend the site's own assets to a dossier that lives elsewhere."""
    _refuse_odd_files(files, Path(config.docs_dir))
    for path in sorted((ROOT / "docs" / "assets").rglob("*")):
        name = path.relative_to(ROOT / "docs").as_posix()
        if path.is_file() and files.get_file_from_path(name) is None:
            files.append(File(name, str(ROOT / "docs"), config.site_dir, config.use_directory_urls))
    config.extra["files"] = files
    config.extra.setdefault("data", {f.src_uri for f in files if not f.is_documentation_page()})
    return files


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Let “edit” lead to the record's own line, and the head to the page's data."""
    page.meta["alternates"] = list(alternates(page.file.src_uri, config.extra["data"]))
    if config.repo_url and "edit_file" in page.meta:
        address = f"{config.repo_url.rstrip('/')}/edit/main/{page.meta['edit_file']}"
        page.edit_url = f"{address}#L{page.meta['edit_line']}"
    return context


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


def _expires(newest: date | None) -> str:
    """Return when the address for reports is to be checked anew: within a year of the data."""
    can_expire = newest is not None and newest <= date.max - _TRUSTED
    return f"{newest + _TRUSTED}T00:00:00Z" if newest and can_expire else ""
