"""The statement on accessibility says what the gates do."""

from pathlib import Path

from tests.gates.test_axe import SCHEMES, WIDTHS
from tests.gates.test_enlarged import WIDTH

STATEMENT = (
    Path(__file__).parent.parent / "scripts/kb/render/templates/accessibility.md.jinja"
).read_text("utf-8")


def test_the_statement_names_the_windows_that_axe_sees() -> None:
    narrow, wide = WIDTHS

    assert f"in {SCHEMES[0]} and in {SCHEMES[1]} colours, {narrow} and {wide:,} pixels" in STATEMENT


def test_the_statement_names_the_window_in_which_letters_are_enlarged() -> None:
    assert f"fits a window of {WIDTH} pixels" in STATEMENT
