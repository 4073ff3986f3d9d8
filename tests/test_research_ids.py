"""Everything that research found is published, or left out with a reason; nothing is both."""

import re
from pathlib import Path

import pytest
import yaml

from kb.dossier import Dossier
from tests.conftest import connected

HERE = Path(__file__).parent
IDS = [
    tuple(line.split(" ", 1)) for line in (HERE / "research_ids.txt").read_text("utf-8").split("\n")
][:-1]
KINDS = ("source", "claim", "event", "actor", "place")
LEFT_OUT: dict[str, dict[str, str]] = yaml.safe_load((HERE / "left_out.yaml").read_text("utf-8"))
CLAIMS: dict[str, list[str]] = yaml.safe_load((HERE / "research_claims.yaml").read_text("utf-8"))
_ALIAS = re.compile(r"published as ([a-z0-9-]+)")


@pytest.fixture(scope="module")
def published() -> dict[str, set[str]]:
    dossier = connected(HERE.parent)
    return {
        "source": {record.id for record in dossier.sources},
        "event": {record.id for record in dossier.events},
        "actor": {record.id for record in dossier.actors},
        "place": {record.id for record in dossier.places},
        "topic": {record.id for record in dossier.topics},
        "claim": _claims(dossier),
    }


def _claims(dossier: Dossier) -> set[str]:
    return {claim.ref for event in dossier.events for claim in event.claims.values()}


def _is_carried(kind: str, name: str, published: dict[str, set[str]]) -> bool:
    return name in (CLAIMS if kind == "claim" else published[kind])


def test_the_list_is_whole() -> None:
    counts = {kind: sum(kind == listed for listed, _ in IDS) for kind in KINDS}

    assert counts == {"source": 237, "claim": 46, "event": 65, "actor": 69, "place": 18}
    assert len(set(IDS)) == len(IDS)


def test_every_id_is_published_or_left_out_with_a_reason(published: dict[str, set[str]]) -> None:
    lost = [
        (kind, name)
        for kind, name in IDS
        if not _is_carried(kind, name, published) and not LEFT_OUT[kind].get(name, "").strip()
    ]

    assert lost == []


def test_nothing_is_both_published_and_left_out(published: dict[str, set[str]]) -> None:
    both = [
        (kind, name)
        for kind in KINDS
        for name in LEFT_OUT[kind]
        if _is_carried(kind, name, published)
    ]

    assert both == []


def test_only_what_research_found_is_left_out() -> None:
    unknown = {(kind, name) for kind in KINDS for name in LEFT_OUT[kind]} - set(IDS)

    assert unknown == set()


def test_what_is_published_under_another_id_stands_there(published: dict[str, set[str]]) -> None:
    everything = set[str]().union(*published.values())
    reasons = [reason for kind in KINDS for reason in LEFT_OUT[kind].values()]
    aliases = {found[1] for reason in reasons if (found := _ALIAS.fullmatch(reason))}

    assert aliases - everything == set()


def test_every_claim_of_research_leads_to_a_published_one(published: dict[str, set[str]]) -> None:
    targets = {target for found in CLAIMS.values() for target in found}

    assert all(CLAIMS.values())
    assert targets - published["claim"] == set()
