"""Study files made by an earlier Citat: they open, get what is new, and keep everything."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coding.checking import check_study
from coding.codings import list_codings
from coding.reading_progress import ReadingNote, load_interview_progress, load_reading, record_reading
from corpus.coders import ensure_coder
from corpus.errors import StudyUnavailable
from corpus.study import create_study, open_study, opening
from corpus.study.opening import MIGRATIONS
from tests.studies import ANNA, document_id, small_study


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with the tables that the first migration alone makes, and what the present Citat writes into them."""
    first, path, empty = tmp_path / "first", tmp_path / "old.citat", tmp_path / "empty.citat"
    shutil.copytree(MIGRATIONS, first, ignore=shutil.ignore_patterns("000[2-9]_*", "00[1-9]?_*", "__pycache__"))
    with monkeypatch.context() as patch:
        patch.setattr(opening, "MIGRATIONS", first)
        patch.setattr(open_study, "__defaults__", (first,))
        create_study(empty, "Tom", "da").close()
    small_study(path).close()
    known = columns(empty)
    with closing(sqlite3.connect(path)) as raw:
        for table, names in columns(path).items():
            if table not in known:
                raw.execute(f'DROP TABLE "{table}"')
            for name in names - known.get(table, names):
                raw.execute(f'ALTER TABLE "{table}" DROP COLUMN "{name}"')
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
        raw.commit()
    return path


def columns(path: Path) -> dict[str, set[str]]:
    with closing(sqlite3.connect(path)) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: {row[1] for row in raw.execute(f'PRAGMA table_info("{name}")')} for name in names}


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: raw.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in names}


def version(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw:
        found: str = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    return found


def test_a_study_of_the_first_version_opens_with_everything_and_remembers_reading(old: Path) -> None:
    before = rows(old)
    assert "reading_progress" not in before
    assert version(old) == "0001"
    study = open_study(old)
    after = rows(old)
    assert {name: after[name] for name in before if name != "alembic_version"} == {
        name: kept for name, kept in before.items() if name != "alembic_version"
    }
    anna = ensure_coder(study, ANNA).id
    document = document_id(study, "Leder 1")
    assert list_codings(study, document)
    assert check_study(study) == ()
    record_reading(study, anna, [ReadingNote(document=document, read=((0, 2),), place=1, at=0)])
    reading = load_reading(study, anna, document)
    assert reading is not None
    assert reading.turns == ((0, 2),)
    assert load_interview_progress(study, anna)[document].read > 0
    study.close()


def test_the_copy_made_before_is_the_old_study(old: Path) -> None:
    before = rows(old)
    open_study(old).close()
    (backup,) = old.parent.glob("old.backup-*.citat")
    assert rows(backup) == before


def test_a_study_newer_than_the_program_is_refused_and_left_alone(old: Path) -> None:
    open_study(old).close()
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    content = old.read_bytes()
    with pytest.raises(StudyUnavailable, match="newer version of Citat"):
        open_study(old)
    assert old.read_bytes() == content
