"""Keeping the suggestions of a document: what is new is added, what changed is changed, all else stays as it is.

A suggestion keeps its id, so that a page which shows it does not flicker and a decision under way still finds it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, insert, select, update

from coding import tables as c
from coding.codings import ensure_passage, now
from coding.suggesting import Ranked, Reason, heard_codes
from coding.suggestions import MadeWith, RankedSegment, read_reason
from corpus.study import Study

_NAMESPACE = UUID("0f3f3a2e-4d57-4b7b-8f0a-5f8f0b1f2c61")
_UNSEEN_CHANGE = 0.005
"""Probabilities are shown as whole percent at most, so a smaller change is none."""


def keep_suggestions(
    study: Study, document_id: str, ranked: Sequence[RankedSegment], made_with: MadeWith, *, tidy: bool = False
) -> int:
    """Make the kept suggestions of a document those of `ranked`; returns how many rows were written.

    One that is no longer made is withdrawn: never shown, but still there for a page that has it on screen. `tidy`
    takes withdrawn ones away, for when no page can show one.
    """
    wanted = {(each.start, each.end, one.code_id): (one, shown) for each, one, shown in offered_codes(ranked)}
    with study.read() as connection:
        stored = {(row.start, row.end, row.code_id): row for row in _stored(connection, document_id)}
        read = c.suggested_document.c.stretches
        stretches = connection.execute(select(read).where(_read(document_id))).scalar_one_or_none()
    fresh = [key for key in wanted if key not in stored]
    changed = [
        (row.id, _values(*wanted[key], made_with))
        for key, row in stored.items()
        if key in wanted and row.status == "pending" and _differs(row, *wanted[key], made_with)
    ]
    gone = [row for key, row in stored.items() if key not in wanted and row.status == "pending"]
    gone = gone if tidy else [row for row in gone if row.top_score]
    if not (fresh or changed or gone or stretches != len(ranked)):
        return 0
    with study.write_unlogged() as connection:
        if stretches != len(ranked):
            connection.execute(delete(c.suggested_document).where(_read(document_id)))
            connection.execute(insert(c.suggested_document).values(document_id=document_id, stretches=len(ranked)))
        if changed:
            these = update(c.suggestion).where(c.suggestion.c.id == bindparam("changed"))
            connection.execute(these, [{"changed": row_id, **values} for row_id, values in changed])
        _take_away(connection, [row.id for row in gone], tidy=tidy)
        rows = [_row(connection, document_id, key, _values(*wanted[key], made_with)) for key in fresh]
        if rows:
            connection.execute(insert(c.suggestion), rows)
    return len(fresh) + len(changed) + len(gone)


def documents_read(study: Study) -> tuple[str, ...]:
    """The ids of the documents that suggestions were made for, in order."""
    with study.read() as connection:
        found = connection.execute(select(c.suggested_document.c.document_id)).scalars()
        return tuple(sorted(found))


def suggestion_id(passage_id: str, code_id: str) -> str:
    """The id of the suggestion of a code for a passage, the same whenever it is made."""
    return str(uuid5(_NAMESPACE, f"{passage_id}:{code_id}"))


def offered_codes(ranked: Sequence[RankedSegment]) -> Iterator[tuple[RankedSegment, Ranked, float]]:
    """The codes of each segment that any step of the dial offers, with what the dial looks at."""
    for segment in ranked:
        for one, shown in heard_codes(segment.ranking):
            yield segment, one, shown


def _read(document_id: str) -> ColumnElement[bool]:
    return c.suggested_document.c.document_id == document_id


def _stored(connection: Connection, document_id: str) -> Sequence[Row[Any]]:
    return connection.execute(
        select(c.suggestion, c.passage.c.start, c.passage.c.end)
        .join(c.passage, c.passage.c.id == c.suggestion.c.passage_id)
        .where(c.passage.c.document_id == document_id)
    ).all()


def _values(one: Ranked, shown: float, made_with: MadeWith) -> dict[str, Any]:
    return {
        "score": one.probability,
        "top_score": shown,
        "reason": asdict(one.reason),
        "model": str(made_with),
        "made": now(),
    }


def _differs(row: Row[Any], one: Ranked, shown: float, made_with: MadeWith) -> bool:
    moved = max(abs(row.score - one.probability), abs(row.top_score - shown)) >= _UNSEEN_CHANGE
    return moved or row.model != str(made_with) or _told(read_reason(row.reason)) != _told(one.reason)


def _told(reason: Reason | None) -> object:
    """What a person is told of a reason; likeness is not."""
    if reason is None:
        return None
    words = [(word.start, word.end) for word in reason.words]
    nearest = reason.nearest and (reason.nearest.source, reason.nearest.key)
    return reason.part, reason.code_id, reason.text, words, nearest


def _take_away(connection: Connection, ids: Sequence[str], *, tidy: bool) -> None:
    if ids and tidy:
        connection.execute(delete(c.suggestion).where(c.suggestion.c.id.in_(ids)))
    elif ids:
        connection.execute(update(c.suggestion).where(c.suggestion.c.id.in_(ids)).values(top_score=0))


def _row(connection: Connection, document_id: str, key: tuple[int, int, str], values: dict[str, Any]) -> dict[str, Any]:
    start, end, code_id = key
    passage_id = ensure_passage(connection, document_id, start, end)
    return {
        "id": suggestion_id(passage_id, code_id),
        "passage_id": passage_id,
        "code_id": code_id,
        "status": "pending",
        "decided_by": None,
        "decided": None,
        **values,
    }
