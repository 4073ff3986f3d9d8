"""Changes that no editor would make: of the tree of a dossier, and of the bytes of its files."""

import copy
from collections.abc import Iterator

from hypothesis import strategies as st

from kb.node import Path as Steps
from tests.fuzz.tree import Dossier, Tree

Step = str | int
_VALUES: tuple[Tree, ...] = (
    *("", " ", "true", "0", "-1", "1e3", "Not An Id", "x" * 101, "a/b/c", "[c]", "[x](c)", "]["),
    *(
        "1999-13",
        "2001-02-29",
        "06/07/2022",
        "9999-12-31/0001",
        "unknown",
        "17 Jone 2022",
        "1999-06-XX~",
    ),
    *(
        "\u202e",
        "\u0301",
        "\ufeff",
        "\U000e0041",
        "\u2028x",
        "ﷺ",
        "İ",
        "ß" * 40,
        "\n",
        "x\ty",
        "a\rb",
    ),
    *("<script>", "{{ 7*7 }}", "{% raw %}", "javascript:alert(1)", "../../x", "C:\\x", "\x07"),
    *(
        [],
        [""],
        [[]],
        ["a", "a"],
        {},
        {"": ""},
        {"a": {"b": {"c": "d"}}},
        {"between": ["1999", "1998"]},
    ),
    *({"after": "a", "by": "1 day"}, {"question": "q"}, ["1999", ["2000"]]),
)
_BYTES = (
    *(b"", b"\n", b"\t", b"\r\n", b"\xff", b"\x00", b"\xef\xbb\xbf", b"'", b'"', b"[", b"}", b": "),
    *(b"- ", b" #x", b"&a ", b"*a", b"!!x ", b"---\n", b"\n...\n", b"|\n", b"? ", b"%", b"@", b"`"),
    *("\u2028".encode(), "\u00a0".encode(), "é".encode(), b"<<: ", b"  ", b"\n \n", b"9" * 400),
)


@st.composite
def changed(draw: st.DrawFn, dossier: Dossier) -> Dossier:
    """The dossier with one to three values dropped, swapped, retyped or given twice."""
    made = copy.deepcopy(dossier)
    for _ in range(draw(st.integers(1, 3))):
        tree = made.trees[draw(st.sampled_from(sorted(made.trees)))]
        if paths := [*_paths(tree, ())]:
            _change(draw, tree, draw(st.sampled_from(paths)))
    for source, text in made.texts.items():
        if not draw(st.integers(0, 3)):
            made.texts[source] = text.replace(" ", draw(st.sampled_from(["", "\u00a0", "\r\n"])), 1)
    return made


def _paths(tree: Tree, path: Steps) -> Iterator[Steps]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for step, value in inner:
        yield (*path, step)
        if isinstance(value, dict | list):
            yield from _paths(value, (*path, step))


def _change(draw: st.DrawFn, tree: Tree, path: Steps) -> None:
    *above, last = path
    for step in above:
        tree = tree[step]
    draw(st.sampled_from(_CHANGES))(draw, tree, last)


def _drop(draw: st.DrawFn, tree: Tree, step: Step) -> None:
    del tree[step]


def _swap(draw: st.DrawFn, tree: Tree, step: Step) -> None:
    other = draw(st.sampled_from([*tree] if isinstance(tree, dict) else [*range(len(tree))]))
    tree[step], tree[other] = tree[other], tree[step]


def _retype(draw: st.DrawFn, tree: Tree, step: Step) -> None:
    tree[step] = copy.deepcopy(draw(st.sampled_from(_VALUES)))


def _give_twice(draw: st.DrawFn, tree: Tree, step: Step) -> None:
    again = copy.deepcopy(tree[step])
    if isinstance(tree, list):
        tree.append(again)
    else:
        tree[f"{step}-2"] = again


def _add(draw: st.DrawFn, tree: Tree, step: Step) -> None:
    if isinstance(tree[step], str):
        tree[step] += draw(st.sampled_from([one for one in _VALUES if isinstance(one, str)]))


def _rename(draw: st.DrawFn, tree: Tree, step: Step) -> None:
    if isinstance(tree, dict):
        tree[draw(st.sampled_from(["x", "Not An Id", "titel", *tree]))] = tree.pop(step)


_CHANGES = (_drop, _swap, _retype, _give_twice, _add, _rename)


@st.composite
def cut(draw: st.DrawFn, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with one of them cut, or with bytes put into it, at any place."""
    file = draw(st.sampled_from(sorted(files)))
    content = files[file]
    start = draw(st.integers(0, len(content)))
    end = draw(st.one_of(st.integers(start, min(len(content), start + 8)), st.just(len(content))))
    return files | {file: content[:start] + draw(st.sampled_from(_BYTES)) + content[end:]}
