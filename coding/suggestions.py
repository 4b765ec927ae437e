"""Suggestions kept in a study: what the model would code where, until a person decides.

Pending ones are a cache that is made anew; a decided one is a person's word and stays. A suggestion is never a
coding. Only what interviewees said is ever suggested for.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select

from codebooks.values import Codebook
from coding import tables as c
from coding.codebook_store import read_codebook
from coding.codings import Coding, ensure_passage, read_codings
from coding.suggesting import Nearest, Ranking, Reason, Stretch, SuggestionModel, Word, describe
from corpus.documents import INTERVIEWEE, Document, Turn, load_document
from corpus.embedding import EmbeddingCache, Encoder
from corpus.embedding.encoder import Vectors
from corpus.errors import Conflict
from corpus.language import Language
from corpus.segments import Segment, segments
from corpus.study import Study


@dataclass(frozen=True)
class Suggestion:
    """A code suggested for a stretch of a document, open until somebody decides. `score` is its probability."""

    id: str
    start: int
    end: int
    code_id: str
    score: float
    reason: Reason


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


class Suggesting:
    """The study's codebook and a model, ready to suggest; `made_with` is kept with every suggestion."""

    def __init__(self, codebook: Codebook, encoder: Encoder, cache: EmbeddingCache) -> None:
        described = describe(codebook)
        language: Language = "en" if codebook.language == "en" else "da"
        self._model = SuggestionModel(described, CachedEncoder(encoder, cache), language)
        self.made_with = MadeWith(
            encoder.name.replace("|", "-"), encoder.fingerprint.replace("|", "-"), codebook_mark(codebook)
        )

    def rank(self, document: Document) -> tuple[RankedSegment, ...]:
        """Every segment that an interviewee said, in order; the same document gives the same ranking."""
        language: Language = "en" if document.language == "en" else "da"
        found = segments(document.text, document.interviewee_spans, language)
        rankings = self._model.rank([Stretch(document.text[each.start : each.end]) for each in found])
        return tuple(
            RankedSegment(turn, each.start, each.end, ranking)
            for (turn, each), ranking in zip(_with_turns(document, found), rankings, strict=True)
        )


def codebook_mark(codebook: Codebook) -> str:
    """One value for what a codebook says about its codes, whatever their names and order."""
    said = sorted(
        (code.id, code.parent or "", code.definition, code.include, code.examples, code.signs)
        for code in describe(codebook)
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def refresh_suggestions(study: Study, document_id: str, suggesting: Suggesting) -> int:
    """Make a document's pending suggestions anew; returns how many there are. What people decided stays.

    Raises Conflict where the document is not in the study, or no longer.
    """
    try:
        document = load_document(study, document_id)
    except KeyError as error:
        raise Conflict("This interview is no longer in the study. Reload the page.") from error
    ranked = suggesting.rank(document)
    with study.write_unlogged() as connection:
        passages = select(c.passage.c.id).where(c.passage.c.document_id == document_id)
        connection.execute(
            delete(c.suggestion).where(c.suggestion.c.passage_id.in_(passages), c.suggestion.c.status == "pending")
        )
        decided = set(
            connection.execute(
                select(c.suggestion.c.passage_id).where(c.suggestion.c.passage_id.in_(passages))
            ).scalars()
        )
        rows = [row for row in _rows(connection, document_id, ranked, suggesting) if row["passage_id"] not in decided]
        if rows:
            connection.execute(insert(c.suggestion), rows)
    return len(rows)


def list_suggestions(study: Study, document_id: str, coder_id: str) -> tuple[Suggestion, ...]:
    """The open suggestions of a document, without those that this coder's own codings have answered already."""
    with study.read() as connection:
        own = [each for each in read_codings(connection, document_id) if each.coder_id == coder_id]
        return open_suggestions(connection, document_id, read_codebook(connection), own)


def open_suggestions(
    connection: Connection, document_id: str, codebook: Codebook, own: Iterable[Coding]
) -> tuple[Suggestion, ...]:
    """As `list_suggestions`, in a state of the study whose codebook and own codings are known already."""
    rows = connection.execute(
        select(c.suggestion, c.passage.c.start, c.passage.c.end)
        .join(c.passage, c.passage.c.id == c.suggestion.c.passage_id)
        .where(c.passage.c.document_id == document_id, c.suggestion.c.status == "pending")
        .order_by(c.passage.c.start)
    ).all()
    if not rows:
        return ()
    said: dict[str, list[tuple[int, int]]] = {}
    for each in own:
        said.setdefault(codebook.top(each.code_id).id, []).append((each.start, each.end))

    def answered(row: Row[Any]) -> bool:
        stretches = said.get(codebook.top(row.code_id).id, ())
        return any(start < row.end and row.start < end for start, end in stretches)

    return tuple(
        Suggestion(row.id, row.start, row.end, row.code_id, row.score, _reason(row.reason))
        for row in rows
        if row.code_id in codebook and not codebook.code(row.code_id).retired and not answered(row)
    )


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


def _rows(
    connection: Connection, document_id: str, ranked: Sequence[RankedSegment], suggesting: Suggesting
) -> Iterator[dict[str, Any]]:
    for segment in ranked:
        if segment.ranking.decision != "suggest":
            continue
        best = segment.ranking.ranked[0]
        yield {
            "id": str(uuid4()),
            "passage_id": ensure_passage(connection, document_id, segment.start, segment.end),
            "code_id": best.code_id,
            "score": best.probability,
            "reason": asdict(best.reason),
            "model": str(suggesting.made_with),
            "status": "pending",
            "decided_by": None,
            "decided": None,
        }


def _with_turns(document: Document, found: Sequence[Segment]) -> Iterator[tuple[Turn, Segment]]:
    turns = iter([turn for turn in document.turns if turn.speaker.role == INTERVIEWEE])
    turn = next(turns, None)
    for segment in found:
        while turn is not None and turn.end < segment.end:
            turn = next(turns, None)
        if turn is not None:
            yield turn, segment


def _reason(stored: Mapping[str, Any]) -> Reason:
    words = tuple(Word(**word) for word in stored["words"])
    nearest = stored.get("nearest")
    return Reason(
        stored["part"],
        stored["code_id"],
        stored["code_path"],
        stored["text"],
        words,
        Nearest(**nearest) if nearest else None,
    )
