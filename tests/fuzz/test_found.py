"""Dossiers that once passed the check and could not be published."""

import shutil
from pathlib import Path

import pytest

from tests.fuzz.publishing import broken_links, check_schemas, published
from tests.test_problems import MINIMAL


@pytest.mark.parametrize(
    ("day", "focus"),
    [("9999-12-31", "9999"), ("0001-01-01T00:00+14:00", "0001"), ("0001/9999", "9999-12-31")],
)
def test_the_first_and_the_last_day_of_the_calendar(day: str, focus: str, tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    timeline = tmp_path / "timeline.yaml"
    text = timeline.read_text("utf-8").replace("1911-05-03", day).replace("1911-05", focus)
    timeline.write_text(text, "utf-8")

    files = published(tmp_path)

    check_schemas(files)
    assert broken_links(files) == []
