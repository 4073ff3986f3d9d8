"""What `overrides/` leans on in the theme: when one of these fails, read the overrides again."""

import hashlib
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from kb.check.ids import ANCHORS

SPEC = find_spec("material")
THEME = Path(SPEC.origin if SPEC and SPEC.origin else "").parent / "templates"
OVERRIDES = Path(__file__).parent.parent / "overrides"
SEEN = {
    "base.html": "8536d352b0093623df9e0032894f321c",
    "404.html": "80c93494b5432b1bcdf292caeb67a065",
    "main.html": "9948b55a7bc979c35825df99baba9e69",
}
"""What the overrides replace, extend or answer to: the first half of its SHA-256, as read."""


@pytest.mark.parametrize("name", SEEN)
def test_theme_is_the_one_that_the_overrides_were_written_for(name: str) -> None:
    digest = hashlib.sha256((THEME / name).read_bytes()).hexdigest()

    assert digest.startswith(SEEN[name]), f"{name} of the theme changed: read overrides/ against it"


def test_theme_still_writes_the_attribute_that_main_takes_off() -> None:
    assert (THEME / "base.html").read_text("utf-8").count(' autocomplete="off">') == 2


def test_templates_of_the_theme_are_shadowed_only_where_meant() -> None:
    ours = {path.relative_to(OVERRIDES).as_posix() for path in OVERRIDES.rglob("*.html")}

    assert {name for name in ours if (THEME / name).exists()} == {
        "main.html",
        "404.html",
        "partials/javascripts/base.html",
        "partials/javascripts/content.html",
    }


def test_no_claim_can_take_an_anchor_that_every_page_has() -> None:
    anchors = {
        anchor
        for page in OVERRIDES.rglob("*.html")
        for anchor in re.findall(r'id="([a-z][a-z0-9-]*)"', page.read_text("utf-8"))
    }

    assert anchors == set(ANCHORS)
