"""Second opinion on a person's codings: what is worth a second look, and what a coder looked at and keeps.

Nothing here changes a coding. Only people's codings are evidence; suggestions that nobody accepted are not read.
"""

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import select

from coding import tables as c
from coding.codings import QUOTE_HEAD, ensure_passage, now, quote_of
from coding.review_material import Material
from coding.reviewing.doubts import Talk, find_doubts
from coding.reviewing.values import Doubt, Span
from corpus.errors import Conflict
from corpus.study import Study

SCOPE = "review"
"""The undo stack of the review page."""

Kept = frozenset[tuple[Span, str]]
"""Passages with the code that is, or is not, on them and that a coder has looked at."""


def second_opinion(material: Material, coder_id: str) -> tuple[Doubt, ...]:
    """The doubts about a person's codings and what they may have missed, most telling first; see `find_doubts`."""
    talk = Talk([each.span for each in material.said], material.said_vectors)
    return tuple(find_doubts(material.coded(), material.excerpt_vectors, talk, coder_id, material.described))


def keep(study: Study, coder_id: str, doubt: Doubt) -> None:
    """Hide a doubt from this coder for good: the passage is right as it is. One undoable act.

    Raises Conflict where the code is no longer there.
    """
    with study.act(coder_id, "doubt.keep", scope=SCOPE) as act:
        name = act.connection.execute(select(c.code.c.name).where(c.code.c.id == doubt.code)).scalar_one_or_none()
        if name is None:
            raise Conflict("This code is no longer in the codebook. Reload the page.")
        passage_id = ensure_passage(act.connection, doubt.span.document, doubt.span.start, doubt.span.end)
        act.details.update(code=name, quote=quote_of(act.connection, passage_id)[:QUOTE_HEAD])
        of_coder = c.kept_doubt.c.coder_id == coder_id
        same = (c.kept_doubt.c.passage_id == passage_id) & (c.kept_doubt.c.code_id == doubt.code)
        if act.connection.execute(select(c.kept_doubt.c.id).where(of_coder & same)).first() is None:
            row = {"coder_id": coder_id, "passage_id": passage_id, "code_id": doubt.code, "at": now()}
            act.insert(c.kept_doubt, [{"id": str(uuid4()), **row}])


def load_kept(study: Study, coder_id: str) -> Kept:
    """What a coder has looked at and keeps."""
    query = (
        select(c.passage.c.document_id, c.passage.c.start, c.passage.c.end, c.kept_doubt.c.code_id)
        .join(c.passage, c.passage.c.id == c.kept_doubt.c.passage_id)
        .where(c.kept_doubt.c.coder_id == coder_id)
    )
    with study.read() as connection:
        return frozenset((Span(*row[:3]), row[3]) for row in connection.execute(query))


def still_open(doubts: Sequence[Doubt], kept: Kept) -> tuple[Doubt, ...]:
    """The doubts that the coder has not put aside, in order."""
    return tuple(each for each in doubts if (each.span, each.code) not in kept)
