"""The statement on accessibility says what the gates do."""

from pathlib import Path

from tests.gates.test_axe import SWAPPED, USUAL
from tests.gates.test_enlarged import WIDTH

STATEMENT = (
    Path(__file__).parent.parent / "scripts/kb/render/templates/accessibility.md.jinja"
).read_text("utf-8")


def test_the_statement_names_the_windows_that_axe_sees() -> None:
    usual = [f"in {scheme} colours on {width:,} pixels" for scheme, width in USUAL]
    swapped = [f"in {scheme} colours on {width:,}" for scheme, width in SWAPPED]

    assert f"{' and '.join(usual)}. " in STATEMENT
    assert f"an event it looks {' and '.join(swapped)} as well" in STATEMENT


def test_the_statement_names_the_window_in_which_letters_are_enlarged() -> None:
    assert f"fits a window of {WIDTH} pixels" in STATEMENT
