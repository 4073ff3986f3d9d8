"""The reading guide: each sentence as the source has it, each phrase beside its claim, and back."""

import re
from pathlib import Path

import pytest

from kb.dossier import Dossier
from kb.render.guide import Guide, guides_of, sentences_by_claim
from kb.render.pages import render_pages
from tests.test_golden import seen


@pytest.fixture
def guide(golden: Dossier) -> Guide:
    (found,) = guides_of(golden)
    return found


@pytest.fixture(scope="module")
def pages(golden: Dossier) -> dict[str, str]:
    return {file.path: file.text for file in render_pages(golden)}


def test_the_marked_words_of_a_sentence_are_the_sentence(guide: Guide) -> None:
    for judgement in guide.sentences:
        joined = "".join("\n".join(stretch.lines) for stretch in judgement.stretches)

        assert joined == judgement.sentence.text


def test_sentences_stand_in_the_order_of_the_text(guide: Guide) -> None:
    assert [sentence.number for sentence in guide.sentences] == [1, 2, 3, 4, 5, 6]
    assert [sentence.anchor for sentence in guide.sentences] == [
        f"gazette-1999-s{number}" for number in range(1, 7)
    ]


def test_phrases_that_overlap_share_a_stretch_and_end_apart(guide: Guide) -> None:
    stretches = guide.sentences[1].stretches

    assert [stretch.numbers for stretch in stretches] == [(1,), (1, 2), (2,), ()]
    assert [stretch.ends for stretch in stretches] == [(), (1,), (2,), ()]
    assert stretches[1].status is None


def test_a_claim_leads_back_to_its_sentences(golden: Dossier, pages: dict[str, str]) -> None:
    claim = next(claim for claim in golden.claims if claim.id == "telling")

    assert [s.anchor for s in sentences_by_claim(guides_of(golden))[claim]] == ["gazette-1999-s6"]
    assert "guide/#gazette-1999-s6" in pages["events/closure.md"]


def test_the_article_is_quoted_as_it_stands(guide: Guide, pages: dict[str, str]) -> None:
    page = re.sub(r"<sup>.*?</sup>", "", pages["guide.md"])

    for judgement in guide.sentences:
        words = " ".join(judgement.sentence.text.split())
        quote = next(
            part
            for part in re.findall(r"<blockquote.*?</blockquote>", page, re.DOTALL)
            if seen(f"\n---\n{part}").replace(" ", "") == words.replace(" ", "")
        )
        assert quote


def test_every_claim_is_introduced_and_closes_with_its_status(
    guide: Guide, pages: dict[str, str]
) -> None:
    body = seen(pages["guide.md"])

    for claim in guide.claims:
        words = " ".join("".join(getattr(span, "text", "") for span in claim.text).split())
        after = body[body.rindex(words) + len(words) :]
        assert after.lstrip().startswith(claim.standing.mark)


def test_a_sentence_without_a_claim_says_why(pages: dict[str, str]) -> None:
    why = "It calls the event without precedent, which no claim here takes up."

    assert why in seen(pages["guide.md"])
    assert why in seen(pages["coverage.md"])


def test_coverage_is_told_for_each_sentence(pages: dict[str, str]) -> None:
    covered = seen(pages["coverage.md"])

    assert "S6 100 % 25 of 25 letters" in covered
    assert "S5 0 %" in covered


def test_a_dossier_without_a_guide_says_so(golden: Dossier, tmp_path: Path) -> None:
    golden_sources = [source for source in golden.sources if source.guide]
    kept = golden_sources[0].guide
    golden_sources[0].guide = ()
    try:
        found = {file.path: file.text for file in render_pages(golden, pages=tmp_path)}
    finally:
        golden_sources[0].guide = kept

    assert "has a reading guide yet" in found["guide.md"]
    assert "reading guide" not in found["index.md"]


def test_reading_takes_whole_minutes(guide: Guide, pages: dict[str, str]) -> None:
    minutes = guide.minutes

    assert minutes == 2
    assert "The Harrow Gazette, 20 May 1999 · two minutes" in seen(pages["guide.md"])
