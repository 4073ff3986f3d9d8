"""Finished HTML that is taken out first comes back as if Python-Markdown had read it itself."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.structure.pages import _RawHTMLPreprocessor

from faster.one_markdown import one_markdown
from faster.raw_html import RawHtml

GOLDEN = Path(__file__).parent / "golden" / "docs"
PAGES = sorted(GOLDEN.rglob("*.md"))


def converted(text: str, extra: Sequence[object] = ()) -> tuple[str, set[str]]:
    """Return HTML and the anchors that MkDocs sees in a page."""
    names = ["attr_list", "md_in_html", "tables", "toc"]
    reader = import_module("markdown").Markdown(extensions=[*names, *extra])
    anchors = _RawHTMLPreprocessor()
    anchors._register(reader)
    return reader.convert(text), anchors.present_anchor_ids


def taken_out(text: str, raw: RawHtml | None = None) -> tuple[str, set[str]]:
    raw = raw or RawHtml()
    html, anchors = converted(text, [raw])
    return html, anchors | raw.anchors


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(GOLDEN).as_posix())
def test_every_page_comes_out_the_same(page: Path) -> None:
    text = page.read_text("utf-8").split("\n---\n", 1)[1]

    assert taken_out(text) == converted(text)


_WORDS = st.sampled_from(("a", "b ", "&amp;", "&", "&#58;", "&#58", "<", ">", "*b*", "`c`", '"'))
_TAGS = st.sampled_from(
    (
        *("<p>", "</p>", "<div>", '<div id="x">', "</div>", "<ul>", "<li>", "</li>", "</ul>"),
        *("<br>", "<span>", "</span>", '<a name="y">', "</a>", "<hr>", "<use/>", "<P>"),
        *('<p markdown="1">', "<!-- c -->", "<script>", "</script>", "<pre>", "</pre>"),
        *("<svg viewBox='0'>", "</svg>", '<b title="<i>">', "</b>", "<table>", "</table>"),
        *("<details>", "</details>", "<? x ?>"),
    )
)
_BREAKS = st.sampled_from(
    ("\n", "\n\n", "\n\n\n", "\n \n", "", " ", "    ", "# ", "- ", "\n\n# T\n\n")
)


@given(st.lists(st.one_of(_WORDS, _TAGS, _BREAKS, _BREAKS), max_size=24).map("".join))
@example("<ul></ul>>")
def test_whatever_is_written_comes_out_the_same(text: str) -> None:
    assert taken_out(text) == converted(text)


_BLOCKS = st.sampled_from(
    (
        "<p>a</p>",
        '<div id="b">\n<p>c</p>\n</div>',
        "<div>\n\n<div>d</div>\n\n</div>",
        "# E",
        "f *g*",
        "<ul>\n<li>h</li>\n</ul>",
        "<details><summary>i</summary>\n<p>j</p>\n</details>",
        "- k\n- l",
        "<p>m",
        "</div>",
        "<span>n</span>",
        "<p>o</p> p",
        "    <p>q</p>",
        "| r |\n|---|\n| s |",
    )
)
_GAPS = st.sampled_from(("\n\n", "\n", "\n\n\n", " \n\n"))


@given(st.lists(st.tuples(_BLOCKS, _GAPS), max_size=10))
def test_whatever_stands_beside_a_block_comes_out_the_same(parts: list[tuple[str, str]]) -> None:
    text = "".join(block + gap for block, gap in parts)

    assert taken_out(text) == converted(text)


_PAGES = st.lists(st.tuples(st.one_of(_BLOCKS, _TAGS, _WORDS), _GAPS), max_size=6)


@given(st.lists(_PAGES.map(lambda parts: "".join(map("".join, parts))), max_size=4))
@example(["# A\n\n# A", "# A", '<p id="a">b</p>\n\n[c]: d\n', "[c]"])
def test_pages_that_one_markdown_converts_come_out_the_same(pages: list[str]) -> None:
    same = RawHtml()
    with one_markdown():
        found = [taken_out(page, same) for page in pages]

    assert found == [taken_out(page) for page in pages]


def test_what_is_taken_out_is_nearly_all_of_a_page() -> None:
    text = (GOLDEN / "events/opening.md").read_text("utf-8").split("\n---\n", 1)[1]
    reader = import_module("markdown").Markdown(extensions=["md_in_html", RawHtml()])
    lines = reader.preprocessors["normalize_whitespace"].run(text.split("\n"))

    left = "\n".join(reader.preprocessors["finished_html"].run(lines))

    assert "<" not in left
