"""The largest page is named, and so is every page that is too large."""

from pathlib import Path

import pytest

from tests.bench.pages import largest, richest
from tests.gates.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    sizes = {"": 10, "claims": 400, "actors": 20, "actors/a": 310, "actors/b": 100}
    for page, size in sizes.items():
        (tmp_path / page).mkdir(parents=True, exist_ok=True)
        (tmp_path / page / "index.html").write_bytes(b"x" * size * 1000)
    return Site("http://127.0.0.1/", tmp_path)


def test_the_largest_page_is_named_with_all_that_are_over(site: Site) -> None:
    figure = largest("", site.folder)

    assert (figure.value, figure.verdict) == (400, "missed")
    assert figure.notes == (
        "400 KB  claims/index.html",
        "310 KB  actors/a/index.html",
        "2 pages of 5 are over the limit",
    )


def test_the_richest_of_each_folder_is_viewed(site: Site) -> None:
    assert sorted(richest(site)) == ["", "actors/", "actors/a/", "claims/"]
