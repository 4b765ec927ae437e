"""An operation does what its coder meant: undo and redo of what changed nothing, codes merged meanwhile, interviews."""

from typing import Any
from uuid import uuid4

from coding.codebook_store import load_codebook, merge_codes, retire_code, turn_back
from coding.codings import list_codings
from coding.operations import apply_operations
from corpus.coders import ensure_coder
from corpus.study import Study
from tests.studies import ANNA, BARRIERS, BO, MEANING, TIME, apply_words, document_id

TITLE, OTHER = "Borger 1", "Leder 1"


def send(study: Study, *operations: dict[str, Any], title: str = TITLE) -> tuple[str, ...]:
    """Send as Anna; returns the reasons of refusals."""
    coder = ensure_coder(study, ANNA).id
    return tuple(each.msgid for each in apply_operations(study, coder, document_id(study, title), operations).refused)


def turn(op: str, of: dict[str, Any]) -> dict[str, Any]:
    return {"op": op, "cid": str(uuid4()), "of": of["cid"]}


def code_of(study: Study, path: str) -> str:
    code = load_codebook(study).find_path(path)
    assert code is not None
    return code.id


def state(study: Study) -> list[str]:
    return sorted(coding.id for coding in list_codings(study))


def test_undo_of_a_refused_act_leaves_the_act_before_it(study: Study) -> None:
    first = apply_words(study, TITLE, "forklæde", MEANING)
    send(study, first)
    before = state(study)
    retire_code(study, ensure_coder(study, BO).id, code_of(study, TIME))
    refused = apply_words(study, TITLE, "kokken", TIME)
    undo = turn("undo", refused)
    assert len(send(study, refused, undo)) == 1
    assert state(study) == before
    assert send(study, turn("redo", undo)) == ()
    assert state(study) == before
    assert send(study, turn("undo", first)) == ()
    assert len(state(study)) == len(before) - 1


def test_undo_of_an_act_that_found_all_done_leaves_what_was_there(study: Study) -> None:
    first = apply_words(study, TITLE, "forklæde", MEANING)
    again = {**first, "cid": str(uuid4()), "coding": str(uuid4())}
    send(study, first, again)
    before = state(study)
    assert send(study, turn("undo", again)) == ()
    assert state(study) == before


def test_an_act_with_a_code_merged_meanwhile_goes_to_the_code_it_was_merged_into(study: Study) -> None:
    boss = ensure_coder(study, BO).id
    late = [apply_words(study, TITLE, words, TIME) for words in ("forklæde", "kokken")]
    time, barriers, meaning = (code_of(study, path) for path in (TIME, BARRIERS, MEANING))
    merge_codes(study, boss, time, barriers)
    merge_codes(study, boss, barriers, meaning)
    assert send(study, late[0]) == ()
    assert next(x.code_id for x in list_codings(study) if x.id == late[0]["coding"]) == meaning
    turn_back(study, boss, "undo")
    assert send(study, late[1]) == ()
    assert next(x.code_id for x in list_codings(study) if x.id == late[1]["coding"]) == barriers


def test_an_act_is_done_in_the_interview_that_it_names(study: Study) -> None:
    late = {**apply_words(study, TITLE, "forklæde", MEANING), "document": document_id(study, TITLE)}
    assert send(study, late, title=OTHER) == ()
    coding = next(x for x in list_codings(study) if x.id == late["coding"])
    assert coding.document_id == document_id(study, TITLE)
    undo = {**turn("undo", late), "document": document_id(study, TITLE)}
    assert send(study, undo, title=OTHER) == ()
    assert late["coding"] not in state(study)
