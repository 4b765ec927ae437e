"""Make, open, copy and migrate study files. Nothing here changes a file that it refuses to open."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, insert
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from corpus.errors import StudyUnavailable
from corpus.language import Language
from corpus.study import tables
from corpus.study.refusals import damaged, missing, refusal_of
from corpus.study.study import Study

APPLICATION_ID = 0x43495441
"""SQLite's application id of a study file: "CITA"."""

BUSY_SECONDS = 5
MIGRATIONS = Path(__file__).parent / "migrations"
GROUP_NAMES: dict[Language, dict[str, str]] = {
    "da": {
        "leader": "Ledere",
        "caseworker": "Sagsbehandlere",
        "citizen": "Borgere",
        "employer": "Arbejdsgivere",
        "other": "Andre",
    },
    "en": {
        "leader": "Leaders",
        "caseworker": "Caseworkers",
        "citizen": "Citizens",
        "employer": "Employers",
        "other": "Others",
    },
}


def create_study(path: Path, title: str, language: Language, *, made_up: bool = False) -> Study:
    """Make a new study file with the five usual groups and open it.

    Raises StudyUnavailable where the file exists already, where the write-ahead file of a study that was there before
    lies beside it (SQLite would mix its rows into the new one), or where its folder cannot be written.
    """
    draft = path.with_name(f".{uuid4().hex}.new")
    try:
        if not path.parent.is_dir():
            raise StudyUnavailable("The folder {folder} does not exist. Choose another place.", folder=str(path.parent))
        for taken in with_side_files(path):
            if taken.exists():
                raise StudyUnavailable("There is a file named {name} already. Choose another name.", name=taken.name)
        _make(draft, title, language, made_up)
        draft.replace(path)
    except (OSError, DatabaseError, sqlite3.Error) as error:
        raise StudyUnavailable(
            "The study could not be saved in {folder}. Check that you may write there and that there is room.",
            folder=str(path.parent),
        ) from error
    finally:
        if path.parent.is_dir():
            remove_study_files(draft)
    return open_study(path)


def open_study(path: Path, migrations: Path = MIGRATIONS) -> Study:
    """Open a study file, bringing an older one up to date after saving a copy of it beside it.

    Raises StudyUnavailable, with a message for each case, where the file is missing, is no study, comes from a newer
    Citat, is locked, is read-only or is damaged; the file is not changed then.
    """
    _inspect(path)
    engine = _engine(path)
    try:
        with engine.execution_options(writes=True).connect() as connection, connection.begin():
            stored = MigrationContext.configure(connection).get_current_revision()
        script = ScriptDirectory(str(migrations))
        head = script.get_current_head()
        if stored != head:
            _known(script, stored, path)
            _migrate(engine, path, migrations)
    except DatabaseError as error:
        engine.dispose()
        raise refusal_of(error, path) from error
    except StudyUnavailable:
        engine.dispose()
        raise
    return Study(engine, path)


def copy_study(source: Path, target: Path) -> None:
    """Copy a study file whole and consistent, also while it is open elsewhere. Replaces `target` in one step."""
    draft = target.with_name(f".{target.name}.{uuid4().hex}.copy")
    try:
        with closing(sqlite3.connect(source)) as opened, closing(sqlite3.connect(draft)) as copy:
            opened.backup(copy)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def with_side_files(path: Path) -> tuple[Path, ...]:
    """A study file and the two files that SQLite keeps beside it while it is open, or after the program was killed.

    They belong together: a file moved without its write-ahead file lacks the latest work.
    """
    return tuple(path.with_name(path.name + ending) for ending in ("", "-wal", "-shm"))


def remove_study_files(path: Path) -> None:
    """Remove a study file that nobody needs any more, with its side files."""
    for file in with_side_files(path):
        file.unlink(missing_ok=True)


def _make(path: Path, title: str, language: Language, made_up: bool) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA journal_mode = WAL")
        raw.commit()
    engine = _engine(path)
    _upgrade(engine, MIGRATIONS)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    row = {"id": str(uuid4()), "title": title, "language": language, "created": now, "made_up": made_up, "scope": ""}
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(insert(tables.study).values(row))
        groups = enumerate(GROUP_NAMES[language].items())
        connection.execute(
            insert(tables.group),
            [{"id": str(uuid4()), "key": key, "name": name, "position": i} for i, (key, name) in groups],
        )
    engine.dispose()


def _inspect(path: Path) -> None:
    if not _is_file(path):
        raise missing(path)
    if path.stat().st_mode & 0o222 == 0:
        raise StudyUnavailable(
            "The file {name} is read-only. Copy it to a folder where you may write, and open the copy.", name=path.name
        )
    not_a_study = StudyUnavailable(
        "{name} is not a Citat study. Choose a file that ends in .citat, or make a new study.", name=path.name
    )
    with path.open("rb") as file:
        head = file.read(72)
    if head[:16] != b"SQLite format 3\x00" or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise not_a_study
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)) as raw:
            verdict = raw.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise refusal_of(error, path) from error
    if verdict != ("ok",):
        raise damaged(path)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # a name too long for any file, or a folder that may not be looked into
        return False


def _known(script: ScriptDirectory, stored: str | None, path: Path) -> None:
    try:
        script.get_revision(stored or "base")
    except CommandError as error:
        raise StudyUnavailable(
            "The study {name} was made with a newer version of Citat. Update Citat to open it.", name=path.name
        ) from error


def _migrate(engine: Engine, path: Path, migrations: Path) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    copy_study(path, path.with_name(f"{path.stem}.backup-{stamp}{path.suffix}"))
    _upgrade(engine, migrations)


def _upgrade(engine: Engine, migrations: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _engine(path: Path) -> Engine:
    address = f"{path.absolute().as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        # Never makes a file: where the study was moved or deleted meanwhile, an empty one would take its place.
        return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def _configure(raw: Any, _record: object) -> None:
        # Transactions are begun below, so that a writer takes its lock at once and DDL is transactional too.
        raw.isolation_level = None
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA synchronous = FULL")
        # Each act goes into the file itself at once: people copy and send a study file while it is open.
        raw.execute("PRAGMA wal_autocheckpoint = 1")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
