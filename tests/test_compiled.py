"""Macros are made once for all pages, and tell of the page that is being filled all the same."""

import pytest
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup

from kb.render.compiled import environment

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
