"""One small real study for the tests of this package."""

from pathlib import Path

import pytest

from corpus.study import Study
from tests.studies import small_study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "prøve.citat")
