"""Who says it: only who was heard, and always somebody whom a reader can look up."""

from pathlib import Path

import pytest

from kb.dossier import Actor, Claim, Dossier, Source
from kb.public.voices import voices
from kb.site import read_dossier

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def real() -> Dossier:
    return read_dossier(ROOT)


def named(claim: Claim) -> list[str]:
    return [
        "nobody" if who is None else who.name if isinstance(who, Actor) else who.publisher
        for who in voices(claim)
    ]


def claim_of(dossier: Dossier, ref: str) -> Claim:
    return next(claim for claim in dossier.claims if claim.ref == ref)


def test_who_says_something_is_named(golden: Dossier) -> None:
    assert named(claim_of(golden, "opening/never-a-toll")) == ["Ada Quill"]


def test_an_outlet_that_names_nobody_is_named_itself(golden: Dossier) -> None:
    assert named(claim_of(golden, "closure/closed"))[0] == "The Harrow Gazette"


def test_where_a_word_comes_from_one_of_several_only_its_outlet_is_named(golden: Dossier) -> None:
    assert named(claim_of(golden, "closure/closed"))[1] == "Evening Post"


def test_a_president_is_not_said_to_say_what_his_spokesman_said(real: Dossier) -> None:
    for claim in real.claims:
        heard = {piece.speaker for piece in claim.evidence} | {
            source.speaker for piece in claim.evidence for source in (piece.source,)
        }
        roots = {root for piece in claim.evidence for root in piece.roots}
        for who in voices(claim):
            if isinstance(who, Actor) and who not in claim.by:
                assert who in heard or who in roots - {a.speaks_for for a in heard if a}


def test_every_claim_has_a_voice(real: Dossier) -> None:
    for claim in real.claims:
        assert any(isinstance(who, Actor | Source) for who in voices(claim)), claim.ref
