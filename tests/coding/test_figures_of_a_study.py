"""A study measures its suggestions by its own decisions, keeps the figures, and leaves out what is only chance."""

from pathlib import Path

import pytest
from sqlalchemy import update

from coding import tables as c
from coding.live_suggestions import LiveSuggestions
from coding.own_figures import keep_own_figures, load_own_figures
from coding.suggesting import SPEAKS_FROM, Figures, Judgement
from coding.suggestion_figures import count_silent
from coding.suggestions import list_suggestions, pending_made_with
from coding.training import read_lessons
from corpus.coders import ensure_coder
from corpus.embedding import EmbeddingCache
from corpus.study import Study
from tests.encoders import LetterEncoder
from tests.studies import LANGUAGE, apply_words, document_id, operate

NEW = (
    ("Leder 2", "Vi drak kaffe", LANGUAGE),
    ("Leder 1", "Det går med fagter.", LANGUAGE),
    ("Borger 1", "gav mig et forklæde", LANGUAGE),
    ("Sagsbehandlere i Nordby", "vi har halvtreds sager hver", LANGUAGE),
    ("Borger 2", "er det bare slut", LANGUAGE),
)


@pytest.fixture
def live(study: Study, tmp_path: Path) -> LiveSuggestions:
    return open_anew(study, tmp_path)


def open_anew(study: Study, folder: Path) -> LiveSuggestions:
    cache = EmbeddingCache(folder / "vectors.sqlite")
    return LiveSuggestions(study, LetterEncoder(), cache)  # type: ignore[arg-type]


def shown(study: Study, coder: str = "Cilie") -> list[tuple[str, float]]:
    found = list_suggestions(study, document_id(study, "Borger 2"), ensure_coder(study, coder).id, SPEAKS_FROM["many"])
    return [(each.code_id, each.score) for each in found]


def test_figures_are_made_once_and_kept_over_a_restart(study: Study, live: LiveSuggestions, tmp_path: Path) -> None:
    live.judge()
    kept = load_own_figures(study)
    assert kept is not None
    assert (kept.figures.passages, kept.figures.interviews) == (14, 6)
    assert {each.code_id for each in kept.figures.codes} >= {"code-barriers", "code-fellowship"}
    assert not live.judge(at_once=True)
    assert not open_anew(study, tmp_path).judge(at_once=True)
    assert load_own_figures(study) == kept


def test_a_few_decisions_wait_until_somebody_asks_and_many_do_not(study: Study, live: LiveSuggestions) -> None:
    live.judge()
    anna = ensure_coder(study, "Anna")
    for count, (title, words, code) in enumerate(NEW, start=1):
        operate(study, anna, title, [apply_words(study, title, words, code)])
        live.judge()
        kept = load_own_figures(study)
        assert kept is not None
        assert (kept.figures.passages > 14) == (count >= 5)
    operate(study, anna, "Leder 1", [apply_words(study, "Leder 1", "Papirerne", LANGUAGE)])
    live.judge(at_once=True)
    kept = load_own_figures(study)
    assert kept is not None
    assert kept.figures.passages == 20


def test_a_code_found_only_by_chance_is_not_suggested_and_a_restart_heeds_it(
    study: Study, live: LiveSuggestions, tmp_path: Path
) -> None:
    live.refresh(document_id(study, "Borger 2"))
    before = {code for code, _ in shown(study)}
    chance = next(iter({"code-meaning", "code-fellowship"} & before), None)
    assert chance is not None
    (made_with,) = pending_made_with(study, document_id(study, "Borger 2"))
    with study.read() as connection:
        lessons = read_lessons(connection)
    judgement = Judgement(at_chance=frozenset({"code-meaning"}))
    keep_own_figures(study, made_with, lessons, Figures(1, 1, judgement=judgement))
    open_anew(study, tmp_path).refresh(document_id(study, "Borger 2"))
    assert not {"code-meaning", "code-fellowship"} & {code for code, _ in shown(study)}


def test_figures_that_cannot_be_read_are_as_none(study: Study, live: LiveSuggestions) -> None:
    live.judge()
    with study.write_unlogged() as connection:
        connection.execute(update(c.own_figures).values(figures='{"codes": 1}'))
    assert load_own_figures(study) is None
    live.refresh(document_id(study, "Borger 2"))


def test_silence_is_counted_in_stretches(study: Study, live: LiveSuggestions) -> None:
    assert count_silent(study, SPEAKS_FROM["usual"]).stretches == 0
    for title in ("Borger 1", "Borger 2"):
        live.refresh(document_id(study, title))
    silent = [count_silent(study, SPEAKS_FROM[step]) for step in ("certain", "usual", "everything")]
    assert {(each.stretches, each.interviews) for each in silent} == {(4, 2)}
    assert silent[0].silent >= silent[1].silent >= silent[2].silent == 0
