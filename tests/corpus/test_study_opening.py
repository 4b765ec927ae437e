"""A study file is opened or refused with its own message, and a refused file is left as it was."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import select

from corpus.errors import StudyUnavailable
from corpus.study import copy_study, create_study, open_study
from corpus.study.opening import MIGRATIONS
from corpus.study.tables import group, study


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "prøve æøå.citat"
    create_study(path, "Prøve", "da").close()
    return path


def test_a_new_study_has_its_title_and_the_five_groups(made: Path) -> None:
    opened = open_study(made)
    with opened.read() as connection:
        assert connection.execute(select(study.c.title)).scalar_one() == "Prøve"
        keys = connection.execute(select(group.c.key).order_by(group.c.position)).scalars().all()
    assert keys == ["leader", "caseworker", "citizen", "employer", "other"]


def test_closing_leaves_one_file(made: Path) -> None:
    opened = open_study(made)
    opened.revision()
    opened.close()
    assert [file.name for file in made.parent.iterdir()] == [made.name]


def test_writes_are_durable_and_keys_are_enforced(made: Path) -> None:
    with open_study(made).read() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_an_existing_file_is_never_overwritten(made: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(StudyUnavailable, match="already"):
        create_study(made, "Anden", "da")
    assert made.read_bytes() == before


def not_a_study(path: Path) -> None:
    path.write_text("Kære dagbog", encoding="utf-8")


def another_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE coding (id INTEGER)")
        raw.commit()


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()


def read_only(path: Path) -> None:
    path.chmod(0o444)


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[4096:middle] = b"\xa5" * (middle - 4096)
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:6000])


def missing(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (not_a_study, "not a Citat study"),
        (another_database, "not a Citat study"),
        (newer, "newer version of Citat"),
        (read_only, "read-only"),
        (damaged, "damaged"),
        (cut_short, "damaged"),
        (missing, "There is no study"),
    ],
)
def test_each_unusable_file_has_its_own_message_and_is_left_alone(
    made: Path, spoil: Callable[[Path], None], says: str
) -> None:
    spoil(made)
    before = made.read_bytes() if made.exists() else None
    with pytest.raises(StudyUnavailable, match=says):
        open_study(made)
    assert (made.read_bytes() if made.exists() else None) == before


def test_a_study_that_another_program_holds_is_said_to_be_in_use(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.study.opening.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(made, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StudyUnavailable, match="another program"):
            open_study(made)
        other.execute("ROLLBACK")
    open_study(made).close()


def later_schema(folder: Path, statement: str) -> Path:
    migrations = folder / "migrations"
    shutil.copytree(MIGRATIONS, migrations)
    newest = ScriptDirectory(str(migrations)).get_current_head()
    (migrations / "versions" / "9000_next.py").write_text(
        f'from alembic import op\nrevision = "9000"\ndown_revision = "{newest}"\n'
        f'def upgrade():\n    op.execute("CREATE TABLE extra (id INTEGER)")\n    {statement}\n'
    )
    return migrations


def tables_in(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as raw:
        return {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_an_older_study_is_copied_before_it_is_brought_up_to_date(made: Path, tmp_path: Path) -> None:
    open_study(made, later_schema(tmp_path, "pass")).close()
    assert "extra" in tables_in(made)
    backups = list(tmp_path.glob("*.backup-*.citat"))
    assert len(backups) == 1
    assert "extra" not in tables_in(backups[0])
    open_study(backups[0]).close()


def test_a_migration_that_fails_changes_nothing(made: Path, tmp_path: Path) -> None:
    migrations = later_schema(tmp_path, "raise RuntimeError('half way')")
    with pytest.raises(RuntimeError):
        open_study(made, migrations)
    assert "extra" not in tables_in(made)
    open_study(made).close()


def test_a_copy_is_whole_while_the_study_is_open(made: Path, tmp_path: Path) -> None:
    opened = open_study(made)
    copy_study(made, tmp_path / "kopi.citat")
    assert open_study(tmp_path / "kopi.citat").revision() == opened.revision()
