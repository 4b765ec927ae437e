"""Suggestions kept in a study: what the model would code where, until a person decides.

They are a cache that is made anew; what people say to them is kept apart (`coding.decisions`) and stays. A suggestion
is never a coding. Only what interviewees said is ever suggested for.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Row, Select, and_, select

from codebooks.values import Codebook
from coding import tables as c
from coding.codebook_store import read_codebook
from coding.codings import Coding, read_codings
from coding.model_of_codebook import model_of
from coding.suggesting import (
    LEAST_KEPT,
    Example,
    Figures,
    Judgement,
    Ranking,
    Reason,
    Stretch,
    cross_validated,
    describe,
)
from coding.suggesting.thresholds import SPEAK_FROM
from coding.suggesting.untaught import Read
from coding.training import Lesson
from corpus.documents import INTERVIEWEE, Document, Turn
from corpus.embedding import EmbeddingCache, Encoder
from corpus.embedding.encoder import Vectors
from corpus.language import Language
from corpus.segments import Segment, segments
from corpus.study import Study

_reasons = TypeAdapter(Reason)


@dataclass(frozen=True)
class Suggestion:
    """A code suggested for a stretch of a document, open until somebody decides. `score` is its probability.

    `reason` is None where what is stored cannot be read. `made` is when it was last changed (ISO 8601, UTC), empty
    where an earlier Citat made it.
    """

    id: str
    start: int
    end: int
    code_id: str
    score: float
    reason: Reason | None
    made_with: "MadeWith"
    made: str = field(compare=False)


@dataclass(frozen=True)
class RankedSegment:
    """A segment of what an interviewee said, with its turn and all codes in order of likeliness."""

    turn: Turn
    start: int
    end: int
    ranking: Ranking


@dataclass(frozen=True)
class MadeWith:
    """What suggestions were made with: the model's name, its weights, and what the codebook said then."""

    name: str
    weights: str
    codebook: str

    @property
    def version(self) -> str:
        """Which weights and way of encoding, short enough to be told apart by a person."""
        return self.weights.rpartition("@")[2][:8]

    def __str__(self) -> str:
        return "|".join((self.name, self.weights, self.codebook))

    @classmethod
    def read(cls, mark: str) -> "MadeWith":
        """What `str` wrote. A mark that is none counts as a model of that name, of which nothing else is known."""
        parts = mark.split("|")
        return cls(*parts) if len(parts) == 3 else cls(mark, "", "")


@dataclass(frozen=True)
class CachedEncoder:
    """An encoder that asks the cache first, so that nothing is encoded twice."""

    encoder: Encoder
    cache: EmbeddingCache

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a row, in order."""
        return self.cache.passages(self.encoder, texts)


@dataclass(frozen=True)
class ReadDocument:
    """A document cut into segments of what interviewees said, as the model has read them: all that teaching leaves."""

    document_id: str
    turns: tuple[Turn, ...]
    segments: tuple[Segment, ...]
    read: Read


class Suggesting:
    """The study's codebook and a model, ready to suggest; `made_with` is kept with every suggestion."""

    def __init__(self, codebook: Codebook, encoder: Encoder, cache: EmbeddingCache) -> None:
        self._encoder = CachedEncoder(encoder, cache)
        self._model = model_of(codebook, self._encoder)
        self._vectors: Mapping[str, Vectors] = {}
        self._examples: tuple[Example, ...] = ()
        self.made_with = MadeWith(
            encoder.name.replace("|", "-"), encoder.fingerprint.replace("|", "-"), codebook_mark(codebook)
        )

    def teach(self, lessons: Iterable[Lesson]) -> None:
        """Know from now on what people decided, and nothing else than these lessons; the same in any order."""
        told = list(lessons)
        texts = {lesson.text for lesson in told}
        new = sorted(texts - self._vectors.keys())
        kept = {text: vector for text, vector in self._vectors.items() if text in texts}
        self._vectors = vectors = kept | dict(zip(new, self._encoder.encode_passages(new) if new else (), strict=True))
        self._examples = tuple(
            Example(one.text, vectors[one.text], one.codes, one.rejected, one.document_id, f"{one.start}:{one.end}")
            for one in told
        )
        self._model = self._model.taught(self._examples)

    def judging(self) -> Callable[[], Figures]:
        """What judges the model as it is taught now, whatever it is taught meanwhile; for a thread of its own."""
        model, examples = self._model, self._examples
        return lambda: cross_validated(model, examples)

    def heed(self, judgement: Judgement) -> None:
        """Say chances from now on as this judgement has found them to come true, and leave out what is only chance."""
        self._model = self._model.judged(judgement)

    def read(self, document: Document) -> ReadDocument:
        """Cut a document into segments and compare them with the codebook: what need be done only once."""
        turned = tuple(_with_turns(document))
        stretches = [_stretch(document, turn, each) for turn, each in turned]
        read = self._model.read(stretches, self._encoder.encode_passages([each.text for each in stretches]))
        return ReadDocument(document.id, tuple(turn for turn, _ in turned), tuple(each for _, each in turned), read)

    def rank_again(self, known: ReadDocument) -> tuple[RankedSegment, ...]:
        """Every segment in order, as the model that was taught last ranks its codes."""
        return tuple(
            RankedSegment(turn, each.start, each.end, ranking)
            for turn, each, ranking in zip(known.turns, known.segments, self._model.rankings(known.read), strict=True)
        )

    def rank(self, document: Document) -> tuple[RankedSegment, ...]:
        """Every segment that an interviewee said, in order; the same document gives the same ranking."""
        return self.rank_again(self.read(document))


def texts_to_read(document: Document) -> tuple[str, ...]:
    """Every text of a document whose vector is needed to read it, each once, in the order of the text."""
    stretches = [_stretch(document, turn, each) for turn, each in _with_turns(document)]
    told = (text for each in stretches for text in (each.text, each.before, each.around) if text.strip())
    return tuple(dict.fromkeys(told))


def codebook_mark(codebook: Codebook) -> str:
    """One value for what a codebook says about its codes, whatever their names and order."""
    said = sorted(
        (code.id, code.parent or "", code.definition, code.include, code.examples, code.signs)
        for code in describe(codebook)
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def list_suggestions(
    study: Study, document_id: str, coder_id: str, least: float = SPEAK_FROM
) -> tuple[Suggestion, ...]:
    """The suggestions of a document that are open to this coder: neither decided nor answered by own codings already.

    Those whose top code is less probable than `least` are left out.
    """
    with study.read() as connection:
        own = [each for each in read_codings(connection, document_id) if each.coder_id == coder_id]
        return open_suggestions(
            connection, document_id, read_codebook(connection), coder_id=coder_id, own=own, least=least
        )


def open_suggestions(
    connection: Connection,
    document_id: str,
    codebook: Codebook,
    *,
    coder_id: str,
    own: Iterable[Coding],
    least: float = SPEAK_FROM,
) -> tuple[Suggestion, ...]:
    """As `list_suggestions`, in a state of the study whose codebook and own codings are known already."""
    rows = connection.execute(
        open_rows(coder_id, least).where(c.passage.c.document_id == document_id).order_by(c.passage.c.start)
    ).all()
    if not rows:
        return ()
    answers = Answered(codebook, own)
    return tuple(
        suggestion_of(row, codebook)
        for row in rows
        if row.code_id in codebook
        and not codebook.code(row.code_id).retired
        and not answers.has(row.code_id, row.start, row.end)
    )


def open_rows(coder_id: str, least: float, *, deferred: bool = False) -> Select[Any]:
    """Query of suggestions that this coder has not decided on, with `start`, `end` and `document_id`.

    With `deferred`, those that were put off too; the column of that name says which.
    """
    said = c.suggestion_decision
    mine = and_(
        said.c.passage_id == c.suggestion.c.passage_id,
        said.c.code_id == c.suggestion.c.code_id,
        said.c.coder_id == coder_id,
    )
    undecided = said.c.id.is_(None) | (said.c.status == "deferred") if deferred else said.c.id.is_(None)
    return (
        select(
            c.suggestion,
            c.passage.c.document_id,
            c.passage.c.start,
            c.passage.c.end,
            said.c.id.is_not(None).label("deferred"),
        )
        .join(c.passage, c.passage.c.id == c.suggestion.c.passage_id)
        .outerjoin(said, mine)
        .where(c.suggestion.c.status == "pending", c.suggestion.c.top_score >= max(least, LEAST_KEPT), undecided)
    )


class Answered:
    """Tells which suggestions a coder's own codings have answered: those that meet a coding of the same top code."""

    def __init__(self, codebook: Codebook, own: Iterable[Coding]) -> None:
        self._codebook = codebook
        self._stretches: dict[str, list[tuple[int, int]]] = {}
        for each in own:
            self._stretches.setdefault(codebook.top(each.code_id).id, []).append((each.start, each.end))

    def has(self, code_id: str, start: int, end: int) -> bool:
        """Whether a suggestion of this code at this stretch is answered."""
        there = self._stretches.get(self._codebook.top(code_id).id, ())
        return any(first < end and start < last for first, last in there)


def suggestion_of(row: Row[Any], codebook: Codebook) -> Suggestion:
    """A row of `open_rows` as a value."""
    reason, made_with = read_reason(row.reason), MadeWith.read(row.model)
    if reason is not None and reason.code_id in codebook:
        # codes may have been renamed since
        reason = replace(reason, code_path=codebook.path_text(reason.code_id))
    return Suggestion(row.id, row.start, row.end, row.code_id, row.score, reason, made_with, row.made)


def read_reason(stored: object) -> Reason | None:
    """A reason as it is stored; None where it is none that this Citat can read."""
    try:
        return _reasons.validate_python(stored)
    except ValidationError:
        return None


def pending_made_with(study: Study, document_id: str) -> frozenset[MadeWith]:
    """What a document's pending suggestions were made with; empty where it has none."""
    with study.read() as connection:
        found = connection.execute(
            select(c.suggestion.c.model)
            .join(c.passage, c.passage.c.id == c.suggestion.c.passage_id)
            .where(c.passage.c.document_id == document_id, c.suggestion.c.status == "pending")
            .distinct()
        ).scalars()
        return frozenset(MadeWith.read(model) for model in found)


def _with_turns(document: Document) -> Iterator[tuple[Turn, Segment]]:
    """The segments of what interviewees said, each with its turn."""
    language: Language = "en" if document.language == "en" else "da"
    found = segments(document.text, document.interviewee_spans, language)
    turns = iter([turn for turn in document.turns if turn.speaker.role == INTERVIEWEE])
    turn = next(turns, None)
    for segment in found:
        while turn is not None and turn.end < segment.end:
            turn = next(turns, None)
        if turn is not None:
            yield turn, segment


def _stretch(document: Document, turn: Turn, segment: Segment) -> Stretch:
    before = document.turns[turn.position - 1] if turn.position else None
    question = document.text[before.start : before.end] if before and before.speaker.role == "interviewer" else ""
    around = f"{document.text[turn.start : segment.start]} {document.text[segment.end : turn.end]}".strip()
    return Stretch(document.text[segment.start : segment.end], question, around)
