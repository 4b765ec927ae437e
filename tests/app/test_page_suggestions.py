"""The page Suggestions: figures of this study, counted and never dressed up, and what is left out by name."""

from pathlib import Path

import pytest

from coding.codebook_store import load_codebook
from coding.own_figures import keep_own_figures
from coding.suggesting import DIAL, CodeFigures, Figures, Shown
from coding.suggestions import MadeWith, codebook_mark
from coding.training import read_lessons
from tests.app.pages import make_home, show, words
from tests.studies import small_study


def figures_of(code_id: str, passages: int, shown: Shown, at_least: float) -> CodeFigures:
    return CodeFigures(code_id, passages, 4, dict.fromkeys(DIAL, shown), 0.6, at_least)


def test_figures_are_counts_and_what_is_left_out_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = make_home(tmp_path / "home", monkeypatch)
    monkeypatch.setenv("CITAT_MODEL", str(tmp_path / "nowhere"))
    study = small_study(home / "small.citat")
    with study.read() as connection:
        lessons = read_lessons(connection)
    made_with = MadeWith("a model", "small@abcdef0123/1", codebook_mark(load_codebook(study)))
    codes = (
        figures_of("code-time", 12, Shown(7, 3), 0.7),
        figures_of("code-meaning", 9, Shown(4, 1), 0.4),
        figures_of("code-barriers", 40, Shown(25, 20), 0.7),
    )
    keep_own_figures(study, made_with, lessons, Figures(60, 5, codes, dict.fromkeys(DIAL, 31)))
    study.close()
    at = show("suggestions", home / "small.citat")
    said = words(at)
    assert "not suggested: Mening (9 passages in 4 interviews)" in said
    at.session_state["study:figures"] = True
    at.run()
    assert not at.exception, at.exception
    said = words(at)
    lines = {line.split("|")[1].strip(): line for line in said.splitlines() if line.startswith("| ")}
    # a share only of what is many
    assert "| 3 of 7 | 3 of 12 |" in lines["– Tid og ressourcer"]
    assert any("20 of 25 \\(80 \\%\\) | 20 of 40 \\(50 \\%\\)" in line for line in said.splitlines())
    assert any("not suggested" in name for name in lines)
    assert "silent on 31" in said
    assert "version abcdef01" in said
