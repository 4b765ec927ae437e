"""Names and places of study files: every title gives a file that can be made, and only finished ones are listed."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.study_files import list_study_files, path_for, typed_path
from corpus.study import create_study


@given(st.text(max_size=200))
def test_any_title_gives_one_file_name_within_the_folder(title: str) -> None:
    path = path_for(title, Path("/home"))
    assert path.parent == Path("/home")
    assert path.suffix == ".citat"
    assert 1 <= len(path.stem) <= 80
    assert not set(path.name) & set('<>:"/\\|?*\n\t\0')
    assert path.stem == path.stem.strip(" .")


def test_a_title_is_recognised_in_its_file_name(tmp_path: Path) -> None:
    assert (
        path_for("Vejen ind – ærlig evaluering: 2026/27", tmp_path).name == "Vejen ind – ærlig evaluering 2026 27.citat"
    )
    assert path_for("../..", tmp_path).parent == tmp_path


def test_a_study_can_be_made_under_each_odd_title(tmp_path: Path) -> None:
    for title in ("...", "CON?", "a/b", "🎉", "\u00ad", "x" * 300, "🎉" * 300, "å" * 300):
        create_study(path_for(title, tmp_path), title, "da").close()


def test_finished_studies_are_listed_the_latest_first(tmp_path: Path) -> None:
    for age, name in enumerate(("new.citat", "old.citat", ".draft.citat", "notes.txt")):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    (tmp_path / "folder.citat").mkdir()
    assert [file.path.name for file in list_study_files(tmp_path)] == ["new.citat", "old.citat"]


def test_a_pasted_path_may_have_quotation_marks_and_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/mette")
    assert typed_path(' "~/Citat/a b.citat" ') == Path("/home/mette/Citat/a b.citat")


def test_the_name_of_an_office_lock_file_is_just_a_name() -> None:
    assert typed_path("~$Undersøgelse.citat") == Path("~$Undersøgelse.citat")
