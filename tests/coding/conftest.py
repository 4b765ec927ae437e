"""One small real study for the tests of this package."""

from pathlib import Path

import pytest

from coding.suggestions import CachedEncoder
from corpus.embedding import EmbeddingCache
from corpus.study import Study
from tests.encoders import built_in
from tests.studies import small_study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "prøve.citat")


@pytest.fixture(scope="session")
def vectors(tmp_path_factory: pytest.TempPathFactory) -> EmbeddingCache:
    """What one test has encoded is known to the next."""
    return EmbeddingCache(tmp_path_factory.mktemp("cache") / "vectors.sqlite")


@pytest.fixture(scope="session")
def encoder(vectors: EmbeddingCache) -> CachedEncoder:
    """The built-in model with these vectors."""
    return CachedEncoder(built_in(), vectors)
