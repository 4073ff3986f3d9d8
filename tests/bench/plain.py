"""The yardstick: a plain `mkdocs build`, stock Material with its search, of the same Markdown."""

import re
import shutil
import sys
from pathlib import Path

_CONFIG = """\
site_name: Plain
site_url: https://example.org/
docs_dir: docs
site_dir: site
theme: {name: material, language: en, font: false}
plugins: [search]
nav:
  - Home: index.md
  - Timeline: timeline.md
# What the pages lead to beside Markdown is not here; to be told of each link would only take time.
validation:
  nav: {omitted_files: ignore}
  links: {not_found: ignore, absolute_links: ignore, unrecognized_links: ignore, anchors: ignore}
"""
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1"}
"""Spares the theme its banner."""


def write_plain(docs: Path, checkout: Path, folder: Path) -> int:
    """Fill `folder` with the Markdown below `docs` and the assets; return the number of pages.

    Only these: data and texts that our build writes beside the pages count on our side alone.
    """
    pages = [page.relative_to(docs) for page in sorted(docs.rglob("*.md"))]
    for page in pages:
        target = folder / "docs" / page
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / page, target)
    shutil.copytree(checkout / "docs" / "assets", folder / "docs" / "assets")
    ours = (checkout / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(plain_config(ours), "utf-8")
    return len(pages)


def plain_config(ours: str) -> str:
    """Return the configuration of a plain site with the Markdown extensions of ours."""
    extensions = re.search(r"^markdown_extensions:\n(?:[ ].*\n)+", ours, re.MULTILINE)
    assert extensions, "mkdocs.yml names its Markdown extensions"
    return _CONFIG + extensions[0]


def plain_command() -> list[str]:
    """Return the build of the plain site, to be run in its folder."""
    return [sys.executable, "-m", "mkdocs", "build", "--clean"]
