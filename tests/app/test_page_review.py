"""The review page: what it says while there is nothing to compare, and doubts that are put aside and come back."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from app.review_desk import ReviewDesk
from coding.reviewing.values import Vectors
from corpus.study import create_study
from tests.app.pages import make_home, press, show, words
from tests.studies import small_study


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
