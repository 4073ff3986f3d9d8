"""What is converted by its skeleton comes out as if MkDocs had converted all of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from faster.skeletons import Skeletons

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden" / "docs"
PAGES = sorted(GOLDEN.rglob("*.md"))
CONFIG = load_config(str(ROOT / "mkdocs.yml"), hooks=[])
_META = '---\ntitle: "T"\n---\n\n'


class _Counted(Skeletons):
    """Tells how many pages MkDocs converted."""

    def __init__(self) -> None:
        super().__init__()
        self.converted = 0

    def of(self, text: str, config: MkDocsConfig = CONFIG) -> tuple[object, ...]:
        """Return what MkDocs is told of a page that is converted by its skeleton."""
        page = page_of(text, config)
        stock = Page.render
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Page, "render", lambda *given: self._counted(stock, *given))
            self.render(page, config, Files([]))
        return told_of(page)

    def _counted(self, stock: Callable[..., None], *given: object) -> None:
        self.converted += 1
        stock(*given)


def page_of(text: str, config: MkDocsConfig) -> Page:
    file = File("page.md", str(GOLDEN), "site", use_directory_urls=True)
    file.content_string = text
    page = Page(None, file, config)
    page.read_source(config)
    return page


def told_of(page: Page) -> tuple[object, ...]:
    assert page.toc is not None
    return page.content, outline(page.toc), page.present_anchor_ids


def outline(toc: TableOfContents) -> object:
    def of(links: object) -> object:
        assert isinstance(links, list)
        return [
            (link.title, link.id, link.level, vars(link).get("active"), of(link.children))
            for link in links
        ]

    return of(toc.items)


def stock(text: str, config: MkDocsConfig = CONFIG) -> tuple[object, ...]:
    page = page_of(text, config)
    page.render(config, Files([]))
    return told_of(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(GOLDEN).as_posix())
def test_every_page_comes_out_the_same(page: Path) -> None:
    text = page.read_text("utf-8")

    assert _Counted().of(text) == stock(text)


def test_what_is_made_of_a_dossier_has_few_skeletons() -> None:
    skeletons = _Counted()
    made = [page for page in PAGES if page.parent != GOLDEN]

    for page in made:
        skeletons.of(page.read_text("utf-8"))

    assert skeletons.converted < len(made) / 4


def test_pages_that_differ_in_words_and_ids_have_one_skeleton() -> None:
    skeletons = _Counted()
    texts = [
        f"{_META}# {words} {{ #_top }}\n\n<p>{words}</p>\n\n## Why {words}? {{ #{name} .ask }}\n"
        for words, name in (("A &#38; B", "why"), ("kb0words kb1id", "kb0id"), ("“C” – 1. d", "x"))
    ]

    assert [skeletons.of(text) for text in texts] == [stock(text) for text in texts]
    assert skeletons.converted == 1


@pytest.mark.parametrize(
    "extensions",
    [["attr_list", "md_in_html", "tables", "toc", "smarty"], ["md_in_html", "tables", "toc"]],
)
def test_with_other_extensions_each_page_is_converted_whole(extensions: list[str]) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), hooks=[], markdown_extensions=extensions)
    skeletons = _Counted()
    texts = [f"{_META}# {words} {{ #_top }}\n" for words in ("It's", "That's")]

    assert [skeletons.of(text, config) for text in texts] == [stock(t, config) for t in texts]
    assert skeletons.converted == 2


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
    ("\n", "\n\n", "\n\n\n", "\n \n", "", " ", "    ", "# ", "- ", "\n\n# T { #t }\n\n")
)


@given(st.lists(st.one_of(_WORDS, _TAGS, _BREAKS, _BREAKS), max_size=24).map("".join))
@example("<ul></ul>>")
@example("<p>\n\n# T { #t }\n\n</p>")
def test_whatever_is_written_comes_out_the_same(text: str) -> None:
    assert _Counted().of(_META + text) == stock(_META + text)


_BLOCKS = st.sampled_from(
    (
        "<p>a</p>",
        '<div id="b">\n<p>c</p>\n</div>',
        "<div>\n\n<div>d</div>\n\n</div>",
        "<div>\n\n\n<p>d\n   \n</p></div>",
        "<pre>\n```\n~~~\n\ta\n</pre>",
        "<div>\n```\nx\n```\n</div>",
        "# E",
        "## E. { #e }",
        "## *E* { #e .f }",
        "### Ä &#58; 1. + x’s { #e .f .g }",
        "# E { #e } ",
        "f *g*",
        "<ul>\n<li>h</li>\n</ul>",
        "<details><summary>i</summary>\n<p>j</p>\n</details>",
        "- k\n- l",
        "<p>m",
        "</div>",
        "<span>n</span>",
        "<p>o</p> p",
        "<p>o</p>\np",
        "<p>o</p><p>p</p>",
        "    <p>q</p>",
        "| r |\n|---|\n| s |",
        '<div><br><img src="t" id="u"></div>',
    )
)
_GAPS = st.sampled_from(("\n\n", "\n\n", "\n", "\n\n\n", " \n\n"))
_PAGES = st.lists(st.tuples(_BLOCKS, _GAPS), max_size=8).map(
    lambda parts: _META + "".join(block + gap for block, gap in parts)
)


@given(st.lists(_PAGES, max_size=4))
def test_pages_of_one_process_come_out_the_same(pages: list[str]) -> None:
    skeletons = _Counted()

    assert [skeletons.of(page) for page in pages] == [stock(page) for page in pages]


_LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=9)


@given(_LETTERS, _LETTERS)
@example("0", "0 ")
@example("a", "b\u2028c")
def test_whatever_a_heading_says_comes_out_the_same(words: str, others: str) -> None:
    text = f"{_META}# {words} {{ #_top }}\n\n## {others} {{ #b }}\n"
    skeletons = _Counted()
    skeletons.of(f"{_META}# A {{ #_top }}\n\n## B {{ #b }}\n")

    assert skeletons.of(text) == stock(text)
