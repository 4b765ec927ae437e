"""What a study's own people teach the model: passages they coded, and suggestions they said no to.

Only people teach. A pending suggestion never does, nor does what the model thinks; an accepted one teaches because a
person made it a coding. Names and order of codes play no part.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sqlalchemy import Connection, func, select

from codebooks.values import Codebook
from coding import tables as c
from coding.codebook_store import read_codebook
from coding.codings import Coding, read_codings
from coding.decisions import Decision, read_decisions
from corpus.documents import Document, read_document
from corpus.study import tables as t

TEACHING = frozenset({c.coding.name, c.suggestion_decision.name, c.suggestion.name})
"""Tables whose changes touch the lessons of one document only."""

WHOLE = frozenset({c.code.name, t.document.name, t.speaker.name, t.turn.name})
"""Tables after whose changes everything is read anew."""

SAYS_NO = ("rejected", "edited")
MOST_COVERED = 0.5
"""A coding speaks for another passage too where it covers at least this share of it."""


@dataclass(frozen=True)
class Lesson:
    """A passage on which people have decided: what interviewees say in it, and the codes.

    `codes` holds every code that a person gave it and the codes above those; `rejected` those that a person said no to.
    """

    document_id: str
    start: int
    end: int
    text: str
    codes: frozenset[str]
    rejected: frozenset[str]


@dataclass(frozen=True)
class Lessons:
    """All lessons of a study by document, as of a revision of its log.

    `layout` is the last revision of which more than decisions may have changed: codebook, texts or who speaks.
    """

    revision: int
    layout: int
    by_document: Mapping[str, tuple[Lesson, ...]]

    def __iter__(self) -> Iterator[Lesson]:
        """Lessons in the order of documents' ids and passages."""
        return chain.from_iterable(self.by_document[key] for key in sorted(self.by_document))


def read_lessons(connection: Connection, known: Lessons | None = None) -> Lessons:
    """What people teach, in a state of the study that is being read.

    With `known`, an earlier value of the same study, only documents in which somebody decided since are read again; the
    answer is the same, and it is `known` itself where nothing was taught or unlearned.
    """
    revision, touched = _touched(connection, known)
    if known is not None and touched is not None and not touched:
        return known if revision == known.revision else replace(known, revision=revision)
    codebook = read_codebook(connection)
    codings, decisions = defaultdict(list), defaultdict(list)
    for coding in read_codings(connection) if touched is None else _codings_in(connection, touched):
        codings[coding.document_id].append(coding)
    for decision in read_decisions(connection, touched):
        decisions[decision.document_id].append(decision)
    fresh = {
        key: _lessons(read_document(connection, key), codings[key], decisions[key], codebook)
        for key in {*codings, *decisions}
    }
    kept = known.by_document if known is not None and touched is not None else {}
    left = {key: lessons for key, lessons in kept.items() if key not in (touched or ())}
    layout = revision if known is None or touched is None else known.layout
    return Lessons(revision, layout, {**left, **{key: lessons for key, lessons in fresh.items() if lessons}})


def _codings_in(connection: Connection, documents: Iterable[str]) -> Iterator[Coding]:
    for document_id in documents:
        yield from read_codings(connection, document_id)


def _touched(connection: Connection, known: Lessons | None) -> tuple[int, frozenset[str] | None]:
    """The revision and the documents in which something was decided since; None for all of them."""
    revision = connection.execute(select(func.coalesce(func.max(t.log.c.id), 0))).scalar_one()
    if known is None:
        return revision, None
    passages: set[str] = set()
    for changes in connection.execute(select(t.log.c.changes).where(t.log.c.id > known.revision)).scalars():
        for change in changes:
            if change["table"] in WHOLE:
                return revision, None
            if change["table"] in TEACHING:
                passages |= {side["passage_id"] for side in (change["before"], change["after"]) if side}
    documents = select(c.passage.c.document_id).where(c.passage.c.id.in_(passages)).distinct()
    return revision, frozenset(connection.execute(documents).scalars())


def _lessons(
    document: Document, codings: Sequence[Coding], decisions: Sequence[Decision], codebook: Codebook
) -> tuple[Lesson, ...]:
    in_use = [each for each in codings if _in_use(codebook, each.code_id)]
    noes: dict[tuple[int, int], set[str]] = defaultdict(set)
    for each in decisions:
        if each.status in SAYS_NO and _in_use(codebook, each.code_id):
            noes[each.start, each.end].add(each.code_id)
    found = []
    meeting = _Meeting(in_use)
    for start, end in sorted({(each.start, each.end) for each in in_use} | set(noes)):
        text = _said_by_interviewees(document, start, end)
        near = meeting.of(start, end)
        given = _with_those_above(codebook, (one.code_id for one in near if _speaks_for(one, start, end)))
        # whoever moved the bounds of a suggestion has said yes to its code all the same
        rejected = frozenset(noes[start, end]) - _with_those_above(codebook, (one.code_id for one in near))
        if text and (given or rejected):
            found.append(Lesson(document.id, start, end, text, given, rejected))
    return tuple(found)


class _Meeting:
    """Finds the codings that meet a stretch without looking at all of them."""

    def __init__(self, codings: Sequence[Coding]) -> None:
        self._codings = sorted(codings, key=lambda each: (each.start, each.end, each.id))
        self._starts = [each.start for each in self._codings]
        self._longest = max((each.end - each.start for each in codings), default=0)

    def of(self, start: int, end: int) -> Sequence[Coding]:
        first, last = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        return [each for each in self._codings[first:last] if each.end > start]


def _speaks_for(coding: Coding, start: int, end: int) -> bool:
    return min(coding.end, end) - max(coding.start, start) >= MOST_COVERED * (end - start)


def _said_by_interviewees(document: Document, start: int, end: int) -> str:
    spans = ((max(start, first), min(end, last)) for first, last in document.interviewee_spans)
    return "\n".join(document.text[first:last].strip() for first, last in spans if first < last).strip()


def _with_those_above(codebook: Codebook, code_ids: Iterable[str]) -> frozenset[str]:
    return frozenset(code.id for code_id in code_ids for code in codebook.ancestry(code_id))


def _in_use(codebook: Codebook, code_id: str) -> bool:
    return code_id in codebook and not any(code.retired for code in codebook.ancestry(code_id))
