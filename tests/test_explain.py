"""`./run check --explain`: the terminal gives the same counts and reasons as the pages."""

from pathlib import Path
from typing import get_args

import pytest

from build import main
from kb.connect.status import Reason
from kb.dossier import Dossier
from kb.edit.explain import REASONS, claims_of, explained, verdict

GOLDEN = Path(__file__).parent / "golden"
TEMPLATE = Path(__file__).parent.parent / "scripts/kb/render/templates/_claim.md.jinja"


def test_every_reason_has_words_and_the_site_has_the_same() -> None:
    site = TEMPLATE.read_text("utf-8").casefold()

    assert set(REASONS) == set(get_args(Reason))
    for reason, words in REASONS.items():
        assert f'"{reason}": "{words}.' in site


def test_both_sides_are_told_with_who_repeats_whom(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--dossier", str(GOLDEN), "--explain", "closure/closed"]) == 0

    names_nobody = "says neither who told it nor what it read"
    again = "not counted again: it may have an origin that is counted already"
    assert capsys.readouterr().out.splitlines()[1:] == [
        "  The bridge was closed to carts.",
        "  single-source: 1 for (reports that name nobody), 0 against",
        "  The rule: only reports that name nobody support it; together they are one origin.",
        "  for:",
        "    reports that name nobody",
        f"      The Harrow Gazette [gazette-1999]: {names_nobody}",
        f"    not known or reports that name nobody · {again}",
        f"      Evening Post [evening-post]: repeats not known [lost-letter], {names_nobody}",
    ]


def test_rivals_and_what_is_not_counted_are_told(golden: Dossier) -> None:
    notice = explained(claims_of(golden, "notice"))
    closure = explained(claims_of(golden, "closure"))

    assert "answers to “When was the notice posted?”, of which one alone can be true" in notice
    assert "    notice/posted-late is disputed: " in notice
    assert "  not counted: Der Kurier [courier] is silent on it" in closure
    assert "  not counted: Bridge Office [office-notice] qualifies the claim" in closure
    assert "    Tom Vane, speaking for Ada Quill" in closure


def test_every_claim_of_the_dossier_is_told_with_its_counts(dossier: Dossier) -> None:
    for claim in dossier.claims:
        told = explained([claim])
        standing = claim.standing
        assert verdict(standing) in told
        if standing.mark != "opinion":
            assert f": {standing.supporting} for" in verdict(standing)
            assert f", {standing.disputing} against" in verdict(standing)
        for piece in claim.evidence:
            assert f"[{piece.source.id}]" in told


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("closur", "did you mean 'closure'?"),
        ("closure/closd", "did you mean 'closure/closed'?"),
        ("unfinished", ""),
    ],
)
def test_what_is_not_published_has_no_status(
    capsys: pytest.CaptureFixture[str], asked: str, hint: str
) -> None:
    assert main(["check", "--dossier", str(GOLDEN), "--explain", asked]) == 1

    said = capsys.readouterr().err
    assert f"no event or claim '{asked}' is published" in said
    assert hint in said
