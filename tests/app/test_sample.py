"""The sample study at the first start, and started afresh."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.sample import FILE_NAME, ensure_sample, restore_sample
from coding.checking import check_study
from corpus.coders import ensure_coder, list_coders
from corpus.overview import interview_overview
from corpus.study import open_study, with_side_files


@pytest.mark.slow
def test_tabs_that_open_at_once_make_one_whole_sample(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as tabs:
        paths = set(tabs.map(ensure_sample, [tmp_path] * 3))
    assert [file.name for file in tmp_path.glob("*.citat")] == [path.name for path in paths]
    study = open_study(paths.pop())
    assert check_study(study) == ()
    assert all(row.group for row in interview_overview(study).rows)
    study.close()


@pytest.mark.slow
def test_starting_afresh_keeps_all_of_the_old_one_and_mixes_nothing_into_the_new(tmp_path: Path) -> None:
    path = ensure_sample(tmp_path)
    study = open_study(path)
    with study.read() as reading:
        reading.exec_driver_sql("SELECT count(*) FROM log").scalar()
        # as a killed program leaves them: work in the write-ahead file, and half a sample that was being made
        ensure_coder(open_study(path), "Eva")
        for file in with_side_files(path):
            shutil.copy(file, tmp_path / f"left of {file.name}")
    study.close()
    for file in with_side_files(path):
        (tmp_path / f"left of {file.name}").replace(file)
    shutil.copy(with_side_files(path)[1], tmp_path / f".{FILE_NAME}.new-wal")

    fresh = open_study(restore_sample(tmp_path))
    assert check_study(fresh) == ()
    assert [coder.name for coder in list_coders(fresh)] == ["Koder A", "Koder B"]
    fresh.close()
    (kept,) = [file for file in tmp_path.glob("*.citat") if file.name != FILE_NAME]
    old = open_study(kept)
    assert [coder.name for coder in list_coders(old)] == ["Eva", "Koder A", "Koder B"]
    assert check_study(old) == ()
    old.close()
