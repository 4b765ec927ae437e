"""Decisions about suggestions: only a person's decision makes a suggestion a coding."""

from typing import Any

from sqlalchemy import Row, select

from coding import tables as c
from coding.codings import apply_code, now
from corpus.errors import Conflict
from corpus.study import Act


def accept(act: Act, coder_id: str, suggestion_id: str, coding_id: str, code_id: str | None = None) -> None:
    """Turn a suggestion into a coding of this coder, with its own code or another one (then it counts as edited)."""
    row = _pending(act, suggestion_id)
    chosen = code_id or row.code_id
    apply_code(act, coder_id, row.passage_id, chosen, coding_id=coding_id, origin="accepted")
    _decide(act, coder_id, suggestion_id, "accepted" if chosen == row.code_id else "edited")


def reject(act: Act, coder_id: str, suggestion_id: str) -> None:
    """Say no to a suggestion; it is not offered again."""
    row = _pending(act, suggestion_id)
    act.details["code"] = act.connection.execute(select(c.code.c.name).where(c.code.c.id == row.code_id)).scalar_one()
    _decide(act, coder_id, suggestion_id, "rejected")


def _pending(act: Act, suggestion_id: str) -> Row[Any]:
    row = act.connection.execute(select(c.suggestion).where(c.suggestion.c.id == suggestion_id)).one_or_none()
    if row is None or row.status != "pending":
        raise Conflict("This suggestion is decided already or no longer offered.")
    return row


def _decide(act: Act, coder_id: str, suggestion_id: str, status: str) -> None:
    act.update(c.suggestion, suggestion_id, {"status": status, "decided_by": coder_id, "decided": now()})
