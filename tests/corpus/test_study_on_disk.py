"""A study is one file: copied, moved, killed or deleted while it is open, no work is lost and none is mixed up."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.coders import ensure_coder, list_coders
from corpus.errors import StudyUnavailable
from corpus.study import copy_study, create_study, open_study, with_side_files

WRITES_AND_WAITS = """
import sys, time
from pathlib import Path
from corpus.coders import ensure_coder
from corpus.study import create_study
study = create_study(Path(sys.argv[1]), "Prøve", "da")
ensure_coder(study, "Anna")
print("written", flush=True)
time.sleep(60)
"""


def leave_behind(path: Path) -> None:
    """A study whose program was killed while it was open."""
    with subprocess.Popen([sys.executable, "-c", WRITES_AND_WAITS, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        process.send_signal(signal.SIGKILL)
    assert path.with_name(path.name + "-wal").exists()


def names(path: Path) -> list[str]:
    study = open_study(path)
    found = [coder.name for coder in list_coders(study)]
    study.close()
    return found


def test_a_plain_copy_of_an_open_study_holds_all_work(tmp_path: Path) -> None:
    study = create_study(tmp_path / "a.citat", "Prøve", "da")
    for name in ("Anna", "Bo"):
        ensure_coder(study, name)
        (tmp_path / name).mkdir()
        copy = Path(shutil.copy(study.path, tmp_path / name / "copy.citat"))
        assert names(copy)[-1] == name
    study.close()


def test_a_copy_made_by_the_program_is_whole_too(tmp_path: Path) -> None:
    study = create_study(tmp_path / "a.citat", "Prøve", "da")
    ensure_coder(study, "Anna")
    copy_study(study.path, tmp_path / "b.citat")
    assert names(tmp_path / "b.citat") == ["Anna"]
    study.close()


def test_a_killed_program_leaves_a_study_that_opens_with_its_work(tmp_path: Path) -> None:
    path = tmp_path / "a.citat"
    leave_behind(path)
    assert names(path) == ["Anna"]
    assert [file.name for file in tmp_path.iterdir()] == ["a.citat"]


def test_a_new_study_never_takes_over_what_is_left_of_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.citat"
    leave_behind(path)
    path.unlink()
    left = path.with_name("a.citat-wal")
    before = left.read_bytes()
    with pytest.raises(StudyUnavailable, match="-wal already"):
        create_study(path, "Ny", "da")
    assert left.read_bytes() == before
    assert not path.exists()


def test_a_study_that_is_moved_away_while_open_is_missed_and_never_replaced(tmp_path: Path) -> None:
    study = create_study(tmp_path / "a.citat", "Prøve", "da")
    study.close()
    study.path.rename(tmp_path / "moved.citat")
    with pytest.raises(StudyUnavailable, match="no study at"):
        study.revision()
    with pytest.raises(StudyUnavailable, match="no study at"):
        ensure_coder(study, "Anna")
    assert [file.name for file in tmp_path.iterdir()] == ["moved.citat"]


def test_a_path_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    for name in ("a" * 300, "a\0b"):
        with pytest.raises(StudyUnavailable):
            open_study(tmp_path / f"{name}.citat")
    with pytest.raises(StudyUnavailable):
        create_study(tmp_path / f"{'a' * 300}.citat", "Lang", "da")
    assert list(tmp_path.iterdir()) == []


def test_a_name_with_signs_that_an_address_would_read_opens(tmp_path: Path) -> None:
    path = tmp_path / "50 % #1 å?.citat"
    create_study(path, "Tegn", "da").close()
    study = open_study(path)
    ensure_coder(study, "Anna")
    assert with_side_files(path)[0].exists()
    study.close()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
