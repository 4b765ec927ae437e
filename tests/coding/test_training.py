"""Only people teach: what a study tells the model, whatever the machine thinks and however codes are named."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import insert

from coding import codebook_store as store
from coding import tables as c
from coding.codings import ensure_passage
from coding.operations import apply_operations
from coding.training import Lesson, Lessons, read_lessons
from corpus.coders import ensure_coder
from corpus.study import Study, open_study
from tests.studies import ANNA, BO, CHAIR, PARAGRAPHS, apply_words, document_id, operate

QUIET = "Ja, men nogle sidder der som gæster og ved det godt."


def lessons(study: Study, known: Lessons | None = None) -> Lessons:
    with study.read() as connection:
        return read_lessons(connection, known)


def about(study: Study, words: str) -> Lesson:
    return next(each for each in lessons(study) if words == each.text)


def suggest(study: Study, title: str, words: str, code: str, status: str = "pending") -> str:
    """Put a suggestion into the study as the machine would; returns its id."""
    placed = apply_words(study, title, words, code)
    document = document_id(study, title)
    suggestion_id = str(uuid4())
    with study.write_unlogged() as connection:
        passage = ensure_passage(connection, document, int(str(placed["start"])), int(str(placed["end"])))
        row = {
            "id": suggestion_id,
            "passage_id": passage,
            "code_id": placed["code"],
            "score": 0.9,
            "reason": {},
            "model": "m|w|c",
            "status": status,
        }
        connection.execute(insert(c.suggestion).values(**row))
    return suggestion_id


def decide(study: Study, title: str, coder: str, op: str, **values: object) -> None:
    operate(study, ensure_coder(study, coder), title, [{"op": op, "cid": str(uuid4()), **values}])


def test_everything_that_people_coded_teaches_with_the_codes_above(study: Study) -> None:
    lesson = about(study, CHAIR)
    assert lesson.codes == {"code-fellowship", "code-meaning"}
    assert lesson.rejected == frozenset()
    assert lesson.document_id == document_id(study, "Borger 2")


def test_a_passage_has_all_codes_that_cover_most_of_it(study: Study) -> None:
    within = about(study, "Den time mangler vi ude på gulvet.")
    assert within.codes == {"code-barriers", "code-time"}
    assert about(study, QUIET).codes == {"code-meaning", "code-fellowship"}
    assert about(study, PARAGRAPHS).codes == {"code-time", "code-barriers"}


def test_what_interviewers_and_interpreters_say_teaches_nothing(study: Study) -> None:
    assert not any("forstod halvdelen" in each.text or "Forstod du" in each.text for each in lessons(study))
    operate(
        study,
        ensure_coder(study, ANNA),
        "Borger 1",
        [apply_words(study, "Borger 1", "Hvordan var den første dag?", "Mening")],
    )
    assert not any("første dag" in each.text for each in lessons(study))


@pytest.mark.parametrize("status", ["pending", "deferred"])
def test_what_the_machine_suggests_teaches_nothing(study: Study, status: str) -> None:
    before = lessons(study)
    words = "Vi har ikke tid til at stå ved siden af hele dagen, så enkelt er det."
    suggested = suggest(study, "Leder 2", words, "Mening")
    if status == "deferred":
        decide(study, "Leder 2", ANNA, "defer", suggestion=suggested)
    assert lessons(study).by_document == before.by_document


def test_a_rejection_teaches_a_no_and_another_code_too(study: Study) -> None:
    words = "så tiden er ikke det værste længere"
    first = suggest(study, "Leder 1, opfølgning", words, "Mening")
    decide(study, "Leder 1, opfølgning", BO, "reject", suggestion=first)
    assert about(study, words).rejected == {"code-meaning"}
    changed = suggest(study, "Leder 2", "hele dagen", "Mening > Fællesskab")
    decide(study, "Leder 2", BO, "accept_as", suggestion=changed, coding=str(uuid4()), code="code-time")
    lesson = about(study, "hele dagen")
    assert lesson.codes == {"code-time", "code-barriers"}
    assert lesson.rejected == {"code-fellowship"}


def test_who_moves_the_bounds_of_a_suggestion_has_not_said_no(study: Study) -> None:
    words = "Vi drak kaffe"
    suggested = suggest(study, "Leder 2", words, "Barrierer")
    start = int(str(apply_words(study, "Leder 2", words, "Barrierer")["start"]))
    values = {"suggestion": suggested, "coding": str(uuid4()), "start": start, "end": start + 7, "quote": words[:7]}
    decide(study, "Leder 2", ANNA, "accept", **values)
    assert all(each.rejected == frozenset() for each in lessons(study))


def test_decisions_of_an_earlier_citat_teach_as_well(study: Study) -> None:
    suggested = suggest(study, "Leder 2", "hele dagen", "Mening", status="pending")
    anna = ensure_coder(study, ANNA)
    with study.act(anna.id, "coding.reject", scope=document_id(study, "Leder 2")) as act:
        act.update(c.suggestion, suggested, {"status": "rejected", "decided_by": anna.id, "decided": "2026-01-01"})
    assert about(study, "hele dagen").rejected == {"code-meaning"}


def test_retired_codes_teach_nothing_and_names_and_order_play_no_part(study: Study) -> None:
    before = lessons(study)
    anna = ensure_coder(study, ANNA).id
    book = store.load_codebook(study)
    store.edit_code(study, anna, replace(book.code("code-time"), name="Noget helt andet"))
    store.move_code(study, anna, "code-time", "code-barriers", "code-language")
    assert lessons(study).by_document == before.by_document
    assert lessons(study, before).by_document == before.by_document
    store.retire_code(study, anna, "code-fellowship")
    assert not any("code-fellowship" in each.codes for each in lessons(study, before))


def test_brought_up_to_date_they_are_what_reading_anew_gives(study: Study) -> None:
    known = lessons(study)
    suggested = suggest(study, "Leder 2", "hele dagen", "Mening")
    steps: list[tuple[str, dict[str, object]]] = [
        ("Leder 2", {"op": "reject", "suggestion": suggested}),
        ("Borger 2", apply_words(study, "Borger 2", "det bare slut", "Barrierer")),
        ("Leder 2", {"op": "undo"}),
        ("Borger 2", {"op": "undo"}),
        ("Leder 2", {"op": "redo"}),
    ]
    anna = ensure_coder(study, ANNA)
    for title, operation in steps:
        sent = {"cid": str(uuid4()), **operation}
        assert apply_operations(study, anna.id, document_id(study, title), [sent]).refused == ()
        before, known = known, lessons(study, known)
        assert known.by_document == lessons(study).by_document
        assert known.by_document != before.by_document
    assert lessons(study, known) is known


def test_they_are_the_same_after_a_restart(study: Study) -> None:
    before = lessons(study)
    study.close()
    assert lessons(open_study(study.path)) == before
