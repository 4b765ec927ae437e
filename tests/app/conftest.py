"""What the tests of the pages share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sample import build_sample
from corpus.study import Study, open_study
from tests.app.pages import make_home
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


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_file: Path) -> Path:
    """A copy of `small_file` in a home of its own, for one test to change."""
    path = make_home(tmp_path / "home", monkeypatch) / "small.citat"
    shutil.copy(small_file, path)
    return path


@pytest.fixture
def study(small: Path) -> Iterator[Study]:
    """The study of `small`, open."""
    opened = open_study(small)
    yield opened
    opened.close()
