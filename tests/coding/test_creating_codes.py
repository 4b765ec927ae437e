"""A code made on the coding page: by the codebook's rules, undone with the page's other acts."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, select

from codebooks.colours import suggested_colour
from codebooks.values import Code
from coding import tables as c
from coding.checking import check_study
from coding.codebook_store import edit_code, load_codebook
from coding.codings import list_codings
from coding.operations import Answer, apply_operations
from corpus.coders import Coder, ensure_coder
from corpus.study import Study
from tests.studies import ANNA, BO, apply_words, document_id

TITLE = "Borger 1"


@pytest.fixture
def anna(study: Study) -> Coder:
    return ensure_coder(study, ANNA)


def send(study: Study, coder: Coder, *operations: dict[str, Any]) -> Answer:
    sent = [{"cid": str(uuid4()), **each} for each in operations]
    return apply_operations(study, coder.id, document_id(study, TITLE), sent)


def creation(name: str = "Makkerskab", parent: str | None = "code-barriers") -> dict[str, Any]:
    return {"op": "create_code", "code": str(uuid4()), "name": name, "parent": parent}


def application(study: Study, code: str) -> dict[str, Any]:
    return {**apply_words(study, TITLE, "tillykke", "Mening"), "code": code}


def found(study: Study, code_id: str) -> Code | None:
    book = load_codebook(study)
    return book.code(code_id) if code_id in book else None


@pytest.mark.parametrize("parent", ["code-barriers", None])
def test_a_new_code_is_inductive_last_of_its_siblings_and_coloured(
    study: Study, anna: Coder, parent: str | None
) -> None:
    colour = suggested_colour(load_codebook(study), parent)
    wanted = creation("  Makker \n skab ", parent)
    assert not send(study, anna, wanted).refused
    made = found(study, wanted["code"])
    assert made == Code(wanted["code"], "Makker skab", parent, colour=colour, origin="inductive")
    assert load_codebook(study).children(parent)[-1] == made


def test_a_new_code_may_say_at_once_what_it_means(study: Study, anna: Coder) -> None:
    wanted = {**creation(), "definition": "At have én at spørge."}
    assert not send(study, anna, wanted).refused
    made = found(study, wanted["code"])
    assert made is not None
    assert made.definition == "At have én at spørge."


def test_creation_and_coding_are_undone_and_redone_in_turn(study: Study, anna: Coder) -> None:
    before = len(list_codings(study))
    wanted = creation()
    assert not send(study, anna, wanted, application(study, wanted["code"])).refused
    assert len(list_codings(study)) == before + 1
    assert not send(study, anna, {"op": "undo"}, {"op": "undo"}).refused
    assert found(study, wanted["code"]) is None
    assert len(list_codings(study)) == before
    assert not send(study, anna, {"op": "redo"}, {"op": "redo"}).refused
    assert len(list_codings(study)) == before + 1
    assert check_study(study) == ()


@pytest.mark.parametrize(
    ("name", "parent", "reason"),
    [
        ("a > b", None, "holds the sign >"),
        (" ", None, "no name"),
        ("fællesskab", "code-meaning", "Fællesskab"),
        ("a\x07b", None, "cannot be shown or saved"),
        ("\ud800", None, "does not understand"),
        ("Ny", "code-old", "retired"),
        ("Ny", "no-such-code", "no longer in the codebook"),
    ],
)
def test_what_the_codebook_does_not_allow_is_refused_with_words_and_leaves_no_trace(
    study: Study, anna: Coder, name: str, parent: str | None, reason: str
) -> None:
    before, revision = load_codebook(study), study.revision()
    wanted = creation(name, parent)
    answer = send(study, anna, wanted, application(study, wanted["code"]))
    assert reason.casefold() in answer.refused[0].msgid.format(**answer.refused[0].values).casefold()
    assert "no longer in the codebook" in answer.refused[1].msgid
    assert (load_codebook(study), study.revision()) == (before, revision)


def test_a_creation_sent_again_is_done_once(study: Study, anna: Coder) -> None:
    wanted = {**creation(), "cid": str(uuid4())}
    assert len(send(study, anna, wanted, wanted).acknowledged) == 2
    assert len(send(study, anna, {**wanted, "cid": str(uuid4())}).refused) == 1
    assert len([x for x in load_codebook(study).codes if x.name == "Makkerskab"]) == 1


def test_a_code_that_somebody_uses_or_changed_stays(study: Study, anna: Coder) -> None:
    used, changed = creation("Brugt"), creation("Ændret")
    send(study, anna, used)
    send(study, ensure_coder(study, BO), application(study, used["code"]))
    answer = send(study, anna, {"op": "undo"})
    assert "later work builds on it" in answer.refused[0].msgid
    assert found(study, used["code"]) is not None
    send(study, anna, changed)
    edit_code(study, anna.id, Code(changed["code"], "Ændret", "code-barriers", definition="Nu med en definition."))
    assert "changed again" in send(study, anna, {"op": "undo"}).refused[0].msgid
    assert check_study(study) == ()


def test_suggestions_that_nobody_decided_do_not_keep_a_code(study: Study, anna: Coder) -> None:
    wanted = creation()
    send(study, anna, wanted, application(study, wanted["code"]))
    with study.write_unlogged() as connection:
        passage = connection.execute(select(c.passage.c.id).limit(1)).scalar_one()
        row = {"passage_id": passage, "code_id": wanted["code"], "score": 0.5, "reason": [], "model": "test"}
        connection.execute(insert(c.suggestion).values(id=str(uuid4()), status="pending", **row))
    undo = {"op": "undo", "cid": str(uuid4())}
    assert not send(study, anna, undo, undo).refused
    with study.read() as connection:
        kept = connection.execute(select(c.suggestion.c.id).where(c.suggestion.c.code_id == wanted["code"])).all()
    assert len(kept) == 1
    assert not send(study, anna, {"op": "undo"}).refused
    assert found(study, wanted["code"]) is None
