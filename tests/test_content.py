"""The published dossier itself: big enough, in our own plain voice, and covering its article."""

import re
from pathlib import Path

import pytest

from kb.check.voice import own_voice
from kb.dossier import Dossier
from kb.manuscript import Manuscript
from kb.passage import Kept, Passage, coverage, covered
from kb.prose import plain
from kb.read.load import load_manuscript
from tests.conftest import connected

ROOT = Path(__file__).parent.parent
ARTICLE = "kyivpost-2022-06"
_LONGEST_SUMMARY = 600
_STRAIGHT = re.compile("[\"']")


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return connected(ROOT)


@pytest.fixture(scope="module")
def manuscript() -> Manuscript:
    manuscript, problems = load_manuscript(ROOT)
    assert problems == []
    assert manuscript is not None
    return manuscript


def test_it_is_whole(dossier: Dossier) -> None:
    assert len(dossier.events) >= 60
    assert sum(len(event.claims) for event in dossier.events) >= 100
    assert len(dossier.questions) >= 8
    assert len(dossier.sources) >= 160


def test_many_actors_stand_in_events(manuscript: Manuscript) -> None:
    assert len({a for event in manuscript.timeline.events.values() for a in event.actors}) >= 45


def test_every_person_is_named_in_the_three_languages_of_the_matter(manuscript: Manuscript) -> None:
    people = {
        name: set(actor.names)
        for name, actor in manuscript.timeline.actors.items()
        if actor.kind == "person"
    }

    assert {name: known for name, known in people.items() if not known >= {"kk", "ru", "uk"}} == {}


def test_every_person_has_a_sourced_role_and_paragraph(manuscript: Manuscript) -> None:
    bare = [
        name
        for name, actor in manuscript.timeline.actors.items()
        if actor.kind == "person" and not (actor.roles and actor.summary and actor.sources)
    ]

    assert bare == []


def test_every_place_says_where_it_is_and_how_exactly(manuscript: Manuscript) -> None:
    places = manuscript.timeline.places.items()

    assert [name for name, place in places if not (place.at and place.precision)] == []


def test_events_stand_in_the_file_in_the_order_of_time(
    dossier: Dossier, manuscript: Manuscript
) -> None:
    assert [event.id for event in dossier.events] == list(manuscript.timeline.events)


def test_every_summary_is_short(manuscript: Manuscript) -> None:
    lengths = {
        name: len(plain(event.summary or "")) for name, event in manuscript.timeline.events.items()
    }

    assert {name: n for name, n in lengths.items() if not 0 < n <= _LONGEST_SUMMARY} == {}


def test_our_own_prose_has_no_straight_quotes(manuscript: Manuscript) -> None:
    straight = [own for own in own_voice(manuscript) if _STRAIGHT.search(own.text)]

    assert straight == []


def test_words_are_kept_out_of_our_own_voice(manuscript: Manuscript) -> None:
    assert len(manuscript.timeline.avoid_words) >= 7


def test_every_question_can_be_quoted_and_settled(dossier: Dossier) -> None:
    unfinished = [
        question.id
        for question in dossier.questions
        if not (question.cite and question.settle and question.because)
    ]

    assert unfinished == []


def test_every_sentence_of_the_article_is_covered(dossier: Dossier) -> None:
    guide = next(source for source in dossier.sources if source.id == ARTICLE).guide
    thin = {
        sentence.id: sentence.coverage
        for sentence in guide
        if sentence.coverage.covered < 0.9 * sentence.coverage.letters and not sentence.excused
    }

    assert len(guide) == 15
    assert thin == {}


def test_taking_away_what_nothing_else_covers_lowers_the_figure(manuscript: Manuscript) -> None:
    kept = manuscript.kept[ARTICLE]
    passages = [passage for passage in manuscript.passages.values() if passage.source == ARTICLE]
    whole = coverage(kept, covered(passages)).covered
    alone = 0
    for number, passage in enumerate(passages):
        rest = passages[:number] + passages[number + 1 :]
        is_lower = coverage(kept, covered(rest)).covered < whole
        assert is_lower == _has_letters_of_its_own(kept, passage, rest)
        alone += is_lower

    assert alone > 15


def _has_letters_of_its_own(kept: Kept, passage: Passage, rest: list[Passage]) -> bool:
    mine = {at for piece in passage.pieces for at in range(piece.start, piece.end)}
    theirs = {
        at for other in rest for piece in other.pieces for at in range(piece.start, piece.end)
    }
    return any(kept.body[at].isalpha() for at in mine - theirs)
