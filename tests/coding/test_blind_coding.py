"""Coding blind: each coder's own choice, and interviews that are coded twice are closed until one is done."""

import pytest

from app.coding_view import CodingViews, shown_transcript
from app.translation import texts_for
from coding.blind_coding import choose_blind, code_twice, load_blindness, say_done
from coding.checking import check_study
from coding.suggestion_queue import load_queue
from corpus.coders import Coder, ensure_coder
from corpus.documents import load_document
from corpus.errors import Conflict
from corpus.study import Study
from tests.coding.test_suggestion_queue import EVERYTHING, ids, waiting
from tests.studies import document_id

__all__ = ["ids"]


@pytest.fixture
def document(study: Study) -> str:
    return document_id(study, "Borger 2")


def coders_seen(study: Study, coder: Coder, document: str, *, alone: bool) -> set[str]:
    transcript = shown_transcript(load_document(study, document))
    view = CodingViews(study, transcript, coder, texts_for("en"), with_suggestions=not alone, alone=alone).now()
    return {each.coder_name for each in view.codings} | {"suggestions" for _ in view.suggestions}


def test_blind_is_each_coders_own_choice(study: Study) -> None:
    anna, bo = ensure_coder(study, "Anna"), ensure_coder(study, "Bo")
    choose_blind(study, anna.id, blind=True)
    choose_blind(study, anna.id, blind=True)
    assert [load_blindness(study, each.id).by_turn for each in (anna, bo)] == [True, False]
    choose_blind(study, anna.id, blind=False)
    assert not load_blindness(study, anna.id).by_turn


def test_an_interview_coded_twice_is_closed_to_everybody_until_they_are_done(study: Study, document: str) -> None:
    anna, bo = ensure_coder(study, "Anna"), ensure_coder(study, "Bo")
    code_twice(study, anna.id, document, twice=True)
    assert [load_blindness(study, each.id).closed for each in (anna, bo)] == [{document}, {document}]
    say_done(study, bo.id, document, done=True)
    assert [load_blindness(study, each.id).closed for each in (anna, bo)] == [{document}, set()]
    say_done(study, bo.id, document, done=False)
    assert load_blindness(study, bo.id).closed == {document}
    code_twice(study, bo.id, document, twice=False)
    assert not load_blindness(study, anna.id).double
    assert check_study(study) == ()
    with pytest.raises(Conflict):
        code_twice(study, anna.id, "gone", twice=True)


@pytest.mark.usefixtures("ids")
def test_whoever_codes_alone_sees_own_codings_only(study: Study, document: str) -> None:
    anna = ensure_coder(study, "Anna")
    assert coders_seen(study, anna, document, alone=False) == {"Anna", "Bo"}
    assert coders_seen(study, anna, document, alone=True) == {"Anna"}


def test_the_queue_leaves_out_what_is_closed(study: Study, ids: list[str], document: str) -> None:
    eva = ensure_coder(study, "Eva")
    assert ids[3] in waiting(study, "Eva", "reading")
    code_twice(study, eva.id, document, twice=True)
    assert ids[3] not in waiting(study, "Eva", "reading")
    say_done(study, eva.id, document, done=True)
    assert load_queue(study, eva.id, least=EVERYTHING, order="reading").waiting == len(ids)
