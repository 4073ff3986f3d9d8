"""Text from people comes out as typed, through the site's own Markdown."""

import html
import re
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from kb.render.markdown import inside_quotes, md, yaml_text

HOSTILE = [
    "*",
    "**bold**",
    "_x_",
    "`code`",
    "<script>alert(1)</script>",
    "a | b",
    "AT&T",
    "&amp;",
    "&#42;",
    ":smile:",
    "==x==",
    "^^x^^",
    "~~x~~",
    "H~2~O",
    "\\<",
    "\\*",
    "1. x",
    "1) x",
    "2022. x",
    "# x",
    "+ x",
    "- x",
    "* x",
    "> x",
    "---",
    "===",
    "[x](y)",
    "![x](y)",
    "[x]: y",
    "[^1]",
    "https://example.org/?a=1&b=2",
    "<https://example.org>",
    "a@b.example",
    "{: .x }",
    "{ .x }",
    "*[x]: y",
    "    x",
    "x  ",
    ": x",
    "$x$",
    "!!! note",
    "??? note",
    "--8<-- x",
    "“x” ‘y’ – …",
    "(c) (tm) -- ...",
    'say "x"',
    "it's",
    "<!-- x -->",
    "Қазақстан",
    "e\u0301",
    "🙂",
    "[[x]]",
    "||",
    "\t|---|",
    "\\",
    "&",
    "<",
    "x\u00a0y",
]

EXTENSIONS = yaml.safe_load(re.sub(r"!ENV \[[^\]]*\]", "x", Path("mkdocs.yml").read_text("utf-8")))[
    "markdown_extensions"
]
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip)


@pytest.mark.parametrize("text", HOSTILE)
def test_paragraph_shows_what_was_typed(text: str) -> None:
    assert shown(md(text)) == one_line(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_heading_and_raw_html_show_what_was_typed(text: str) -> None:
    assert shown(f"# {md(text)} {{ #x }}") == one_line(text)
    assert shown(f'<p title="{md(text)}">{md(text)}</p>') == one_line(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_attribute_holds_what_was_typed(text: str) -> None:
    rendered = render(f'<p title="{md(text)}">x</p>')

    assert html.unescape(rendered.split('"')[1]).strip() == one_line(text)


@given(TEXTS)
def test_any_text_comes_out_as_typed(text: str) -> None:
    assert shown(md(text)) == one_line(text)


@given(TEXTS)
def test_front_matter_reads_back_as_typed(text: str) -> None:
    _, meta = get_data(f"---\ntitle: {yaml_text(text)}\n---\n\nx\n")

    assert meta["title"] == " ".join(text.split())


def render(text: str) -> str:
    names = [next(iter(x)) if isinstance(x, dict) else x for x in EXTENSIONS]
    configs = {key: value for x in EXTENSIONS if isinstance(x, dict) for key, value in x.items()}
    rendered: str = import_module("markdown").markdown(
        text, extensions=names, extension_configs=configs
    )
    return rendered


def shown(text: str) -> str:
    """Return what a reader sees of some Markdown, without the link to the heading."""
    rendered = re.sub(r'<a class="headerlink".*?</a>', "", render(text), flags=re.DOTALL)
    return one_line(html.unescape(re.sub(r"<[^>]*>", "", rendered)))


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_a_title_within_quotation_marks_has_single_ones_of_its_own() -> None:
    assert inside_quotes("Tokayev calls it “a coup attempt”") == "Tokayev calls it ‘a coup attempt’"


@pytest.mark.parametrize("sign", "\x00\x02\x1b\x7f\x9f\u202a\u202e\u2066\u2069\uffff")
def test_what_no_page_shows_or_what_turns_a_text_round_is_named(sign: str) -> None:
    assert html.unescape(md(f"a{sign}b")) == f"a⟨U+{ord(sign):04X}⟩b"
