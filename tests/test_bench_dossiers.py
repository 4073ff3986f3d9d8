"""The invented dossiers that are measured: sound, and the same each time."""

from pathlib import Path

import pytest

from kb.dossier import Dossier
from kb.site import read_dossier
from tests.bench.dossiers import references_text, timeline_text, write_dossier
from tests.bench.size import Size
from tests.bench.sources import kept_text


def invented(events: int, folder: Path) -> Dossier:
    write_dossier(events, folder)
    return read_dossier(folder)


@pytest.mark.parametrize("events", [1, 2, 3, 7, 400])
def test_an_invented_dossier_has_no_problem(events: int, tmp_path: Path) -> None:
    assert len(invented(events, tmp_path).events) == events


def test_the_same_size_gives_the_same_bytes() -> None:
    for text in (timeline_text, references_text, kept_text):
        assert text(Size(60)) == text(Size(60))


def test_it_has_what_weighs_in_a_real_one(tmp_path: Path) -> None:
    dossier = invented(400, tmp_path)

    claims = [claim for event in dossier.events for claim in event.claims.values()]
    marks = {claim.standing.mark for claim in claims}
    assert marks == {"corroborated", "single-source", "disputed"}
    assert {len(event.parts) for event in dossier.events} == {4}
    assert len({event.title for event in dossier.events}) == 400
    assert sum(event.when.earliest != event.when.latest for event in dossier.events) == 20
    assert sum(bool(event.questions) for event in dossier.events) == 50
    assert sum(bool(piece.quote) for claim in claims for piece in claim.evidence) == 40
    assert len({actor.names["ru"] for actor in dossier.actors}) == len(dossier.actors)
