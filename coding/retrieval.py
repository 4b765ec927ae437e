"""All passages of one code across the interviews, for reading beside a transcript while coding.

Asked for by code, not cut from the whole evidence: the answer must come while a hand waits, at any size of study.
Offsets are code points into a document's text, half-open. Nothing here writes.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, func, select

from codebooks.values import Code
from coding import tables as c
from coding.blind_coding import closed_to
from coding.codebook_store import read_codebook
from coding.codings import Coding, Passage, read_codings
from corpus.documents import INTERVIEWEE
from corpus.study import Study
from corpus.study import tables as t

Order = tuple[int, int, int, int]
"""Where a passage stands in a list: place of the group, place of the document, start, end."""

_CodingRow = tuple[str, str, str, int, int]


@dataclass(frozen=True)
class Voice:
    """Who speaks in a passage: a participant's label, or the name as written where there is no participant.

    `place` is that of the group in `Order`; who has no group comes after all groups.
    """

    label: str
    group_id: str | None
    group: str | None
    place: int


@dataclass(frozen=True)
class CodedPassage:
    """A stretch of text with its words, whole and verbatim, and every coding with the code that lies on just it.

    `turn` is the number, from 1, of the turn it begins in.
    `voices` are the interviewees whose turns it touches; interviewers and interpreters are never among them.
    """

    codings: tuple[Coding, ...]
    document_id: str
    document: str
    start: int
    end: int
    quote: str
    voices: tuple[Voice, ...]
    turn: int
    order: Order


@dataclass(frozen=True)
class GroupPlace:
    """A stakeholder group of the study; `place` is its place in `Order`."""

    id: str
    name: str
    place: int


@dataclass(frozen=True)
class CodePassages:
    """A portion of the passages of a code, and what there is in all.

    `codes` are the ids looked for. `count_by_document` counts all passages that pass the filters. `groups` are all of
    the study; `coders` (names by id) all who used the code, whatever the filters. `more`: passages follow this portion.
    """

    code: Code
    path: str
    codes: frozenset[str]
    passages: tuple[CodedPassage, ...]
    more: bool
    count_by_document: Mapping[str, int]
    groups: tuple[GroupPlace, ...]
    coders: Mapping[str, str]


def passages_of_code(
    study: Study,
    code_id: str,
    *,
    with_sub_codes: bool = True,
    group: str | None = None,
    coder: str | None = None,
    reader: str | None = None,
    after: Order | None = None,
    limit: int = 50,
) -> CodePassages | None:
    """Every passage coded with a code, in the order of the groups, then of the documents, then of the text.

    A passage stands under the first group, in the study's order, that has a voice in it; without a voice it stands
    last. `group` (an id) asks for passages with a voice of that group, `coder` for the codings of one person. In
    interviews that are closed to the coder `reader` (see `coding.blind_coding`) only their own codings count. `after`
    is the `order` of the last passage one has, so that the next portion follows it whatever has been coded since. None
    where the code is not in the codebook.
    """
    with study.read() as connection:
        codebook = read_codebook(connection)
        if code_id not in codebook:
            return None
        below = codebook.descendants(code_id) if with_sub_codes else ()
        codes = frozenset([code_id, *(each.id for each in below)])
        rows = _rows(connection, codes, reader)
        groups = _groups(connection)
        places = _places(connection, t.document)
        speech = _speech(connection, {row[2] for row in rows}, groups)
        chosen: dict[Passage, list[str]] = {}
        for coding_id, coder_id, document_id, start, end in rows:
            if coder in (None, coder_id):
                chosen.setdefault((document_id, start, end), []).append(coding_id)
        found = []
        for stretch, ids in chosen.items():
            voices = speech[stretch[0]].voices(stretch[1], stretch[2])
            found.append(_Found(ids, stretch[0], voices, _order(stretch, voices, places[stretch[0]], len(groups))))
        wanted = sorted((each for each in found if each.is_of(group)), key=lambda each: each.order)
        ahead = [each for each in wanted if after is None or each.order > after]
        return CodePassages(
            code=codebook.code(code_id),
            path=codebook.path_text(code_id),
            codes=codes,
            passages=_passages(connection, ahead[:limit]),
            more=len(ahead) > limit,
            count_by_document=Counter(each.document_id for each in wanted),
            groups=tuple(groups.values()),
            coders=_coders(connection, {row[1] for row in rows}),
        )


def place_of_document(study: Study, document_id: str) -> int:
    """The place of a document among all, as in the `order` of its passages; -1 where it is not in the study."""
    with study.read() as connection:
        place = connection.execute(select(t.document.c.position).where(t.document.c.id == document_id)).scalar()
    return -1 if place is None else int(place)


class _Speech:
    """What interviewees say in one document, in order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._voices: list[Voice] = []

    def add(self, start: int, end: int, voice: Voice) -> None:
        self._starts.append(start)
        self._ends.append(end)
        self._voices.append(voice)

    def voices(self, start: int, end: int) -> tuple[Voice, ...]:
        touched = self._voices[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
        return tuple(dict.fromkeys(touched))


class _Found(NamedTuple):
    """A passage by the ids of its codings, with its voices and its place in the list."""

    ids: Sequence[str]
    document_id: str
    voices: tuple[Voice, ...]
    order: Order

    def is_of(self, group: str | None) -> bool:
        return group is None or any(voice.group_id == group for voice in self.voices)


def _order(stretch: Passage, voices: tuple[Voice, ...], document_place: int, groups: int) -> Order:
    place = min([voice.place for voice in voices]) if voices else groups + 1
    return place, document_place, stretch[1], stretch[2]


def _rows(connection: Connection, codes: Collection[str], reader: str | None) -> Sequence[_CodingRow]:
    query = (
        select(c.coding.c.id, c.coding.c.coder_id, c.passage.c.document_id, c.passage.c.start, c.passage.c.end)
        .join(c.passage, c.passage.c.id == c.coding.c.passage_id)
        .where(c.coding.c.code_id.in_(codes))
    )
    if reader is not None and (closed := closed_to(connection, reader)):
        query = query.where((c.coding.c.coder_id == reader) | c.passage.c.document_id.not_in(closed))
    # all at once, because thousands of single steps are what takes time
    return [tuple(row) for row in connection.execute(query).all()]


def _places(connection: Connection, table: Table) -> Mapping[str, int]:
    rows = connection.execute(select(table.c.id, table.c.position)).all()
    return {row.id: row.position for row in rows}


def _groups(connection: Connection) -> Mapping[str, GroupPlace]:
    rows = connection.execute(select(t.group.c.id, t.group.c.name).order_by(t.group.c.position)).all()
    return {row.id: GroupPlace(row.id, row.name, place) for place, row in enumerate(rows)}


def _coders(connection: Connection, ids: Collection[str]) -> Mapping[str, str]:
    rows = connection.execute(select(t.coder.c.id, t.coder.c.name).where(t.coder.c.id.in_(ids))).all()
    return {row.id: row.name for row in sorted(rows, key=lambda row: row.name.casefold())}


def _speech(
    connection: Connection, documents: Collection[str], groups: Mapping[str, GroupPlace]
) -> Mapping[str, _Speech]:
    speakers = connection.execute(
        select(t.speaker.c.id, t.speaker.c.name, t.participant.c.label, t.participant.c.group_id)
        .join(t.participant, t.participant.c.id == t.speaker.c.participant_id, isouter=True)
        .where(t.speaker.c.document_id.in_(documents), t.speaker.c.role == INTERVIEWEE)
    )
    voices: dict[str, Voice] = {}
    for key, name, label, group_id in speakers:
        group = groups.get(group_id)
        voices[key] = Voice(
            label or name, group_id, group.name if group else None, group.place if group else len(groups)
        )
    turns = connection.execute(
        select(t.turn.c.document_id, t.turn.c.start, t.turn.c.end, t.turn.c.speaker_id)
        .where(t.turn.c.speaker_id.in_(voices))
        .order_by(t.turn.c.document_id, t.turn.c.position)
    ).all()
    speech = {document_id: _Speech() for document_id in documents}
    for document_id, start, end, speaker_id in turns:
        speech[document_id].add(start, end, voices[speaker_id])
    return speech


def _passages(connection: Connection, portion: Sequence[_Found]) -> tuple[CodedPassage, ...]:
    codings = {
        coding.id: coding for coding in read_codings(connection, only=[key for each in portion for key in each.ids])
    }
    words = _words(connection, [each.ids[0] for each in portion])
    return tuple(
        CodedPassage(
            codings=tuple(coding for key in found.ids if (coding := codings.get(key)) is not None),
            document_id=found.document_id,
            document=row.title,
            start=found.order[2],
            end=found.order[3],
            quote=row.quote,
            voices=found.voices,
            turn=row.turn,
            order=found.order,
        )
        for found in portion
        for row in (words[found.ids[0]],)
    )


def _words(connection: Connection, codings: Collection[str]) -> Mapping[str, Any]:
    begun = select(func.count()).where(
        t.turn.c.document_id == c.passage.c.document_id, t.turn.c.start <= c.passage.c.start
    )
    quote = func.substr(t.document_text.c.text, c.passage.c.start + 1, c.passage.c.end - c.passage.c.start)
    query = (
        select(c.coding.c.id, t.document.c.title, quote.label("quote"), begun.scalar_subquery().label("turn"))
        .join(c.passage, c.passage.c.id == c.coding.c.passage_id)
        .join(t.document, t.document.c.id == c.passage.c.document_id)
        .join(t.document_text, t.document_text.c.hash == t.document.c.text_hash)
        .where(c.coding.c.id.in_(codings))
    )
    return {row.id: row for row in connection.execute(query)}
