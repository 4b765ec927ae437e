"""Operations of the coding page: stored once and durably, refused with a reason and without a trace."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.checking import check_study
from coding.codebook_store import take_codebook
from coding.codings import Coding, list_codings
from coding.evidence import load_evidence
from coding.operations import NOT_UNDERSTOOD, Answer, apply_operations
from coding.summaries import list_summaries, save_summary
from corpus.coders import Coder, ensure_coder
from corpus.documents import load_document
from corpus.errors import StudyUnavailable
from corpus.study import Study, create_study, open_study
from tests.studies import (
    ANNA,
    BO,
    CODEBOOK,
    FELLOWSHIP,
    LANGUAGE,
    PARTY,
    add_interviews,
    apply_words,
    document_id,
    group_id,
)

TITLE = "Borger 1"


@pytest.fixture
def anna(study: Study) -> Coder:
    return ensure_coder(study, ANNA)


def operation(op: str, **values: Any) -> dict[str, Any]:
    return {"op": op, "cid": str(uuid4()), **values}


def send(study: Study, coder: Coder, *operations: dict[str, Any]) -> Answer:
    return apply_operations(study, coder.id, document_id(study, TITLE), operations)


def codings(study: Study) -> tuple[Coding, ...]:
    return list_codings(study, document_id(study, TITLE))


def test_a_coding_is_on_disk_when_it_is_acknowledged(study: Study, anna: Coder) -> None:
    sent = apply_words(study, TITLE, "kokken 👩‍🍳 gav mig et forklæde", LANGUAGE)
    answer = send(study, anna, sent)
    assert answer.acknowledged == (sent["cid"],)
    elsewhere = open_study(study.path)
    assert sent["coding"] in {coding.id for coding in list_codings(elsewhere)}


def test_the_same_operation_sent_again_is_acknowledged_and_done_once(study: Study, anna: Coder) -> None:
    sent = apply_words(study, TITLE, "kokken", LANGUAGE)
    before = len(codings(study))
    assert send(study, anna, sent, sent).acknowledged == (sent["cid"], sent["cid"])
    assert send(study, anna, sent).acknowledged == (sent["cid"],)
    assert len(codings(study)) == before + 1


def test_an_undo_sent_again_undoes_one_act_only(study: Study, anna: Coder) -> None:
    before = codings(study)
    send(study, anna, apply_words(study, TITLE, "råbte", LANGUAGE), apply_words(study, TITLE, "kokken", LANGUAGE))
    undo = operation("undo")
    send(study, anna, undo)
    send(study, anna, undo)
    assert len(codings(study)) == len(before) + 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"start": -1}, "does not understand"),
        ({"start": 9, "end": 5, "quote": ""}, "outside the text"),
        ({"start": 5, "end": 5, "quote": ""}, "outside the text"),
        ({"end": 10**6}, "outside the text"),
        ({"quote": "Noget, ingen har sagt"}, "not what stands"),
        (
            {"quote": ["Noget, som ingen nogensinde har sagt", "heller ikke til allersidst i samtalen"]},
            "not what stands",
        ),
        ({"quote": ["", ""]}, ""),
        ({"code": "no-such-code"}, "no longer in the codebook"),
        ({"code": "code-old"}, "retired"),
        ({"op": "explode"}, "does not understand"),
        ({"coding": None}, "does not understand"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_reason_and_changes_nothing(
    study: Study, anna: Coder, changes: dict[str, Any], reason: str
) -> None:
    before, revision = codings(study), study.revision()
    sent = {**apply_words(study, TITLE, "tillykke", LANGUAGE), **changes}
    answer = send(study, anna, sent)
    assert answer.acknowledged == ()
    assert reason in answer.refused[0].msgid
    assert (codings(study), study.revision()) == (before, revision)


def test_one_refused_operation_does_not_stop_the_others(study: Study, anna: Coder) -> None:
    good = apply_words(study, TITLE, "tillykke", LANGUAGE)
    answer = send(study, anna, operation("remove", coding=str(uuid4())), good)
    assert answer.acknowledged == (good["cid"],)
    assert len(answer.refused) == 1


def test_the_same_code_on_the_same_words_by_the_same_coder_is_one_coding(study: Study, anna: Coder) -> None:
    before = len(codings(study))
    answer = send(study, anna, apply_words(study, TITLE, PARTY, FELLOWSHIP))
    assert len(answer.acknowledged) == 1
    assert len(codings(study)) == before


def test_a_coder_cannot_change_anothers_coding(study: Study, anna: Coder) -> None:
    bos = next(coding for coding in codings(study) if coding.coder == BO)
    for sent in (
        operation("remove", coding=bos.id),
        operation("recode", coding=bos.id, code="code-time"),
        operation("memo", coding=bos.id, text="Nej"),
    ):
        assert "Only {coder}" in send(study, anna, sent).refused[0].msgid
    assert bos in codings(study)


def test_a_recoding_keeps_the_memo_and_the_passage(study: Study, anna: Coder) -> None:
    own = next(coding for coding in codings(study) if coding.coder == ANNA)
    send(study, anna, operation("memo", coding=own.id, text="Vigtig"))
    send(study, anna, operation("recode", coding=own.id, code="code-time"))
    changed = next(coding for coding in codings(study) if coding.id == own.id)
    assert (changed.code_id, changed.memo, changed.start, changed.end) == ("code-time", "Vigtig", own.start, own.end)


def test_moved_bounds_must_hold_the_words_the_page_showed(study: Study, anna: Coder) -> None:
    own = next(coding for coding in codings(study) if coding.coder == ANNA)
    text = load_document(study, own.document_id).text
    sent = operation("resize", coding=own.id, start=own.start + 3, end=own.end, quote=text[own.start + 3 : own.end])
    assert send(study, anna, {**sent, "quote": "andet", "cid": str(uuid4())}).refused
    assert send(study, anna, sent).acknowledged
    moved = next(coding for coding in codings(study) if coding.id == own.id)
    assert (moved.start, moved.end) == (own.start + 3, own.end)


def test_of_a_long_stretch_its_beginning_and_its_end_must_be_what_the_page_showed(study: Study, anna: Coder) -> None:
    text = load_document(study, document_id(study, TITLE)).text
    sent = operation(
        "apply", coding=str(uuid4()), start=0, end=len(text), code="code-time", quote=[text[:40], text[-40:]]
    )
    for wrong in ([text[1:41], text[-40:]], [text[:40], text[-41:-1]], [text[:40], text[:40]]):
        assert send(study, anna, {**sent, "quote": wrong, "cid": str(uuid4())}).refused
    assert send(study, anna, sent).acknowledged
    assert any((coding.start, coding.end) == (0, len(text)) for coding in codings(study))


def state(study: Study) -> set[Coding]:
    return set(codings(study))


def test_undo_belongs_to_the_coder_who_did_it(study: Study, anna: Coder) -> None:
    bo = ensure_coder(study, BO)
    send(study, anna, apply_words(study, TITLE, "kokken", LANGUAGE))
    mine = state(study)
    send(study, bo, apply_words(study, TITLE, "råbte", LANGUAGE))
    send(study, bo, operation("undo"))
    assert state(study) == mine


STEPS = st.lists(
    st.sampled_from(["apply", "remove", "recode", "resize", "memo", "star", "undo", "redo"]), min_size=1, max_size=12
)


def step(study: Study, coder: Coder, kind: str, number: int) -> dict[str, Any]:
    own = [coding for coding in codings(study) if coding.coder_id == coder.id]
    document = load_document(study, document_id(study, TITLE))
    start, end = number, number + 7
    applied = {"coding": str(uuid4()), "start": start, "end": end, "quote": document.text[start:end]}
    if kind == "apply" or (not own and kind not in ("undo", "redo")):
        return operation("apply", **applied, code=CODEBOOK.codes[number % 5].id)
    target = own[number % len(own)].id if own else ""
    values: dict[str, dict[str, Any]] = {
        "remove": {"coding": target},
        "recode": {"coding": target, "code": CODEBOOK.codes[(number + 1) % 5].id},
        "resize": {**applied, "coding": target},
        "memo": {"coding": target, "text": f"memo {number}"},
        "star": {"coding": target, "starred": number % 2 == 0},
    }
    return operation(kind, **values.get(kind, {}))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_undo_after_do_is_identity_and_redo_brings_it_back(study: Study, anna: Coder, steps: list[str]) -> None:
    send(study, anna, apply_words(study, TITLE, "tillykke", LANGUAGE))
    states = [state(study)]
    for number, kind in enumerate(kind for kind in steps if kind not in ("undo", "redo")):
        revision = study.revision()
        assert send(study, anna, step(study, anna, kind, number)).refused == ()
        if study.revision() > revision and state(study) != states[-1]:
            states.append(state(study))
    for expected in reversed(states[:-1]):
        send(study, anna, operation("undo"))
        assert state(study) == expected
    for expected in states[1:]:
        send(study, anna, operation("redo"))
        assert state(study) == expected
    assert check_study(study) == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_sequence_of_acts_leaves_a_study_that_is_not_whole(study: Study, anna: Coder, steps: list[str]) -> None:
    for number, kind in enumerate(steps):
        send(study, anna, step(study, anna, kind, number))
    assert check_study(study) == ()


WORDS = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=("Cs", "Cc")), st.sampled_from("åéa\u0301\u00ad🎉👩‍🍳\u200dשלום ")
    ),
    min_size=1,
    max_size=60,
).filter(lambda words: words.strip() == words and words)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(WORDS, min_size=1, max_size=5), data=st.data())
def test_every_stretch_of_any_text_is_coded_to_the_code_point(
    tmp_path: Path, turns: list[str], data: st.DataObject
) -> None:
    study = create_study(tmp_path / f"{uuid4()}.citat", "Tegn", "da")
    coder = ensure_coder(study, "Eva")
    take_codebook(study, coder.id, CODEBOOK)
    add_interviews(study, {"Borger 2": [("Borger 2", words) for words in turns]})
    document = load_document(study, document_id(study, "Borger 2"))
    assert [document.text[turn.start : turn.end] for turn in document.turns] == turns
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    quote = document.text[start:end]
    sent = operation("apply", coding=str(uuid4()), start=start, end=end, code="code-time", quote=quote)
    assert apply_operations(study, coder.id, document.id, [sent]).refused == ()
    stored = list_codings(study, document.id)[0]
    assert document.text[stored.start : stored.end] == quote
    study.close()


def test_while_another_program_holds_the_study_nothing_is_answered_and_all_can_be_sent_again(
    study: Study, anna: Coder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.study.opening.BUSY_SECONDS", 0.1)
    opened = open_study(study.path)
    sent = apply_words(study, TITLE, "tillykke", LANGUAGE)
    with closing(sqlite3.connect(study.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StudyUnavailable, match="another program"):
            send(opened, anna, sent)
        other.execute("ROLLBACK")
    assert send(opened, anna, sent).acknowledged == (sent["cid"],)


def test_a_coding_id_that_is_taken_is_refused_and_the_first_coding_stays(study: Study, anna: Coder) -> None:
    first = apply_words(study, TITLE, "kokken", LANGUAGE)
    second = {**apply_words(study, TITLE, "råbte", LANGUAGE), "coding": first["coding"]}
    send(study, anna, first)
    before = codings(study)
    assert "there already" in send(study, anna, second).refused[0].msgid
    assert codings(study) == before


@pytest.mark.parametrize("field", ["text", "coding", "cid"])
def test_half_a_character_is_refused(study: Study, anna: Coder, field: str) -> None:
    own = next(coding for coding in codings(study) if coding.coder == ANNA)
    sent = operation("memo", coding=own.id, text="Vigtig")
    answer = send(study, anna, {**sent, field: f"{sent[field]}\ud83d"})
    assert [refusal.msgid for refusal in answer.refused] == [NOT_UNDERSTOOD.msgid]


def test_undoing_a_coding_that_is_quoted_leaves_a_whole_study_and_redo_brings_the_quote_back(
    study: Study, anna: Coder
) -> None:
    cell = ("code-fellowship", group_id(study, "citizen"))
    sent = apply_words(study, TITLE, "Jeg nikkede", FELLOWSHIP)
    send(study, anna, sent)
    quoted = replace(list_summaries(study)[cell], evidence=(str(sent["coding"]),))
    save_summary(study, anna.id, quoted, load_evidence(study))
    send(study, anna, operation("undo"))
    assert check_study(study) == ()
    send(study, anna, operation("redo"))
    assert list_summaries(study)[cell].evidence == (sent["coding"],)
    send(study, anna, operation("undo"))
    save_summary(study, anna.id, list_summaries(study)[cell], load_evidence(study))
    assert list_summaries(study)[cell].evidence == ()
