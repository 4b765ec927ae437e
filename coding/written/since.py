"""What changed in a cell since its summary was written: which codings, by whom, and n of N then and now.

Everything comes from the study's log: the rows of then are those of now with every later change taken back. Undone
work leaves no trace, because it changed nothing in the end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import Connection, select

from coding import tables as c
from coding.codings import Passage
from coding.evidence import Evidence, Excerpt
from coding.matrix import cell_excerpts
from coding.summaries import Summary
from corpus.documents import INTERVIEWEE, Document, load_document
from corpus.study import Study
from corpus.study import tables as t

Kind = Literal["added", "removed", "recoded here", "recoded away", "recoded within", "bounds", "regrouped"]
"""`recoded` codings got another code, from outside the cell, to the outside or within it; `bounds` were moved;
`regrouped` ones are as they were, but their code was moved in the codebook or their speaker to another group."""


@dataclass(frozen=True)
class CodingChange:
    """One coding that is not as it was. `words` stand now from `start` to `end` in the interview of this title.

    `was` and `now` are paths of codes, empty where there was or is none; `coder` made the last change, on `at`.
    """

    kind: Kind
    document_id: str
    document: str
    start: int
    end: int
    words: str
    speakers: tuple[str, ...]
    was: str
    now: str
    coder: str
    at: str


@dataclass(frozen=True)
class Since:
    """All changes, the earliest first, and how many informants of how many asked spoke of the code, then and now."""

    changes: tuple[CodingChange, ...]
    informants_then: int
    asked_then: int
    informants_now: int
    asked_now: int


@dataclass(frozen=True)
class _Touched:
    """What the log tells of one row: as it was before the first change, and who made the last one."""

    before: Mapping[str, Any] | None
    coder: str
    at: str
    order: int


_Log = Mapping[str, Mapping[str, _Touched]]
"""By table and row id."""


def changes_since(study: Study, summary: Summary, evidence: Evidence) -> Since:
    """What became of the codings of a summary's cell since it was written, or was last said to hold."""
    with study.read() as connection:
        log = _touched_since(connection, summary.revision)
        codings = log.get(c.coding.name, {})
        passages = _passages(connection, codings)
    then = _Then(study, evidence, log, summary)
    now = {each.coding.id: each for each in cell_excerpts(evidence, summary.code_id, summary.group_id)}
    every = {each.coding.id: each for each in evidence.excerpts}
    changes: list[tuple[int, CodingChange]] = []
    said: set[str] = set()
    for coding_id, touched in codings.items():
        before = touched.before
        stretch = passages.get(before["passage_id"]) if before else None
        was_in = before is not None and stretch is not None and then.in_cell(before["code_id"], stretch)
        if was_in and stretch is not None:
            said |= then.people(stretch)
        kind = _kind(before, stretch, every.get(coding_id), was_in=was_in, is_in=coding_id in now)
        if kind is not None:
            place = every[coding_id].passage if coding_id in every else stretch
            if place is not None:
                codes = (
                    before["code_id"] if before else None,
                    every[coding_id].coding.code_id if coding_id in every else None,
                )
                changes.append((touched.order, then.change(kind, place, codes, touched)))
    for excerpt in evidence.excerpts:
        if excerpt.coding.id not in codings:
            was_in = then.held(excerpt)
            if was_in:
                said |= then.people(excerpt.passage)
            if was_in != (excerpt.coding.id in now):
                code = excerpt.coding.code_id
                changes.append((0, then.change("regrouped", excerpt.passage, (code, code), then.latest)))
    asked = {person.id for person in evidence.asked_in(summary.group_id)}
    return Since(
        tuple(change for _, change in sorted(changes, key=lambda each: each[0])),
        len(said),
        len(then.asked),
        len({voice.id for each in now.values() for voice in each.voices} & asked),
        len(asked),
    )


def _kind(
    before: Mapping[str, Any] | None,
    stretch: Passage | None,
    now: Excerpt | None,
    *,
    was_in: bool,
    is_in: bool,
) -> Kind | None:
    if not was_in and not is_in:
        return None
    if now is None:
        return "removed"
    if not was_in:
        return "recoded here" if before is not None and before["code_id"] != now.coding.code_id else "added"
    if not is_in:
        return "recoded away"
    if before is not None and before["code_id"] != now.coding.code_id:
        return "recoded within"
    return "bounds" if stretch != now.passage else None


class _Then:
    """The study as it was when the summary was written, as far as it bears on one cell."""

    def __init__(self, study: Study, evidence: Evidence, log: _Log, summary: Summary) -> None:
        self._study = study
        self._evidence = evidence
        self._cell = summary.code_id, summary.group_id
        self._codes = log.get(c.code.name, {})
        self._participants = log.get(t.participant.name, {})
        new = {each for each, touched in log.get(t.document.name, {}).items() if touched.before is None}
        group_of = {person.id: person.group.id if person.group else None for person in evidence.asked}
        for person_id, touched in self._participants.items():
            group_of[person_id] = touched.before["group_id"] if touched.before else None
        self.asked = frozenset(
            person
            for person, documents in evidence.interviews.items()
            if group_of.get(person) == summary.group_id and any(each not in new for each in documents)
        )
        everything = [each for rows in (self._codes, self._participants) for each in rows.values()]
        self.latest = max(everything, key=lambda each: each.order, default=_Touched(None, "", "", 0))
        self._document = lru_cache(maxsize=None)(self._load)
        self._moved = bool(everything)

    def in_cell(self, code_id: str, stretch: Passage) -> bool:
        """Whether a coding of this code on this stretch was counted in the cell."""
        return self._below(code_id) and bool(self.people(stretch))

    def held(self, excerpt: Excerpt) -> bool:
        """As `in_cell`, for a coding that nobody touched."""
        if not self._moved:
            voices = {voice.id for voice in excerpt.voices}
            return self._cell[0] in self._evidence.above[excerpt.coding.code_id] and bool(voices & self.asked)
        return self.in_cell(excerpt.coding.code_id, excerpt.passage)

    def people(self, stretch: Passage) -> set[str]:
        """Who of the group of then speaks in a stretch."""
        document_id, start, end = stretch
        return {
            turn.speaker.participant_id
            for turn in self._document(document_id).turns
            if turn.start < end
            and start < turn.end
            and turn.speaker.role == INTERVIEWEE
            and turn.speaker.participant_id in self.asked
        }

    def change(
        self, kind: Kind, stretch: Passage, codes: tuple[str | None, str | None], touched: _Touched
    ) -> CodingChange:
        document_id, start, end = stretch
        document = self._document(document_id)
        speakers = dict.fromkeys(
            turn.speaker.participant or turn.speaker.name
            for turn in document.turns
            if turn.start < end and start < turn.end and turn.speaker.role == INTERVIEWEE
        )
        was, now = (self._path(code) for code in codes)
        words = document.text[start:end]
        return CodingChange(
            kind, document_id, document.title, start, end, words, tuple(speakers), was, now, touched.coder, touched.at
        )

    def _load(self, document_id: str) -> Document:
        return load_document(self._study, document_id)

    def _below(self, code_id: str | None) -> bool:
        seen: set[str] = set()
        while code_id is not None and code_id not in seen:
            if code_id == self._cell[0]:
                return True
            seen.add(code_id)
            touched = self._codes.get(code_id)
            if touched is not None:
                code_id = touched.before["parent_id"] if touched.before else None
            else:
                code_id = self._evidence.codebook.code(code_id).parent if code_id in self._evidence.codebook else None
        return False

    def _path(self, code_id: str | None) -> str:
        if code_id is None:
            return ""
        if code_id in self._evidence.codebook:
            return self._evidence.codebook.path_text(code_id)
        touched = self._codes.get(code_id)
        return str(touched.before["name"]) if touched and touched.before else ""


def _touched_since(connection: Connection, revision: int) -> _Log:
    query = (
        select(t.log.c.id, t.log.c.at, t.log.c.changes, t.coder.c.name)
        .join(t.coder, t.coder.c.id == t.log.c.coder_id, isouter=True)
        .where(t.log.c.id > revision)
        .order_by(t.log.c.id)
    )
    wanted = {c.coding.name, c.code.name, t.participant.name, t.document.name}
    found: dict[str, dict[str, _Touched]] = {}
    for entry in connection.execute(query):
        for change in entry.changes:
            if change["table"] in wanted:
                rows = found.setdefault(change["table"], {})
                known = rows.get(change["id"])
                before = known.before if known else change["before"]
                rows[change["id"]] = _Touched(before, entry.name or "", entry.at, entry.id)
    return found


def _passages(connection: Connection, codings: Mapping[str, _Touched]) -> Mapping[str, Passage]:
    ids: Sequence[str] = [touched.before["passage_id"] for touched in codings.values() if touched.before]
    found: dict[str, Passage] = {}
    for at in range(0, len(ids), 500):
        rows = connection.execute(select(c.passage).where(c.passage.c.id.in_(ids[at : at + 500])))
        found.update({row.id: (row.document_id, row.start, row.end) for row in rows})
    return found
