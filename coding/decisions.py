"""Decisions about suggestions: each coder's own, and only an accepted suggestion becomes a coding.

A decision names the passage and the code that were suggested, so it outlives the suggestion, which is a cache.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Connection, Row, select, union_all

from coding import tables as c
from coding.codings import Quote, apply_code, ensure_passage, now, quote_of
from coding.views_kept import keep_view
from corpus.errors import Conflict
from corpus.study import Act

Status = Literal["accepted", "edited", "rejected", "deferred"]
FINAL: tuple[Status, ...] = ("accepted", "edited", "rejected")


@dataclass(frozen=True)
class Stretch:
    """Bounds in a document, half-open code points, with the words that the page showed there."""

    document_id: str
    start: int
    end: int
    quote: Quote


@dataclass(frozen=True)
class Decision:
    """What one coder said to a code that was suggested for a passage."""

    document_id: str
    start: int
    end: int
    code_id: str
    coder_id: str
    status: Status


def accept(
    act: Act,
    coder_id: str,
    suggestion_id: str,
    coding_id: str,
    *,
    code_id: str | None = None,
    stretch: Stretch | None = None,
) -> None:
    """Turn a suggestion into a coding of this coder; with another code or other bounds it counts as edited.

    Raises Conflict where this coder decided on it before, or where it is gone; Refused as `apply_code`.
    """
    row = _open(act.connection, coder_id, suggestion_id)
    chosen = code_id or row.code_id
    passage_id = row.passage_id
    if stretch is not None:
        passage_id = ensure_passage(act.connection, stretch.document_id, stretch.start, stretch.end)
    quote = stretch.quote if stretch is not None else None
    apply_code(act, coder_id, passage_id, chosen, coding_id=coding_id, origin="accepted", quote=quote)
    keep_view(act.connection, coding_id, suggestions_shown=True)
    as_it_was = chosen == row.code_id and passage_id == row.passage_id
    _decide(act, coder_id, row, "accepted" if as_it_was else "edited")


def reject(act: Act, coder_id: str, suggestion_id: str) -> None:
    """Say no to a suggestion; it is not offered to this coder again. Raises Conflict as `accept`."""
    _say_no(act, coder_id, suggestion_id, "rejected")


def defer(act: Act, coder_id: str, suggestion_id: str) -> None:
    """Put a suggestion off: this coder finds it again last in the queue. Raises Conflict as `accept`."""
    _say_no(act, coder_id, suggestion_id, "deferred")


def decide_all(act: Act, coder_id: str, how: Literal["accept", "reject"], codings: Mapping[str, str]) -> int:
    """Accept or reject several suggestions as one act; returns how many.

    `codings` holds for each suggestion the id of the coding to be. Those that are gone or decided by now are left out.
    """
    done = 0
    for suggestion_id, coding_id in codings.items():
        try:
            if how == "accept":
                accept(act, coder_id, suggestion_id, coding_id)
            else:
                reject(act, coder_id, suggestion_id)
            done += 1
        except Conflict:
            continue
    act.details["count"] = done
    return done


def read_decisions(connection: Connection, documents: Collection[str] | None = None) -> Sequence[Decision]:
    """What every coder said to suggestions, in all documents or in some, those of earlier versions of Citat too."""
    own, old = c.suggestion_decision, c.suggestion
    every = union_all(
        select(own.c.passage_id, own.c.code_id, own.c.coder_id, own.c.status),
        select(old.c.passage_id, old.c.code_id, old.c.decided_by.label("coder_id"), old.c.status).where(
            old.c.status != "pending", old.c.decided_by.is_not(None)
        ),
    ).subquery()
    query = select(every, c.passage.c.document_id, c.passage.c.start, c.passage.c.end).join(
        c.passage, c.passage.c.id == every.c.passage_id
    )
    if documents is not None:
        query = query.where(c.passage.c.document_id.in_(documents))
    order = query.order_by(c.passage.c.document_id, c.passage.c.start, every.c.code_id, every.c.coder_id)
    return [
        Decision(row.document_id, row.start, row.end, row.code_id, row.coder_id, row.status)
        for row in connection.execute(order)
    ]


def _say_no(act: Act, coder_id: str, suggestion_id: str, status: Status) -> None:
    row = _open(act.connection, coder_id, suggestion_id)
    act.details["code"] = act.connection.execute(select(c.code.c.name).where(c.code.c.id == row.code_id)).scalar_one()
    act.details["quote"] = quote_of(act.connection, row.passage_id)[:60]
    _decide(act, coder_id, row, status)


def _open(connection: Connection, coder_id: str, suggestion_id: str) -> Row[Any]:
    own = c.suggestion_decision
    row = connection.execute(select(c.suggestion).where(c.suggestion.c.id == suggestion_id)).one_or_none()
    if row is None or row.status != "pending":
        raise Conflict("This suggestion is decided already or no longer offered.")
    said = select(own.c.status).where(
        own.c.passage_id == row.passage_id, own.c.code_id == row.code_id, own.c.coder_id == coder_id
    )
    if connection.execute(said).scalar_one_or_none() in FINAL:
        raise Conflict("This suggestion is decided already or no longer offered.")
    return row


def _decide(act: Act, coder_id: str, row: Row[Any], status: Status) -> None:
    own = c.suggestion_decision
    same = (own.c.passage_id == row.passage_id, own.c.code_id == row.code_id, own.c.coder_id == coder_id)
    said = {"status": status, "score": row.score, "model": row.model, "decided": now()}
    deferred = act.connection.execute(select(own.c.id).where(*same)).scalar_one_or_none()
    if deferred is not None:
        act.update(own, deferred, said)
        return
    key = {"passage_id": row.passage_id, "code_id": row.code_id, "coder_id": coder_id}
    act.insert(own, [{"id": str(uuid4()), **key, **said}])
