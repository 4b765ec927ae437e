"""One small real study for the tests of this package."""

from pathlib import Path

import pytest

from coding.suggestions import CachedEncoder
from corpus.embedding import CARRIED, EmbeddingCache, load_encoder
from corpus.study import Study
from tests.studies import small_study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "prøve.citat")


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> CachedEncoder:
    """The built-in model; what one test has encoded is known to the next."""
    return CachedEncoder(load_encoder(CARRIED), EmbeddingCache(tmp_path_factory.mktemp("cache") / "vectors.sqlite"))
