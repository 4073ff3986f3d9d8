"""The same checkout gives the same site, whoever builds it, where and when."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.gates.clones import HERE, THERE, Clone, files_below
from tests.gates.site import Site

pytestmark = pytest.mark.site


def test_two_clones_build_identical_sites(clones: tuple[Clone, Clone]) -> None:
    one, two = (files_below(clone.site) for clone in clones)

    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


TELL = "import datetime as d, time; print(time.time(), d.datetime.now(d.UTC).timestamp())"
YEARS = 9 * 365 * 86400
ASK = "import sys, urllib.request; urllib.request.urlopen(sys.argv[1])"


def test_the_second_clone_is_built_on_another_day() -> None:
    here, there = (
        place.run([sys.executable, "-c", TELL], capture_output=True, text=True).stdout.split()
        for place in (HERE, THERE)
    )

    assert all(float(then) - float(now) > YEARS for then, now in zip(there, here, strict=True))


@pytest.mark.parametrize(
    "asking", [(sys.executable, "-c", ASK), ("curl", "--silent")], ids=["Python", "any program"]
)
def test_the_second_clone_is_built_without_a_network(asking: Sequence[str], site: Site) -> None:
    if asking[0] == "curl" and not THERE.behind:
        pytest.skip("this machine allows no network namespace: only what Python does is refused")
    here, there = (
        place.run([*asking, site.url], capture_output=True, text=True).returncode
        for place in (HERE, THERE)
    )

    assert here == 0
    assert there != 0


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
