"""The YAML reader: any bytes are a tree of what was typed or problems, and both have places."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from kb.node import Mapping, Node, Scalar, Sequence, plain
from kb.read.yaml_file import read_yaml
from kb.read.yaml_text import normal
from tests.fuzz.promises import check_problems, is_inside, lines_of

_TESTS = Path(__file__).parents[1]
_CASES = sorted((_TESTS / "problems").glob("*.yaml"))
SEEDS = [
    *(path.read_bytes() for path in _CASES),
    *(path.read_bytes() for path in sorted((_TESTS / "golden/sources").glob("*.yaml"))),
]
WORDS = [
    *("- ", ": ", "? ", "\n  ", "\n- ", " #", "# ", "|\n  ", ">-\n  ", "|+2\n", "---\n", "...\n"),
    *(
        "{",
        "}",
        "[",
        "]",
        ", ",
        "'",
        '"',
        "''",
        '\\"',
        "\\x07",
        "\\u2028",
        "&a ",
        "*a",
        "!t ",
        "!!",
    ),
    *("<<: ", "%YAML 1.1\n", "\t", "\r\n", "\r", "\ufeff", "\u00a0", "\u2028", "\x85", "\x00"),
    *("events:\n", "title: ", "when: ", "a: b\n", "“", "”"),
]


def try_one(content: bytes) -> None:
    """Read the bytes as a file of YAML, and check all that is promised of the outcome."""
    root, problems = read_yaml(content, "timeline.yaml")
    lines = lines_of(content)

    check_problems(problems, content)
    assert root is not None or problems
    if root is None:
        return
    for node in _nodes(root):
        assert is_inside(node.at, lines), node
    if not problems:
        _check_against_pyyaml(content.decode("utf-8"), root)
        for scalar in _nodes(root):
            if isinstance(scalar, Scalar):
                _check_raw(scalar, lines)


def _check_raw(scalar: Scalar, lines: list[str]) -> None:
    """What was typed stands where the scalar says."""
    typed = "\n".join([lines[scalar.line - 1][scalar.column - 1 :], *lines[scalar.line :]])
    assert typed.startswith(scalar.raw), scalar


def _check_against_pyyaml(text: str, root: Node) -> None:
    """PyYAML's own reader, which has every scalar as text, sees the same where it sees anything."""
    try:
        read = yaml.load(normal(text), Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        raise AssertionError("what PyYAML refuses was read without a problem") from None
    assert _listed(plain(root)) == read


def _listed(value: object) -> object:
    if isinstance(value, dict):
        return {key: _listed(one) for key, one in value.items()}
    return [*map(_listed, value)] if isinstance(value, tuple) else value


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case Mapping():
            yield from node.keys.values()
            for value in node.entries.values():
                yield from _nodes(value)
        case Sequence():
            for item in node.items:
                yield from _nodes(item)
        case Scalar():
            pass
