"""The schema refuses what reading refuses for its structure, and nothing else."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from kb.model import Timeline
from kb.read.structure import validated
from kb.read.yaml_file import read_yaml
from kb.schema import schema_text
from tests.test_problems import CASES, MINIMAL, NAMES, rule_of

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Draft202012Validator(json.loads(schema_text()))
STRUCTURE = {
    "missing-key",
    "unknown-key",
    "wrong-type",
    "not-one-of",
    "not-true-or-false",
    "wrong-count",
    "empty-value",
    "malformed-id",
    "comma-in-flow",
}
UNSEEN = {"wrong-type--underscore.yaml", "not-true-or-false--capital.yaml"}
"""To an editor's YAML `5_1` is a number and `True` is true before the schema sees them."""


def as_editors_read(file: Path) -> object:
    """The file as an editor’s YAML 1.2 has it, numbers and truth values as such."""
    reader = YAML(typ="safe", pure=True)
    reader.constructor.yaml_constructors["tag:yaml.org,2002:timestamp"] = (  # YAML 1.2 has no dates
        lambda _, node: node.value
    )
    return reader.load(file)


def own_timelines(*, of_structure: bool) -> list[str]:
    """Return the cases with a timeline of their own, whose rule is of structure or not."""
    rules = [name for name in NAMES if (rule_of(name) in STRUCTURE) == of_structure]
    named = [name if name.endswith(".yaml") else f"{name}/timeline.yaml" for name in rules]
    return [
        n
        for n in named
        if (CASES / n).exists()
        and not n.startswith(("several", "yaml-syntax"))  # a slip may read as something else
        and n not in UNSEEN
    ]


@pytest.mark.parametrize("folder", [ROOT, GOLDEN, MINIMAL], ids=["real", "golden", "minimal"])
def test_good_timelines_are_accepted(folder: Path) -> None:
    assert list(SCHEMA.iter_errors(as_editors_read(folder / "timeline.yaml"))) == []


@pytest.mark.parametrize("case", own_timelines(of_structure=True))
def test_bad_structure_is_refused(case: str) -> None:
    assert not SCHEMA.is_valid(as_editors_read(CASES / case))


@pytest.mark.parametrize("case", own_timelines(of_structure=False))
def test_what_only_a_rule_can_know_is_accepted(case: str) -> None:
    try:
        read = as_editors_read(CASES / case)
    except YAMLError:
        return  # no YAML for an editor either
    assert [error.message for error in SCHEMA.iter_errors(read)] == []


GOOD = json.dumps(as_editors_read(GOLDEN / "timeline.yaml"), default=str)
VALUES: list[object] = ["", " ", "x", "Not an id", 7, -1, 1.5, True, False, "x" * 101]
VALUES += [[], [""], ["x"], [7, "x"], [{}], {}, {"x": "y"}, {"x": ""}, {"Not an id": "x"}]
KEYS = ["x", "Not an id", "x" * 101, "note", "summary", "when", "unverified", "between", "draft"]


@st.composite
def mutations(draw: st.DrawFn) -> object:
    """The golden timeline with one to three values dropped, added or changed."""
    timeline: object = json.loads(GOOD)
    for _ in range(draw(st.integers(1, 3))):
        part = timeline
        while isinstance(part, dict | list) and part:
            steps = list(part) if isinstance(part, dict) else list(range(len(part)))
            step = draw(st.sampled_from(steps))
            inner = part[step]
            if isinstance(inner, dict | list) and inner and draw(st.integers(0, 4)):
                part = inner
                continue
            _mutate(draw, part, step)
            break
    return timeline


def _mutate(draw: st.DrawFn, part: dict[str, object] | list[object], step: str | int) -> None:
    what = draw(st.sampled_from(["drop", "add", "change"]))
    value = copy.deepcopy(draw(st.sampled_from(VALUES)))
    if what == "drop":
        del part[step]  # type: ignore[arg-type]
    elif what == "add" and isinstance(part, dict):
        part[draw(st.sampled_from(KEYS))] = value
    else:
        part[step] = value  # type: ignore[index]


def structural_problems(timeline: object) -> list[str]:
    """What reading finds to refuse in the structure."""
    root, problems = read_yaml(json.dumps(timeline).encode(), "timeline.yaml")
    assert root is not None
    return [str(problem) for problem in problems + validated(Timeline, root)[1].problems]


def holds_empty_date(part: object) -> bool:
    """Tell whether a date is `{}`: reading leaves that to the rule of dates."""
    if isinstance(part, list):
        return any(map(holds_empty_date, part))
    return isinstance(part, dict) and any(
        (key in DATES and value == {}) or holds_empty_date(value) for key, value in part.items()
    )


DATES = ("when", "focus", "updated", "from", "to", "attested", "on")


@settings(max_examples=400)
@given(mutations())
def test_the_schema_accepts_what_reading_accepts(timeline: object) -> None:
    assume(not holds_empty_date(timeline))

    refused = [(e.json_path, e.validator) for e in SCHEMA.iter_errors(timeline)]
    told = structural_problems(timeline)
    assert bool(refused) == bool(told), (refused, told)


@pytest.mark.parametrize("key", ["by", "about", "denies", "text", "kind", "when", "evidence", "x"])
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_each_sort_of_value_is_judged_alike(key: str, value: object) -> None:
    timeline = json.loads(GOOD)
    timeline["events"]["closure"]["claims"]["telling"][key] = value
    is_empty_date = holds_empty_date(timeline)

    assert is_empty_date or SCHEMA.is_valid(timeline) != bool(structural_problems(timeline))
