"""One small study for all tests of exports; they only read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.study import Study
from tests.studies import small_study


@pytest.fixture(scope="package")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    made: Study = small_study(Path(tmp_path_factory.mktemp("study")) / "prøve.citat")
    yield made
    made.close()
