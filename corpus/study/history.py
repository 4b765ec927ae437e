"""The log as a person reads it: who did what and when, the latest first."""

from dataclasses import dataclass

from sqlalchemy import select

from corpus.study.acts import Values
from corpus.study.study import Study
from corpus.study.tables import coder, log


@dataclass(frozen=True)
class LogEntry:
    """One thing done; `kind` is "do", "undo" or "redo" and `coder` None where the program did it by itself.

    `at` is the time as ISO 8601 in UTC; `action` and `details` are as in `Study.act`.
    """

    id: int
    at: str
    coder: str | None
    kind: str
    action: str
    details: Values


def latest_entries(study: Study, limit: int) -> tuple[LogEntry, ...]:
    """Up to `limit` entries of the log, the latest first; what changed nothing is left out."""
    query = (
        select(log.c.id, log.c.at, log.c.kind, log.c.action, log.c.details, coder.c.name)
        .join(coder, coder.c.id == log.c.coder_id, isouter=True)
        .where(log.c.kind != "seen")
        .order_by(log.c.id.desc())
        .limit(limit)
    )
    with study.read() as connection:
        rows = connection.execute(query).all()
    return tuple(LogEntry(row.id, row.at, row.name, row.kind, row.action, row.details) for row in rows)


def tables_changed_since(study: Study, revision: int) -> frozenset[str]:
    """The names of the tables that anything done, undone or redone after a revision has changed."""
    with study.read() as connection:
        changes = connection.execute(select(log.c.changes).where(log.c.id > revision)).scalars()
        return frozenset(change["table"] for each in changes for change in each)


@dataclass(frozen=True)
class RowVersion:
    """One row as an act left it: who, when (ISO 8601 in UTC), and its columns."""

    at: str
    coder: str | None
    values: Values


def row_versions(study: Study, table: str, row_id: str, scope: str) -> tuple[RowVersion, ...]:
    """Every state that a row of the log had after an act in this scope, the latest first."""
    query = (
        select(log.c.at, log.c.changes, coder.c.name)
        .join(coder, coder.c.id == log.c.coder_id, isouter=True)
        .where(log.c.scope == scope)
        .order_by(log.c.id.desc())
    )
    with study.read() as connection:
        rows = connection.execute(query).all()
    return tuple(
        RowVersion(row.at, row.name, change["after"])
        for row in rows
        for change in row.changes
        if (change["table"], change["id"]) == (table, row_id) and change["after"] is not None
    )
