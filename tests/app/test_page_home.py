"""The first page says where the work stands, and leads from one study to another without losing any."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from app.sample import FILE_NAME, ensure_sample
from coding.checking import check_study
from coding.codebook_store import add_code, new_code
from coding.progress import load_progress
from corpus.coders import ensure_coder
from corpus.study import create_study, open_study
from corpus.study.facts import load_facts
from tests.app.pages import make_home, press, show, words


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_home(tmp_path / "home", monkeypatch)


@pytest.fixture
def small(home: Path, small_file: Path) -> Path:
    path = home / "small.citat"
    shutil.copy(small_file, path)
    return path


def test_an_empty_study_begins_with_the_import(home: Path) -> None:
    path = home / "empty.citat"
    create_study(path, "Tom", "da").close()
    at = show("home", path)
    assert "Bring in the transcripts" in words(at)
    assert words(at).count("primary-badge") == 1
    assert "Nobody yet" in words(at)
    assert "Nothing yet." in words(at)


def test_a_codebook_is_next_when_there_are_interviews_only(small: Path) -> None:
    study = open_study(small)
    with study.write_unlogged() as connection:
        for table in ("summary", "coding", "code"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    study.close()
    assert "Take a ready-made codebook" in words(show("home", small))


def test_the_steps_and_the_overview_are_in_numbers(small: Path) -> None:
    said = words(show("home", small))
    for part in (
        "6 interviews, 7 persons",
        "5 codes",
        "15 codings by 2 coders, in 6 of 6 interviews",
        "5 codes used, 3 groups to compare",
        "2 theme summaries",
        "| Sagsbehandlere | 1 | 3 | 1 | 0 |",
        "| **All** | **6** | **7** | **2** | **2** |",
        "All persons, places and words in it are made up",
        str(small),
    ):
        assert part in said


def test_the_latest_changes_show_names_as_written(small: Path) -> None:
    study = open_study(small)
    add_code(study, ensure_coder(study, "Bo").id, new_code("<b fed | *kursiv*", None, "#112233"))
    study.close()
    assert r"| Bo | new code “\<b fed \| \*kursiv\*” |" in words(show("home", small))


def test_title_and_scope_are_saved_and_undone(small: Path) -> None:
    at = show("home", small)
    next(x for x in at.text_input if x.label == "Title" and x.value == "Prøveundersøgelsen").input("Ny titel")
    at.text_area[0].input("Kun fire kommuner.")
    press(at, "Save")
    study = open_study(small)
    assert (load_facts(study).title, load_facts(study).scope) == ("Ny titel", "Kun fire kommuner.")
    assert at.text_area[0].value == "Kun fire kommuner."
    press(at, "Undo: title and scope")
    assert load_facts(study).title == "Prøveundersøgelsen"
    assert at.text_area[0].value == ""
    study.close()


def test_an_empty_title_is_refused_in_words(small: Path) -> None:
    at = show("home", small)
    next(x for x in at.text_input if x.label == "Title" and x.value == "Prøveundersøgelsen").input("  ")
    press(at, "Save")
    assert "A study needs a title" in at.error[0].value


def test_a_new_study_is_made_in_the_folder_and_opened(small: Path, home: Path) -> None:
    at = show("home", small)
    at.text_input("new:title").input("Borgere: nu/før?")
    press(at, "Make the study")
    assert at.session_state["study_path"] == home / "Borgere nu før.citat"
    assert "Borgere nu før\\.citat is open" in words(at)
    study = open_study(home / "Borgere nu før.citat")
    assert load_facts(study).title == "Borgere: nu/før?"
    study.close()
    at.text_input("new:title").input("Borgere: nu/før?")
    press(at, "Make the study")
    assert "already" in at.error[0].value


def test_a_new_study_needs_a_title(small: Path, home: Path) -> None:
    at = press(show("home", small), "Make the study")
    assert "Give the study a title" in at.error[0].value
    assert [path.name for path in home.glob("*.citat")] == ["small.citat"]


def test_another_study_of_the_folder_is_opened(small: Path, home: Path) -> None:
    other = home / "other.citat"
    create_study(other, "En anden", "da").close()
    at = show("home", small)
    assert len(at.selectbox("open:file").options) == 1
    press(at, "Open")
    assert at.session_state["study_path"] == other
    assert "**En anden**" in words(at)


def test_what_cannot_be_opened_says_why_and_the_open_study_stays(small: Path, home: Path) -> None:
    create_study(home / "newer.citat", "Nyere", "da").close()
    with sqlite3.connect(home / "newer.citat") as raw:
        raw.execute("UPDATE alembic_version SET version_num = 'from the future'")
    create_study(home / "damaged.citat", "Skadet", "da").close()
    data = bytearray((home / "damaged.citat").read_bytes())
    data[4096 : 4096 * 3] = b"\x55" * 8192
    (home / "damaged.citat").write_bytes(data)
    (home / "letter.citat").write_text("Kære alle", encoding="utf-8")
    create_study(home / "closed.citat", "Lukket", "da").close()
    (home / "closed.citat").chmod(0o444)
    for name, reason in {
        "newer": "newer version of Citat",
        "damaged": "damaged",
        "letter": "not a Citat study",
        "closed": "read\\-only",
        "nowhere": "There is no study",
    }.items():
        at = show("home", small)
        at.text_input("open:path").input(f'"{home / name}.citat"')
        press(at, "Open this file")
        assert reason in at.error[0].value, name
        assert at.session_state["study_path"] == small


def test_the_check_finds_nothing_in_a_whole_study_and_names_what_is_wrong(small: Path) -> None:
    at = press(show("home", small), "Check the study")
    assert "All is well" in at.success[0].value
    with sqlite3.connect(small) as raw:
        raw.execute("UPDATE passage SET end = 999999 WHERE id = (SELECT min(id) FROM passage)")
    press(at, "Check the study")
    assert "1 problem" in at.error[0].value
    assert "lies outside the text" in words(at)


@pytest.mark.slow
def test_the_sample_is_restored_and_the_one_played_with_is_kept(home: Path) -> None:
    path = ensure_sample(home)
    study = open_study(path)
    before = load_progress(study)
    add_code(study, ensure_coder(study, "Anna").id, new_code("Leg", None, "#112233"))
    study.close()
    at = press(show("home", path), "Start the sample afresh")
    assert f"{before.codes} codes" in words(at)
    kept = [other for other in home.glob("*.citat") if other.name != FILE_NAME]
    assert len(kept) == 1
    played = open_study(kept[0])
    assert load_progress(played).codes == before.codes + 1
    assert check_study(played) == ()
    played.close()
    # Nothing of the replaced file may be remembered under its name: this writes with the new one's ids.
    at.switch_page("page_scripts/codebook.py").run()
    at.text_input("name:None").input("Efter")
    next(x for x in at.button if x.label == "Add").click().run()
    assert not at.exception, at.exception
    assert not at.error
    again = open_study(path)
    assert load_progress(again).codes == before.codes + 1
    assert check_study(again) == ()
    again.close()
