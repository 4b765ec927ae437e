"""A document brought up to date from the log is the same as one read as a whole, whatever was done in between."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import insert

from coding import tables as c
from coding.codebook_store import edit_code, load_codebook, merge_codes, turn_back
from coding.coded_document import CodedDocument, load_coded_document
from coding.codings import ensure_passage, list_codings
from coding.suggestions import list_suggestions
from corpus.coders import Coder, ensure_coder
from corpus.study import Study
from tests.studies import ANNA, BO, CHAIR, FELLOWSHIP, MEANING, TIME, apply_words, document_id, operate, small_study

TITLE = "Borger 2"
OTHER = "Leder 2"


class Coding:
    """A study with two coders, and what they do to the codings of one interview."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.anna, self.bo = ensure_coder(study, ANNA), ensure_coder(study, BO)
        self.document = document_id(study, TITLE)

    def now(self, coder: Coder, known: CodedDocument | None = None) -> CodedDocument:
        return load_coded_document(self.study, self.document, coder.id, known)

    def own(self, coder: Coder) -> str:
        return next(x.id for x in list_codings(self.study, self.document) if x.coder_id == coder.id)

    def do(self, coder: Coder, title: str = TITLE, **operation: object) -> None:
        operate(self.study, coder, title, [{"cid": str(uuid4()), **operation}])

    def apply(self, coder: Coder, words: str, code: str, title: str = TITLE) -> None:
        operate(self.study, coder, title, [apply_words(self.study, title, words, code)])

    def suggest(self) -> None:
        start, end = 0, 20
        with self.study.write_unlogged() as connection:
            passage = ensure_passage(connection, self.document, start, end)
            reason = {"part": "name", "code_id": "code-time", "code_path": "", "text": "", "words": []}
            row = {"id": str(uuid4()), "passage_id": passage, "code_id": "code-time", "score": 0.5, "model": "a|b|c"}
            connection.execute(insert(c.suggestion).values(**row, reason=reason, status="pending"))


STEPS: tuple[Callable[[Coding], object], ...] = (
    lambda x: x.apply(x.anna, "frokostbordet, og den er min", MEANING),
    lambda x: x.apply(x.bo, "Der står en stol", FELLOWSHIP),
    lambda x: x.apply(x.anna, "Vi har ikke tid", TIME, title=OTHER),
    lambda x: x.do(x.anna, op="memo", coding=x.own(x.anna), text="Husk den."),
    lambda x: x.do(x.bo, op="star", coding=x.own(x.bo), starred=True),
    lambda x: x.do(x.anna, op="recode", coding=x.own(x.anna), code="code-language"),
    lambda x: x.do(x.anna, op="undo"),
    lambda x: x.do(x.anna, op="redo"),
    lambda x: x.do(x.anna, op="remove", coding=x.own(x.anna)),
    lambda x: x.suggest(),
    lambda x: x.apply(x.anna, CHAIR[:12], TIME),
    lambda x: x.do(x.anna, op="undo"),
    lambda x: edit_code(
        x.study, x.anna.id, replace(load_codebook(x.study).code("code-time"), name="Tid", colour="#000000")
    ),
    lambda x: merge_codes(x.study, x.anna.id, "code-fellowship", "code-meaning"),
    lambda x: turn_back(x.study, x.anna.id, "undo"),
)


@pytest.fixture
def coding(tmp_path: Path) -> Coding:
    return Coding(small_study(tmp_path / "study.citat"))


@pytest.mark.parametrize("every", [1, 3, len(STEPS)])
def test_what_is_brought_up_to_date_equals_what_is_read_whole(coding: Coding, every: int) -> None:
    known = {coder.id: coding.now(coder) for coder in (coding.anna, coding.bo)}
    for number, step in enumerate(STEPS, start=1):
        step(coding)
        if number % every:
            continue
        for coder in (coding.anna, coding.bo):
            known[coder.id] = coding.now(coder, known[coder.id])
            assert known[coder.id] == coding.now(coder)
            assert list(known[coder.id].codings) == [x.id for x in list_codings(coding.study, coding.document)]
    for coder in (coding.anna, coding.bo):
        state = known[coder.id]
        assert tuple(state.codings.values()) == list_codings(coding.study, coding.document)
        assert state.codebook == load_codebook(coding.study)
        assert state.suggestions == list_suggestions(coding.study, coding.document, coder.id)
        assert len(state.suggestions) == 1
        assert state.revision == coding.study.revision()
        assert state.undoable == coding.study.undoable(coder.id, coding.document)
        assert state.redoable == coding.study.redoable(coder.id, coding.document)


def test_what_did_not_change_is_not_made_anew(coding: Coding) -> None:
    before = coding.now(coding.anna)
    coding.apply(coding.anna, "Der står", MEANING)
    after = coding.now(coding.anna, before)
    assert after.codebook is before.codebook
    assert len(after.codings) == len(before.codings) + 1
    assert all(after.codings[coding_id] is old for coding_id, old in before.codings.items())
