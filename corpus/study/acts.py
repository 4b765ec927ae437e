"""Acts: everything a person does to a study goes through one, and is logged with the rows before and after.

Undo and redo are derived from the log alone: an undo writes the rows back and appends an entry that names what it
undid. Nothing in the log is ever changed or removed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Exists, Row, Table, and_, exists, insert, select
from sqlalchemy.exc import IntegrityError

from corpus.errors import Conflict
from corpus.study.tables import log, metadata

Values = Mapping[str, Any]

# Made once: a table's second name costs more to make than the query that uses it costs to run.
_UNDO, _REDO, _NEWER, _DONE = (log.alias(name) for name in ("undo_entry", "redo_entry", "newer_entry", "done_entry"))


@dataclass(frozen=True)
class RowChange:
    """One row before and after: `before` is None where it was made, `after` where it was taken away."""

    table: str
    id: str
    before: Values | None
    after: Values | None


@dataclass(frozen=True)
class Entry:
    """A log entry that can be undone or redone, with what names it to a person."""

    id: int
    action: str
    details: Values
    at: str


@dataclass
class Act:
    """Writes rows inside one transaction and remembers each change for the log."""

    connection: Connection
    details: dict[str, Any] = field(default_factory=dict)
    changes: list[RowChange] = field(default_factory=list)

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        """Insert complete rows, each with its `id`."""
        if rows:
            self.connection.execute(insert(table), [dict(row) for row in rows])
            self.changes += [RowChange(table.name, row["id"], None, dict(row)) for row in rows]

    def update(self, table: Table, row_id: str, values: Values) -> None:
        """Change named columns of one row; nothing where they are so already. Raises Conflict where the row is gone."""
        before = image(self.connection, table, row_id)
        if before is None:
            raise Conflict("This is no longer there: somebody removed it meanwhile. Reload the page.")
        after = {**before, **values}
        if after != before:
            self.connection.execute(table.update().where(table.c.id == row_id).values(**values))
            self.changes.append(RowChange(table.name, row_id, before, after))

    def delete(self, table: Table, row_id: str) -> None:
        """Take one row away. Raises Conflict where it is gone already."""
        before = image(self.connection, table, row_id)
        if before is None:
            raise Conflict("This is no longer there: somebody removed it meanwhile. Reload the page.")
        self.connection.execute(table.delete().where(table.c.id == row_id))
        self.changes.append(RowChange(table.name, row_id, before, None))


def image(connection: Connection, table: Table, row_id: str) -> dict[str, Any] | None:
    """The row as it is stored now, or None. Reads only."""
    row = connection.execute(select(table).where(table.c.id == row_id)).one_or_none()
    return None if row is None else dict(row._mapping)


def same_as_logged(stored: Values | None, logged: Values | None) -> bool:
    """Whether a stored row is as the log knows it; columns that tables got later are in no older log entry."""
    if stored is None or logged is None:
        return stored is logged
    return {name: stored.get(name) for name in logged} == dict(logged)


def append(
    connection: Connection,
    *,
    coder_id: str | None,
    action: str,
    scope: str,
    details: Values,
    changes: Sequence[RowChange],
    kind: str = "do",
    target: int | None = None,
    operation: str | None = None,
) -> int:
    """Append one entry to the log and return its id, the study's new revision."""
    revision: int = connection.execute(
        insert(log)
        .values(
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            coder_id=coder_id,
            action=action,
            details=dict(details),
            scope=scope,
            kind=kind,
            target=target,
            operation=operation,
            changes=[{"table": c.table, "id": c.id, "before": c.before, "after": c.after} for c in changes],
        )
        .returning(log.c.id)
    ).scalar_one()
    return revision


def operation_done(connection: Connection, operation: str) -> bool:
    """Whether an act with the caller's own id is already in the log."""
    return connection.execute(select(log.c.id).where(log.c.operation == operation)).first() is not None


def undoable(connection: Connection, coder_id: str, scope: str) -> Entry | None:
    """The coder's latest act in this scope that stands, or None."""
    query = select(log).where(log.c.coder_id == coder_id, log.c.scope == scope, log.c.kind == "do", ~_undone())
    return _entry(connection.execute(query.order_by(log.c.id.desc()).limit(1)).one_or_none())


def latest(connection: Connection, coder_id: str, action: str) -> tuple[str, Entry] | None:
    """The coder's latest act that stands, in any scope, of those whose key begins so, with its scope; or None."""
    own = (log.c.coder_id == coder_id, log.c.kind == "do", log.c.action.startswith(action, autoescape=True))
    row = connection.execute(select(log).where(*own, ~_undone()).order_by(log.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else (row.scope, Entry(row.id, row.action, row.details, row.at))


def standing(connection: Connection, action: str) -> tuple[Entry, ...]:
    """Every act of this kind that was done and not undone, by anybody, the first one first."""
    query = select(log).where(log.c.action == action, log.c.kind == "do", ~_undone()).order_by(log.c.id)
    return tuple(Entry(row.id, row.action, row.details, row.at) for row in connection.execute(query))


def redoable(connection: Connection, coder_id: str, scope: str) -> Entry | None:
    """The act that the coder undid last in this scope, unless something new was done since; or None."""
    later_act = exists().where(
        and_(_NEWER.c.coder_id == coder_id, _NEWER.c.scope == scope, _NEWER.c.kind == "do", _NEWER.c.id > log.c.id)
    )
    redone = exists().where(and_(_REDO.c.target == log.c.target, _REDO.c.kind == "redo", _REDO.c.id > log.c.id))
    query = (
        select(_DONE)
        .join(log, log.c.target == _DONE.c.id)
        .where(log.c.coder_id == coder_id, log.c.scope == scope, log.c.kind == "undo", ~later_act, ~redone)
    )
    return _entry(connection.execute(query.order_by(log.c.id.desc()).limit(1)).one_or_none())


def revert(connection: Connection, entry_id: int, kind: str, coder_id: str, operation: str | None) -> int:
    """Write an entry's rows back (`kind` "undo") or again ("redo") and append that to the log; returns the revision.

    Raises Conflict where a row is no longer as that entry left it or something else builds on it; the caller's
    transaction then changes nothing.
    """
    row = connection.execute(select(log).where(log.c.id == entry_id)).one()
    stored = [RowChange(c["table"], c["id"], c["before"], c["after"]) for c in row.changes]
    wanted = [RowChange(c.table, c.id, c.after, c.before) for c in reversed(stored)] if kind == "undo" else stored
    try:
        for change in wanted:
            _write(connection, change)
    except IntegrityError as error:
        raise Conflict("This cannot be undone: later work builds on it. Undo or remove that first.") from error
    return append(
        connection,
        coder_id=coder_id,
        action=row.action,
        scope=row.scope,
        details=row.details,
        changes=wanted,
        kind=kind,
        target=entry_id,
        operation=operation,
    )


def _undone() -> Exists:
    brought_back = exists().where(
        and_(_REDO.c.target == _UNDO.c.target, _REDO.c.kind == "redo", _REDO.c.id > _UNDO.c.id)
    )
    return exists().where(and_(_UNDO.c.target == log.c.id, _UNDO.c.kind == "undo", ~brought_back))


def _write(connection: Connection, change: RowChange) -> None:
    table = metadata.tables[change.table]
    if not same_as_logged(image(connection, table, change.id), change.before):
        raise Conflict("This cannot be undone: it was changed again since. Undo the later change first.")
    if change.after is None:
        connection.execute(table.delete().where(table.c.id == change.id))
    elif change.before is None:
        connection.execute(insert(table).values(**change.after))
    else:
        connection.execute(table.update().where(table.c.id == change.id).values(**change.after))


def _entry(row: Row[Any] | None) -> Entry | None:
    return None if row is None else Entry(row.id, row.action, row.details, row.at)
