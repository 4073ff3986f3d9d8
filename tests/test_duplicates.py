"""What looks like one event told twice, and what does not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kb.check import check, duplicates
from kb.read.load import load_manuscript

DOSSIER = """\
dossier: {title: T, lede: L, focus: 2022, contact: C}
actors:
  tokayev: {name: Tokayev, kind: person}
  putin: {name: Putin, kind: person}
places:
  moscow: {name: Moscow}
  astana: {name: Astana}
events:
"""
EVENT = """\
  {event}:
    title: "{title}"
    when: {when}
    {about}
    claims:
      it: {{text: So it was., kind: happened, evidence: [{{source: gazette, reports: It.}}]}}
"""
GAZETTE = "gazette: {publisher: G, language: en, kind: newspaper, read: full}\n"
BOTH = "actors: {tokayev: one, putin: other}"
TWICE = [
    ("Tokayev meets Putin in Moscow", "Putin and Tokayev meet in Moscow"),
    ("Kazakhstan halts exports of coal to Russia", "Coal exports to Russia are halted"),
    ("Russia suspends loading at the terminal", "Loading at the terminal is suspended"),
    ("Tokayev speaks in St Petersburg", "Tokaev speaks at St. Petersburg"),
    ("Zelensky addresses the summit", "Zelenskyy speaks to the summit"),
    ("Zelensky greets ministers", "Zelenskyy greeted the minister"),
    ("A warehouse burns down", "The warehouse burns"),
    ("The ministers of two states meet", "Ministers of the two states hold a meeting"),
    ("Newsline reports: Tokayev signs the decree", "Tokayev signs the decree"),
    (
        "A court orders the pipeline stopped for 30 days",
        "Court orders pipeline to stop for 30 days",
    ),
    ("Sailors clear three mines from the bay", "Three mines are cleared from the bay"),
]
TWO = [
    ("Tokayev speaks in St Petersburg", "Tokayev gives an interview to a broadcaster"),
    ("Kazakhstan votes on the resolution", "Kazakhstan thanks the envoy of Turkey"),
    ("Putin’s speech at the forum begins late", "Putin garbles Tokayev’s name at the forum"),
]


Told = tuple[str, str, str]
"""The title of an event, its date, and its actors or places."""


def looks_double(folder: Path, *events: Told) -> list[str]:
    (folder / "sources").mkdir()
    (folder / "sources" / "references.yaml").write_text(GAZETTE, "utf-8")
    written = [
        EVENT.format(event=f"event-{n}", title=title, when=when, about=about or "topics: []")
        for n, (title, when, about) in enumerate(events)
    ]
    text = DOSSIER + "".join(written).replace("    topics: []\n", "")
    (folder / "timeline.yaml").write_text(text, "utf-8")
    manuscript, problems = load_manuscript(folder)
    assert manuscript is not None
    assert problems == []
    return [problem.message for problem in check(manuscript, [duplicates.same_event])]


@pytest.mark.parametrize(("one", "other"), TWICE)
def test_one_happening_told_in_other_words_is_found(one: str, other: str, tmp_path: Path) -> None:
    assert len(looks_double(tmp_path, (one, "2022", BOTH), (other, "2022", BOTH))) == 1


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_happenings_of_one_day_are_left_alone(one: str, other: str, tmp_path: Path) -> None:
    assert looks_double(tmp_path, (one, "2022", BOTH), (other, "2022", BOTH)) == []


@pytest.mark.parametrize(
    ("about", "other", "found"),
    [
        (BOTH, "actors: {putin: host}", 1),
        ("actors: {tokayev: guest}", "actors: {putin: host}", 0),
        ("place: [moscow, astana]", "place: astana", 1),
        ("place: moscow", "place: astana", 0),
        ("", "", 1),
        ("", "place: astana", 0),
        ("place: astana", "actors: {putin: host}\n    place: astana", 0),
    ],
)
def test_the_two_have_an_actor_in_common_or_else_a_place(
    about: str, other: str, found: int, tmp_path: Path
) -> None:
    events = [("A meeting is held", "2022-06-17", around) for around in (about, other)]
    assert len(looks_double(tmp_path, *events)) == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("2022-06", "2022-06", 1),
        ("2022-06~", "2022-06", 1),
        ("{between: [2022-06-01, 2022-06-30]}", "2022-06", 1),
        ("{after: event-0, by: 1 day}", "2022-06-17", 1),
        ("2022-06", "2022-06-17", 0),
        ("2022-06-17", "2022-06-17/2022-06-18", 0),
        ("2022-06-16/2022-06-18", "2022-06-17/2022-06-18", 0),
        ("2022-06-17", "2022-06-18", 0),
    ],
)
def test_the_two_dates_have_the_same_bounds(
    one: str, other: str, found: int, tmp_path: Path
) -> None:
    first = ("Something else altogether", "2022-06-16", BOTH)
    events = [first, ("A meeting is held", one, BOTH), ("The meeting is held", other, BOTH)]
    assert len(looks_double(tmp_path, *events)) == found


def test_three_alike_are_three_pairs(tmp_path: Path) -> None:
    events = [("A meeting is held", "2022", BOTH)] * 3
    assert len(looks_double(tmp_path, *events)) == 3


@pytest.mark.parametrize("told_apart", [0, 1])
def test_either_of_two_may_say_why_they_are_two(told_apart: int, tmp_path: Path) -> None:
    why = f"{BOTH}\n    distinct_from: {{event-{1 - told_apart}: The other was in the evening.}}"
    events = [("A meeting is held", "2022", BOTH)] * 2
    events[told_apart] = ("A meeting is held", "2022", why)
    assert looks_double(tmp_path, *events) == []


def test_a_busy_day_is_far_from_every_pair_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []

    def none_near(_: str, others: Mapping[int, str]) -> list[int]:
        compared.extend(others)
        return []

    monkeypatch.setattr(duplicates, "_near", none_near)
    many = 1_000
    events = [
        (f"S{n % 91} tells w{n % 83} of v{n % 79} by u{n % 71} and t{n % 67}", "2022", BOTH)
        for n in range(many)
    ]

    looks_double(tmp_path, *events)

    assert 0 < len(compared) < many * many / 2 / 10
