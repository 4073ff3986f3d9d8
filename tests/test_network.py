"""The network: who is named with whom, in which events, and marks that keep clear of each other."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.dossier import Actor, Dossier
from kb.render.drawing.layout import parted, stress_layout
from kb.render.drawing.neighbourhood import neighbourhood_of
from kb.render.drawing.network import Drawing, Network, network_of
from kb.render.drawing.plane import XY, Box, box_at
from tests.conftest import connected

HEAD = """\
dossier: {title: T, lede: L., focus: 2022-06, contact: C.}
places: {p: {name: P}}
"""
EVENT = """\
  e%d:
    title: Event %d
    when: 2022-06-%02d
    place: p
    actors: {%s}
    claims:
      c: {text: It happened., kind: happened, evidence: [{source: s, reports: So.}]}
"""
SOURCES = "s: {publisher: S, language: en, kind: newspaper, read: full}\n"


@pytest.fixture(scope="module")
def network(dossier: Dossier) -> Network:
    return network_of(dossier)


@pytest.fixture(scope="module")
def drawing(network: Network) -> Drawing:
    assert network.drawing is not None
    return network.drawing


def dossier_of(folder: Path, *events: str) -> Dossier:
    """A dossier of events given as the ids of their actors."""
    actors = sorted({actor for event in events for actor in event.split()})
    named = "".join(f"  {actor}: {{name: Name of {actor}, kind: person}}\n" for actor in actors)
    written = (
        EVENT % (n, n, n % 28 + 1, ", ".join(f"{actor}: part" for actor in event.split()))
        for n, event in enumerate(events)
    )
    (folder / "sources").mkdir()
    (folder / "sources/references.yaml").write_text(SOURCES, "utf-8")
    text = f"{HEAD}actors:\n{named}events:\n{''.join(written)}"
    (folder / "timeline.yaml").write_text(text, "utf-8")
    return connected(folder)


def names_of(drawing: Drawing) -> list[Box]:
    return [node.label.box for node in drawing.nodes]


def test_a_pair_lists_exactly_the_events_that_name_both(dossier: Dossier, network: Network) -> None:
    for pair in network.pairs:
        both = {actor.id for actor in pair.actors}
        assert pair.events == tuple(e for e in dossier.events if both <= set(e.parts))


def test_every_two_actors_of_an_event_are_a_pair_once(dossier: Dossier, network: Network) -> None:
    together = {
        frozenset(two) for event in dossier.events for two in combinations(sorted(event.parts), 2)
    }

    pairs = [frozenset(actor.id for actor in pair.actors) for pair in network.pairs]
    assert len(pairs) == len(set(pairs)) == network.count
    assert set(pairs) == together


def test_the_network_is_the_same_from_both_ends(network: Network) -> None:
    company = {
        (actor.id, other.actor.id): other.events
        for actor in network.actors
        for other in actor.company
    }

    assert len(company) == 2 * network.count
    for pair in network.pairs:
        here, there = (actor.id for actor in pair.actors)
        assert company[here, there] == company[there, here] == pair.events


def test_the_most_frequent_pair_comes_first(network: Network) -> None:
    counts = [len(pair.events) for pair in network.pairs]

    assert counts == sorted(counts, reverse=True)


def test_no_two_pairs_share_an_anchor(tmp_path: Path) -> None:
    found = network_of(dossier_of(tmp_path, "a-b c", "a b-c"))

    assert len({pair.anchor for pair in found.pairs}) == 2


def test_a_line_joins_the_marks_of_its_pair(drawing: Drawing) -> None:
    at = {node.actor: node.at for node in drawing.nodes}

    for edge in drawing.edges:
        assert (edge.start, edge.end) == tuple(at[actor] for actor in edge.pair.actors)


def test_a_line_is_the_wider_the_more_events_name_both(drawing: Drawing) -> None:
    by_count = sorted(drawing.edges, key=lambda edge: len(edge.pair.events))

    widths = [edge.width for edge in by_count]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


def test_names_do_not_overlap_and_stay_on_the_sheet(drawing: Drawing) -> None:
    sheet = Box(0, 0, drawing.width, drawing.height)

    assert not any(one.meets(other) for one, other in combinations(names_of(drawing), 2))
    assert all(sheet.holds(name) for name in names_of(drawing))


def test_a_name_covers_no_mark(drawing: Drawing) -> None:
    for node in drawing.nodes:
        mark = box_at(node.at, 2 * node.radius, 2 * node.radius)
        assert not any(name.meets(mark) for name in names_of(drawing))


def test_the_same_dossier_gives_the_same_network(dossier: Dossier, network: Network) -> None:
    assert network_of(dossier) == network


def test_only_those_in_the_most_company_are_drawn_of_many(tmp_path: Path) -> None:
    spokes = [f"hub s{n}" for n in range(60)]

    found = network_of(dossier_of(tmp_path, "hub s1", *spokes, "s5 s7"))

    assert found.drawing is not None
    assert len(found.drawing.nodes) == 40
    assert [node.actor.id for node in found.drawing.nodes[:3]] == ["hub", "s5", "s7"]
    assert (len(found.actors), found.count) == (61, 61)


def test_nobody_in_company_is_drawn_as_nothing(tmp_path: Path) -> None:
    found = network_of(dossier_of(tmp_path, "a", "b"))

    assert (found.drawing, found.pairs, found.actors) == (None, (), ())


@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_a_neighbourhood_has_the_actor_and_its_company(tmp_path: Path, count: int) -> None:
    [hub, *_] = dossier_of(tmp_path, *(f"a-hub s{n}" for n in range(count))).actors

    found = neighbourhood_of(hub)

    assert found is not None
    assert found.middle.actor is hub
    assert [n.company for n in found.neighbours] == list(hub.company)


def test_a_neighbourhood_keeps_the_twelve_it_shares_most_events_with(tmp_path: Path) -> None:
    often = [f"a-hub s{n}" for n in range(10, 22)]
    [hub, *_] = dossier_of(tmp_path, *often, *often, *(f"a-hub z{n}" for n in range(5))).actors

    found = neighbourhood_of(hub)

    assert found is not None
    assert [n.node.actor.id for n in found.neighbours] == [f"s{n}" for n in range(10, 22)]


def test_every_neighbourhood_fits_a_phone_and_its_names_keep_apart(dossier: Dossier) -> None:
    drawn = [found for found in map(neighbourhood_of, dossier.actors) if found]

    assert drawn
    for found in drawn:
        nodes = [found.middle, *(neighbour.node for neighbour in found.neighbours)]
        boxes = [node.label.box for node in nodes]
        assert found.width <= 328
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))


def test_an_actor_alone_has_no_neighbourhood(tmp_path: Path) -> None:
    actors: tuple[Actor, ...] = dossier_of(tmp_path, "a").actors

    assert [neighbourhood_of(actor) for actor in actors] == [None]


@given(
    st.lists(
        st.tuples(
            st.tuples(st.floats(-300, 300), st.floats(-300, 300)),
            st.tuples(st.floats(24, 140), st.floats(24, 60)),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_boxes_that_were_parted_do_not_meet(boxes: list[tuple[XY, XY]]) -> None:
    points, sizes = zip(*boxes, strict=True)

    middles = parted(points, sizes)

    apart = [box_at(middle, *size) for middle, size in zip(middles, sizes, strict=True)]
    assert not any(one.meets(other) for one, other in combinations(apart, 2))


def test_those_who_are_tied_are_drawn_nearer_than_those_who_are_not() -> None:
    chain = [[1], [0, 2], [1, 3], [2]]

    at = stress_layout(chain)

    def off(here: int, there: int) -> float:
        (x1, y1), (x2, y2) = at[here], at[there]
        return float(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)

    assert off(0, 1) < off(0, 2) < off(0, 3)
