"""What is not known, as far as the data can tell of it."""

from pathlib import Path

from kb.dossier import Dossier
from kb.render.gaps import (
    EventClaims,
    empty_days,
    kept_alone,
    single_origin,
    unheard,
    unread_originals,
)
from tests.conftest import connected
from tests.test_strip import dossier


def named(groups: tuple[EventClaims, ...]) -> list[str]:
    return [claim.ref for group in groups for claim in group.claims]


def test_one_origin_matters_under_a_claim_that_leads_an_event(golden: Dossier) -> None:
    assert named(single_origin(golden)) == ["closure/closed", "second-closure/again"]


def test_a_claim_that_only_the_kept_text_supports_stands_alone(golden: Dossier) -> None:
    assert named(kept_alone(golden)) == [
        "closure/in-reaction",
        "closure/carts-turned-back",
        "closure/planned",
    ]


def test_an_unread_original_names_who_repeats_it_and_the_claims(golden: Dossier) -> None:
    (letter,) = unread_originals(golden)

    assert letter.source.id == "lost-letter"
    assert [outlet.id for outlet in letter.outlets] == ["evening-post"]
    assert [claim.ref for claim in letter.claims] == ["closure/closed"]


def test_who_speaks_or_is_spoken_for_is_heard(golden: Dossier) -> None:
    assert [actor.id for actor in unheard(golden)] == ["quill-the-elder"]


def test_days_without_an_event_fill_the_focus(tmp_path: Path) -> None:
    found = dossier(tmp_path, ("one", "2022-06-03", ""), ("two", "2022-06-04/2022-06-28", ""))

    assert [day.label for day in empty_days(found)] == ["1–2 June", "5–30 June"]


def test_an_event_of_some_day_in_the_month_fills_none(tmp_path: Path) -> None:
    found = dossier(tmp_path, ("one", "2022-06", ""), ("two", "2022-06-29", ""))

    assert [day.label for day in empty_days(found)] == ["1–28 June", "30 June"]


def test_a_focus_without_an_end_has_no_days_to_count(tmp_path: Path) -> None:
    assert empty_days(dossier(tmp_path, ("one", "2022-06-03", ""), focus="2022-06-01/..")) == ()


def test_a_circle_of_repeaters_comes_to_an_end(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/references.yaml").write_text(
        "s: {publisher: S, language: en, kind: newspaper, read: none, via: [t]}\n"
        "t: {publisher: T, language: en, kind: newspaper, read: none, via: [s]}\n",
        "utf-8",
    )
    (tmp_path / "timeline.yaml").write_text(
        "dossier: {title: T, lede: L., focus: 2022-06, contact: C.}\n"
        "events:\n  e:\n    title: E\n    when: 2022-06-01\n    claims:\n"
        "      c: {text: So., kind: happened, evidence: [{source: s, reports: So.}]}\n",
        "utf-8",
    )

    found = {original.source.id for original in unread_originals(connected(tmp_path))}

    assert found == {"s", "t"}
