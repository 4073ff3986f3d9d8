"""Loaded words: every place in which we write ourselves, and those in which others speak."""

import re
from pathlib import Path

import pytest

from kb.check import check, voice
from kb.read.load import load_manuscript
from tests.test_problems import MINIMAL

TIMELINE = """\
dossier: {title: OURS, lede: OURS, focus: 1911, contact: desk@example.org}
topics:
  fires: {name: OURS, summary: OURS, sources: [gazette], note: THEIRS}
places:
  quay: {name: OURS, unverified: OURS, names: {ru: THEIRS}, also: THEIRS}
actors:
  mayor:
    name: OURS
    kind: person
    summary: OURS
    sources: [gazette]
    interest: OURS
    unverified: {names: OURS}
    corrected: [{on: 1912, was: THEIRS, now: OURS, why: OURS}]
    roles: [{title: OURS, attested: 1911, sources: [gazette], unverified: OURS, note: THEIRS}]
events:
  fire:
    title: OURS
    when: 1911
    wording: THEIRS
    actors: {mayor: OURS}
    summary: OURS
    distinct_from: {smoke: OURS}
    claims:
      burnt:
        text: OURS
        kind: happened
        wording: THEIRS
        unverified: OURS
        evidence:
          - {source: gazette, reports: OURS, hedge: OURS}
          - {source: gazette, words: THEIRS, translation: THEIRS, note: THEIRS}
      stood: {text: It stood., kind: happened, evidence: [{source: gazette, reports: It is so.}]}
    questions:
      was-it-so: {ask: OURS, answers: [burnt, stood], because: OURS, settle: OURS, cite: OURS}
  smoke:
    title: Smoke
    when: 1912
    claims:
      seen: {text: It was., kind: happened, evidence: [{source: gazette, reports: It is so.}]}
gaps: [{text: OURS, sources: [gazette]}]
retired: {ember: {withdrawn: OURS}}
avoid_words: [blatant, warehouse]
"""
REFERENCES = """\
gazette:
  title: THEIRS
  publisher: THEIRS
  language: en
  kind: newspaper
  read: full
  interest: OURS
  unverified: {published: OURS}
"""
GUIDE = """\
S1:
  text: The old warehouse on the north quay burnt to the ground in the night.
  finding: OURS
  cite: OURS
  phrases: [{words: in the night, claim: fire/burnt, shows: OURS}]
"""
WRITTEN = {
    "timeline.yaml": TIMELINE,
    "sources/references.yaml": REFERENCES,
    "sources/harbour-log.guide.yaml": GUIDE,
}
OURS = [
    (file, found.start()) for file, text in WRITTEN.items() for found in re.finditer("OURS", text)
]


def loaded(folder: Path, at: tuple[str, int] | None) -> list[str]:
    """The places of loaded words where one text of ours, or all of theirs, is loaded."""
    (folder / "sources").mkdir()
    log = (MINIMAL / "sources" / "harbour-log.md").read_bytes()
    excused = b"excused: {S9: " + (b"Blatant" if at is None else b"No") + b" claim}\nsha256"
    (folder / "sources" / "harbour-log.md").write_bytes(log.replace(b"sha256", excused, 1))
    for file, text in WRITTEN.items():
        (folder / file).write_text(_filled(text, at[1] if at and at[0] == file else -1), "utf-8")
    manuscript, problems = load_manuscript(folder)
    assert manuscript is not None
    assert {problem.rule for problem in problems} <= {"quote"}
    return [
        f"{problem.at.file}:{problem.at.line}" for problem in check(manuscript, [voice.loaded_word])
    ]


def _filled(text: str, loaded: int) -> str:
    return re.sub(
        "OURS", lambda found: "BLATANT" if found.start() == loaded else "plain", text
    ).replace("THEIRS", "blatant")


@pytest.mark.parametrize(("file", "place"), OURS)
def test_no_text_of_ours_is_loaded(file: str, place: int, tmp_path: Path) -> None:
    line = WRITTEN[file].count("\n", 0, place) + 1
    assert loaded(tmp_path, (file, place)) == [f"{file}:{line}"]


def test_what_others_say_is_left_as_it_is_but_not_our_excuse(tmp_path: Path) -> None:
    assert loaded(tmp_path, None) == ["sources/harbour-log.md:7"]
