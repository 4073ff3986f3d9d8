"""What a dossier without problems promises.

It is published whole, its data keep their schemas, and each link inside leads to what is written.
"""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from kb.checked import read_dossier
from kb.dossier import Dossier
from kb.export.files import export_files
from kb.export.linked.files import linked_pages
from kb.export.publish import publish
from kb.export.shapes import FORMAT
from kb.export.tables.csv_files import described
from kb.output import Exported, OutputFile
from kb.public.addresses import address_of
from kb.render.pages import render_days, render_files, render_findable, render_pages
from kb.render.textpages import with_texts
from kb.site import ARCHIVE, MANIFEST

SITE = "https://dossier.example/sub/"
_DOCS = Path(__file__).parents[2] / "docs"
_HREF = re.compile(r'\shref="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"|\{ ?#([\w-]+)')
_SCHEMAS = {"data/dossier.json": "data/dossier.schema.json"}
_LATER = (MANIFEST, ARCHIVE, "sitemap.xml")
"""Stand in a finished site only."""
_BY_THEME = ("g-ok", "g-single", "g-disp", "g-ref", "g-op")
"""Anchors that `overrides/` puts on every page."""

Files = dict[str, bytes]


def published(folder: Path) -> Files:
    """Return every file that is made of the dossier in a folder, by its path."""
    dossier = read_dossier(folder)
    data = _data(dossier)
    pages = [*_pages(dossier, data), *render_files(dossier, SITE)]
    made = [*data.items(), *((file.path, file.data) for file in pages)]
    files = dict(made)
    assert len(files) == len(made), "two files have one path"
    assert len({page.path for page in render_findable(dossier)}) <= len(pages)
    return files


def _data(dossier: Dossier) -> Files:
    made = [*export_files(dossier, publish(dossier, SITE))]
    files = {file.path: file.data for file in made}
    assert len(files) == len(made), "two files of data have one path"
    return files


def _pages(dossier: Dossier, data: Files) -> list[OutputFile]:
    sizes = {path: len(content) for path, content in data.items()} | dict.fromkeys(_LATER, 0)
    exported = Exported(FORMAT, sizes, linked_pages(publish(dossier, SITE)), described())
    pages = [*render_pages(dossier, SITE, None, exported), *render_days(dossier, SITE)]
    return [*with_texts(pages, dossier, SITE)]


def check_schemas(files: Files) -> None:
    """Every file of JSON is one, and what has a schema keeps it."""
    for path, content in files.items():
        if path.endswith((".json", ".jsonld", ".geojson")) and not path.endswith(".ftm.json"):
            json.loads(content)
    known = {path: "data/as-known.schema.json" for path in files if path.startswith("as-known/")}
    for path, schema in (_SCHEMAS | known).items():
        if path.endswith(".json"):
            validator = Draft202012Validator(json.loads(files[schema]))
            assert [str(error) for error in validator.iter_errors(json.loads(files[path]))] == []


def broken_links(files: Files) -> list[str]:
    """Return each link of a page that leads to nothing inside."""
    pages = {address_of(path): text.decode() for path, text in files.items() if path[-3:] == ".md"}
    anchors = {address: _anchors(text) for address, text in pages.items()}
    return [
        f"{address}: {href}"
        for address, text in pages.items()
        for href in dict.fromkeys(_HREF.findall(text))
        if not _leads(urljoin(SITE + address, unescape(href)), files, anchors)
    ]


def _anchors(text: str) -> set[str]:
    return {unescape(one or other) for one, other in _ID.findall(text)} | {*_BY_THEME, ""}


def _leads(url: str, files: Files, anchors: dict[str, set[str]]) -> bool:
    if not url.startswith(SITE):
        return True  # elsewhere, which nobody here can promise
    address, fragment = urldefrag(url.removeprefix(SITE))
    address = unquote(address.partition("?")[0])
    if address in anchors:
        return unquote(fragment).partition(":~:")[0] in anchors[address]
    return address in files or address in _LATER or (_DOCS / address).is_file()
