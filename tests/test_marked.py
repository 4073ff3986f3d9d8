"""The text of a kept source: stretches, the notes in its margin, and where accounts differ."""

import pytest

from kb.dossier import Dossier, Source
from kb.render.marked import Numbered, Reading, claims_on, differing, readings


@pytest.fixture
def source(golden: Dossier) -> Source:
    return next(source for source in golden.sources if source.kept)


def long_reading(source: Source, *notes: int) -> Reading:
    """A paragraph whose passages have as many notes as told."""
    piece = next(piece for piece in source.uses if piece.mark)
    passages = tuple(
        Numbered(number, (piece,) * count) for number, count in enumerate(notes, start=1)
    )
    return Reading(1, (), passages, readings(source.paragraphs)[0].coverage)


def test_stretches_joined_are_the_text_as_it_was_found(source: Source) -> None:
    assert source.kept is not None
    for paragraph, reading in zip(source.kept.paragraphs, readings(source.paragraphs), strict=True):
        text = "".join(stretch.text for stretch in reading.stretches)

        assert text == source.kept.body[paragraph.start : paragraph.end]


def test_accounts_differ_where_a_claim_is_disputed_or_contradicted(source: Source) -> None:
    found = differing(readings(source.paragraphs))

    assert [claim.standing.mark for claim in claims_on(found)] == ["disputed", "contradicted"]


def test_an_opinion_beside_a_corroborated_claim_is_no_difference(source: Source) -> None:
    pieces = {piece.claim.standing.mark: piece for piece in source.uses if piece.mark}

    assert not Numbered(1, (pieces["corroborated"], pieces["opinion"])).accounts_differ
    assert Numbered(1, (pieces["corroborated"], pieces["disputed"])).accounts_differ


def test_a_status_is_printed_once_where_its_passage_closes(source: Source) -> None:
    second = readings(source.paragraphs)[1]

    assert [stretch.accounts_differ for stretch in second.stretches] == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert [stretch.parted for stretch in second.stretches if stretch.parted] == [("disputed",)]


@pytest.mark.parametrize(
    ("notes", "open_passages"),
    [((), 0), ((1,) * 5, 5), ((1,) * 6, 4), ((3, 1, 1, 1), 2), ((9, 1), 1), ((9,), 1)],
)
def test_a_long_list_of_notes_is_folded_after_four(
    source: Source, notes: tuple[int, ...], open_passages: int
) -> None:
    reading = long_reading(source, *notes)

    assert len(reading.noted) == open_passages
    assert reading.noted + reading.folded == reading.passages
