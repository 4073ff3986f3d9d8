"""What events and claims are filtered by: the values they have, and every choice with its count."""

from collections.abc import Mapping

from kb.dossier import Dossier
from kb.render.facets import (
    Choice,
    choices_of_claims,
    choices_of_events,
    pairs,
    values_of_claim,
    values_of_event,
)


def counts(choices: Mapping[str, tuple[Choice, ...]], facet: str) -> dict[str, int]:
    return {choice.value: choice.count for choice in choices[facet]}


def test_an_event_is_found_by_who_takes_part_where_and_in_what(golden: Dossier) -> None:
    opening = next(event for event in golden.events if event.id == "opening")

    found = values_of_event(opening)

    assert found["actor"] == ("quill", "quill-the-elder")
    assert found["place"] == ("harrow-bridge", "town-hall")
    assert found["topic"] == ("toll",)


def test_status_and_kind_of_an_event_stand_in_pairs_as_its_claims_have_them(
    golden: Dossier,
) -> None:
    closure = next(event for event in golden.events if event.id == "closure")

    found = pairs(closure.claims.values())

    assert ("disputed", "happened") in found
    assert ("single-source", "planned") in found
    assert ("disputed", "planned") not in found
    assert len(set(found)) == len(found)


def test_a_claim_is_found_by_who_says_it_who_is_quoted_and_who_is_named(golden: Dossier) -> None:
    claims = {claim.ref: claim for claim in golden.claims}

    assert values_of_claim(claims["opening/never-a-toll"])["actor"] == ("quill",)
    assert "spokesman" in values_of_claim(claims["closure/carts-turned-back"])["actor"]
    assert set(values_of_claim(claims["closure/telling"])["actor"]) == {"gazette", "quill"}


def test_a_claim_is_found_by_its_own_topics_and_those_of_its_event(golden: Dossier) -> None:
    claims = {claim.ref: claim for claim in golden.claims}

    assert values_of_claim(claims["opening/never-a-toll"])["topic"] == ("toll",)
    assert values_of_claim(claims["closure/planned"])["topic"] == ("toll", "works")


def test_a_claim_is_found_in_every_month_in_which_its_event_may_fall(golden: Dossier) -> None:
    claims = {claim.ref: claim for claim in golden.claims}

    assert values_of_claim(claims["second-closure/again"])["month"] == (
        "1999-06",
        "1999-07",
        "1999-08",
        "1999-09",
    )


def test_each_choice_counts_the_rows_that_have_it_once(golden: Dossier) -> None:
    events, claims = (
        choices_of_events(golden.events, golden),
        choices_of_claims(golden.claims, golden),
    )

    assert counts(events, "actor") == {"quill": 2, "quill-the-elder": 1, "bridge-office": 3}
    assert counts(events, "status")["disputed"] == 2
    assert counts(claims, "status") == golden.tally
    assert sum(counts(claims, "kind").values()) == len(golden.claims)


def test_two_of_one_name_can_be_told_apart(golden: Dossier) -> None:
    actors = {
        choice.value: choice.has_namesake
        for choice in choices_of_events(golden.events, golden)["actor"]
    }

    assert actors == {"quill": True, "quill-the-elder": True, "bridge-office": False}
