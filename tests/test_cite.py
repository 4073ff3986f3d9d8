"""How to cite: no author, no date finer than the data, and forms that programs read back."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.dates.when import When, parse_when
from kb.dossier import Dossier
from kb.public import cite
from kb.public.attribution import page_title
from kb.public.cite import Citation, bibtex, csl
from kb.public.dates import year_first
from kb.site import read_dossier

ROOT = Path(__file__).parent.parent
SITE = "https://dossier.example/"
NOT_FOR_PROGRAMS = ["2022-06~", "2022-06-17?", "2022-06-15/2022-06-25", "2022-06-15/.."]


def citation(when: str = "", title: str = "A title") -> Citation:
    return Citation("key", title, "The dossier", dated(when), "https://dossier.example/x/")


def dated(when: str) -> When | None:
    found = parse_when(when) if when else None
    assert found is None or isinstance(found, When)
    return found


def csl_entry(one: Citation) -> dict[str, object]:
    (entry,) = json.loads(csl(one))
    assert isinstance(entry, dict)
    return entry


@pytest.mark.parametrize(
    ("when", "parts"),
    [
        ("2022", [2022]),
        ("2022-06", [2022, 6]),
        ("2022-06-XX", [2022, 6]),
        ("2022-06-17", [2022, 6, 17]),
        ("2022-06-17T15:00+03:00", [2022, 6, 17]),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(when: str, parts: list[int]) -> None:
    written = bibtex(citation(when))

    assert csl_entry(citation(when))["issued"] == {"date-parts": [parts]}
    fields = [name for name in ("year", "month", "day") if f"\n  {name} = " in written]
    assert fields == ["year", "month", "day"][: len(parts)]


@pytest.mark.parametrize("when", NOT_FOR_PROGRAMS)
def test_a_date_in_doubt_is_given_in_words(when: str) -> None:
    issued = csl_entry(citation(when))["issued"]

    assert isinstance(issued, dict)
    assert list(issued) == ["literal"]
    assert "year = " not in bibtex(citation(when))
    assert "note = {" in bibtex(citation(when))


def test_no_date_is_made_up() -> None:
    assert "issued" not in csl_entry(citation())
    assert "year" not in bibtex(citation())
    assert "accessed" not in csl(citation("2022"))
    assert "author" not in csl(citation("2022")) + bibtex(citation("2022"))


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2022", "2022"),
        ("2022-06", "2022, June"),
        ("2022-06-17", "2022, June 17"),
        ("2022-06-15/2022-06-25", "15 to 25 June 2022"),
        ("2022-06~", "about June 2022"),
    ],
)
def test_lists_of_references_have_the_year_first(when: str, words: str) -> None:
    found = dated(when)

    assert found
    assert year_first(found) == words


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_title_leaves_bibtex_whole(title: str) -> None:
    written = bibtex(citation("2022", title=title))

    assert [*entries(written)] == ["key"]


def test_signs_of_tex_are_escaped() -> None:
    written = bibtex(citation(title=r"50% of R&D_{x} cost $5 #1 ~ ^ \x"))

    assert (
        r"{{50\% of R\&D\_\textbraceleft{}x\textbraceright{} cost \$5 \#1"
        r" \textasciitilde{} \textasciicircum{} \textbackslash{}x}}"
    ) in written


def test_an_address_in_bibtex_holds_no_brace() -> None:
    one = Citation("key", "", "Publisher", None, "https://paper.example/{a}\\b")

    assert "url = {https://paper.example/%7Ba%7D%5Cb}" in bibtex(one)


@pytest.mark.parametrize("name", ["golden", "real"])
def test_every_citation_is_read_back_and_has_a_key_of_its_own(golden: Dossier, name: str) -> None:
    dossier = golden if name == "golden" else read_dossier(ROOT)
    all_of_them = [*every_citation(dossier)]

    keys = [*entries("\n".join(map(bibtex, all_of_them)))]

    assert keys == [one.key for one in all_of_them]
    assert len(set(keys)) == len(keys)
    for one in all_of_them:
        entry = csl_entry(one)
        assert (entry["id"], entry["type"]) == (one.key, "webpage")
        assert entry.get("URL", "") == one.url


def test_a_passage_is_cited_at_its_publisher_and_as_it_is_kept(golden: Dossier) -> None:
    source = next(source for source in golden.sources if source.kept)

    cited = cite.of_passages(source, SITE)

    assert [piece.mark for piece, _ in cited] == list(range(1, len(cited) + 1))
    for piece, one in cited:
        assert piece.passage is not None
        assert one.url.startswith(f"{source.url}#:~:text=")
        assert one.kept == f"{SITE}sources/{source.id}/#{piece.passage.anchor}"
        assert (one.title, one.container) == (source.title, source.publisher)


def every_citation(dossier: Dossier) -> Iterator[Citation]:
    for page in ("index.md", "guide.md", "claims.md"):
        yield cite.of_page(page, page, dossier, SITE)
    for event in dossier.events:
        yield cite.of_page(f"events/{event.id}.md", page_title(event), dossier, SITE)
    for source in dossier.sources:
        yield cite.of_page(f"sources/{source.id}.md", source.title, dossier, SITE)
        yield cite.of_original(source)
        if source.kept:
            yield from (one for _, one in cite.of_passages(source, SITE))


def entries(text: str) -> Iterator[str]:
    """The key of each entry of a BibTeX file, read by its braces alone, as BibTeX reads it."""
    depth = 0
    for line in re.findall(r"@misc\{[^,{}\s]+,|[{}]", text):
        if line.startswith("@"):
            assert depth == 0, f"{line} stands within another entry"
            yield line.removeprefix("@misc{").rstrip(",")
        depth += line.count("{") - line.count("}")
        assert depth >= 0
    assert depth == 0
