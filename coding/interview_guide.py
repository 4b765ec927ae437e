"""The study's interview guides: its questions, which groups have them, which codes they are about, and where asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import select

from coding import tables as c
from coding.codings import now
from corpus.errors import Refused
from corpus.guide_files import ReadQuestion
from corpus.study import Act, Study
from corpus.study import tables as t

SCOPE = "guide"
"""The undo stack of the interview guides."""

Mark = tuple[str, str]
"""A question's id and a document's id."""


@dataclass(frozen=True)
class GuideQuestion:
    """One question. `groups` are ids of the groups whose guide has it, `codes` those that answers to it get."""

    id: str
    topic: str
    text: str
    groups: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


def list_questions(study: Study) -> tuple[GuideQuestion, ...]:
    """All questions in the order of the guides, with the groups and codes of theirs that there are."""
    with study.read() as connection:
        groups = set(connection.execute(select(t.group.c.id)).scalars())
        codes = set(connection.execute(select(c.code.c.id)).scalars())
        rows = connection.execute(select(c.guide_question).order_by(c.guide_question.c.position)).all()
    return tuple(
        GuideQuestion(
            row.id,
            row.topic,
            row.text,
            tuple(each for each in row.groups if each in groups),
            tuple(each for each in row.codes if each in codes),
        )
        for row in rows
    )


def add_questions(study: Study, coder_id: str, read: Iterable[ReadQuestion], groups: Sequence[str]) -> int:
    """Put questions at the end of the guides of these groups; returns how many are new.

    One that a guide has already, in the same words, is not made twice: it gets the groups.
    """
    known = {_key(question.text): question for question in list_questions(study)}
    new = 0
    with study.act(coder_id, "guide.add", scope=SCOPE) as act:
        for question in read:
            there = known.get(_key(question.text))
            if there is not None:
                both = list(dict.fromkeys((*there.groups, *groups)))
                act.update(c.guide_question, there.id, {"groups": both})
                continue
            made = GuideQuestion(str(uuid4()), question.topic, question.text, tuple(groups))
            act.insert(c.guide_question, [{**_row(made), "position": len(known)}])
            known[_key(question.text)] = made
            new += 1
        act.details["count"] = new
    return new


def set_questions(study: Study, coder_id: str, wanted: Sequence[GuideQuestion]) -> None:
    """Let the guides be these questions in this order; those left out are gone, with what was said of where asked.

    Raises Refused where a question has no words.
    """
    if any(not question.text.strip() for question in wanted):
        raise Refused("A question has no words. Write them, or take the row away.")
    with study.act(coder_id, "guide.change", scope=SCOPE) as act:
        present = set(act.connection.execute(select(c.guide_question.c.id)).scalars())
        kept = {question.id for question in wanted}
        for gone in sorted(present - kept):
            _remove(act, gone)
        for position, question in enumerate(wanted):
            row = {**_row(question), "position": position}
            if question.id in present:
                act.update(c.guide_question, question.id, row)
            else:
                act.insert(c.guide_question, [row])


def list_marks(study: Study) -> Mapping[Mark, bool]:
    """What people said of where a question was asked, by question and document."""
    with study.read() as connection:
        rows = connection.execute(select(c.question_asked)).all()
    return {(row.question_id, row.document_id): row.asked for row in rows}


def mark_asked(study: Study, coder_id: str, marks: Mapping[Mark, bool | None]) -> None:
    """Say of questions in interviews that they were asked, or not; None takes it back, and the guide tells again."""
    with study.act(coder_id, "guide.asked", scope=SCOPE) as act:
        rows = act.connection.execute(select(c.question_asked)).all()
        known = {(row.question_id, row.document_id): row for row in rows}
        for mark, asked in marks.items():
            row = known.get(mark)
            if asked is None:
                if row is not None:
                    act.delete(c.question_asked, row.id)
                continue
            values = {"asked": asked, "coder_id": coder_id, "at": now()}
            if row is None:
                keys = {"id": str(uuid4()), "question_id": mark[0], "document_id": mark[1]}
                act.insert(c.question_asked, [{**keys, **values}])
            elif row.asked != asked:
                act.update(c.question_asked, row.id, values)
        act.details["count"] = len(act.changes)


def _remove(act: Act, question_id: str) -> None:
    own = c.question_asked.c.question_id == question_id
    for mark in act.connection.execute(select(c.question_asked.c.id).where(own)).scalars().all():
        act.delete(c.question_asked, mark)
    act.delete(c.guide_question, question_id)


def _row(question: GuideQuestion) -> dict[str, object]:
    return {
        "id": question.id,
        "topic": " ".join(question.topic.split()),
        "text": " ".join(question.text.split()),
        "groups": list(question.groups),
        "codes": list(question.codes),
    }


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
