"""How far the work on a study has come, in numbers that are cheap to count."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, exists, func, select

from coding import tables as c
from coding.suggesting.thresholds import SPEAK_FROM
from corpus.study import Study
from corpus.study import tables as t


@dataclass(frozen=True)
class Progress:
    """The state of each step of the work.

    `codes` are those in use, that is not retired; `codings` counts each coder's own. `interviews_coded` are interviews
    with at least one coding, `codes_applied` codes that somebody applied, `waiting` suggestions that are usually shown
    and nobody decided yet, and `summaries` theme summaries with words or a decision in them.
    """

    interviews: int
    codes: int
    codings: int
    coders: int
    interviews_coded: int
    codes_applied: int
    waiting: int
    summaries: int


def load_progress(study: Study) -> Progress:
    """Count everything in one consistent state of the study."""
    written = (
        (c.summary.c.dominant != "")
        | (c.summary.c.nuances != "")
        | (c.summary.c.counter_voices != "")
        | c.summary.c.counter_looked_for
    )
    with study.read() as connection:
        codings = connection.execute(
            select(
                func.count(),
                func.count(c.coding.c.coder_id.distinct()),
                func.count(c.passage.c.document_id.distinct()),
                func.count(c.coding.c.code_id.distinct()),
            ).join_from(c.coding, c.passage)
        ).one()
        return Progress(
            interviews=_count(connection, t.document.c.id.is_not(None)),
            codes=_count(connection, ~c.code.c.retired),
            codings=codings[0],
            coders=codings[1],
            interviews_coded=codings[2],
            codes_applied=codings[3],
            waiting=_count(connection, _waiting()),
            summaries=_count(connection, written),
        )


def waiting_by_document(study: Study) -> Mapping[str, int]:
    """The suggestions that `Progress` counts as waiting, by the document they stand in."""
    query = (
        select(c.passage.c.document_id, func.count())
        .join_from(c.suggestion, c.passage)
        .where(_waiting())
        .group_by(c.passage.c.document_id)
    )
    with study.read() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def _waiting() -> ColumnElement[bool]:
    said = c.suggestion_decision
    decided = exists().where(said.c.passage_id == c.suggestion.c.passage_id, said.c.code_id == c.suggestion.c.code_id)
    return (c.suggestion.c.status == "pending") & (c.suggestion.c.top_score >= SPEAK_FROM) & ~decided


def _count(connection: Connection, condition: ColumnElement[bool]) -> int:
    count: int = connection.execute(select(func.count()).where(condition)).scalar_one()
    return count
