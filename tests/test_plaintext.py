"""A page as text: every word of it, nothing that only a screen needs, and no word of its own."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.dossier import Dossier
from kb.export.files import export_files
from kb.export.publish import publish
from kb.output import OutputFile
from kb.render.markdown import md
from kb.render.pages import render_days, render_pages
from kb.render.plaintext import as_text, rendition
from kb.render.textpages import has_text, with_texts

ASSETS = Path(__file__).parent.parent / "docs/assets"
SITE = "https://dossier.example/kb/"
TYPED = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("#*_-|[]<>`~&\n"))


def text_of(body: str) -> str:
    return as_text(OutputFile("x.md", f'---\ntitle: "x"\n---\n\n{body}'))


@pytest.fixture(scope="module")
def texts(golden: Dossier) -> dict[str, str]:
    files = with_texts((*render_pages(golden, SITE), *render_days(golden, SITE)), golden, SITE)
    return {file.path: file.text for file in files if file.path.endswith(".txt")}


@given(TYPED)
def test_what_people_typed_comes_out_as_typed(typed: str) -> None:
    words = " ".join(typed.split())

    for body in (f"<p>{md(typed)}</p>", f"## {md(typed)} {{ #anchor }}", f"<b>{md(typed)}</b>"):
        assert text_of(body).strip().removeprefix("##").strip() == words.removeprefix("##").strip()


@given(
    st.lists(
        TYPED | st.sampled_from(["<", "</", "p>", "ul>", "li>", "svg>", "\n\n", '="', "```\n"])
    )
)
def test_a_page_that_a_team_wrote_never_breaks_it(pieces: list[str]) -> None:
    text = as_text(OutputFile("method.md", "".join(pieces)))

    assert text.endswith("\n")


def test_markdown_of_a_team_keeps_its_words() -> None:
    own = (
        "# How *we* work\n\nA [rule](gaps.md) for **all**, in `a * b < c`\nand <https://x.example/>."
        "\n\n* one\n* two\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n```sh\nrun  # - <this>\n```\n"
    )

    assert as_text(OutputFile("method.md", own.replace("\n", "\r\n"))) == (
        "# How we work\n\nA rule for all, in a * b < c and <https://x.example/>.\n\n"
        "- one\n- two\n\na | b\n1 | 2\n\n    run  # - <this>\n"
    )


def test_statuses_quotations_and_numbers_are_marked() -> None:
    body = (
        '<p>It was so.<a class="n disp" href="#c">2<svg><title>no</title></svg>'
        '<span class="word">disputed</span></a> <q>Never</q> '
        '<span class="pt">our translation</span></p>'
        '<p><span class="st ok"><svg class="g"></svg>corroborated</span> '
        '<span class="count">2 for</span></p>'
    )

    assert text_of(body) == (
        "It was so.[2 disputed] “Never” (our translation)\n\n[corroborated] (2 for)\n"
    )


def test_what_only_a_screen_needs_is_left_out() -> None:
    body = (
        '<nav class="turn noprint"><a href="../a/">Previous</a></nav><button>Copy</button>'
        '<span aria-hidden="true">‹</span><form><select><option>any</option></select></form>'
        '<p>Here<a class="headerlink" href="#x">¶</a></p><div class="noprint"><div>x</div>y</div>'
    )

    assert rendition(OutputFile("x.md", body)).text == "Here\n"
    assert rendition(OutputFile("x.md", body)).links == ()


def test_an_address_stands_once_and_only_where_it_leads_out() -> None:
    body = (
        '<p><a href="../y/#z">y</a>, '
        '<a class="web" href="https&#58;//x.example/">https&#58;//x.example/</a> and'
        ' <a class="web" href="https&#58;//x.example/a">there</a></p>'
    )
    read = rendition(OutputFile("x.md", body))

    assert read.text == "y, https://x.example/ and there <https://x.example/a>\n"
    assert [link for link in read.links if ":" not in link] == ["../y/"]


def test_each_claim_stands_in_one_line_with_who_says_it_and_its_status(
    texts: dict[str, str], golden: Dossier
) -> None:
    for claim in golden.claims:
        lines = texts[f"events/{claim.event.id}.txt"].splitlines()
        at = lines.index(f"<{SITE}events/{claim.event.id}/#{claim.id}>")
        said = re.fullmatch(r"### (\d+) · (.+?): (.+) \[([a-z-]+)\] \(.+\)", lines[at - 1])
        assert said
        assert (int(said[1]), said[4]) == (claim.number, claim.standing.mark)
        assert said[2] == "Happened" or not claim.is_bare


def test_every_page_but_the_documents_of_actors_has_a_text(
    texts: dict[str, str], golden: Dossier
) -> None:
    rendered = (*render_pages(golden, SITE), *render_days(golden, SITE))
    pages = [page.path for page in rendered]

    assert len(texts) == len([page for page in pages if has_text(page)])
    assert {page for page in pages if not has_text(page)} == {
        f"print/{actor.id}.md" for actor in golden.actors if actor.mentions
    }


def test_a_text_ends_with_where_it_stands_whose_it_is_and_how_old(texts: dict[str, str]) -> None:
    for path, text in texts.items():
        foot = text.split("\n--\n")[1]
        page = "" if path == "index.txt" else f"{path.removesuffix('.txt')}/"
        assert foot.startswith(f"Permanent address: {SITE}{page}\n")
        assert "\nData as of: 2 March 2024\n" in foot
        assert "CC BY 4.0" in foot


def test_texts_lead_to_files_that_are_there(texts: dict[str, str], golden: Dossier) -> None:
    there = {f"{SITE}{path}" for path in texts} | {
        f"{SITE}{file.path}" for file in export_files(golden, publish(golden, SITE))
    }
    there |= {f"{SITE}print/{actor.id}/" for actor in golden.actors}
    there |= {f"{SITE}assets/{path.name}" for path in ASSETS.iterdir()}

    for path, text in texts.items():
        listed = re.findall(r"^<(.*)>$", text.partition("\nLeads to")[2], re.MULTILINE)
        assert {one for one in listed if "published.jsonl" not in one} <= there, path


def test_who_kept_the_address_of_an_old_text_is_told_what_became_of_it(
    texts: dict[str, str],
) -> None:
    assert "It rested on a misread date." in texts["events/first-toll.txt"]
    assert f"<{SITE}events/opening.txt>" in texts["events/bridge-opens.txt"]


def test_no_two_files_have_the_same_name(dossier: Dossier) -> None:
    files = [
        *with_texts(render_pages(dossier, SITE), dossier, SITE),
        *export_files(dossier, publish(dossier, SITE)),
    ]

    assert len({file.path for file in files}) == len(files)


UNCLOSED = (
    *(
        "<b>",
        "<ul><li>x",
        "<li>x",
        "<div>x",
        "<blockquote>x\n",
        "<table><tr><td>x",
        "<dl><dt>a<dd>b",
    ),
    *("<svg>", "<svg ", "<!--", "**a", "[", "![a](", "<", "|", "# ", "\t#", "</i>", "```a\n"),
)


@pytest.mark.long
@pytest.mark.parametrize("piece", UNCLOSED)
def test_a_page_that_closes_nothing_has_its_text_in_time(piece: str) -> None:
    """Were it slower than the page is long, this would not end."""
    for page in (piece * 100_000, "<b>" * 100_000 + piece * 100_000, f"# {piece * 100_000}x"):
        assert text_of(page).endswith("\n")


def test_lists_that_are_never_closed_are_indented_so_far_and_no_farther() -> None:
    lines = text_of("<ul><li>x" * 1000).splitlines()

    assert len(lines) == 1000
    assert lines[1:3] == ["  - x", "    - x"]
    assert {line.strip() for line in lines} == {"- x"}
    assert max(map(len, lines)) < 50


def test_a_heading_keeps_its_words_whatever_closes_it() -> None:
    headings = ("# a ##", "## a {#b .c}", "### a # {.c} ", "# a {b} c", "# {.c}", "# a#")

    assert [text_of(one) for one in headings] == [
        *("# a\n", "## a\n", "### a\n", "# a {b} c\n", "\n", "# a\n")
    ]
