"""Templates are compiled once, and macros made once; they tell of the page that is being filled."""

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, UndefinedError
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from kb.render import compiled
from kb.render.compiled import Kept, environment

FILES = {
    "macros": (
        "{% macro where(word='at') %}<b>{{ word }} {{ page }}</b>{% endmacro %}"
        "{% macro boxed() %}[{{ caller() }}]{% endmacro %}"
        "{% macro all(one) %}{{ one }}{{ varargs | join }}{% endmacro %}"
    ),
    "page": "{% import 'macros' as m with context %}{{ m.where() }}{{ m.where(word='on') }}",
    "boxed": "{% import 'macros' as m with context %}{% call m.boxed() %}{{ page }}{% endcall %}",
    "many": "{% import 'macros' as m with context %}{{ m.all(*given) }}",
    "wrong": "{% import 'macros' as m with context %}{{ m.where(other='on') }}",
    "unknown": "{% import 'macros' as m with context %}{{ m.nothing() }}",
}


def filled(name: str, *pages: str, **known: object) -> list[str]:
    made = environment(lambda one: one if isinstance(one, Markup) else Markup(str(one).upper()))
    made.loader = DictLoader(FILES)
    template = made.get_template(name)
    texts = []
    for page in pages:
        made.globals["page"] = page
        texts.append(template.render(**known))
    return texts


def test_a_macro_tells_of_the_page_that_is_filled() -> None:
    assert filled("page", "a", "b") == ["<b>AT A</b><b>ON A</b>", "<b>AT B</b><b>ON B</b>"]


def test_a_block_and_a_list_of_arguments_reach_a_macro() -> None:
    assert filled("boxed", "a") == ["[A]"]
    assert filled("many", "a", given=("x", "y", "z")) == ["XYZ"]


def test_what_a_macro_does_not_know_is_an_error() -> None:
    with pytest.raises(TypeError, match="other"):
        filled("wrong", "a")
    with pytest.raises(UndefinedError, match="nothing"):
        filled("unknown", "a")


def compiled_in(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Fill a template as another process would; return how often something was compiled for it."""
    times: list[object] = []
    compile_it = CodeGenerator.visit_Template

    def counted(*given: Any) -> None:
        times.append(given)
        compile_it(*given)

    made = environment(Markup)
    made.loader, made.bytecode_cache = DictLoader({"it": text}), Kept(folder)
    with monkeypatch.context() as patched:
        patched.setattr(CodeGenerator, "visit_Template", counted)
        assert made.get_template("it").render() == text
    return len(times)


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)


@pytest.mark.usefixtures("writing")
def test_a_template_is_compiled_anew_if_it_has_changed_or_our_code_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [compiled_in(tmp_path, text, monkeypatch) for text in ("a", "a", "b")] == [1, 0, 1]

    monkeypatch.setattr(compiled, "_how_compiled", lambda: "otherwise")

    assert [compiled_in(tmp_path, "b", monkeypatch) for _ in range(2)] == [1, 0]


@pytest.mark.usefixtures("writing")
@pytest.mark.parametrize("damage", [b"", b"odd", b"j2"])
def test_a_damaged_file_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    compiled_in(tmp_path, "a", monkeypatch)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(damage)

    assert [compiled_in(tmp_path, "a", monkeypatch) for _ in range(2)] == [1, 0]


@pytest.mark.usefixtures("writing")
def test_where_nothing_can_be_written_templates_are_compiled_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path / "nowhere"

    assert [compiled_in(nowhere, "a", monkeypatch) for _ in range(2)] == [1, 1]


def test_nothing_is_written_where_python_is_to_write_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)

    assert compiled_in(tmp_path, "a", monkeypatch) == 1
    assert not list(tmp_path.iterdir())
