"""A summary that is out of date says which codings changed, by whom, and how n of N changed."""

from uuid import uuid4

from coding.codebook_store import move_code
from coding.evidence import load_evidence
from coding.summaries import list_summaries
from coding.written import Since, changes_since
from corpus.coders import ensure_coder
from corpus.participants import change_participant, list_participants
from corpus.study import Study
from tests.studies import (
    ANNA,
    BO,
    CHAIR,
    FELLOWSHIP,
    LANGUAGE,
    TIME,
    add_interviews,
    apply_words,
    document_id,
    group_id,
    operate,
)


def since(study: Study) -> Since:
    """What changed in the leaders' summary of time since it was written."""
    summary = list_summaries(study)["code-time", group_id(study, "leader")]
    return changes_since(study, summary, load_evidence(study))


def kinds(found: Since) -> list[tuple[str, str, str]]:
    return [(each.kind, each.words, each.coder) for each in found.changes]


def counts(found: Since) -> tuple[int, int, int, int]:
    return found.informants_then, found.asked_then, found.informants_now, found.asked_now


def act(study: Study, coder: str, title: str, **operation: object) -> None:
    operate(study, ensure_coder(study, coder), title, [{"cid": str(uuid4()), **operation}])


def coding_of(study: Study, title: str, code_id: str, coder: str) -> str:
    place = document_id(study, title)
    return next(
        each.coding.id
        for each in load_evidence(study).excerpts
        if (each.coding.document_id, each.coding.code_id, each.coding.coder) == (place, code_id, coder)
    )


def test_nothing_changed_is_nothing_said(study: Study) -> None:
    found = since(study)
    assert (found.changes, counts(found)) == ((), (2, 2, 2, 2))
    operate(study, ensure_coder(study, BO), "Borger 2", [apply_words(study, "Borger 2", CHAIR, LANGUAGE)])
    assert since(study).changes == ()


def test_codings_added_removed_and_recoded_are_named_with_who_did_it(study: Study) -> None:
    bo = ensure_coder(study, BO)
    act(study, ANNA, "Leder 2", op="remove", coding=coding_of(study, "Leder 2", "code-time", ANNA))
    operate(study, bo, "Leder 1", [apply_words(study, "Leder 1", "Det går med fagter", TIME)])
    follow_up = coding_of(study, "Leder 1, opfølgning", "code-time", ANNA)
    act(study, ANNA, "Leder 1, opfølgning", op="recode", coding=follow_up, code="code-fellowship")
    found = since(study)
    assert kinds(found) == [
        ("removed", "Vi har ikke tid til at stå ved siden af hele dagen, så enkelt er det.", ANNA),
        ("added", "Det går med fagter", BO),
        ("recoded away", "Vi har fået en fast halv dag til oplæring", ANNA),
    ]
    assert (found.changes[2].was, found.changes[2].now) == (TIME, FELLOWSHIP)
    assert found.changes[0].speakers == ("Leder 2",)
    assert counts(found) == (2, 2, 1, 2)


def test_what_was_undone_again_is_no_change(study: Study) -> None:
    anna = ensure_coder(study, ANNA)
    act(study, ANNA, "Leder 2", op="remove", coding=coding_of(study, "Leder 2", "code-time", ANNA))
    study.undo(anna.id, document_id(study, "Leder 2"))
    assert since(study).changes == ()


def test_a_coding_that_comes_from_another_code_or_has_new_bounds_is_told_apart(study: Study) -> None:
    act(
        study, ANNA, "Leder 1", op="recode", coding=coding_of(study, "Leder 1", "code-language", ANNA), code="code-time"
    )
    shorter = "Vi har ikke tid til at stå ved siden af"
    operation = apply_words(study, "Leder 2", shorter, TIME)
    coding = coding_of(study, "Leder 2", "code-time", ANNA)
    act(
        study,
        ANNA,
        "Leder 2",
        op="resize",
        coding=coding,
        start=operation["start"],
        end=operation["end"],
        quote=shorter,
    )
    assert [(each.kind, each.was, each.now) for each in since(study).changes] == [
        ("recoded here", LANGUAGE, TIME),
        ("bounds", TIME, TIME),
    ]


def test_a_code_moved_in_the_codebook_and_a_person_moved_to_another_group_are_changes_too(study: Study) -> None:
    anna = ensure_coder(study, ANNA)
    move_code(study, anna.id, "code-language", "code-time")
    assert [each.kind for each in since(study).changes] == ["regrouped"]
    leader = next(each for each in list_participants(study) if each.label == "Leder 2")
    change_participant(
        study, anna.id, leader.id, label="Leder 2", group_id=group_id(study, "caseworker"), case=("Sydby",)
    )
    found = since(study)
    assert {each.speakers for each in found.changes} == {("Leder 1",), ("Leder 2",)}
    assert counts(found) == (2, 2, 1, 1)


def test_a_new_interview_changes_how_many_were_asked(study: Study) -> None:
    bo = ensure_coder(study, BO)
    add_interviews(study, {"Sagsbehandler 1 alene": (("Interviewer", "Nå?"), ("Sagsbehandler 1", "Vi har god tid."))})
    person = next(each for each in list_participants(study) if each.label == "Sagsbehandler 1")
    change_participant(study, bo.id, person.id, label="Sagsbehandler 1", group_id=group_id(study, "leader"), case=())
    operate(study, bo, "Sagsbehandler 1 alene", [apply_words(study, "Sagsbehandler 1 alene", "Vi har god tid.", TIME)])
    found = since(study)
    assert counts(found) == (2, 2, 3, 3)
    assert ("added", "Vi har god tid.", BO) in kinds(found)
