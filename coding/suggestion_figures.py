"""How suggestions fare in a study: what people said to them, code by code, and how much is likely to be missing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import distinct, func, select

from coding import tables as c
from coding.codebook_store import read_codebook
from coding.codings import Coding, read_codings
from coding.decisions import Status, read_decisions
from coding.suggesting import LEAST_KEPT
from coding.suggestions import Answered
from corpus.study import Study


@dataclass(frozen=True)
class CodeDecisions:
    """Of one top code and those below it: what was said to its suggestions, by all coders, and what may be missing.

    `coded` counts passages with the code. `expected` is the number of other stretches that should have it too: the sum
    of the probabilities, over stretches that nobody has given the code. It is an estimate, as good as the
    probabilities are, and too low where a stretch has several codes.
    """

    code_id: str
    said: Mapping[Status, int]
    coded: int
    expected: float

    @property
    def decided(self) -> int:
        """How many suggestions were decided; put-off ones were not."""
        return sum(count for status, count in self.said.items() if status != "deferred")


@dataclass(frozen=True)
class Silence:
    """How many stretches the model has read in how many interviews, and on how many of them it suggests nothing."""

    stretches: int
    interviews: int
    silent: int


def load_decisions_by_code(study: Study) -> tuple[CodeDecisions, ...]:
    """The figures of every top code in use, in the order of the codebook."""
    with study.read() as connection:
        codebook = read_codebook(connection)
        codings = read_codings(connection)
        said: dict[str, Counter[Status]] = {}
        for each in read_decisions(connection):
            if each.code_id in codebook:
                said.setdefault(codebook.top(each.code_id).id, Counter())[each.status] += 1
        rows = connection.execute(
            select(
                c.suggestion.c.code_id,
                c.suggestion.c.top_score,
                c.passage.c.document_id,
                c.passage.c.start,
                c.passage.c.end,
            )
            .join(c.passage, c.passage.c.id == c.suggestion.c.passage_id)
            .where(c.suggestion.c.status == "pending", c.suggestion.c.top_score >= LEAST_KEPT)
        ).all()
    coded: Counter[str] = Counter()
    for code_id, _ in {(codebook.top(x.code_id).id, (x.document_id, x.start, x.end)) for x in codings}:
        coded[code_id] += 1
    coded_in: dict[str, list[Coding]] = {}
    for coding in codings:
        coded_in.setdefault(coding.document_id, []).append(coding)
    answers = {document_id: Answered(codebook, own) for document_id, own in coded_in.items()}
    expected: dict[str, float] = {}
    for row in rows:
        known = answers.get(row.document_id)
        if row.code_id in codebook and not (known and known.has(row.code_id, row.start, row.end)):
            top = codebook.top(row.code_id).id
            expected[top] = expected.get(top, 0.0) + row.top_score
    return tuple(
        CodeDecisions(code.id, said.get(code.id, {}), coded[code.id], expected.get(code.id, 0.0))
        for code in codebook.children(None)
        if not code.retired
    )


def count_silent(study: Study, least: float) -> Silence:
    """What is read, and what of it has no suggestion from the probability `least` on, decided ones among them."""
    read = c.suggested_document
    spoken = (
        select(func.count(distinct(c.suggestion.c.passage_id)))
        .join(c.passage, c.passage.c.id == c.suggestion.c.passage_id)
        .join(read, read.c.document_id == c.passage.c.document_id)
        .where(c.suggestion.c.status == "pending", c.suggestion.c.top_score >= max(least, LEAST_KEPT))
    )
    with study.read() as connection:
        total, interviews = connection.execute(select(func.coalesce(func.sum(read.c.stretches), 0), func.count())).one()
        return Silence(total, interviews, total - connection.execute(spoken).scalar_one())
