"""What many tests need: the real dossier and the golden one, connected."""

from pathlib import Path

import pytest
from hypothesis import settings

from kb.connect.connect import connect
from kb.dossier import Dossier
from kb.read.load import load_manuscript

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
settings.register_profile("steady", deadline=None)  # a busy machine is no failure
settings.load_profile("steady")
NIGHTLY = "takes long: ./run test --long runs it"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/docs/")
    parser.addoption("--long", action="store_true", help="every page, every kill, long fuzzing")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what is marked `long` to the night; it is named as skipped, and never silently gone."""
    if not config.getoption("--long"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason=NIGHTLY))


def connected(folder: Path) -> Dossier:
    """The dossier in a folder, which must have no problem of text, structure or quotes."""
    manuscript, problems = load_manuscript(folder)
    assert problems == []
    assert manuscript is not None
    return connect(manuscript)


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    """The real one."""
    return connected(ROOT)


@pytest.fixture(scope="session")
def golden() -> Dossier:
    return connected(GOLDEN)
