"""The same checkout gives the same site, whoever builds it, where and when."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gates.clones import Clone, files_below
from tests.gates.site import Site

pytestmark = pytest.mark.site


def test_two_clones_build_identical_sites(clones: tuple[Clone, Clone]) -> None:
    one, two = (files_below(clone.site) for clone in clones)

    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_nothing_in_the_site_tells_where_it_was_built(clones: tuple[Clone, Clone]) -> None:
    path = str(clones[0].root).encode()

    assert [name for name, content in files_below(clones[0].site).items() if path in content] == []


def test_a_second_build_writes_nothing_into_docs(site: Site, clones: tuple[Clone, Clone]) -> None:
    docs = clones[1].root / "docs"
    before = _times(docs)

    command = [
        sys.executable,
        "scripts/build.py",
        "build",
        "--site-dir",
        str(docs.parent / "again"),
    ]
    # Pages print their whole addresses: a build for another address is another site.
    surroundings = os.environ | {"SITE_URL": site.url}
    subprocess.run(command, cwd=docs.parent, env=surroundings, check=True, capture_output=True)

    assert _times(docs) == before


def _times(docs: Path) -> dict[Path, int]:
    """When each file was written, but for what a build notes of itself."""
    return {
        path: path.stat().st_mtime_ns
        for path in docs.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
