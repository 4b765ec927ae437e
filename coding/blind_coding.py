"""What a coder does not want, or may not, see while coding: suggestions, and other people's codings.

Blind is each coder's own choice in a study. An interview that is coded twice for agreement is closed to every coder
until they have said that they are done: no suggestions, and nobody else's codings.
"""

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from coding import tables as c
from corpus.errors import Conflict
from corpus.study import Study
from corpus.study import tables as t

SCOPE = "double_coding"
"""The stack of these acts in the log."""


@dataclass(frozen=True)
class Blindness:
    """What is hidden from one coder.

    `by_turn`: suggestions in a turn until one has coded in it. `double` are the documents that are coded twice, and
    `closed` those of them that this coder is not done with.
    """

    by_turn: bool
    double: frozenset[str]
    closed: frozenset[str]


def load_blindness(study: Study, coder_id: str) -> Blindness:
    """What is hidden from this coder now."""
    with study.read() as connection:
        chosen = select(c.blind_coder.c.coder_id).where(c.blind_coder.c.coder_id == coder_id)
        double = frozenset(connection.execute(select(c.double_coding.c.document_id)).scalars())
        return Blindness(
            connection.execute(chosen).first() is not None, double, double - _done_with(connection, coder_id)
        )


def closed_to(connection: Connection, coder_id: str) -> frozenset[str]:
    """The documents that are coded twice and that this coder is not done with, in a state that is being read."""
    double = frozenset(connection.execute(select(c.double_coding.c.document_id)).scalars())
    return double - _done_with(connection, coder_id) if double else double


def choose_blind(study: Study, coder_id: str, *, blind: bool) -> None:
    """Keep whether suggestions stay hidden from this coder in a turn until they have coded in it."""
    table = c.blind_coder
    with study.write_unlogged() as connection:
        if blind:
            insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            connection.execute(insert(table).values(coder_id=coder_id).on_conflict_do_nothing())
        else:
            connection.execute(delete(table).where(table.c.coder_id == coder_id))


def code_twice(study: Study, coder_id: str, document_id: str, *, twice: bool) -> None:
    """Say that an interview is coded by several people on their own, or no longer; who was done is done still.

    Raises Conflict where the interview is no longer in the study.
    """
    table = c.double_coding
    with study.act(coder_id, "double.begin" if twice else "double.end", scope=SCOPE) as act:
        act.details["title"] = _title(act.connection, document_id)
        known = act.connection.execute(select(table.c.id).where(table.c.document_id == document_id)).scalar()
        if twice and known is None:
            act.insert(table, [{"id": str(uuid4()), "document_id": document_id}])
        elif not twice and known is not None:
            act.delete(table, known)


def say_done(study: Study, coder_id: str, document_id: str, *, done: bool) -> None:
    """Say that one has coded all of an interview that is coded twice, or not yet after all. Raises as `code_twice`."""
    table = c.double_coding_done
    with study.act(coder_id, "double.done" if done else "double.open", scope=SCOPE) as act:
        act.details["title"] = _title(act.connection, document_id)
        mine = (table.c.document_id == document_id, table.c.coder_id == coder_id)
        known = act.connection.execute(select(table.c.id).where(*mine)).scalar()
        if done and known is None:
            act.insert(table, [{"id": str(uuid4()), "document_id": document_id, "coder_id": coder_id}])
        elif not done and known is not None:
            act.delete(table, known)


def _done_with(connection: Connection, coder_id: str) -> frozenset[str]:
    table = c.double_coding_done
    return frozenset(connection.execute(select(table.c.document_id).where(table.c.coder_id == coder_id)).scalars())


def _title(connection: Connection, document_id: str) -> str:
    title = connection.execute(select(t.document.c.title).where(t.document.c.id == document_id)).scalar_one_or_none()
    if title is None:
        raise Conflict("This interview is no longer in the study. Reload the page.")
    return str(title)
