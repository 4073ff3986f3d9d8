"""What was known on a day: only what had surely been published, by the same rule as today’s."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.connect import known as connecting
from kb.connect import status
from kb.connect.known import MOST_DAYS, days_told
from kb.connect.origins import UNNAMED
from kb.dates.when import When, parse_when
from kb.dossier import Actor, Claim, Dossier, KnownClaim, Source
from kb.public.known import introduction_then, on_day, told_then, voices_then
from kb.render.pages import render_days
from tests.conftest import connected

HEAD = """\
dossier: {title: T, lede: L., focus: 2022-06, contact: C.}
actors: {ann: {name: Ann, kind: person}, bob: {name: Bob, kind: person, speaks_for: ann}}
events:
  e:
    title: Reports tell of noon
    when: 2022-06-17
    actors: {ann: present}
    questions: {q: {ask: When?, answers: [noon, night], exclusive: true}}
    claims:
"""
CLAIM = "      %s: {text: It was at %s., kind: happened, evidence: [%s]}\n"
UNDATED = "{source: undated, reports: So.}"
SOURCE = "%s: {publisher: %s, language: en, kind: newspaper, read: full%s}\n"
Given = tuple[str, str, str]
"""A source’s date as YAML or nothing, what it does to which claim, and further keys."""


def dossier(*given: Given) -> Dossier:
    """A dossier of two rival claims, each with undated support; the sources are `s0`, `s1` …"""
    with TemporaryDirectory() as folder:
        write(Path(folder), given)
        return connected(Path(folder))


def write(folder: Path, given: tuple[Given, ...]) -> None:
    evidence = {"noon": [UNDATED], "night": [UNDATED]}
    sources = SOURCE % ("undated", "Undated", "")
    for number, (published, act, more) in enumerate(given):
        stance, claim = act.split()
        keys = f", stance: {stance}{more and f', {more}'}"
        evidence[claim].append(f"{{source: s{number}, reports: So.{keys}}}")
        dated = published and f", published: {published}"
        sources += SOURCE % (f"s{number}", f"S{number}", dated)
    claims = (CLAIM % (claim, claim, ", ".join(pieces)) for claim, pieces in evidence.items())
    (folder / "sources").mkdir()
    (folder / "sources/references.yaml").write_text(sources, "utf-8")
    (folder / "timeline.yaml").write_text(HEAD + "".join(claims), "utf-8")


def claim_of(dossier: Dossier, ref: str) -> Claim:
    return next(claim for claim in dossier.claims if claim.ref == ref)


def on(dossier: Dossier, ref: str, day: str) -> KnownClaim | None:
    """How a claim stood on a day."""
    known = next(one for one in dossier.known.days if one.day.isoformat() == day)
    return next((stood for stood in known.claims if stood.claim.ref == ref), None)


def told(dossier: Dossier, ref: str, day: str) -> str:
    """The status and counts of a claim on a day; empty where nothing supported it."""
    stood = on(dossier, ref, day)
    if stood is None:
        return ""
    return f"{stood.standing.mark} {stood.standing.supporting}/{stood.standing.disputing}"


def first_day(dossier: Dossier, ref: str = "e/noon") -> str:
    """The day on which a claim was first supported, or nothing."""
    history = claim_of(dossier, ref).history
    return history[0].since.isoformat() if history else ""


# When a source counts.


@pytest.mark.parametrize(
    ("published", "counts_from"),
    [
        ("2022-06-17", "2022-06-17"),
        ("2022-06-17T23:59+06:00", "2022-06-17"),
        ("2022-06", "2022-06-30"),
        ("2022-06-XX", "2022-06-30"),
        ("{between: [2022-06-10, 2022-06-12]}", "2022-06-12"),
        ("{one_of: [2022-06-10, 2022-06-12]}", "2022-06-12"),
        ("{not_after: 2022-06-11}", "2022-06-11"),
        ("2022-05", "2022-05-31"),
        ("2022", ""),
        ("2022-07-01", ""),
        ("", ""),
        ("2022-06-17?", ""),
        ("2022-06~", ""),
        ("{not_before: 2022-06-11}", ""),
    ],
)
def test_a_source_counts_from_the_last_day_that_its_date_may_mean(
    published: str, counts_from: str
) -> None:
    assert first_day(dossier((published, "supports noon", ""))) == counts_from


def test_a_source_that_is_dated_later_does_not_count() -> None:
    made = dossier(("2022-06-17", "supports noon", ""), ("2022-06-18", "supports noon", ""))

    assert told(made, "e/noon", "2022-06-16") == ""
    assert told(made, "e/noon", "2022-06-17") == "single-source 1/0"
    assert told(made, "e/noon", "2022-06-18") == "corroborated 2/0"


def test_what_rests_on_undated_sources_alone_is_never_known(golden: Dossier) -> None:
    made = dossier(("", "supports noon", ""), ("2022-06-18", "disputes noon", ""))

    assert claim_of(made, "e/noon").history == ()
    assert (made.known.sources, made.known.undated) == (3, 2)


def test_a_rival_that_comes_later_turns_it_disputed_that_day(golden: Dossier) -> None:
    made = dossier(("2022-06-17", "supports noon", ""), ("2022-06-20", "supports night", ""))

    assert told(made, "e/noon", "2022-06-19") == "single-source 1/0"
    assert told(made, "e/noon", "2022-06-20") == "disputed 1/1"
    assert told(golden, "notice/posted", "1999-05-17") == "single-source 1/0"
    assert told(golden, "notice/posted", "1999-05-18") == "disputed 1/1"


def test_outlets_that_repeat_one_origin_count_once() -> None:
    made = dossier(
        ("2022-06-17", "supports noon", "via: undated"),
        ("2022-06-18", "supports noon", "via: undated"),
        ("2022-06-19", "supports noon", "speaker: ann"),
        ("2022-06-20", "supports noon", "speaker: bob"),
    )

    assert told(made, "e/noon", "2022-06-18") == "single-source 1/0"
    assert told(made, "e/noon", "2022-06-20") == "corroborated 2/0"
    stood = on(made, "e/noon", "2022-06-20")
    assert stood
    assert [len(origin.sources) for origin in stood.standing.support] == [2, 2]


def test_what_was_known_before_the_focus_is_not_new() -> None:
    made = dossier(("2022-05-02", "supports noon", ""), ("2022-05-04", "supports noon", ""))

    assert told(made, "e/noon", "2022-06-01") == "corroborated 2/0"
    assert [day.new for day in made.known.days if day.new] == []
    assert first_day(made) == "2022-05-04"


def test_a_day_says_what_came_and_what_it_changed() -> None:
    made = dossier(("2022-06-17", "supports noon", ""), ("2022-06-19", "disputes noon", ""))
    first, quiet, last = made.known.days[16:19]

    assert [source.id for source in first.arrived] == ["s0"]
    assert [known.claim.ref for known in first.new] == ["e/noon"]
    assert (quiet.arrived, quiet.new, quiet.changed) == ((), (), ())
    assert [known.claim.ref for known in last.changed] == ["e/noon"]
    assert last.changed[0].before is first.new[0]
    assert [day.dated for day in (first, quiet, last)] == [1, 1, 2]
    assert [day.since.day for day in (first, quiet, last)] == [17, 17, 19]
    assert (first.tally, last.tally) == ({"single-source": 1}, {"disputed": 1})


# By the rule of today.


def rated(claim: Claim, day: date) -> status.Rating | None:
    """The rule over what was published by a day, put together anew."""
    rivals = {
        rival: heard(rival, day)
        for question in claim.questions
        if question.is_exclusive
        for rival in question.answers
        if rival is not claim
    }
    own = heard(claim, day)
    is_supported = any(given.stance == "supports" for given in own)
    return status.rate(claim.kind, own, rivals.values()) if is_supported else None


def heard(claim: Claim, day: date) -> list[status.Testimony]:
    return [
        status.Testimony(piece.source.id, frozenset(map(root_name, piece.roots)), piece.stance)
        for piece in claim.evidence
        if piece.source.published_by and piece.source.published_by <= day
    ]


def root_name(root: Actor | Source | None) -> str:
    if root is None:
        return UNNAMED
    return f"{'actor' if isinstance(root, Actor) else 'source'}:{root.id}"


@pytest.mark.parametrize("name", ["golden", "dossier"])
def test_each_day_is_the_rule_over_what_was_published(
    name: str, request: pytest.FixtureRequest
) -> None:
    read: Dossier = request.getfixturevalue(name)
    for known in read.known.days:
        stood = {one.claim: one.standing for one in known.claims}
        for claim in read.claims:
            expected, found = rated(claim, known.day), stood.get(claim)
            assert (expected is None) == (found is None), (known.day, claim.ref)
            if expected and found:
                assert (found.mark, found.supporting, found.disputing, found.articles) == (
                    expected.mark,
                    expected.supporting,
                    expected.disputing,
                    expected.articles,
                )


def test_where_every_source_is_dated_the_last_day_is_today() -> None:
    made = dossier(("2022-06-17", "supports noon", ""), ("2022-06-19", "disputes night", ""))
    with TemporaryDirectory() as folder:
        write(
            Path(folder), (("2022-06-17", "supports noon", ""), ("2022-06", "supports night", ""))
        )
        for name in ("timeline.yaml", "sources/references.yaml"):
            text = (Path(folder) / name).read_text("utf-8")
            dated = text.replace("full}", "full, published: 2022-06-03}", 1)
            (Path(folder) / name).write_text(dated, "utf-8")
        made = connected(Path(folder))

    last = made.known.days[-1]
    assert made.known.undated == 0
    assert [known.claim for known in last.claims] == list(made.claims)
    assert all(known.standing == known.claim.standing for known in last.claims)


def test_where_everything_dated_is_out_the_last_day_holds_it_all(golden: Dossier) -> None:
    last = golden.known.days[-1]

    assert last.dated == golden.known.sources - golden.known.undated
    assert {k.claim for k in last.claims} == {
        claim
        for claim in golden.claims
        if any(p.stance == "supports" and p.source.published_by for p in claim.evidence)
    }


DATES = st.sampled_from(
    ["", "2022-05", "2022-06", "2022-06-03", "2022-06-12?", "2022-06-12", "2022-06-21", "2022-07"]
)
ACTS = st.sampled_from([f"{s} {c}" for s in ("supports", "disputes") for c in ("noon", "night")])
MORE = st.sampled_from(["", "via: undated", "via: unnamed", "speaker: ann", "speaker: bob"])
PIECES = st.lists(st.tuples(DATES, ACTS, MORE), max_size=5)


@settings(max_examples=60)
@given(PIECES, st.integers(2, 30), ACTS, MORE)
def test_a_later_source_never_changes_an_earlier_day(
    pieces: list[Given], day: int, act: str, more: str
) -> None:
    before = dossier(*pieces)

    after = dossier(*pieces, (f"2022-06-{day:02}", act, more))

    assert list(told_until(before, day)) == list(told_until(after, day))


def told_until(made: Dossier, day: int) -> Iterator[object]:
    """All that the days before a day tell, without what is of today."""
    for known in made.known.days[: day - 1]:
        yield known.day, known.dated, known.tally
        for stood in known.claims:
            standing = stood.standing
            origins = [
                ([root_name(root) for root in origin.roots], [s.id for s in origin.sources])
                for origin in (*standing.support, *standing.dispute)
            ]
            yield stood.claim.ref, stood.since, standing.mark, origins, introduction_then(stood)


# Who says it by then.


def test_only_those_are_named_who_had_spoken(dossier: Dossier) -> None:
    ordnance, threat = "cpc-notice/reason-ordnance", "kyivpost-article/allies-see-threat"

    assert names(dossier, ordnance, "2022-06-20") == ["akchulakov"]
    assert names(dossier, ordnance, "2022-06-30") == ["cpc", "akchulakov"]
    assert names(dossier, threat, "2022-06-19") == ["telegraph-yahoo"]


def names(dossier: Dossier, ref: str, day: str) -> list[str]:
    stood = on(dossier, ref, day)
    return [who.id for who in voices_then(stood) if who] if stood else []


def test_an_outlet_is_named_by_its_own_article_or_by_one_that_repeats_it(dossier: Dossier) -> None:
    for known in dossier.known.days:
        for stood in known.claims:
            supporting = [piece for piece in stood.evidence if piece.stance == "supports"]
            outlets = {one for piece in supporting for one in (piece.source, *piece.roots)}
            for who in voices_then(stood):
                assert who is None or isinstance(who, Actor) or who in outlets


def test_every_claim_of_every_day_has_a_voice(dossier: Dossier) -> None:
    stood = [one for known in dossier.known.days for one in known.claims]

    assert stood
    assert all(voices_then(one) for one in stood)


TURNED: tuple[Given, ...] = (
    ("2022-06-17", "supports noon", ""),
    ("2022-06-18", "supports noon", ""),
    *((f"2022-07-0{n}", "disputes noon", "") for n in range(1, 7)),
)
"""Corroborated in June, and contradicted today: three for, six against."""


def test_a_statement_of_a_day_says_who_and_what_became_of_it() -> None:
    stood = on(dossier(*TURNED), "e/noon", "2022-06-18")

    assert stood
    assert f"{on_day(date(2022, 6, 18))}: {told_then(stood)}" == (
        "As known on 18 June 2022: According to S0 and S1: It was at noon."
        " Status then: corroborated (2 for, 0 against)."
        " Status today: contradicted (3 for, 6 against)."
    )


def test_what_was_corroborated_then_shows_on_every_page_what_it_is_today() -> None:
    pages = {page.path: page.text for page in render_days(dossier(*TURNED))}
    told_on = [
        path for path in pages if path.startswith("as-known/") and "It was at noon" in pages[path]
    ]

    assert told_on == [f"as-known/{name}.md" for name in ("index", "2022-06-17", "2022-06-18")]
    for path in told_on:
        for line in (line for line in pages[path].splitlines() if "It was at noon" in line):
            assert "According to" in line
            assert "contradicted</span></span> 3 for, 6 against" in line.split("today")[1]


def test_a_title_whose_claim_nothing_supported_says_so(golden: Dossier) -> None:
    pages = {page.path: page.text for page in render_days(golden)}

    assert "what it leads with was not supported then" in pages["as-known/1999-05-19.md"]
    assert "From 3 dated sources; 1 undated left out." in (pages["as-known/1999-05-19.md"])


def test_a_day_on_which_nothing_came_leads_to_the_last_on_which_something_did() -> None:
    pages = {page.path: page.text for page in render_days(dossier(*TURNED))}

    assert "It was at noon" not in pages["as-known/2022-06-22.md"]
    assert 'what was on <a href="../../as-known/2022-06-18/">' in pages["as-known/2022-06-22.md"]
    assert "1 corroborated" in pages["as-known/2022-06-22.md"]


# Which days, and how much of them.


def test_every_day_of_the_focus_has_a_page(golden: Dossier) -> None:
    pages = {page.path for page in render_days(golden)}

    assert {f"as-known/1999-05-{day:02}.md" for day in range(1, 32)} <= pages
    assert len([path for path in pages if path.startswith("as-known/")]) == 31 + 1


@pytest.mark.parametrize(
    ("focus", "first", "last", "days"),
    [
        ("2022-06-17", "2022-06-17", "2022-06-17", 1),
        ("2022-06", "2022-06-01", "2022-06-30", 30),
        ("2022", "2022-01-01", "2022-03-03", MOST_DAYS),
        ("2022-06-01/..", "2022-06-01", "2022-08-01", MOST_DAYS),
        ("../2022-06-30", "2022-04-30", "2022-06-30", MOST_DAYS),
        ("0001-01-01", "0001-01-01", "0001-01-01", 1),
        ("9999-12-01/..", "9999-12-01", "9999-12-31", 31),
    ],
)
def test_a_long_focus_is_told_for_two_months(focus: str, first: str, last: str, days: int) -> None:
    when = parse_when(focus)
    assert isinstance(when, When)

    found = days_told(when)

    assert (str(found[0]), str(found[-1]), len(found)) == (first, last, days)


def test_a_very_large_dossier_tells_only_the_focus_and_what_is_new(
    monkeypatch: pytest.MonkeyPatch, dossier: Dossier
) -> None:
    monkeypatch.setattr(connecting, "MOST_CLAIMS", 10)
    large = connected(Path(__file__).parent.parent)

    assert (large.known.is_whole, dossier.known.is_whole) == (False, True)
    for short, whole in zip(large.known.days, dossier.known.days, strict=True):
        assert short.tally == whole.tally
        assert len(short.claims) < len(whole.claims)
        assert {one.claim for one in (*short.new, *short.changed)} <= {
            k.claim for k in short.claims
        }
