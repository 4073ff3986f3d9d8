"""`mkdocs build` lets each page say what it may do, and tells hosts in files of their own.

Not `mkdocs serve`: what shows an edit at once is a script in the page too.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from kb.hosting.headers import header_files
from kb.hosting.policy import with_policy
from kb.write import replace_file

_is_served = False


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this is a build."""
    global _is_served  # noqa: PLW0603 - MkDocs' hooks are functions of a module
    _is_served = command == "serve"


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Write its policy into a page, and note what stands inline in it."""
    if _is_served:
        return output
    html, inline = with_policy(output)
    page.meta["inline"] = sorted(inline)
    return html


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Do so in the page for what is not there."""
    if _is_served or not template_name.endswith(".html"):
        return output_content
    html, config.extra["inline"] = with_policy(output_content)
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """Write the headers of the whole site."""
    if _is_served:
        return
    pages = [file.page for file in config.extra["files"].documentation_pages() if file.page]
    inline = config.extra["inline"].union(*(page.meta.get("inline", ()) for page in pages))
    cards = sorted((Path(config.docs_dir) / "embed").glob("*.html"))
    card = cards[0].read_text("utf-8") if cards else ""
    for file in header_files(inline, card):
        replace_file(Path(config.site_dir) / file.path, file.data)
