"""The queue: the suggestions that wait for one coder, in an order worth working in, with all that a decision needs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, select

from codebooks.values import Codebook
from coding import tables as c
from coding.blind_coding import closed_to
from coding.codebook_store import read_codebook
from coding.codings import read_codings
from coding.suggesting import LEAST_KEPT
from coding.suggestions import Answered, Suggestion, open_rows, suggestion_of
from corpus.documents import Document, Turn, read_document
from corpus.segments import sentences
from corpus.study import Study
from corpus.study import tables as t

Order = Literal["learn", "certain", "reading"]
_SAME_INTERVIEW = 0.06
_SAME_CODE = 0.03
"""By so much less a suggestion teaches for each one before it of the same interview, or of the same top code."""


@dataclass(frozen=True)
class Queued:
    """A suggestion with its place. `turn` holds the words around it, `question` what was asked before.

    `sentences` are those of the turn as half-open code points into the document, for other bounds.
    """

    suggestion: Suggestion
    document_id: str
    title: str
    turn: Turn
    words: str
    question: str
    sentences: tuple[tuple[int, int], ...]
    deferred: bool


@dataclass(frozen=True)
class Queue:
    """The first of the waiting suggestions; `waiting` counts all, `decided` what this coder has decided by now, and
    `silent` those that the dial keeps back."""

    items: tuple[Queued, ...]
    waiting: int
    decided: int
    silent: int


def load_queue(
    study: Study, coder_id: str, *, least: float, order: Order, code_id: str | None = None, limit: int = 25
) -> Queue:
    """What waits for this coder, the put-off last. With `code_id` only suggestions of that code and those below it.

    "learn": the least certain first, spread over interviews and codes, since those teach the model most. "certain": the
    most certain first. "reading": as the interviews are read.
    """
    with study.read() as connection:
        codebook = read_codebook(connection)
        rows = _undecided(connection, coder_id, codebook, code_id)
        heard = [row for row in rows if row.top_score >= least]
        ordered = _ordered(heard, order, codebook, _places(connection))
        documents: dict[str, Document] = {}
        items = tuple(_queued(connection, row, codebook, documents) for row in ordered[:limit])
        said = c.suggestion_decision
        decided = connection.execute(
            select(func.count()).where(said.c.coder_id == coder_id, said.c.status != "deferred")
        ).scalar_one()
        return Queue(items, len(heard), decided, len(rows) - len(heard))


def waiting_for(study: Study, coder_id: str, least: float) -> Mapping[str, int]:
    """How many suggestions the queue holds for this coder, by the document they stand in."""
    with study.read() as connection:
        rows = _undecided(connection, coder_id, read_codebook(connection), None)
    return Counter(row.document_id for row in rows if row.top_score >= least)


def find_queued(study: Study, coder_id: str, suggestion_id: str) -> Queued | None:
    """A suggestion that waits for this coder; None where it does not, or no longer."""
    with study.read() as connection:
        codebook = read_codebook(connection)
        rows = _undecided(connection, coder_id, codebook, None)
        return next((_queued(connection, row, codebook, {}) for row in rows if row.id == suggestion_id), None)


def same_code(study: Study, coder_id: str, suggestion_id: str, least: float) -> tuple[Queued, ...]:
    """Other suggestions of the code of this one that wait for this coder, in the order of reading."""
    with study.read() as connection:
        wanted = select(c.suggestion.c.code_id).where(c.suggestion.c.id == suggestion_id)
        code_id = connection.execute(wanted).scalar_one_or_none()
        if code_id is None:
            return ()
        codebook = read_codebook(connection)
        rows = [
            row
            for row in _undecided(connection, coder_id, codebook, None)
            if row.code_id == code_id and row.id != suggestion_id and row.top_score >= least
        ]
        documents: dict[str, Document] = {}
        ordered = _ordered(rows, "reading", codebook, _places(connection))
        return tuple(_queued(connection, row, codebook, documents) for row in ordered)


def _undecided(connection: Connection, coder_id: str, codebook: Codebook, code_id: str | None) -> list[Row[Any]]:
    rows = connection.execute(open_rows(coder_id, LEAST_KEPT, deferred=True)).all()
    if not rows:
        return []
    own: dict[str, list[Any]] = {}
    for coding in read_codings(connection):
        if coding.coder_id == coder_id:
            own.setdefault(coding.document_id, []).append(coding)
    answered = {document_id: Answered(codebook, codings) for document_id, codings in own.items()}
    nobody = Answered(codebook, ())
    wanted = None
    if code_id is not None and code_id in codebook:
        wanted = {code_id, *(code.id for code in codebook.descendants(code_id))}
    closed = closed_to(connection, coder_id)
    return [
        row
        for row in rows
        if row.document_id not in closed
        and row.code_id in codebook
        and not codebook.code(row.code_id).retired
        and (wanted is None or row.code_id in wanted)
        and not answered.get(row.document_id, nobody).has(row.code_id, row.start, row.end)
    ]


def _places(connection: Connection) -> Mapping[str, int]:
    rows = connection.execute(select(t.document.c.id, t.document.c.position)).all()
    return {row.id: row.position for row in rows}


def _ordered(rows: Sequence[Row[Any]], order: Order, codebook: Codebook, places: Mapping[str, int]) -> list[Row[Any]]:
    reading = sorted(rows, key=lambda row: (places.get(row.document_id, 0), row.start, row.id))
    if order == "certain":
        reading.sort(key=lambda row: -row.top_score)
    elif order == "learn":
        reading = _spread(reading, codebook)
    return sorted(reading, key=lambda row: row.deferred)


def _spread(rows: Sequence[Row[Any]], codebook: Codebook) -> list[Row[Any]]:
    """The least certain first, each time one of an interview or code less for those that came before of the same."""
    left = sorted(rows, key=lambda row: abs(row.top_score - 0.5))
    interviews, codes = Counter[str](), Counter[str]()
    result = []
    while left:
        # only the least certain few can be next, so that long queues stay cheap
        best = min(
            left[:200],
            key=lambda row: (
                abs(row.top_score - 0.5)
                + _SAME_INTERVIEW * interviews[row.document_id]
                + _SAME_CODE * codes[codebook.top(row.code_id).id]
            ),
        )
        left.remove(best)
        interviews[best.document_id] += 1
        codes[codebook.top(best.code_id).id] += 1
        result.append(best)
        if len(result) >= 100:
            return result + left
    return result


def _queued(connection: Connection, row: Row[Any], codebook: Codebook, documents: dict[str, Document]) -> Queued:
    if row.document_id not in documents:
        documents[row.document_id] = read_document(connection, row.document_id)
    document = documents[row.document_id]
    turn = next(turn for turn in reversed(document.turns) if turn.start <= row.start)
    before = document.turns[turn.position - 1] if turn.position else None
    asked = document.text[before.start : before.end] if before and before.speaker.role == "interviewer" else ""
    language: Literal["da", "en"] = "en" if document.language == "en" else "da"
    inside = tuple((each.start, each.end) for each in sentences(document.text, turn.start, turn.end, language))
    return Queued(
        suggestion=suggestion_of(row, codebook),
        document_id=document.id,
        title=document.title,
        turn=turn,
        words=document.text[turn.start : turn.end],
        question=asked,
        sentences=inside,
        deferred=row.deferred,
    )
