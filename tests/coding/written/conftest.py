"""One small real study for the tests of what is written, and its interviews as sources of quotes."""

from pathlib import Path

import pytest

from coding.written import QuoteSources, load_quote_sources
from corpus.study import Study
from tests.studies import small_study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "prøve.citat")


@pytest.fixture
def sources(study: Study) -> QuoteSources:
    return load_quote_sources(study)
