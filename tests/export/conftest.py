"""The data of the golden dossier, and of the real one."""

import pytest

from kb.dossier import Dossier
from tests.export.reading import Data


@pytest.fixture(scope="session")
def data(golden: Dossier) -> Data:
    return Data.of(golden)


@pytest.fixture(scope="session")
def real(dossier: Dossier) -> Data:
    return Data.of(dossier)
