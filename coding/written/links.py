"""Passages that a person linked to a sentence, or that came with a sentence taken over from a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import uuid4

from rapidfuzz import fuzz
from sqlalchemy import select

from coding import tables as c
from coding.codings import now
from coding.summaries import SCOPE
from coding.written.texts import Sentence
from corpus.study import Act, Study
from corpus.study import tables as t

Origin = Literal["hand", "draft"]

STILL_THE_SAME = 60
"""A rewritten sentence keeps its passages as long as it is so like what it was, in per cent of its words."""


@dataclass(frozen=True)
class NewLink:
    """A stretch of an interview that a sentence rests on, in code points of the interview's text."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True)
class Link:
    """A stored link. `text_key` and `sentence` say which sentence, as it read when the link was made."""

    id: str
    text_key: str
    sentence: str
    document_id: str
    start: int
    end: int
    origin: Origin
    coder: str
    at: str


def list_links(study: Study) -> tuple[Link, ...]:
    """All links, the oldest first."""
    query = (
        select(c.sentence_link, t.coder.c.name)
        .join(t.coder, t.coder.c.id == c.sentence_link.c.coder_id)
        .order_by(c.sentence_link.c.at, c.sentence_link.c.id)
    )
    with study.read() as connection:
        rows = connection.execute(query).all()
    return tuple(
        Link(row.id, row.text_key, row.sentence, row.document_id, row.start, row.end, row.origin, row.name, row.at)
        for row in rows
    )


def link_passages(
    study: Study, coder_id: str, text_key: str, sentence: str, passages: Sequence[NewLink], *, origin: Origin = "hand"
) -> None:
    """Link passages to a sentence of a text; those it has already are left as they are. One act, undoable."""
    with study.act(coder_id, "sentence.link", scope=SCOPE) as act:
        act.details["sentence"] = sentence[:60]
        add_links(act, coder_id, text_key, sentence, passages, origin=origin)


def add_links(
    act: Act, coder_id: str, text_key: str, sentence: str, passages: Sequence[NewLink], *, origin: Origin
) -> None:
    """As `link_passages`, as one step of an act that does more."""
    table = c.sentence_link
    stored = act.connection.execute(
        select(table.c.document_id, table.c.start, table.c.end).where(
            table.c.text_key == text_key, table.c.sentence == sentence
        )
    ).all()
    known = {(row.document_id, row.start, row.end) for row in stored}
    wanted = dict.fromkeys((each.document_id, each.start, each.end) for each in passages)
    keys = {"text_key": text_key, "sentence": sentence, "origin": origin, "coder_id": coder_id, "at": now()}
    act.insert(
        table,
        [
            {"id": str(uuid4()), "document_id": place[0], "start": place[1], "end": place[2], **keys}
            for place in wanted
            if place not in known
        ],
    )


def unlink(study: Study, coder_id: str, link_id: str) -> None:
    """Take a link away. Raises Conflict where it is gone already."""
    with study.act(coder_id, "sentence.unlink", scope=SCOPE) as act:
        act.delete(c.sentence_link, link_id)


def linked_sentence(link: Link, sentences: Sequence[Sentence]) -> Sentence | None:
    """The sentence that a link belongs to now: the same one, else the one most like it; None where it is gone."""
    best: Sentence | None = None
    likest = float(STILL_THE_SAME)
    for sentence in sentences:
        if sentence.words == link.sentence:
            return sentence
        like = fuzz.token_sort_ratio(sentence.words.lower(), link.sentence.lower())
        if like >= likest:
            best, likest = sentence, like
    return best
