"""The connected dossier: links run both ways, order is by time, drafts stay out."""

from pathlib import Path

import pytest

from kb.connect.connect import connect
from kb.dossier import Actor, ClaimMark, CrossLink, Dossier, Event, Prose, Source, Text
from kb.prose import references
from kb.read.load import load_manuscript

HEAD = """\
dossier: {title: T, lede: L., focus: 2022-06, contact: C.}
actors: {a: {name: Ann, kind: person}, b: {name: Bob, kind: person}}
events:
"""
EVENT = """\
  %s:
    title: %s
    when: %s
    claims:
      c: {text: It happened., kind: happened, evidence: [{source: s, reports: So.}]}
%s"""
DISPUTED = """\
      why:
        text: It was a reaction.
        kind: happened
        evidence: [{source: s, reports: Yes.}, {source: t, reports: No., stance: disputes}]
    follows: {it: {event: speech, how: reaction, claim: why}}
"""
SOURCES = """\
s: {publisher: S, language: en, kind: newspaper, read: full}
t: {publisher: T, language: en, kind: newspaper, read: full}
"""


def dossier(tmp_path: Path, *events: tuple[str, str, str], head: str = HEAD) -> Dossier:
    """A dossier of events given as id, when and further lines."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/references.yaml").write_text(SOURCES, "utf-8")
    lines = (EVENT % (name, name, when, more) for name, when, more in events)
    (tmp_path / "timeline.yaml").write_text(head + "".join(lines), "utf-8")
    manuscript, problems = load_manuscript(tmp_path)
    assert problems == []
    assert manuscript is not None
    return connect(manuscript)


def order(dossier: Dossier) -> list[str]:
    return [event.id for event in dossier.events]


def event(dossier: Dossier, name: str) -> Event:
    return next(event for event in dossier.events if event.id == name)


def actor(dossier: Dossier, name: str) -> Actor:
    return next(actor for actor in dossier.actors if actor.id == name)


def source(dossier: Dossier, name: str) -> Source:
    return next(source for source in dossier.sources if source.id == name)


def text(prose: Prose) -> str:
    return "".join(
        span.text if isinstance(span, Text) else span.words if isinstance(span, CrossLink) else ""
        for span in prose
    )


def test_events_are_oldest_first(tmp_path: Path) -> None:
    made = dossier(
        tmp_path,
        ("month", "2022-06", ""),
        ("late", "2022-06-30", ""),
        ("first-day", "2022-06-01", ""),
        ("unknown-start", "{not_after: 2022-06-10}", ""),
        ("relative", "{after: first-day, by: 2 days}", ""),
    )

    assert order(made) == ["first-day", "month", "relative", "unknown-start", "late"]


def test_times_order_a_day_only_where_both_have_one(tmp_path: Path) -> None:
    made = dossier(
        tmp_path,
        ("evening", "2022-06-17T20:00", ""),
        ("some-time", "2022-06-17", ""),
        ("morning", "2022-06-17T09:00", ""),
    )

    assert order(made) == ["some-time", "morning", "evening"]


def test_a_tie_orders_a_day_and_a_time_is_stronger(tmp_path: Path) -> None:
    after = "    follows: {it: {event: %s, how: sequel}}\n"
    made = dossier(
        tmp_path,
        ("reply", "2022-06-17", after % "speech"),
        ("speech", "2022-06-17", ""),
        ("nine", "2022-06-18T09:00", after % "ten"),
        ("ten", "2022-06-18T10:00", ""),
    )

    assert order(made) == ["speech", "reply", "nine", "ten"]


def test_a_disputed_tie_orders_nothing(tmp_path: Path) -> None:
    made = dossier(tmp_path, ("answer", "2022-06-17", DISPUTED), ("speech", "2022-06-17", ""))

    assert order(made) == ["answer", "speech"]


def test_dates_counted_from_one_another_may_be_more_than_recursion_allows(tmp_path: Path) -> None:
    many = 1_200
    counted = [(f"e{n}", f"{{before: e{n + 1}, by: 1 day}}", "") for n in range(many)]
    made = dossier(tmp_path, *counted, (f"e{many}", "2022-06-17", ""))

    assert order(made) == [f"e{n}" for n in range(many + 1)]


def test_a_relative_date_keeps_its_wording_and_its_anchor(golden: Dossier) -> None:
    closure = event(golden, "closure")

    assert closure.dated.wording == "The very next day"
    assert closure.dated.anchor is event(golden, "opening")
    assert str(closure.when.earliest) == "1999-05-18"


def test_an_event_takes_the_date_of_the_answer_that_its_question_shows(golden: Dossier) -> None:
    assert event(golden, "notice").when.edtf == "1999-05-14"


def test_a_draft_is_not_published(golden: Dossier) -> None:
    assert "unfinished" not in order(golden)
    assert all(use.claim.event.id != "unfinished" for use in source(golden, "courier").uses)


def test_what_only_a_draft_names_is_not_published(tmp_path: Path) -> None:
    drafted = "    draft: true\n    actors: {b: accused}\n"
    made = dossier(
        tmp_path,
        ("open", "2022-06-17", "    actors: {a: present}\n"),
        ("hidden", "2022-06-18", drafted),
    )

    assert [actor.id for actor in made.actors] == ["a"]
    assert [source.id for source in made.sources] == ["s"]


def test_what_only_a_draft_names_does_not_date_the_site(tmp_path: Path) -> None:
    made = dossier(
        tmp_path,
        ("open", "2022-06-17", "    actors: {a: present}\n"),
        ("hidden", "2022-06-18", "    draft: true\n    actors: {b: accused}\n"),
        head=HEAD.replace("{name: Bob,", "{name: Bob, updated: 2024-01-01,"),
    )

    assert made.as_of is None


def test_an_actor_knows_every_event_with_role_and_sentence(golden: Dossier) -> None:
    parts = [mention for mention in actor(golden, "quill").mentions if mention.kind == "part"]

    assert [(m.event.id, m.role) for m in parts] == [
        ("opening", "speaker"),
        ("closure", "subject of reports"),
    ]
    assert text(parts[0].sentence) == "Ada Quill opened the bridge on 17 May."


def test_two_actors_of_one_name_stay_apart(golden: Dossier) -> None:
    elder = actor(golden, "quill-the-elder")

    assert [(m.event.id, m.role) for m in elder.mentions] == [("opening", "guest of honour")]


def test_who_says_speaks_and_is_meant_is_linked_back(golden: Dossier) -> None:
    assert ("says", "never-a-toll") in kinds(actor(golden, "quill"))
    assert ("about", "telling") in kinds(actor(golden, "quill"))
    assert ("speaks", "posted") in kinds(actor(golden, "bridge-office"))
    opening = event(golden, "opening")
    assert [mention.claim and mention.claim.id for mention in opening.mentions] == ["in-reaction"]


def kinds(actor: Actor) -> set[tuple[str, str]]:
    return {(mention.kind, mention.claim.id) for mention in actor.mentions if mention.claim}


def test_company_is_who_appears_in_the_same_events(golden: Dossier) -> None:
    company = [(c.actor.id, len(c.events)) for c in actor(golden, "quill").company]

    assert company == [("quill-the-elder", 1), ("bridge-office", 1)]


def test_a_denial_and_what_it_denies_know_each_other(golden: Dossier) -> None:
    claims = event(golden, "opening").claims

    assert claims["vane-denies"].denies == [claims["never-a-toll"]]
    assert claims["never-a-toll"].denied_by == [claims["vane-denies"]]


def test_a_source_knows_what_it_repeats_and_who_repeats_it(golden: Dossier) -> None:
    assert source(golden, "courier-copy").mirrors is source(golden, "courier")
    assert source(golden, "courier").repeated_by == [source(golden, "courier-copy")]
    assert source(golden, "evening-post").via == (source(golden, "lost-letter"), None)


def test_one_who_speaks_for_another_counts_as_that_one(golden: Dossier) -> None:
    assert actor(golden, "quill").spoken_for_by == [actor(golden, "spokesman")]


def test_passages_are_numbered_and_overlaps_list_every_claim(golden: Dossier) -> None:
    gazette = source(golden, "gazette-1999")
    uses = [
        {piece.claim.id for piece in pieces}
        for paragraph in gazette.paragraphs
        for _, _, pieces in paragraph.segments
        if len(pieces) > 1
    ]

    assert {"closed", "in-reaction"} in uses
    marks = sorted({piece.mark for piece in gazette.uses})
    assert marks == list(range(1, len(marks) + 1))


def test_the_text_of_a_kept_source_is_whole(golden: Dossier) -> None:
    gazette = source(golden, "gazette-1999")
    assert gazette.kept is not None

    shown = "\n".join(
        "".join(text for _, text, _ in paragraph.segments) for paragraph in gazette.paragraphs
    )

    assert shown.split() == gazette.kept.body.split()


def test_summary_sentences_know_their_claims(golden: Dossier) -> None:
    summary = event(golden, "closure").summary

    assert [[c.id for c in sentence.claims] for sentence in summary] == [
        ["closed"],
        ["in-reaction"],
        ["telling"],
    ]
    assert isinstance(summary[0].prose[1], ClaimMark)
    assert text(summary[0].prose).endswith("day after.")


def test_links_in_prose_lead_to_records(golden: Dossier) -> None:
    link = golden.lede[1]

    assert isinstance(link, CrossLink)
    assert (link.words, link.target) == ("A day later", event(golden, "closure"))


def test_data_are_as_of_the_newest_update(golden: Dossier) -> None:
    assert golden.as_of is not None
    assert golden.as_of.edtf == "2024-03-02"


def test_every_record_knows_its_line(golden: Dossier) -> None:
    lines = (Path(__file__).parent / "golden/timeline.yaml").read_text("utf-8").splitlines()

    for record in (*golden.events, *golden.actors, *golden.claims):
        assert lines[record.line - 1].strip().startswith(f"{record.id}:")


@pytest.mark.parametrize("prose", ["[a] and [b](c)", "none"])
def test_references_are_the_marks_and_links(prose: str) -> None:
    assert [ref.ref for ref in references(prose)] == (["a", "c"] if "[" in prose else [])
