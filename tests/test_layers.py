"""One way only: each room of the code may use what stands below it, and stages never meet."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

KB = Path(__file__).parent.parent / "scripts" / "kb"
WORDS = (
    "collector",
    "ordinary",
    "lookalikes",
    "unseen",
    "problems",
    "disk",
    "still",
    "turn",
    "nearest",
    "outlines",
    "dates",
    "prose",
    "node",
    "retyping",
    "passage",
    "fields",
    "model",
    "ledger",
    "manuscript",
    "facts",
    "dossier",
    "public",
    "output",
    "hosting",
    "sharing",
    "schema",
)
"""The shared words, lowest first: each may import only what stands before it."""
STAGES = ("read", "check", "connect", "render", "export")
TOP = ("checked", "write", "folder", "search", "site", "on_request", "preview", "edit", "commands")
MODULES = sorted(KB.rglob("*.py"))


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def rooms(module: Path) -> set[str]:
    """The rooms of `kb` that a module imports from."""
    names = {name.split(".")[1] for name in imports(module) if name.startswith("kb.")}
    plain = {"model"} if any(name == "kb.model" for name in imports(module)) else set()
    return {name for name in names if (KB / f"{name}.py").exists() or (KB / name).is_dir()} | plain


def test_every_room_is_named_here() -> None:
    there = {path.stem if path.suffix else path.name for path in KB.iterdir()}
    assert there - {"__init__", "__pycache__"} == {*WORDS, *STAGES, *TOP}


def modules_of(room: str) -> list[Path]:
    return sorted((KB / room).rglob("*.py")) if (KB / room).is_dir() else [KB / f"{room}.py"]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_uses_only_the_words_before_it(word: str) -> None:
    for module in modules_of(word):
        assert rooms(module) - {word} <= set(WORDS[: WORDS.index(word)]), module.name


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_uses_the_words_and_itself(stage: str) -> None:
    for module in modules_of(stage):
        assert rooms(module) <= {*WORDS, stage}, module.name


@pytest.mark.parametrize(
    ("writer", "knows"),
    [("write", {"disk", "output", "problems", "sharing"}), ("search", {"output"})],
)
def test_a_writer_knows_only_what_it_writes(writer: str, knows: set[str]) -> None:
    assert rooms(KB / f"{writer}.py") == knows


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("yaml", {"read/yaml_tree.py"}),
        ("jinja2", {"render/compiled.py", "render/templating.py"}),
        ("mkdocs", set()),
        ("icalendar", {"export/calendar/files.py"}),
    ],
)
def test_a_library_is_known_in_one_place(library: str, home: set[str]) -> None:
    users = {
        module.relative_to(KB).as_posix()
        for module in MODULES
        if any(name.split(".")[0] == library for name in imports(module))
    }
    assert users == home


def test_a_check_loads_nothing_that_pages_and_data_are_made_with() -> None:
    program = "import sys, kb.commands.check; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=KB.parent, capture_output=True, text=True, check=True
    )

    loaded = set(done.stdout.split())
    assert not loaded & {"kb.render", "kb.export", "kb.site", "jinja2", "mkdocs", "icalendar"}
