"""Suggestions come by themselves after an import: only for what is new, once, going on where they stopped."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app import live_model
from app.live_model import StudySuggestions
from app.settings import load_settings
from app.suggestion_run import SuggestionRun
from codebooks.ready_made import load
from coding.codebook_store import take_codebook
from coding.coded_document import load_coded_document
from coding.operations import apply_operations
from coding.unsuggested import has_suggestions, interviews_without_suggestions
from corpus.coders import ensure_coder
from corpus.documents import DocumentHead, list_documents
from corpus.importing import store_import
from corpus.study import Study, create_study
from tests.app.pages import make_home, press, show
from tests.app.test_page_interviews import LEADER, upload
from tests.encoders import LetterEncoder
from tests.studies import apply_words, plan_interview

SAID = "Vi har alt for mange sager, og der er simpelthen ikke tid til dem alle."


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    monkeypatch.setenv("CITAT_CACHE", str(tmp_path / "cache"))
    made = create_study(tmp_path / "ny.citat", "Ny", "da")
    take_codebook(made, ensure_coder(made, "Anna").id, load("stakeholders-da"))
    return made


def import_interviews(study: Study, *numbers: int) -> list[str]:
    plans = [plan_interview(f"Nr. {n}", [("Borger 1", f"{SAID} Det sagde jeg {n} gange.")]) for n in numbers]
    return list(store_import(study, "Anna", plans))


def speak_letters(monkeypatch: pytest.MonkeyPatch, before: Callable[[], object] = int) -> None:
    monkeypatch.setattr(live_model, "encoder", lambda: LetterEncoder(before=before))


def test_interviews_that_come_meanwhile_are_read_by_the_same_run(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    import_interviews(study, 1)
    model = StudySuggestions(study)
    runs: list[SuggestionRun] = []

    def more() -> None:
        if not runs:
            later = import_interviews(study, 2, 3)
            heads = list_documents(study)
            # asked for again and again, as by several windows
            runs.extend(model.suggest([head for head in heads if head.id in later]) for _ in range(3))

    speak_letters(monkeypatch, more)
    first = model.suggest(list_documents(study))
    assert first.wait(240)
    assert runs == [first] * 3
    assert (first.state.done, first.state.total, first.state.refusal) == (3, 3, None)
    assert interviews_without_suggestions(study) == ()
    assert model.under_way() is None
    assert not first.add(list_documents(study))


def test_coding_goes_on_while_a_run_reads(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    (document,) = import_interviews(study, 1)
    coder = ensure_coder(study, "Anna")
    coded: list[bool] = []

    def code() -> None:
        answer = apply_operations(study, coder.id, document, [apply_words(study, "Nr. 1", "ikke tid", "Barrierer")])
        coded.append(answer.refused == ())

    speak_letters(monkeypatch, code)
    run = StudySuggestions(study).suggest(list_documents(study))
    assert run.wait(240)
    assert run.state.refusal is None
    assert coded
    assert all(coded)
    assert load_coded_document(study, document, coder.id).codings


def test_what_was_left_when_citat_was_closed_is_what_has_no_suggestions(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak_letters(monkeypatch)
    first, second = import_interviews(study, 1, 2)
    store_import(study, "Anna", [plan_interview("Noter", [("Interviewer", SAID)])])
    assert interviews_without_suggestions(study) == (first, second)
    assert not has_suggestions(study)
    assert StudySuggestions(study).suggest([head for head in list_documents(study) if head.id == first]).wait(240)
    assert interviews_without_suggestions(study) == (second,)
    assert has_suggestions(study)


@pytest.mark.parametrize("by_itself", [True, False])
def test_the_page_asks_after_an_import_unless_it_is_switched_off(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_itself: bool
) -> None:
    make_home(tmp_path / "home", monkeypatch)
    import_interviews(study, 1)
    asked: list[list[str]] = []

    def suggest(model: StudySuggestions, heads: Sequence[DocumentHead]) -> SuggestionRun:
        asked.append([head.title for head in heads])
        return SuggestionRun([], model.live)

    speak_letters(monkeypatch)
    monkeypatch.setattr(StudySuggestions, "suggest", suggest)
    if not by_itself:
        switch_off(show("coding", study.path), "Suggest codes for new interviews automatically")
        assert load_settings().by_itself == ""
    at = upload(show("interviews", study.path), ("leder.txt", LEADER.encode()))
    assert asked == []
    press(at, "Import 1 interview")
    # the older one was never meant to have suggestions
    assert asked == ([["leder"]] if by_itself else [])


def test_interviews_that_came_before_their_codebook_get_suggestions_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = make_home(tmp_path / "home", monkeypatch)
    asked: list[list[str]] = []

    def suggest(model: StudySuggestions, heads: Sequence[DocumentHead]) -> SuggestionRun:
        asked.append([head.title for head in heads])
        return SuggestionRun([], model.live)

    speak_letters(monkeypatch)
    monkeypatch.setattr(StudySuggestions, "suggest", suggest)
    bare = create_study(home / "bare.citat", "Bare", "da")
    import_interviews(bare, 1, 2)
    at = press(show("codebook", bare.path), "Take this codebook")
    assert asked == [["Nr. 1", "Nr. 2"]]
    press(at, "Take this codebook")
    assert len(asked) == 1
    bare.close()


def switch_off(at: AppTest, label: str) -> None:
    next(toggle for toggle in at.toggle if toggle.label == label).set_value(False).run()
    assert not at.exception, at.exception
