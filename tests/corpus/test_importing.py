"""What an import stores: all of its documents, or not a word of any."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from corpus.documents import list_documents, load_document
from corpus.errors import Refused
from corpus.importing import DocumentPlan, store_import
from corpus.study import Study, create_study
from corpus.study import tables as t
from tests.studies import plan_interview

GOOD = plan_interview("God", [("Leder 1", "Det gik godt.")])
SPOKEN = plan_interview("Hemmelig", [("Leder 2", "Det må ingen vide."), ("Borger 1", "Nej.")])


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return create_study(tmp_path / "a.citat", "Prøve", "da")


def without_label(plan: DocumentPlan) -> DocumentPlan:
    return replace(plan, speakers=tuple(replace(speaker, participant=" ") for speaker in plan.speakers))


def with_one_name_twice(plan: DocumentPlan) -> DocumentPlan:
    return replace(plan, speakers=(plan.speakers[0], *plan.speakers))


@pytest.mark.parametrize(
    ("plans", "says"),
    [
        ((GOOD, without_label(SPOKEN)), "public label"),
        ((GOOD, with_one_name_twice(SPOKEN)), "Two speakers"),
        ((SPOKEN, GOOD, SPOKEN), "in the study already"),
    ],
)
def test_a_refused_import_leaves_no_word_of_any_document(
    study: Study, plans: tuple[DocumentPlan, ...], says: str
) -> None:
    with pytest.raises(Refused, match=says):
        store_import(study, None, plans)
    with study.read() as connection:
        for table in (t.document_text, t.document, t.turn, t.speaker, t.participant, t.log):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0
    study.close()
    assert "Det må ingen vide".encode() not in study.path.read_bytes()


def test_an_import_undone_and_redone_has_its_text_again(study: Study) -> None:
    (document,) = store_import(study, "anna", [SPOKEN])
    before = load_document(study, document)
    study.undo("anna", "documents")
    assert list_documents(study) == ()
    study.redo("anna", "documents")
    assert load_document(study, document) == before
