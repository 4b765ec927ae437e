"""Suggestions kept in a study: only for interviewees, a cache until a person decides, and never a coding before."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from codebooks.ready_made import load
from coding import codebook_store as store
from coding import tables as c
from coding.checking import check_study
from coding.codings import list_codings
from coding.decisions import Decision, read_decisions
from coding.evidence import load_evidence
from coding.kept_suggestions import suggestion_id
from coding.live_suggestions import LiveSuggestions
from coding.matrix import code_by_group
from coding.operations import Answer, apply_operations
from coding.suggesting import LEAST_KEPT
from coding.suggestions import Suggestion, codebook_mark, list_suggestions, pending_made_with
from corpus.coders import Coder, ensure_coder
from corpus.documents import load_document
from corpus.embedding import EmbeddingCache, Encoder
from corpus.errors import Conflict
from corpus.importing import SCOPE, store_import
from corpus.study import Study, create_study, open_study
from tests.encoders import built_in
from tests.studies import apply_words, document_id, plan_interview

pytestmark = pytest.mark.slow

TITLE = "Borger 1"
NO_TIME = "Vi har alt for mange sager, og der er simpelthen ikke tid til dem alle."
TOGETHER = "Jeg er en del af fællesskabet, når vi sidder omkring frokostbordet."
SPEECH = (
    ("Interviewer", "Har I for mange sager, og er der ikke tid til dem alle i hverdagen?"),
    ("Borger 1", NO_TIME),
    ("Tolk", "Jeg er en del af fællesskabet, når vi sidder omkring bordet, siger hun."),
    ("Borger 1", TOGETHER),
)
DECISIONS = ("accept", "accept_as", "reject")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return built_in()


@pytest.fixture(scope="module")
def cache(vectors: EmbeddingCache) -> EmbeddingCache:
    return vectors


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = create_study(tmp_path / "forslag.citat", "Forslag", "da")
    anna = ensure_coder(made, "Anna")
    store.take_codebook(made, anna.id, load("stakeholders-da"))
    store_import(made, anna.id, [plan_interview(TITLE, SPEECH)])
    return made


@pytest.fixture
def anna(study: Study) -> Coder:
    return ensure_coder(study, "Anna")


@pytest.fixture
def refresh(study: Study, encoder: Encoder, cache: EmbeddingCache) -> Any:
    def refreshed() -> int:
        return LiveSuggestions(study, encoder, cache).refresh(document_id(study, TITLE)).offered

    return refreshed


def offered(study: Study, coder: Coder) -> tuple[Suggestion, ...]:
    return list_suggestions(study, document_id(study, TITLE), coder.id)


def decisions(study: Study) -> Sequence[Decision]:
    with study.read() as connection:
        return read_decisions(connection)


def words(study: Study, suggestion: Suggestion) -> str:
    return load_document(study, document_id(study, TITLE)).text[suggestion.start : suggestion.end]


def gist(suggestions: tuple[Suggestion, ...]) -> list[Suggestion]:
    return [replace(each, id="") for each in suggestions]


def code(study: Study, path: str) -> str:
    found = store.load_codebook(study).find_path(path)
    assert found is not None
    return found.id


def send(study: Study, coder: Coder, op: str, **values: Any) -> Answer:
    return apply_operations(study, coder.id, document_id(study, TITLE), [{"op": op, "cid": str(uuid4()), **values}])


def decide(study: Study, coder: Coder, how: str, suggestion: Suggestion) -> str:
    """Decide a suggestion; returns the id of the coding that comes of it."""
    coding = str(uuid4())
    values: dict[str, Any] = {"suggestion": suggestion.id}
    if how != "reject":
        values["coding"] = coding
    if how == "accept_as":
        values["code"] = code(study, "Kerneopgave")
    assert send(study, coder, how, **values).refused == ()
    return coding


said = c.suggestion_decision


def decided(study: Study) -> dict[str, tuple[str, str | None]]:
    """Decisions by the id of their suggestion, which the model may no longer make now that it knows them."""
    with study.read() as connection:
        rows = connection.execute(select(said.c.passage_id, said.c.code_id, said.c.status, said.c.coder_id)).all()
    return {suggestion_id(row.passage_id, row.code_id): (row.status, row.coder_id) for row in rows}


def test_only_what_interviewees_said_is_suggested_for(study: Study, anna: Coder, refresh: Any) -> None:
    assert refresh() == 2
    assert [words(study, each) for each in offered(study, anna)] == [NO_TIME, TOGETHER]
    codes = [store.load_codebook(study).path_text(each.code_id) for each in offered(study, anna)]
    assert codes == ["Barrierer > Tid og ressourcer", "Mening > Fællesskab"]
    assert all(0 <= each.score <= 1 for each in offered(study, anna))
    for each in offered(study, anna):
        said = words(study, each)
        assert each.reason is not None
        assert all(said[word.start : word.end] == word.text for word in each.reason.words)


def test_made_again_they_are_the_same_and_none_is_twice(study: Study, anna: Coder, refresh: Any) -> None:
    refresh()
    before = offered(study, anna)
    assert refresh() == 2
    assert gist(offered(study, anna)) == gist(before)
    (made_with,) = pending_made_with(study, document_id(study, TITLE))
    assert made_with.codebook == codebook_mark(store.load_codebook(study))


def test_a_model_s_mark_that_cannot_be_read_is_taken_for_its_name(study: Study, refresh: Any) -> None:
    refresh()
    with study.write_unlogged() as connection:
        connection.execute(update(c.suggestion).values(model="an older model"))
    (made_with,) = pending_made_with(study, document_id(study, TITLE))
    assert made_with.name == "an older model"
    assert made_with.codebook != codebook_mark(store.load_codebook(study))


def test_a_suggestion_is_no_coding_and_counts_nowhere(study: Study, refresh: Any) -> None:
    revision = study.revision()
    refresh()
    assert list_codings(study) == ()
    assert study.revision() == revision
    evidence = load_evidence(study)
    assert evidence.excerpts == ()
    assert all(cell.informants == cell.passages == 0 for row in code_by_group(evidence) for cell in row.cells)


@pytest.mark.parametrize("how", DECISIONS)
def test_what_one_coder_decided_is_never_offered_to_them_again_and_stays_open_to_others(
    study: Study, anna: Coder, refresh: Any, how: str
) -> None:
    refresh()
    first, second = offered(study, anna)
    decide(study, anna, how, first)
    status = {"accept": "accepted", "accept_as": "edited", "reject": "rejected"}[how]
    for _ in range(2):
        refresh()
        assert decided(study) == {first.id: (status, anna.id)}
        assert [each.id for each in offered(study, anna)] == [second.id]
    bo = ensure_coder(study, "Bo")
    if how == "reject":
        assert second.id in [each.id for each in offered(study, bo)]
    decide(study, bo, "reject", second)
    assert [each.id for each in offered(study, anna)] == [second.id]
    assert check_study(study) == ()


def test_a_rejection_by_one_coder_hides_nothing_from_another(study: Study, anna: Coder, refresh: Any) -> None:
    refresh()
    before = offered(study, anna)
    decide(study, anna, "reject", before[0])
    bo = ensure_coder(study, "Bo")
    assert offered(study, bo) == before
    decide(study, bo, "accept", before[0])
    assert sorted(each.status for each in decisions(study)) == ["accepted", "rejected"]
    assert [coding.coder for coding in list_codings(study)] == ["Bo"]


def test_a_deferred_suggestion_can_still_be_decided_and_that_be_undone(study: Study, anna: Coder, refresh: Any) -> None:
    refresh()
    first, second = offered(study, anna)
    send(study, anna, "defer", suggestion=first.id)
    assert offered(study, anna) == (second,)
    decide(study, anna, "accept", first)
    assert decided(study) == {first.id: ("accepted", anna.id)}
    send(study, anna, "undo")
    assert decided(study) == {first.id: ("deferred", anna.id)}
    send(study, anna, "undo")
    assert offered(study, anna) == (first, second)
    assert check_study(study) == ()


def test_a_suggestion_accepted_with_other_bounds_is_coded_there_and_counts_as_edited(
    study: Study, anna: Coder, refresh: Any
) -> None:
    refresh()
    first = offered(study, anna)[0]
    end = first.start + NO_TIME.index(",")
    quote = NO_TIME[: NO_TIME.index(",")]
    values = {"suggestion": first.id, "coding": str(uuid4()), "start": first.start, "end": end}
    assert len(send(study, anna, "accept", **values, quote="noget andet").refused) == 1
    assert send(study, anna, "accept", **values, quote=quote).refused == ()
    (coding,) = list_codings(study)
    assert (coding.start, coding.end, coding.origin) == (first.start, end, "accepted")
    assert decided(study) == {first.id: ("edited", anna.id)}


@pytest.mark.parametrize(("how", "codings"), [("accept", 2), ("reject", 0)])
def test_several_are_decided_as_one_act_and_undone_as_one(
    study: Study, anna: Coder, refresh: Any, how: str, codings: int
) -> None:
    refresh()
    before = offered(study, anna)
    gone = {str(uuid4()): str(uuid4())}
    wanted = {each.id: str(uuid4()) for each in before}
    assert send(study, anna, "decide_all", how=how, codings=wanted | gone).refused == ()
    assert (len(list_codings(study)), len(decided(study)), offered(study, anna)) == (codings, 2, ())
    send(study, anna, "undo")
    assert (list_codings(study), decided(study), offered(study, anna)) == ((), {}, before)
    assert check_study(study) == ()


def test_what_was_decided_outlives_a_restart_and_the_cache(
    study: Study, anna: Coder, refresh: Any, encoder: Encoder, cache: EmbeddingCache
) -> None:
    refresh()
    first, second = offered(study, anna)
    decide(study, anna, "reject", first)
    with study.write_unlogged() as connection:
        connection.execute(c.suggestion.delete())
    study.close()
    reopened = open_study(study.path)
    LiveSuggestions(reopened, encoder, cache).refresh(document_id(reopened, TITLE))
    assert [each.id for each in offered(reopened, anna)] == [second.id]
    assert [each.status for each in decisions(reopened)] == ["rejected"]


def test_bringing_up_to_date_writes_only_what_changed(
    study: Study, anna: Coder, encoder: Encoder, cache: EmbeddingCache
) -> None:
    live = LiveSuggestions(study, encoder, cache)
    document = document_id(study, TITLE)
    assert live.refresh(document).changed > 0
    assert live.refresh(document).changed == 0
    assert LiveSuggestions(study, encoder, cache).refresh(document).changed == 0
    before = offered(study, anna)
    decide(study, anna, "reject", before[0])
    live.refresh(document)
    assert {each.id for each in offered(study, ensure_coder(study, "Bo"))} <= {each.id for each in before}


def test_a_withdrawn_suggestion_is_not_shown_but_can_still_be_decided(study: Study, anna: Coder, refresh: Any) -> None:
    refresh()
    first = offered(study, anna)[0]
    with study.write_unlogged() as connection:
        connection.execute(c.suggestion.update().where(c.suggestion.c.id == first.id).values(top_score=0))
    assert first.id not in [each.id for each in list_suggestions(study, document_id(study, TITLE), anna.id, LEAST_KEPT)]
    decide(study, anna, "accept", first)
    assert len(list_codings(study)) == 1


def test_learning_along_gives_what_a_fresh_start_gives(
    study: Study, anna: Coder, encoder: Encoder, cache: EmbeddingCache
) -> None:
    live = LiveSuggestions(study, encoder, cache)
    document = document_id(study, TITLE)
    live.refresh(document)
    for how, each in zip(("accept", "reject"), offered(study, anna), strict=True):
        decide(study, anna, how, each)
        live.refresh(document)
    bo = ensure_coder(study, "Bo")
    along = gist(list_suggestions(study, document, bo.id, LEAST_KEPT))
    with study.write_unlogged() as connection:
        connection.execute(c.suggestion.delete())
    LiveSuggestions(study, encoder, cache).refresh(document)
    afresh = gist(list_suggestions(study, document, bo.id, LEAST_KEPT))
    assert [(x.start, x.code_id) for x in along] == [(x.start, x.code_id) for x in afresh]
    assert [x.score for x in along] == pytest.approx([x.score for x in afresh], abs=0.01)


@pytest.mark.parametrize(("how", "path"), [("accept", "Barrierer > Tid og ressourcer"), ("accept_as", "Kerneopgave")])
def test_an_accepted_suggestion_is_the_persons_coding(
    study: Study, anna: Coder, refresh: Any, how: str, path: str
) -> None:
    refresh()
    coding_id = decide(study, anna, how, offered(study, anna)[0])
    (coding,) = list_codings(study)
    assert (coding.id, coding.coder, coding.origin, coding.code_id) == (
        coding_id,
        "Anna",
        "accepted",
        code(study, path),
    )
    assert [excerpt.quote for excerpt in load_evidence(study).excerpts] == [NO_TIME]


@pytest.mark.parametrize("how", DECISIONS)
def test_a_decision_can_be_undone_and_redone(study: Study, anna: Coder, refresh: Any, how: str) -> None:
    refresh()
    before = offered(study, anna)
    decide(study, anna, how, before[0])
    after = (list_codings(study), decided(study))
    assert send(study, anna, "undo").refused == ()
    assert (list_codings(study), decided(study), offered(study, anna)) == ((), {}, before)
    assert send(study, anna, "redo").refused == ()
    assert (list_codings(study), decided(study)) == after
    assert check_study(study) == ()


@pytest.mark.parametrize("how", DECISIONS)
def test_after_an_undone_decision_suggestions_are_made_anew_and_the_study_stays_whole(
    study: Study, anna: Coder, refresh: Any, how: str
) -> None:
    refresh()
    decide(study, anna, how, offered(study, anna)[0])
    send(study, anna, "undo")
    assert refresh() == 2
    assert check_study(study) == ()
    assert send(study, anna, "redo").refused == ()
    assert (len(list_codings(study)), len(decided(study))) == (0 if how == "reject" else 1, 1)
    assert check_study(study) == ()


def test_a_suggestion_is_decided_once(study: Study, anna: Coder, refresh: Any) -> None:
    refresh()
    first = offered(study, anna)[0]
    decide(study, anna, "reject", first)
    answer = send(study, anna, "accept", suggestion=first.id, coding=str(uuid4()))
    assert "decided already" in answer.refused[0].msgid
    assert list_codings(study) == ()


def test_ones_own_coding_answers_a_suggestion_and_anothers_does_not(study: Study, anna: Coder, refresh: Any) -> None:
    refresh()
    before = offered(study, anna)
    sent = apply_words(study, TITLE, "simpelthen ikke tid", "Barrierer")
    apply_operations(study, anna.id, document_id(study, TITLE), [sent])
    assert offered(study, anna) == before[1:]
    assert offered(study, ensure_coder(study, "Bo")) == before
    assert send(study, anna, "undo").refused == ()
    assert offered(study, anna) == before


def test_retired_codes_are_hidden_and_no_longer_suggested(study: Study, anna: Coder, refresh: Any) -> None:
    refresh()
    before = offered(study, anna)
    store.retire_code(study, anna.id, code(study, "Barrierer"))
    assert offered(study, anna) == before[1:]
    refresh()
    barriers = code(study, "Barrierer")
    assert all(store.load_codebook(study).top(each.code_id).id != barriers for each in offered(study, anna))


def test_suggestions_nobody_decided_do_not_keep_an_import_from_being_undone(
    study: Study, anna: Coder, refresh: Any
) -> None:
    refresh()
    assert store.turn_back(study, anna.id, "undo", SCOPE) is not None
    assert check_study(study) == ()
    assert store.turn_back(study, anna.id, "redo", SCOPE) is not None
    assert refresh() == 2


@pytest.mark.parametrize("how", DECISIONS)
def test_a_decision_keeps_its_import_from_being_undone_and_is_not_lost(
    study: Study, anna: Coder, refresh: Any, how: str
) -> None:
    refresh()
    decide(study, anna, how, offered(study, anna)[0])
    before = (list_codings(study), decisions(study))
    with pytest.raises(Conflict):
        store.turn_back(study, anna.id, "undo", SCOPE)
    assert (list_codings(study), decisions(study)) == before
    assert check_study(study) == ()


def test_an_interview_that_is_gone_is_refused(study: Study, encoder: Encoder, cache: EmbeddingCache) -> None:
    with pytest.raises(Conflict, match="no longer in the study"):
        LiveSuggestions(study, encoder, cache).refresh("gone")
