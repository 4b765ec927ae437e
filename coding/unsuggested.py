"""Which interviews nobody has had suggestions for yet, so that only what is new is read."""

from sqlalchemy import exists, select

from coding import tables as c
from corpus.documents import INTERVIEWEE
from corpus.study import Study
from corpus.study import tables as t


def interviews_without_suggestions(study: Study) -> tuple[str, ...]:
    """The ids of documents in which somebody is interviewed and that were never read for suggestions, in order."""
    read = exists().where(c.suggested_document.c.document_id == t.document.c.id)
    # an earlier Citat kept suggestions, but not which documents it had read
    suggested = exists().where(c.passage.c.document_id == t.document.c.id, c.suggestion.c.passage_id == c.passage.c.id)
    asked = exists().where(t.speaker.c.document_id == t.document.c.id, t.speaker.c.role == INTERVIEWEE)
    with study.read() as connection:
        return tuple(
            connection.execute(
                select(t.document.c.id).where(asked, ~read, ~suggested).order_by(t.document.c.position)
            ).scalars()
        )


def has_suggestions(study: Study) -> bool:
    """Whether suggestions were ever made in this study."""
    with study.read() as connection:
        return connection.execute(select(c.suggestion.c.id).limit(1)).first() is not None
