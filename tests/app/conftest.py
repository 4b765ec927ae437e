"""What the tests of the pages share."""

from pathlib import Path

import pytest

from app.sample import build_sample
from tests.studies import small_study


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of `small_study`, closed, to copy and never to change."""
    path = tmp_path_factory.mktemp("template") / "small.citat"
    small_study(path).close()
    return path


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the sample study, closed, to read and never to change."""
    path = tmp_path_factory.mktemp("sample") / "sample.citat"
    build_sample(path).close()
    return path
