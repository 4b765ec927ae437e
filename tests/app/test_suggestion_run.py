"""A run of suggestions in the background always ends, and says why where it could not go on."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from app.suggestion_run import RunState, SuggestionRun
from app.translation import in_words, texts_for
from coding.checking import check_study
from coding.live_suggestions import LiveSuggestions
from corpus.documents import list_documents
from corpus.embedding import shared_cache
from corpus.errors import Refused
from corpus.importing import SCOPE, store_import
from corpus.study import Study, create_study
from tests.encoders import LetterEncoder
from tests.studies import plan_interview, small_study


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    monkeypatch.setenv("CITAT_CACHE", str(tmp_path / "cache"))
    return small_study(tmp_path / "a.citat")


def ended(run: SuggestionRun) -> RunState:
    assert run.wait(240)
    assert run.state.finished
    return run.state


def start(study: Study, encoder: LetterEncoder) -> SuggestionRun:
    return SuggestionRun(list_documents(study), live(study, encoder))


def live(study: Study, encoder: LetterEncoder) -> Callable[[], LiveSuggestions]:
    return lambda: LiveSuggestions(study, encoder, shared_cache())  # type: ignore[arg-type]


def test_a_run_reads_every_interview_and_ends(study: Study) -> None:
    state = ended(start(study, LetterEncoder()))
    assert (state.done, state.total, state.refusal) == (6, 6, None)


@pytest.mark.parametrize(
    "failure",
    [
        RuntimeError("[enforce fail at alloc_cpu.cpp:114] DefaultCPUAllocator: can't allocate memory"),
        OSError(28, "No space left on device"),
        MemoryError(),
        ValueError("text input must be of type str"),
    ],
)
def test_trouble_with_the_model_ends_the_run_with_its_reason(study: Study, failure: Exception) -> None:
    state = ended(start(study, LetterEncoder(failure)))
    assert state.refusal is not None
    reason = str(failure) or "MemoryError"
    for language in ("da", "en"):
        assert reason.split("]")[0] in in_words(state.refusal, texts_for(language))


def test_no_model_ends_the_run_with_the_refusal(study: Study) -> None:
    def load() -> LiveSuggestions:
        raise Refused("There is no language model on this machine.")

    run = SuggestionRun(list_documents(study), load)
    assert str(ended(run).refusal) == "There is no language model on this machine."


def test_an_error_nobody_foresaw_is_shown_where_citat_runs_and_ends_the_run(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: shown.append(args.exc_type))
    state = ended(start(study, LetterEncoder(ZeroDivisionError())))
    assert "an error in Citat" in str(state.refusal)
    assert shown == [ZeroDivisionError]


def test_an_interview_taken_out_meanwhile_is_passed_over(study: Study) -> None:
    store_import(
        study, "eva", [plan_interview("Ny", [("Borger 2", "Vi har ikke tid til det hele, så enkelt er det.")])]
    )
    heads = list_documents(study)
    encoder = LetterEncoder(before=lambda: study.undo("eva", SCOPE))
    state = ended(SuggestionRun(heads, live(study, encoder)))
    assert (state.done, state.refusal) == (len(heads), None)
    assert check_study(study) == ()


def test_a_study_closed_meanwhile_is_still_written_whole(study: Study) -> None:
    encoder = LetterEncoder(before=study.close)
    assert ended(start(study, encoder)).refusal is None
    assert check_study(study) == ()


def test_a_study_moved_away_meanwhile_ends_the_run_and_leaves_no_file_in_its_place(study: Study) -> None:
    def move() -> None:
        study.close()
        if study.path.exists():
            study.path.rename(study.path.with_name("b.citat"))

    state = ended(start(study, LetterEncoder(before=move)))
    assert "no study at" in str(state.refusal)
    assert not study.path.exists()


def test_a_run_without_interviews_ends_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITAT_CACHE", str(tmp_path / "cache"))
    state = ended(start(create_study(tmp_path / "tom.citat", "Tom", "da"), LetterEncoder()))
    assert (state.total, state.found, state.refusal) == (0, 0, None)
