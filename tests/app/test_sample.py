"""The sample study at the first start."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.sample import ensure_sample
from coding.checking import check_study
from corpus.overview import interview_overview
from corpus.study import open_study


@pytest.mark.slow
def test_tabs_that_open_at_once_make_one_whole_sample(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as tabs:
        paths = set(tabs.map(ensure_sample, [tmp_path] * 3))
    assert [file.name for file in tmp_path.glob("*.citat")] == [path.name for path in paths]
    study = open_study(paths.pop())
    assert check_study(study) == ()
    assert all(row.group for row in interview_overview(study).rows)
    study.close()
