"""Documents as they are stored: text, turns, who speaks in them and for whom."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sqlalchemy import Connection, func, select

from corpus.participants import natural_key
from corpus.study import Study
from corpus.study import tables as t

Role = Literal["interviewee", "interviewer", "interpreter", "other"]
INTERVIEWEE: Role = "interviewee"


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks in one document; only an interviewee has a participant and is ever counted."""

    id: str
    name: str
    role: Role
    participant_id: str | None
    participant: str | None
    group_key: str | None
    group: str | None


@dataclass(frozen=True)
class Turn:
    """One stretch of speech; `start` and `end` are code points into the document's text, half-open."""

    position: int
    speaker: Speaker
    start: int
    end: int
    time: str


@dataclass(frozen=True)
class DocumentHead:
    """What a list of interviews shows of one."""

    id: str
    title: str
    kind: str
    mode: str
    language: str
    interpreter: bool
    date: str
    source_name: str
    source_hash: str
    text_hash: str
    words: int
    left_out: Mapping[str, int]
    participants: tuple[str, ...]
    groups: tuple[str, ...]
    cases: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """One document whole."""

    id: str
    title: str
    kind: str
    mode: str
    language: str
    text: str
    text_hash: str
    turns: tuple[Turn, ...]

    @cached_property
    def interviewee_spans(self) -> tuple[tuple[int, int], ...]:
        """The spans that may be counted and suggested for: what interviewees said."""
        return tuple((turn.start, turn.end) for turn in self.turns if turn.speaker.role == INTERVIEWEE)


def text_hash(text: str) -> str:
    """The key of a canonical text: sha256 of its UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def list_documents(study: Study) -> tuple[DocumentHead, ...]:
    """All documents in the order they came, with who is interviewed in each."""
    spoken = (
        select(
            t.speaker.c.document_id,
            t.participant.c.label,
            t.group.c.name.label("group"),
            t.case.c.label.label("case"),
        )
        .join(t.participant, t.participant.c.id == t.speaker.c.participant_id)
        .join(t.group, t.group.c.id == t.participant.c.group_id, isouter=True)
        .join(t.case, t.case.c.id == t.participant.c.case_id, isouter=True)
        .where(t.speaker.c.role == INTERVIEWEE)
    )
    with study.read() as connection:
        rows = connection.execute(
            select(t.document, t.document_text.c.text)
            .join(t.document_text, t.document_text.c.hash == t.document.c.text_hash)
            .order_by(t.document.c.position)
        ).all()
        people = connection.execute(spoken).all()
    heads = []
    for row in rows:
        here = sorted((p for p in people if p.document_id == row.id), key=lambda p: natural_key(p.label))
        heads.append(
            DocumentHead(
                id=row.id,
                title=row.title,
                kind=row.kind,
                mode=row.mode,
                language=row.language,
                interpreter=row.interpreter,
                date=row.date,
                source_name=row.source_name,
                source_hash=row.source_hash,
                text_hash=row.text_hash,
                words=len(row.text.split()),
                left_out=row.left_out,
                participants=tuple(p.label for p in here),
                groups=tuple(dict.fromkeys(p.group for p in here if p.group)),
                cases=tuple(dict.fromkeys(p.case for p in here if p.case)),
            )
        )
    return tuple(heads)


def list_document_ids(study: Study) -> tuple[str, ...]:
    """The ids of all documents in the order they came."""
    with study.read() as connection:
        return tuple(connection.execute(select(t.document.c.id).order_by(t.document.c.position)).scalars())


def load_document(study: Study, document_id: str) -> Document:
    """One document with its turns. Raises KeyError where there is none."""
    with study.read() as connection:
        return read_document(connection, document_id)


def read_document(connection: Connection, document_id: str) -> Document:
    """As `load_document`, inside a transaction that is open already."""
    row = connection.execute(
        select(t.document, t.document_text.c.text)
        .join(t.document_text, t.document_text.c.hash == t.document.c.text_hash)
        .where(t.document.c.id == document_id)
    ).one_or_none()
    if row is None:
        raise KeyError(document_id)
    speakers = {speaker.id: speaker for speaker in _speakers(connection, document_id)}
    turns = connection.execute(
        select(t.turn).where(t.turn.c.document_id == document_id).order_by(t.turn.c.position)
    ).all()
    return Document(
        id=row.id,
        title=row.title,
        kind=row.kind,
        mode=row.mode,
        language=row.language,
        text=row.text,
        text_hash=row.text_hash,
        turns=tuple(Turn(x.position, speakers[x.speaker_id], x.start, x.end, x.time) for x in turns),
    )


def document_with_source(connection: Connection, source_hash: str) -> str | None:
    """The title of the document that was read from a file with this sha256, or None."""
    title: str | None = connection.execute(
        select(t.document.c.title).where(t.document.c.source_hash == source_hash)
    ).scalar_one_or_none()
    return title


def count_documents(study: Study) -> int:
    """How many documents the study holds."""
    with study.read() as connection:
        count: int = connection.execute(select(func.count()).select_from(t.document)).scalar_one()
        return count


def _speakers(connection: Connection, document_id: str) -> list[Speaker]:
    rows = connection.execute(
        select(
            t.speaker,
            t.participant.c.label.label("participant"),
            t.group.c.key.label("group_key"),
            t.group.c.name.label("group_name"),
        )
        .join(t.participant, t.participant.c.id == t.speaker.c.participant_id, isouter=True)
        .join(t.group, t.group.c.id == t.participant.c.group_id, isouter=True)
        .where(t.speaker.c.document_id == document_id)
    ).all()
    return [
        Speaker(row.id, row.name, row.role, row.participant_id, row.participant, row.group_key, row.group_name)
        for row in rows
    ]
