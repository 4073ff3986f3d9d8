"""What the comparison with another builder of sites sees, and what it leaves out."""

from pathlib import Path

import pytest

from tests.same_words import differences

PAGE = (
    "<nav>menu</nav><article>"
    '<h1 id="peace">Peace<a>¶</a></h1><nav>on it</nav> <p>Now.</p></article>'
)


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(PAGE, "utf-8")
    return tmp_path / "one", tmp_path / "two"


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("", "", []),
        ("<nav>menu", "<nav>another menu", []),
        ("on it", "on this page", []),
        ("</h1> <p>", "</h1>\n\n<p>", []),
        ("Now.", "Soon.", ["index.html: other words"]),
        (' id="peace"', "", ["index.html: no peace"]),
    ],
)
def test_words_and_anchors_are_compared_and_nothing_around_them(
    sites: tuple[Path, Path], was: str, now: str, told: list[str]
) -> None:
    (sites[1] / "index.html").write_text(PAGE.replace(was, now), "utf-8")

    assert list(differences(*sites)) == told


def test_a_page_of_one_site_only_is_named(sites: tuple[Path, Path]) -> None:
    (sites[1] / "index.html").unlink()

    assert list(differences(*sites)) == [f"index.html: only in {sites[0]}"]
