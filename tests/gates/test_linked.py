"""What machines read of the built site: nodes that lead somewhere, in words of schema.org alone."""

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kb.export.linked.files import CONTEXT
from tests.export.rdf import read_jsonld
from tests.gates.site import Site
from tests.gates.tools import NODE_MODULES

pytestmark = [pytest.mark.site]
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TSC = (
    *("node", NODE_MODULES / "typescript/bin/tsc", "--noEmit", "--strict"),
    *("--skipLibCheck", "--moduleResolution", "node"),
)
MISTAKES: dict[str, dict[str, Any]] = {
    "a property of another type": {"@type": "Event", "appearance": {"@id": "https://x.example/"}},
    "a misspelt property": {"@type": "Claim", "apearance": {"@id": "https://x.example/"}},
    "a type that is none": {"@type": "Rumour", "name": "A rumour"},
}


def block(site: Site, page: str) -> str:
    (found,) = BLOCK.findall(site.file(page).read_text("utf-8"))
    assert isinstance(found, str)
    return found


def published(site: Site) -> list[str]:
    """Every page that is there to be found: what is retired tells machines nothing."""
    pages = site.pages()
    found = [page for page in pages if 'content="noindex"' not in site.file(page).read_text()]
    assert len(found) > len(pages) / 2
    return found


def whole(site: Site) -> list[dict[str, Any]]:
    graph = json.loads((site.folder / "data/dossier.jsonld").read_text("utf-8"))["@graph"]
    assert isinstance(graph, list)
    return graph


def test_every_page_is_read_and_every_address_leads_to_a_page_or_a_place_on_it(site: Site) -> None:
    named = {node["@id"] for node in whole(site)}
    for page in published(site):
        graph = read_jsonld(block(site, page), CONTEXT)
        assert len(graph) > 1
        parts = {str(part) for line in graph for part in line}
        named |= {part for part in parts if part.startswith(site.url)}

    assert len(named) > len(published(site))
    assert [address for address in sorted(named) if not is_there(address, site)] == []


def is_there(address: str, site: Site) -> bool:
    page, _, anchor = address.removeprefix(site.url).partition("#")
    file = site.file(page)
    return file.is_file() and (not anchor or anchor in anchors(file))


@cache
def anchors(file: Path) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', file.read_text("utf-8")))


def test_a_page_tells_machines_where_it_is(site: Site) -> None:
    for page in published(site):
        (canonical,) = re.findall(
            r'<link rel="canonical" href="([^"]+)">', site.file(page).read_text("utf-8")
        )
        assert json.loads(block(site, page))["@graph"][0]["@id"] == canonical


def test_no_page_rates_a_claim(site: Site) -> None:
    assert [page for page in published(site) if "ClaimReview" in block(site, page)] == []


def test_schema_org_knows_every_word_and_refuses_what_it_does_not_know(
    site: Site, tmp_path: Path
) -> None:
    """The types that schema.org publishes are read by TypeScript, which minds each property."""
    (tmp_path / "node_modules").symlink_to(NODE_MODULES)
    shapes = {str(shape(node)): node for node in whole(site)}
    assert len(shapes) > len({node["@type"] for node in whole(site)})
    (tmp_path / "whole.ts").write_text(typed("whole", [*shapes.values()]), "utf-8")
    for number, node in enumerate(MISTAKES.values()):
        (tmp_path / f"mistake{number}.ts").write_text(typed("mistake", [node]), "utf-8")

    files = sorted(path.name for path in tmp_path.glob("*.ts"))
    done = subprocess.run([*TSC, *files], cwd=tmp_path, check=False, capture_output=True, text=True)

    refused = {line.partition("(")[0] for line in done.stdout.splitlines() if ": error " in line}
    assert refused == {name for name in files if name != "whole.ts"}, done.stdout[:2000]


def shape(value: object) -> object:
    """What types mind of a node: its keys, its type and those of all within, and no words."""
    if isinstance(value, dict):
        return [(key, one if key == "@type" else shape(one)) for key, one in value.items()]
    if isinstance(value, list):
        return sorted({str(shape(one)) for one in value})
    return type(value).__name__


def typed(name: str, nodes: list[dict[str, Any]]) -> str:
    graph = {"@context": "https://schema.org", "@graph": nodes}
    said = json.dumps(graph, ensure_ascii=False)
    return f'import type {{ Graph }} from "schema-dts";\nexport const {name}: Graph = {said};\n'
