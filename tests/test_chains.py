"""Who repeats whom: one tree for each origin, as statuses count them, the largest first."""

from pathlib import Path

from kb.dossier import Dossier
from kb.render.chains import Branch, Chain, chains_of
from tests.conftest import connected

HEAD = """\
dossier: {title: T, lede: L., focus: 2022-06, contact: C.}
actors: {ann: {name: Ann, kind: person}, ben: {name: Ben, kind: person, speaks_for: ann}}
events:
  e:
    title: The event
    when: 2022-06-17
    actors: {ann: speaker, ben: spokesman}
    claims:
      c:
        text: It happened.
        kind: %s
        by: ann
        evidence:
"""
SOURCE = "{publisher: %s, language: en, kind: newspaper, read: full%s}\n"


def dossier(
    folder: Path, evidence: list[str], sources: dict[str, str], kind: str = "planned"
) -> Dossier:
    """A dossier with one claim; evidence and sources as typed, without what all of them have."""
    (folder / "sources").mkdir()
    written = "".join(f"{name}: {SOURCE % (name, extra)}" for name, extra in sources.items())
    (folder / "sources/references.yaml").write_text(written, "utf-8")
    pieces = "".join(f"          - {{{piece}, reports: So.}}\n" for piece in evidence)
    (folder / "timeline.yaml").write_text(HEAD % kind + pieces, "utf-8")
    return connected(folder)


def trees(found: Dossier) -> dict[str, list[object]]:
    return {named(chain): drawn(chain.branches) for chain in chains_of(found.claims)}


def named(chain: Chain) -> str:
    return chain.root.id if chain.root else "nobody"


def drawn(branches: tuple[Branch, ...]) -> list[object]:
    return [
        [branch.source.id, *drawn(branch.branches)] if branch.branches else branch.source.id
        for branch in branches
    ]


def test_outlets_hang_from_the_original_by_date(tmp_path: Path) -> None:
    found = dossier(
        tmp_path,
        ["source: late", "source: early", "source: undated"],
        {
            "wire": "",
            "late": ", via: [wire], published: 2022-06-19",
            "early": ", via: [wire], published: 2022-06-18",
            "undated": ", via: [wire]",
        },
    )

    assert trees(found) == {"wire": ["early", "late", "undated"]}


def test_a_step_on_the_way_stands_in_the_tree_and_is_no_outlet(tmp_path: Path) -> None:
    found = dossier(
        tmp_path,
        ["source: one", "source: two"],
        {"wire": "", "relay": ", via: [wire]", "one": ", via: [relay]", "two": ", mirror: wire"},
    )
    (chain,) = chains_of(found.claims)

    assert drawn(chain.branches) == [["relay", "one"], "two"]
    assert chain.outlets == 2
    assert not chain.branches[0].is_cited


def test_whoever_speaks_is_the_origin_of_a_plan_and_a_spokesman_speaks_for_another(
    tmp_path: Path,
) -> None:
    found = dossier(
        tmp_path,
        ["source: one, speaker: ann", "source: two, speaker: ben", "source: own"],
        {"one": "", "two": "", "own": ", speaker: ann"},
    )
    (chain,) = chains_of(found.claims)

    assert named(chain) == "ann"
    assert [branch.source.id for branch in chain.branches if branch.is_own] == ["own"]
    assert chain.outlets == 2


def test_each_hearing_of_a_saying_is_an_origin_and_no_tree(tmp_path: Path) -> None:
    found = dossier(
        tmp_path,
        ["source: one, speaker: ann", "source: two, speaker: ann"],
        {"one": "", "two": ""},
        kind="said",
    )

    assert trees(found) == {}


def test_one_outlet_alone_is_no_tree(tmp_path: Path) -> None:
    found = dossier(tmp_path, ["source: one"], {"wire": "", "one": ", via: [wire]"})

    assert trees(found) == {}


def test_reports_that_name_nobody_are_one_origin_and_come_last(tmp_path: Path) -> None:
    found = dossier(
        tmp_path,
        [f"source: {name}" for name in ("one", "two", "three", "four", "five")],
        {
            "wire": "",
            "one": ", via: [unnamed]",
            "two": ", via: [unnamed]",
            "three": ", via: [unnamed]",
            "four": ", via: [wire]",
            "five": ", via: [wire]",
        },
    )

    assert trees(found) == {"wire": ["five", "four"], "nobody": ["one", "three", "two"]}


def test_an_outlet_with_several_possible_originals_names_the_others(tmp_path: Path) -> None:
    found = dossier(
        tmp_path,
        ["source: one", "source: two"],
        {"wire": "", "rival": "", "one": ", via: [wire]", "two": ", via: [wire, rival]"},
    )
    (chain,) = chains_of(found.claims)
    wire, rival = (next(s for s in found.sources if s.id == name) for name in ("wire", "rival"))

    assert chain.root is wire
    assert [branch.instead for branch in chain.branches] == [(), (rival,)]


def test_the_largest_tree_comes_first(tmp_path: Path) -> None:
    found = dossier(
        tmp_path,
        [f"source: {name}" for name in ("one", "two", "three", "four", "five")],
        {
            "big": "",
            "also": "",
            "one": ", via: [also]",
            "two": ", via: [also]",
            "three": ", via: [big]",
            "four": ", via: [big]",
            "five": ", via: [big]",
        },
    )

    assert list(trees(found)) == ["big", "also"]
