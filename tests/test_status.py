"""Status: each line of the printed rule, and what must hold for any evidence whatever."""

import random
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.connect import status
from kb.connect.origins import UNNAMED, Chain, Roots, roots_of
from kb.connect.status import Rating, Reason, rate
from kb.model import ClaimKind, Stance

CASES = {
    # what supports | what disputes | what supports a rival: the status, s/d and the line applied
    "a | | ": "single-source 1/0 one-origin",
    "a b | | ": "corroborated 2/0 two-named-origins",
    "a a a | | ": "single-source 1/0 one-origin",
    "a b b c | | ": "corroborated 3/0 two-named-origins",
    "a | b | ": "disputed 1/1 both-sides",
    "a b c | d | ": "disputed 3/1 both-sides",
    "a b | c d | ": "disputed 2/2 both-sides",
    "a b | c d e | ": "disputed 2/3 both-sides",
    "a b | c d e f | ": "contradicted 2/4 outweighed",
    "a | b c | ": "contradicted 1/2 outweighed",
    "a | b b | ": "disputed 1/1 both-sides",
    # nobody is named
    "unnamed | | ": "single-source 1/0 only-unnamed",
    "unnamed unnamed | | ": "single-source 1/0 only-unnamed",
    "a unnamed | | ": "single-source 2/0 unnamed-adds-nothing",
    "a b unnamed | | ": "corroborated 3/0 two-named-origins",
    "unnamed | unnamed | ": "disputed 1/1 both-sides",
    "unnamed | unnamed a | ": "contradicted 1/2 outweighed",
    "a unnamed | unnamed b | ": "disputed 2/2 both-sides",
    # on both sides
    "a | a | ": "disputed 0/1 support-withdrawn",
    "a b | a | ": "disputed 1/1 both-sides",
    "a | a b | ": "contradicted 0/2 support-withdrawn",
    "a b c | a b | ": "contradicted 1/2 outweighed",
    "a unnamed | a unnamed | ": "contradicted 1/2 outweighed",
    # one of several origins, nobody can tell which
    "a/b | | ": "single-source 1/0 one-origin",
    "a a/b | | ": "single-source 1/0 one-origin",
    "a/b c | | ": "corroborated 2/0 two-named-origins",
    "a/b b/c | | ": "single-source 1/0 one-origin",
    "a/b b/c c/d | | ": "corroborated 2/0 two-named-origins",
    "a/unnamed | | ": "single-source 1/0 one-origin",
    "a a/unnamed | | ": "single-source 1/0 one-origin",
    "b a/unnamed | | ": "single-source 2/0 unnamed-adds-nothing",
    "unnamed a/unnamed | | ": "single-source 1/0 only-unnamed",
    "unnamed a/unnamed a/b | | ": "single-source 2/0 unnamed-adds-nothing",
    "a/unnamed a/b b/c c/d | | ": "corroborated 2/0 two-named-origins",
    "a/b a/d b/c | | ": "corroborated 2/0 two-named-origins",
    "a/b a/d b/c c/unnamed | | ": "corroborated 2/0 two-named-origins",
    "z/y a/b a/unnamed | | ": "corroborated 2/0 two-named-origins",
    "a/b c | a | ": "disputed 1/1 both-sides",
    "a/b | a | ": "disputed 0/1 support-withdrawn",
    "a/unnamed | unnamed | ": "disputed 1/1 both-sides",
    "a | b/c c | ": "disputed 1/1 both-sides",
    # a rival answer, of which one alone can be true
    "a b | | c": "disputed 2/1 both-sides",
    "a | | b c": "contradicted 1/2 outweighed",
    "a | | b b": "disputed 1/1 both-sides",
    "a b | | a": "corroborated 2/0 two-named-origins",
    "a b | | unnamed": "corroborated 2/0 two-named-origins",
    "a | | c/d": "disputed 1/1 both-sides",
    "a | | b b/c": "disputed 1/1 both-sides",
    "a b | | a/c": "corroborated 2/0 two-named-origins",
    "a b | | c/unnamed": "corroborated 2/0 two-named-origins",
    "a | b | b": "disputed 1/1 both-sides",
    "a | b | c": "contradicted 1/2 outweighed",
    "a b | a | a": "disputed 1/1 both-sides",
}
WORST_FIRST = ("contradicted", "disputed", "single-source", "corroborated")


def hear(origins: str, stance: Stance) -> list[status.Testimony]:
    return [
        status.Testimony(f"{stance}-{place}", frozenset(origin.split("/")), stance)
        for place, origin in enumerate(origins.split())
    ]


def rated(written: str, kind: ClaimKind = "happened") -> Rating:
    support, dispute, rival = written.split("|")
    own = [*hear(support, "supports"), *hear(dispute, "disputes")]
    return rate(kind, own, [hear(rival, "supports")])


def summary(rating: Rating) -> tuple[object, ...]:
    """What a page prints of a rating, whatever the order it stands in."""
    sides = (frozenset(side) for side in (rating.support, rating.dispute))
    counted = [{origin.roots for origin in side if origin.counted} for side in sides]
    return *numbers(rating), rating.articles, rating.articles_against, *counted, rating.both_sides


def numbers(rating: Rating) -> tuple[object, ...]:
    return rating.mark, rating.supporting, rating.disputing, rating.reason


@pytest.mark.parametrize(("written", "expected"), CASES.items())
def test_each_line_of_the_rule(written: str, expected: str) -> None:
    rating = rated(written)

    counts = f"{rating.supporting}/{rating.disputing}"
    assert f"{rating.mark} {counts} {rating.reason}" == expected


def test_every_line_of_the_rule_has_a_case() -> None:
    reasons = {expected.split()[-1] for expected in CASES.values()}

    assert reasons == {*get_args(Reason)} - {"opinion"}


def test_an_opinion_is_never_rated_but_counted() -> None:
    assert numbers(rated("a b | c | ", "opinion")) == ("opinion", 2, 1, "opinion")


@pytest.mark.parametrize("kind", ["happened", "said", "denied", "planned"])
def test_every_other_kind_is_rated_by_the_same_rule(kind: ClaimKind) -> None:
    assert rated("a b | | ", kind).mark == "corroborated"


@pytest.mark.parametrize("own", [[], hear("a", "disputes"), hear("a", "qualifies")])
def test_a_claim_without_support_has_no_status(own: Sequence[status.Testimony]) -> None:
    with pytest.raises(ValueError, match="without supporting evidence"):
        rate("happened", own)


def test_articles_are_shown_under_the_origin_that_they_repeat() -> None:
    wire = frozenset({"source:wire"})
    own = frozenset({"source:daily"})
    outlets = ("wire", "herald", "herald", "post")
    repeated = [status.Testimony(outlet, wire, "supports") for outlet in outlets]

    rating = rate("happened", [status.Testimony("daily", own, "supports"), *repeated])

    shown = [(origin.roots, origin.sources, origin.counted) for origin in rating.support]
    assert shown == [(own, ("daily",), True), (wire, ("wire", "herald", "post"), True)]
    assert (rating.articles, rating.supporting) == (4, 2)


def test_an_article_with_two_origins_is_one_article() -> None:
    rating = rate(
        "happened", [status.Testimony("daily", frozenset(root), "supports") for root in "ab"]
    )

    assert (rating.articles, rating.supporting) == (1, 2)


def test_an_origin_on_both_sides_is_named_and_not_counted_in_support() -> None:
    rating = rated("a b unnamed | a unnamed | ")

    assert rating.both_sides == ("a",)
    assert [origin.counted for origin in rating.support] == [False, True, True]


def test_an_origin_that_disputes_only_by_rivalry_is_marked() -> None:
    rating = rated("a | b | b c")

    assert [(set(origin.roots), origin.by_rivalry) for origin in rating.dispute] == [
        ({"b"}, False),
        ({"c"}, True),
    ]
    assert rating.articles_against == 3


def test_only_the_support_of_a_rival_disputes_this_claim() -> None:
    against_or_neither: tuple[Stance, ...] = ("disputes", "qualifies", "silent")
    rival = [one for stance in against_or_neither for one in hear("b c", stance)]

    assert rate("happened", hear("a", "supports"), [rival]).disputing == 0


def test_the_origins_of_several_rivals_are_counted_together() -> None:
    rivals = [hear("b", "supports"), hear("b c", "supports"), hear("a d", "supports")]

    assert rate("happened", hear("a", "supports"), rivals).disputing == 3


def test_very_many_origins_are_rated() -> None:
    many = " ".join(f"a{n} a{n}/b{n}" for n in range(400))

    assert rated(f"{many} | | ").supporting == 400


def test_an_endless_row_of_doubtful_origins_is_rated() -> None:
    many = 5_000
    row = [
        status.Testimony(f"s{n}", frozenset({f"root-{n:05}", f"root-{n + 1:05}"}), "supports")
        for n in range(many)
    ]

    assert rate("happened", row).supporting == many // 2


# Whose word it is

SOURCES = {
    "transcript": Chain(),
    "broadcast": Chain(),
    "notice": Chain(speaker="operator"),
    "post": Chain(speaker="press-service"),
    "daily": Chain(via=("wire",)),
    "wire": Chain(via=("notice",)),
    "rumour": Chain(via=("unnamed",)),
    "digest": Chain(via=("daily", "transcript", "rumour")),
    "copy": Chain(mirror="transcript"),
    "copy-of-wire": Chain(mirror="wire"),
    "copy-with-original": Chain(via=("broadcast",), mirror="transcript"),
    "blog": Chain(via=("none",), mirror="transcript"),
    "hen": Chain(via=("egg",)),
    "egg": Chain(via=("hen",)),
    "farm": Chain(via=("hen", "transcript")),
}
SPEAKS_FOR = {
    "spokesman": "press-service",
    "press-service": "president",
    "left": "right",
    "right": "left",
}
WORD_OF = [
    # kind, source, speaker, via: the origins
    ("happened", "transcript", None, "", "source:transcript"),
    ("happened", "transcript", "minister", "", "actor:minister"),
    ("planned", "transcript", "minister", "", "actor:minister"),
    ("said", "transcript", "minister", "", "source:transcript"),
    ("denied", "transcript", "minister", "", "source:transcript"),
    ("opinion", "transcript", "minister", "", "source:transcript"),
    ("happened", "transcript", "spokesman", "", "actor:president"),
    ("happened", "notice", None, "", "actor:operator"),
    ("planned", "notice", None, "", "actor:operator"),
    ("said", "notice", None, "", "source:notice"),
    ("happened", "notice", "minister", "", "actor:minister"),
    ("happened", "post", None, "", "actor:president"),
    ("happened", "daily", None, "", "actor:operator"),
    ("said", "daily", None, "", "source:notice"),
    ("happened", "daily", "minister", "", "actor:minister"),
    ("happened", "daily", None, "none", "source:daily"),
    ("happened", "daily", None, "transcript", "source:transcript"),
    ("happened", "notice", None, "none", "actor:operator"),
    ("happened", "transcript", None, "unnamed", "unnamed"),
    ("said", "transcript", None, "unnamed", "unnamed"),
    ("happened", "transcript", "minister", "unnamed", "actor:minister"),
    ("happened", "rumour", None, "", "unnamed"),
    ("happened", "transcript", None, "rumour", "unnamed"),
    ("happened", "transcript", None, "daily unnamed", "actor:operator unnamed"),
    ("happened", "digest", None, "", "actor:operator source:transcript unnamed"),
    ("said", "digest", None, "", "source:notice source:transcript unnamed"),
    ("said", "copy", None, "", "source:transcript"),
    ("said", "copy-of-wire", None, "", "source:notice"),
    ("said", "copy-with-original", None, "", "source:broadcast"),
    ("said", "copy", None, "none", "source:copy"),
    ("said", "blog", None, "", "source:blog"),
    # the checks refuse circles; they must not hang the build all the same
    ("said", "hen", None, "", "source:hen"),
    ("said", "farm", None, "", "source:transcript"),
    ("happened", "transcript", "left", "", "actor:right"),
]


@pytest.mark.parametrize(("kind", "source", "speaker", "via", "expected"), WORD_OF)
def test_origins_of_a_piece_of_evidence(
    kind: ClaimKind, source: str, speaker: str | None, via: str, expected: str
) -> None:
    roots = roots_of(kind, source, speaker, tuple(via.split()), SOURCES, SPEAKS_FOR)

    assert roots == frozenset(expected.split())


def test_outlets_with_one_end_are_one_origin() -> None:
    heard = [
        status.Testimony(
            source, roots_of("happened", source, None, (), SOURCES, SPEAKS_FOR), "supports"
        )
        for source in ("notice", "wire", "daily", "copy-of-wire")
    ]

    rating = rate("happened", heard)

    assert (rating.mark, rating.articles, rating.supporting) == ("single-source", 4, 1)


# Whatever the evidence

NAMES = ("a", "b", "c", "d", UNNAMED)
some_roots = st.one_of(
    st.sampled_from(NAMES).map(lambda name: frozenset({name})),
    st.frozensets(st.sampled_from(NAMES), min_size=2, max_size=3),
)
stances = st.sampled_from(("supports", "disputes", "qualifies", "silent"))
evidence = st.lists(
    st.builds(status.Testimony, st.sampled_from(("p", "q", "r", "s", "t")), some_roots, stances),
    min_size=1,
    max_size=8,
)
supported = evidence.filter(lambda own: any(one.stance == "supports" for one in own))
rivalry = st.lists(evidence, max_size=2)
Rivalry = list[list[status.Testimony]]


def fresh(roots: Roots, stance: Stance) -> status.Testimony:
    return status.Testimony("new", roots, stance)


def place(rating: Rating) -> int:
    return WORST_FIRST.index(rating.mark)


@given(supported, rivalry, st.randoms(use_true_random=False))
def test_order_changes_nothing(
    own: list[status.Testimony], rivals: Rivalry, shuffler: random.Random
) -> None:
    before = rate("happened", own, rivals)

    shuffler.shuffle(own)
    shuffler.shuffle(rivals)
    for rival in rivals:
        shuffler.shuffle(rival)

    assert summary(rate("happened", own, rivals)) == summary(before)


@given(supported, rivalry, st.data())
def test_one_more_outlet_with_the_same_origin_changes_only_the_number_of_articles(
    own: list[status.Testimony], rivals: Rivalry, data: st.DataObject
) -> None:
    copied = data.draw(st.sampled_from(own))

    more = rate("happened", [*own, fresh(copied.roots, copied.stance)], rivals)

    assert numbers(more) == numbers(rate("happened", own, rivals))


@given(supported, st.lists(evidence, min_size=1, max_size=2), st.data())
def test_one_more_outlet_for_a_rival_with_the_same_origin_changes_nothing(
    own: list[status.Testimony], rivals: Rivalry, data: st.DataObject
) -> None:
    copied = data.draw(st.sampled_from(rivals[0]))

    more = rate("happened", own, [*rivals, [fresh(copied.roots, copied.stance)]])

    assert numbers(more) == numbers(rate("happened", own, rivals))


@given(supported, rivalry, st.one_of(some_roots, st.just(frozenset({"new"}))))
def test_a_supporter_never_makes_it_worse(
    own: list[status.Testimony], rivals: Rivalry, roots: Roots
) -> None:
    before = rate("happened", own, rivals)
    after = rate("happened", [*own, fresh(roots, "supports")], rivals)

    assert place(after) >= place(before)
    assert after.supporting >= before.supporting
    assert after.disputing <= before.disputing


@given(supported, rivalry, st.one_of(some_roots, st.just(frozenset({"new"}))))
def test_a_disputer_never_makes_it_better(
    own: list[status.Testimony], rivals: Rivalry, roots: Roots
) -> None:
    before = rate("happened", own, rivals)
    after = rate("happened", [*own, fresh(roots, "disputes")], rivals)

    assert place(after) <= place(before)
    assert after.supporting <= before.supporting
    assert after.disputing >= before.disputing


@given(supported, rivalry, some_roots)
def test_support_for_a_rival_never_makes_it_better(
    own: list[status.Testimony], rivals: Rivalry, roots: Roots
) -> None:
    before = rate("happened", own, rivals)
    after = rate("happened", own, [*rivals, [fresh(roots, "supports")]])

    assert place(after) <= place(before)
    assert after.supporting == before.supporting


@given(supported, rivalry, some_roots, st.sampled_from(("qualifies", "silent")))
def test_what_qualifies_or_is_silent_changes_nothing(
    own: list[status.Testimony], rivals: Rivalry, roots: Roots, stance: Stance
) -> None:
    more = [*own, fresh(roots, stance)]

    assert rate("happened", more, rivals) == rate("happened", own, rivals)


@given(st.lists(some_roots.map(lambda roots: roots | {UNNAMED}), min_size=1, max_size=8))
def test_what_may_come_from_nobody_named_never_corroborates(unsure: list[Roots]) -> None:
    rating = rate("happened", [fresh(roots, "supports") for roots in unsure])

    assert rating.mark == "single-source"
    assert rating.supporting == 1


@given(supported, rivalry)
def test_no_origin_counts_twice(own: list[status.Testimony], rivals: Rivalry) -> None:
    rating = rate("happened", own, rivals)

    for side in (rating.support, rating.dispute):
        counted = [origin.roots for origin in side if origin.counted]
        assert sum(map(len, counted)) == len(frozenset[str]().union(*counted))


@given(supported, rivalry)
def test_no_named_origin_counts_on_both_sides(own: list[status.Testimony], rivals: Rivalry) -> None:
    rating = rate("happened", own, rivals)

    sides = [
        {root for origin in side if origin.counted for root in origin.roots}
        for side in (rating.support, rating.dispute)
    ]
    assert sides[0] & sides[1] <= {UNNAMED}


@given(supported, rivalry, st.permutations(NAMES[:-1]))
def test_names_do_not_matter(
    own: list[status.Testimony], rivals: Rivalry, others: list[str]
) -> None:
    renamed = dict(zip(NAMES, [*others, UNNAMED], strict=True))

    def rename(written: list[status.Testimony]) -> list[status.Testimony]:
        return [
            status.Testimony(one.source, frozenset(renamed[root] for root in one.roots), one.stance)
            for one in written
        ]

    again = rate("happened", rename(own), [rename(rival) for rival in rivals])

    assert numbers(again) == numbers(rate("happened", own, rivals))


@given(st.lists(some_roots, min_size=1, max_size=7))
def test_support_is_the_greatest_number_of_origins_of_which_no_two_share_a_root(
    heard: list[Roots],
) -> None:
    rating = rate("happened", [fresh(roots, "supports") for roots in heard])

    named = [roots for roots in heard if UNNAMED not in roots]
    assert rating.supporting == most_without_a_shared_root(heard)
    assert (rating.mark == "corroborated") == (most_without_a_shared_root(named) >= 2)


def most_without_a_shared_root(heard: Iterable[Roots]) -> int:
    every = sorted(map(sorted, set(heard)))
    return max(
        (
            size
            for size in range(len(every) + 1)
            for chosen in combinations(every, size)
            if len(set().union(*chosen)) == sum(map(len, chosen))
        ),
    )


@given(supported, rivalry)
def test_corroborated_means_two_named_origins_and_nobody_against(
    own: list[status.Testimony], rivals: Rivalry
) -> None:
    rating = rate("happened", own, rivals)

    named = [one for one in rating.support if one.counted and UNNAMED not in one.roots]
    assert (rating.mark == "corroborated") == (len(named) >= 2 and rating.disputing == 0)
