"""The review page: what it says while there is nothing to compare, and doubts that are put aside and come back."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from app.review_desk import ReviewDesk
from coding.codebook_store import load_codebook
from coding.codings import list_codings
from coding.reviewing.values import Vectors
from corpus.study import create_study
from tests.app.pages import make_home, press, show, words
from tests.studies import add_interviews, small_study


@pytest.fixture(autouse=True)
def drawn_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is what is tested here, not what a language model finds."""

    def drawn(self: ReviewDesk, texts: Sequence[str]) -> Vectors:  # noqa: ARG001
        chance = np.random.default_rng(1)
        vectors: Vectors = chance.normal(size=(len(texts), 8)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    monkeypatch.setattr(ReviewDesk, "_encode", drawn)
    monkeypatch.setattr("app.review_desk.SOON", 20)


def test_without_interviews_and_without_codings_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = make_home(tmp_path / "home", monkeypatch)
    create_study(home / "empty.citat", "Tom", "da").close()
    assert "Import the first ones" in words(show("review", home / "empty.citat"))


def test_a_doubt_is_put_aside_and_undo_brings_it_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = make_home(tmp_path / "home", monkeypatch)
    small_study(home / "small.citat").close()
    at = show("review", home / "small.citat")
    count = sum(button.label == "Seen, keep" for button in at.button)
    assert count > 0
    assert "A colleague gave nearly the same words" in words(at)
    press(at, "Seen, keep")
    assert sum(button.label == "Seen, keep" for button in at.button) == count - 1
    press(at, "Undo: ")
    assert sum(button.label == "Seen, keep" for button in at.button) == count


LUNCH = (
    "Vi spiser frokost sammen ved det lange bord hver eneste dag nu.",
    "Til frokost sidder vi alle sammen ved det samme lange bord.",
    "Frokosten ved det lange bord er dagens bedste halve time her.",
    "Jeg glæder mig til frokost ved bordet sammen med de andre.",
)
BUS = (
    "Bussen kører kun to gange om dagen herude, hvor jeg bor.",
    "Jeg skal med to busser for at komme frem til tiden.",
    "Når bussen ikke kommer, kommer jeg heller ikke frem i tide.",
    "Der går ingen bus hjem efter klokken fire om eftermiddagen.",
)


def told_apart(self: ReviewDesk, texts: Sequence[str]) -> Vectors:  # noqa: ARG001
    """Vectors by which talk of lunch, talk of buses and all else lie apart."""
    chance, rows = np.random.default_rng(1), []
    for text in texts:
        row = chance.normal(size=8)
        topic = 0 if "frokost" in text.lower() else 1 if "bus" in text.lower() else None
        rows.append(row if topic is None else 0.15 * row + np.eye(8)[topic])
    vectors: Vectors = np.array(rows, np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def test_a_group_of_passages_becomes_a_code_on_the_danish_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReviewDesk, "_encode", told_apart)
    home = make_home(tmp_path / "home", monkeypatch, language="da")
    study = small_study(home / "small.citat")
    turns = [[("Borger 1", lunch), ("Borger 2", bus)] for lunch, bus in zip(LUNCH, BUS, strict=True)]
    add_interviews(study, {f"Nyt {at}": each for at, each in enumerate(turns)})
    at = show("review", home / "small.citat")
    at.session_state["study:review:tab"] = "Nye temaer"
    at.session_state["study:review:source"] = "everything"
    at.run()
    assert not at.exception, at.exception
    assert "grupper" in words(at)
    press(at, "Lav en kode af gruppen")
    name = at.text_input(key="theme:name")
    assert name.label == "Kodens navn"
    name.input("Ved bordet")
    # a run of AppTest is one of the whole page, in which the dialog is open only where its opener is pressed too
    next(button for button in at.button if button.label.startswith("Lav en kode af gruppen")).click()
    press(at, "Lav koden")
    made = load_codebook(study).find_path("Ved bordet")
    assert made is not None
    assert len([each for each in list_codings(study) if each.code_id == made.id]) >= 4
    study.close()
