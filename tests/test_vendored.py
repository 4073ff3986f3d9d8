"""`scripts/vendored.toml` names every file that others made, with its licence and its hash."""

import re
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePath

import pytest

from tests.gates.clones import tracked_files
from tests.test_pins import SITE, pinned

ROOT = Path(__file__).parent.parent
LISTED: dict[str, list[dict[str, str]]] = tomllib.loads(
    (ROOT / "scripts/vendored.toml").read_text("utf-8")
)
VENDORED = LISTED["vendored"]
OURS = [one["path"] for one in LISTED["ours"]]
NOT_CODE = ("sources/", "tests/golden/", "tests/problems/")
"""Texts that are kept or invented as they are."""
NOTICE = re.compile(
    rb"[c]opyright|\xc2\xa9|@[l]icen[sc]e|[S]PDX-|[a]ll rights reserved|source[M]appingURL", re.I
)
LONG_LINE = 2000
"""No person writes one of so many bytes: it is minified, or data."""


def is_one(name: str, pattern: str) -> bool:
    return PurePath(name).match(pattern)


def looks_foreign(content: bytes) -> bool:
    """Tell whether a file is none of text, has a notice of rights, or was written by no person."""
    is_long = any(len(line) > LONG_LINE for line in content.splitlines())
    return b"\0" in content or is_long or NOTICE.search(content) is not None


def foreign() -> Iterator[str]:
    for name in tracked_files():
        path = ROOT / name
        if not name.startswith(NOT_CODE) and path.is_file() and looks_foreign(path.read_bytes()):
            yield name


def test_no_file_looks_foreign_that_is_not_listed() -> None:
    licences = {one["licence_file"] for one in VENDORED}
    listed = {*licences, *(one["path"] for one in VENDORED)}
    found = set(foreign())

    assert listed <= found
    assert {name for name in found - listed if not any(is_one(name, of) for of in OURS)} == set()
    assert [of for of in OURS if not any(is_one(name, of) for name in found)] == []


@pytest.mark.parametrize("one", VENDORED, ids=lambda one: one["path"])
def test_a_vendored_file_is_what_the_list_says(one: dict[str, str]) -> None:
    content = (ROOT / one["path"]).read_bytes()
    licence = (ROOT / one["licence_file"]).read_text("utf-8")

    assert sha256(content).hexdigest() == one["sha256"]
    assert one["purl"].endswith(f"/{one['name']}@{one['version']}")
    assert one["licence"] in licence or one["name"] in licence
    assert (one["name"], one["version"]) in known() or one["integrity"].startswith("sha512-")


def known() -> set[tuple[str, str]]:
    """Return the packages whose hashes stand in the lock."""
    return {(name, version) for name, version, _ in pinned(SITE)}


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\0", b"/*! @" + b"license MIT */", "\u00a9 2014 Somebody".encode(), b"a" * 2001],
    ids=["binary", "licence", "rights", "minified"],
)
def test_what_others_made_is_told_by_its_looks(content: bytes) -> None:
    assert looks_foreign(content)
    assert not looks_foreign("let name = “ours”;\n".encode())
