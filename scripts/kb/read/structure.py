"""Node -> model: structure is checked by pydantic, and every refusal is told with its place.

What is refused is left out, alone where it can be and with its record where it cannot, so that
one mistake is reported once and the rest is still checked in the same run.
"""

import typing
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from kb.nearest import nearest_name
from kb.node import Mapping, Node, Path, Scalar, dropped, nearest, plain, remove, texts
from kb.problems import Problem
from kb.read.cut_off import comma_in_flow, is_cut_off
from kb.read.refused import Refused, known_keys, refusal

Shape = typing.TypeVar("Shape")


@dataclass(slots=True)
class Refusals:
    """What was refused in one file, and what had to be left out for it."""

    problems: list[Problem] = field(default_factory=list)
    broken: set[Path] = field(default_factory=set)
    mentioned: set[str] = field(default_factory=set)

    def leave_out(self, root: Node, path: Path) -> None:
        """Take the value out of the tree and remember that something is missing there."""
        self.broken.update(path[:size] for size in range(1, len(path) + 1))
        self.mentioned.update(texts([nearest(root, path)]))
        remove(root, path)

    def add(self, more: "Refusals", prefix: Path = ()) -> None:
        """Take over what was refused in a part, whose paths begin at `prefix`."""
        self.problems += more.problems
        self.broken |= {prefix + path for path in more.broken}
        self.mentioned |= more.mentioned


def validated(
    shape: type[Shape],
    root: Node,
    refusals: Refusals | None = None,
    made: typing.Mapping[int, object] = MappingProxyType({}),
) -> tuple[Shape | None, Refusals]:
    """Return the tree as `shape`, or None where nothing can be kept, and what was refused.

    The tree loses what was refused, so that its places agree with the result. `refusals` is what
    an earlier try refused of the same tree, and is not told again. `made` has what an earlier try
    made of nodes in which nothing was refused, by the `id` of each.
    """
    adapter: TypeAdapter[Shape] = TypeAdapter(shape)
    refusals = refusals or Refusals(mentioned=set(texts(dropped([root], made))))
    cut_off = [
        (path, mapping, key)
        for path, mapping, key in _comma_endings(root, (), made)
        if key.text not in known_keys(shape, path[:-1])
    ]
    refusals.problems += [comma_in_flow(mapping, key) for _, mapping, key in cut_off]
    for path, _, key in cut_off:
        refusals.leave_out(root, path)
        refusals.broken.add((*path[:-1], key.text.partition(":")[0]))
    while True:
        try:
            return adapter.validate_python(plain(root, made)), refusals
        except ValidationError as error:
            if not _leave_out_refused(shape, root, error.errors(include_url=False), refusals):
                return None, refusals


def _leave_out_refused(
    shape: object, root: Node, errors: list[ErrorDetails], refusals: Refusals
) -> bool:
    """Report the errors that are new, take out what they concern; False when nothing is left."""
    refused = [Refused(shape, root, _path(error), error) for error in errors]
    seen = refusals.broken | {
        one.path[:size]
        for one in refused
        if not _is_missing_part(one)
        for size in range(len(one.path))
    }
    unknown = [one for one in refused if one.error["type"] == "extra_forbidden"]
    meant = {_meant(one) for one in unknown}
    refusals.broken |= meant
    refusals.problems += [
        refusal(one)
        for one in refused
        if not _follows(one, seen if one in unknown else seen | meant)
    ]
    missing = {one.path[:-1] for one in refused if one.error["type"] == "missing"}
    paths = missing | {one.path for one in refused if one.error["type"] != "missing"}
    if () in paths:
        return False
    for path in sorted(paths, key=_last_first, reverse=True):
        refusals.leave_out(root, path)
    return True


def _path(error: ErrorDetails) -> Path:
    return tuple(step for step in error["loc"] if step not in ("", "[key]"))


def _meant(refused: Refused) -> Path:
    """Return the path that an unknown key misspells, or its own."""
    *record, key = refused.path
    known = known_keys(refused.shape, tuple(record))
    return (*record, nearest_name(str(key), known) or key)


def _follows(refused: Refused, seen: Container[Path]) -> bool:
    """Tell whether an error only follows from another: of a part of it, or of a misspelt key."""
    return refused.path in seen or (_is_missing_part(refused) and refused.path[:-1] in seen)


def _is_missing_part(refused: Refused) -> bool:
    return refused.error["type"] == "missing" and isinstance(refused.path[-1], int)


def _comma_endings(
    node: Node, path: Path, made: Container[int] = ()
) -> Iterator[tuple[Path, Mapping, Scalar]]:
    """Yield the keys inside `{…}` that a comma in a text has made, but for nodes in `made`."""
    if isinstance(node, Scalar) or id(node) in made:
        return
    steps = node.entries.items() if isinstance(node, Mapping) else enumerate(node.items)
    for step, value in steps:
        if not isinstance(value, Scalar):
            yield from _comma_endings(value, (*path, step), made)
        elif isinstance(node, Mapping) and node.is_flow and is_cut_off(value):
            yield (*path, step), node, node.keys[str(step)]


def _last_first(path: Path) -> tuple[tuple[bool, int, str], ...]:
    """Order list positions as numbers, so that later items can be taken out first."""
    return tuple((isinstance(s, str), s if isinstance(s, int) else 0, str(s)) for s in path)
