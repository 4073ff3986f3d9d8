"""The statement on accessibility says what the gates do."""

from pathlib import Path

from tests.gates.test_axe import SWAPPED, USUAL
from tests.gates.test_enlarged import WIDTH

STATEMENT = (
    Path(__file__).parent.parent / "scripts/kb/render/templates/accessibility.md.jinja"
).read_text("utf-8")


def test_the_statement_names_the_windows_that_axe_sees() -> None:
    (light, narrow), (dark, wide) = USUAL

    assert set(SWAPPED) == {(light, wide), (dark, narrow)}
    assert f"in {light} and in {dark} colours, {narrow} and {wide:,} pixels" in STATEMENT
    assert f"at everything in {light} colours on {narrow} pixels" in STATEMENT
    assert f"in {dark} colours on {wide:,}, at the colours alone in the other two" in STATEMENT


def test_the_statement_names_the_window_in_which_letters_are_enlarged() -> None:
    assert f"fits a window of {WIDTH} pixels" in STATEMENT
