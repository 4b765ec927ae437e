"""How far each coder has come in each interview: what is read, what is coded, and where the coder stopped.

A turn counts as read when the coding page says so, or when the coder has a coding in it. Shares are of what
interviewees said, in characters (code points): questions are no material.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from coding import tables as c
from coding.turn_ranges import Ranges, merged, within, without
from corpus.documents import INTERVIEWEE
from corpus.study import Study
from corpus.study import tables as t

Position = Annotated[int, Field(ge=0, le=1_000_000)]
Span = tuple[int, int]


class ReadingNote(BaseModel):
    """What a page noticed of one coder in one document since its last note.

    `read` and `unread` are ranges of turn positions that do not overlap, `place` is the position of the turn where the
    coder is, `at` when, in milliseconds since 1970 by the browser's clock.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    document: Annotated[str, Field(min_length=1, max_length=60)]
    read: tuple[tuple[Position, Position], ...] = ()
    unread: tuple[tuple[Position, Position], ...] = ()
    place: Position
    at: Annotated[int, Field(ge=0, le=10**14)]


@dataclass(frozen=True)
class Reading:
    """What one coder has read of one document: merged ranges of turn positions, and where the coder stopped, when."""

    turns: Ranges
    place: int
    at: datetime


@dataclass(frozen=True)
class CodedSpeech:
    """What interviewees say in a document, as (position, characters, how many of them one coder has coded) of each
    turn, and the number of that coder's codings."""

    turns: tuple[tuple[int, int, int], ...]
    codings: int


@dataclass(frozen=True)
class InterviewProgress:
    """How far one coder is in one interview, in characters that interviewees said, and the number of codings."""

    characters: int
    read: int
    coded: int
    codings: int

    @property
    def read_percent(self) -> int:
        """Whole percent that is read."""
        return percent(self.read, self.characters)

    @property
    def coded_percent(self) -> int:
        """Whole percent that is coded."""
        return percent(self.coded, self.characters)


_NOTES = TypeAdapter(tuple[ReadingNote, ...])


def percent(part: int, whole: int) -> int:
    """Whole percent, rounded so that 0 says nothing at all and 100 says everything."""
    if not part or not whole:
        return 0
    return max(1, 100 * part // whole)


def reading_notes(sent: object) -> tuple[ReadingNote, ...]:
    """What a page sent, as notes; none where it cannot be understood: it is nothing that a person would miss."""
    try:
        return _NOTES.validate_python(sent)
    except ValidationError:
        return ()


def record_reading(study: Study, coder_id: str, notes: Iterable[ReadingNote]) -> None:
    """Add notes to what is stored, durably. A note may come again, and notes may come late: a later place stays.

    Notes on a document that is gone are left out. Raises StudyUnavailable, changing nothing, as `Study.act` does.
    """
    with study.write_unlogged() as connection:
        for note in notes:
            _record(connection, coder_id, note)


def load_reading(study: Study, coder_id: str, document_id: str) -> Reading | None:
    """What the coder has read of a document by the page's notes; None before the first one."""
    with study.read() as connection:
        return _read(connection, coder_id, document_id)


def load_coded_speech(study: Study, coder_id: str | None) -> Mapping[str, CodedSpeech]:
    """How much of each turn one coder has coded, by document, or (None) anybody. It changes only with the revision."""
    with study.read() as connection:
        said = _said(connection)
        codings = _codings(connection, coder_id)
    return {
        document_id: CodedSpeech(_coded(said[document_id], merged(codings[document_id])), len(codings[document_id]))
        for document_id in said.keys() | codings.keys()
    }


def load_interview_progress(
    study: Study, coder_id: str | None, speech: Mapping[str, CodedSpeech] | None = None
) -> Mapping[str, InterviewProgress]:
    """How far one coder is in every document where something is said, by its id; with None how far all are together:
    what anybody has read or coded.

    `speech` is what `load_coded_speech` says at this revision; with it the answer comes much sooner and is the same.
    """
    if speech is None:
        speech = load_coded_speech(study, coder_id)
    with study.read() as connection:
        read = _read_ranges(connection, coder_id)
    return {document_id: _progress(each, read.get(document_id, ())) for document_id, each in speech.items()}


def _record(connection: Connection, coder_id: str, note: ReadingNote) -> None:
    count = connection.execute(
        select(func.count()).select_from(t.turn).where(t.turn.c.document_id == note.document)
    ).scalar_one()
    if not count:
        return
    known = _read(connection, coder_id, note.document)
    at = min(datetime.fromtimestamp(note.at / 1000, UTC), datetime.now(UTC))
    place = min(note.place, count - 1)
    if known is not None and known.at > at:
        place, at = known.place, known.at
    turns = merged((*without(known.turns if known else (), note.unread), *note.read))
    row = {"turns": within(turns, count), "place": place, "at": at.isoformat(timespec="milliseconds")}
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(
        insert(c.reading_progress)
        .values(coder_id=coder_id, document_id=note.document, **row)
        .on_conflict_do_update(index_elements=["coder_id", "document_id"], set_=row)
    )


def _read(connection: Connection, coder_id: str, document_id: str) -> Reading | None:
    row = connection.execute(
        select(c.reading_progress).where(
            c.reading_progress.c.coder_id == coder_id, c.reading_progress.c.document_id == document_id
        )
    ).one_or_none()
    return None if row is None else Reading(_ranges(row.turns), row.place, datetime.fromisoformat(row.at))


def _ranges(stored: Iterable[Sequence[int]]) -> Ranges:
    return tuple((start, end) for start, end in stored)


def _said(connection: Connection) -> dict[str, list[tuple[int, int, int]]]:
    """(position, start, end) of every turn of an interviewee, in order, by document."""
    rows = connection.execute(
        select(t.turn.c.document_id, t.turn.c.position, t.turn.c.start, t.turn.c.end)
        .join(t.speaker, t.speaker.c.id == t.turn.c.speaker_id)
        .where(t.speaker.c.role == INTERVIEWEE)
        .order_by(t.turn.c.document_id, t.turn.c.position)
    )
    said = defaultdict[str, list[tuple[int, int, int]]](list)
    for document_id, position, start, end in rows:
        said[document_id].append((position, start, end))
    return said


def _codings(connection: Connection, coder_id: str | None) -> dict[str, list[Span]]:
    """Spans of the codings of a coder, or of all, in no order, by document."""
    query = select(c.passage.c.document_id, c.passage.c.start, c.passage.c.end).join(
        c.coding, c.coding.c.passage_id == c.passage.c.id
    )
    if coder_id is not None:
        query = query.where(c.coding.c.coder_id == coder_id)
    rows = connection.execute(query)
    codings = defaultdict[str, list[Span]](list)
    for document_id, start, end in rows:
        codings[document_id].append((start, end))
    return codings


def _read_ranges(connection: Connection, coder_id: str | None) -> dict[str, Ranges]:
    query = select(c.reading_progress.c.document_id, c.reading_progress.c.turns)
    if coder_id is not None:
        query = query.where(c.reading_progress.c.coder_id == coder_id)
    found = defaultdict[str, list[Span]](list)
    for document_id, turns in connection.execute(query):
        found[document_id].extend(_ranges(turns))
    return {document_id: merged(ranges) for document_id, ranges in found.items()}


def _coded(said: Iterable[tuple[int, int, int]], covered: Ranges) -> tuple[tuple[int, int, int], ...]:
    """One sweep through turns and coded spans, both in order: (position, characters, how many of them are coded)."""
    turns = []
    following = 0
    for position, start, end in said:
        coded = 0
        while following < len(covered) and covered[following][0] < end:
            low, high = covered[following]
            coded += max(0, min(high, end) - max(low, start))
            if high > end:
                break
            following += 1
        turns.append((position, end - start, coded))
    return tuple(turns)


def _progress(speech: CodedSpeech, read: Ranges) -> InterviewProgress:
    characters = read_here = coded_here = following = 0
    for position, length, coded in speech.turns:
        while following < len(read) and read[following][1] <= position:
            following += 1
        characters += length
        coded_here += coded
        if coded or (following < len(read) and read[following][0] <= position):
            read_here += length
    return InterviewProgress(characters, read_here, coded_here, speech.codings)
