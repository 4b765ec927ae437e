"""An open study: read it, act on it, undo and redo, and ask for its revision."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import OperationalError

from corpus.study import acts
from corpus.study.acts import Act, Entry
from corpus.study.refusals import refusal_of
from corpus.study.tables import log

Verify = Callable[[Connection], object]
"""Raises a refusal where a study must not be left like this."""


class AlreadyDone(Exception):
    """The act with this operation id is in the log; it is not done a second time."""


class Study:
    """One open study file. Safe to share between threads; every read and every act has a connection of its own."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.path = path
        self._engine = engine
        self._writer = engine.execution_options(writes=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state of the study. For reading only.

        Raises StudyUnavailable where the file is gone or cannot be read any more.
        """
        try:
            with self._engine.connect() as connection, connection.begin():
                yield connection
        except OperationalError as error:
            raise refusal_of(error, self.path) from error

    @contextmanager
    def write_unlogged(self) -> Iterator[Connection]:
        """A writing transaction outside the log: only for texts and passages (never changed), for
        caches, and for how far people have read, which is nobody's word on the data.

        Raises StudyUnavailable, changing nothing, where the file is in use elsewhere, read-only or out of room.
        """
        try:
            with self._writer.begin() as connection:
                yield connection
        except OperationalError as error:
            raise refusal_of(error, self.path) from error

    @contextmanager
    def act(self, coder_id: str | None, action: str, *, scope: str, operation: str | None = None) -> Iterator[Act]:
        """One act of one person: all of it is stored durably and logged when the block ends, or none of it.

        `action` is a stable key ("coding.apply"), `scope` the stack that undo looks at (a document's id, "codebook").
        An act that changed nothing can't be undone, and is logged only to remember its `operation`.
        Raises AlreadyDone, before the block, where the log holds `operation`; StudyUnavailable as `write_unlogged`.
        """
        with self.write_unlogged() as connection:
            _refuse_twice(connection, operation)
            act = Act(connection)
            yield act
            if act.changes or operation is not None:
                acts.append(
                    connection,
                    coder_id=coder_id,
                    action=action,
                    scope=scope,
                    details=act.details,
                    changes=act.changes,
                    kind="do" if act.changes else "seen",
                    operation=operation,
                )

    def revision(self) -> int:
        """The highest log id; 0 in a new study. It grows with every act."""
        with self.read() as connection:
            highest: int = connection.execute(select(func.coalesce(func.max(log.c.id), 0))).scalar_one()
            return highest

    def undoable(self, coder_id: str, scope: str) -> Entry | None:
        """What `undo` would undo, or None."""
        with self.read() as connection:
            return acts.undoable(connection, coder_id, scope)

    def latest(self, coder_id: str, action: str) -> tuple[str, Entry] | None:
        """The coder's latest standing act whose key begins so, in whichever scope, with that scope; or None."""
        with self.read() as connection:
            return acts.latest(connection, coder_id, action)

    def redoable(self, coder_id: str, scope: str) -> Entry | None:
        """What `redo` would do again, or None."""
        with self.read() as connection:
            return acts.redoable(connection, coder_id, scope)

    def undo(
        self, coder_id: str, scope: str, operation: str | None = None, *, verify: Verify | None = None
    ) -> Entry | None:
        """Undo the coder's latest standing act in this scope; returns it, or None where there is nothing to undo.

        Raises Conflict, changing nothing, where somebody changed the same rows since; AlreadyDone as `act`.
        `verify` sees the study as it would be then; where it raises, nothing is changed either.
        """
        return self._turn_back("undo", coder_id, scope, operation, verify)

    def redo(
        self, coder_id: str, scope: str, operation: str | None = None, *, verify: Verify | None = None
    ) -> Entry | None:
        """Do again what the coder undid last in this scope; returns it, or None. Raises as `undo`."""
        return self._turn_back("redo", coder_id, scope, operation, verify)

    def close(self) -> None:
        """Give the file back: everything is written into the one file and no side file stays."""
        self._engine.dispose()

    def _turn_back(
        self, kind: str, coder_id: str, scope: str, operation: str | None, verify: Verify | None
    ) -> Entry | None:
        with self.write_unlogged() as connection:
            _refuse_twice(connection, operation)
            find = acts.undoable if kind == "undo" else acts.redoable
            entry = find(connection, coder_id, scope)
            if entry is not None:
                acts.revert(connection, entry.id, kind, coder_id, operation)
                if verify is not None:
                    verify(connection)
            elif operation is not None:
                acts.append(
                    connection,
                    coder_id=coder_id,
                    action=kind,
                    scope=scope,
                    details={},
                    changes=(),
                    kind="seen",
                    operation=operation,
                )
            return entry


def _refuse_twice(connection: Connection, operation: str | None) -> None:
    if operation is not None and acts.operation_done(connection, operation):
        raise AlreadyDone(operation)
