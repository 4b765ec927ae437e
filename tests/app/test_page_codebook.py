"""The codebook page: a tree with counts, one code to edit, and every change undone by name."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from codebooks import ready_made
from codebooks.yaml_format import write_yaml
from coding.codebook_store import add_code, count_codings, load_codebook, new_code
from corpus.coders import ensure_coder
from corpus.study import Study, create_study, open_study
from tests.app.pages import make_home, press, show, words
from tests.studies import CODEBOOK


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_home(tmp_path / "home", monkeypatch)


@pytest.fixture
def study(home: Path, small_file: Path) -> Iterator[Study]:
    shutil.copy(small_file, home / "small.citat")
    study = open_study(home / "small.citat")
    yield study
    study.close()


def tree(at: AppTest) -> list[str]:
    return [button.label for button in at.button if (button.key or "").startswith("tree:")]


def choose(at: AppTest, code_id: str) -> AppTest:
    at.button(f"tree:{code_id}").click().run()
    assert not at.exception
    return at


def field(at: AppTest, label: str) -> Any:
    """The field with this label; those that name a new code are not meant."""
    kinds = (*at.text_input, *at.text_area, *at.selectbox, *at.color_picker)
    return next(x for x in kinds if x.label == label and not (x.key or "").startswith("name:"))


def test_the_tree_counts_codings_here_and_below_and_hides_retired_codes(study: Study) -> None:
    at = show("codebook", study.path)
    assert tree(at) == [
        "Barrierer :gray[:small[1 / 8]]",
        "Sprog og kompetencer :gray[:small[2]]",
        "Tid og ressourcer :gray[:small[5]]",
        "Mening :gray[:small[2 / 7]]",
        "Fællesskab :gray[:small[5]]",
    ]
    at.toggle[0].set_value(True).run()
    assert tree(at)[-1] == ":gray[~~Udgået~~]"


def test_names_of_codes_are_never_markup(study: Study) -> None:
    add_code(study, ensure_coder(study, "Bo").id, new_code("<script x :red[y] **z**", None, "#112233"))
    assert r"\<script x \:red\[y\] \*\*z\*\*" in tree(show("codebook", study.path))


def test_a_code_is_edited_and_the_fields_follow_undo(study: Study) -> None:
    at = choose(show("codebook", study.path), "code-time")
    assert field(at, "Colour").value == "#A84B00"
    field(at, "Name").input("Tid")
    field(at, "Typical words").input("ur\n kalender \n\n")
    field(at, "Examples").input("Første.\n\nAndet.")
    field(at, "Direction").select("hinders")
    press(at, "Save the code")
    code = load_codebook(study).code("code-time")
    assert (code.name, code.signs, code.examples) == ("Tid", ("ur", "kalender"), ("Første.", "Andet."))
    assert (code.valence, code.colour) == ("hinders", "#A84B00")
    press(at, "Undo: code “Tid” edited")
    assert load_codebook(study).code("code-time").name == "Tid og ressourcer"
    assert field(at, "Name").value == "Tid og ressourcer"
    press(at, "Redo: code “Tid” edited")
    assert field(at, "Name").value == "Tid"


def test_looking_at_codes_and_saving_one_changes_nothing(study: Study) -> None:
    before = load_codebook(study)
    at = show("codebook", study.path)
    for code in before.codes:
        if not code.retired:
            press(choose(at, code.id), "Save the code")
    assert load_codebook(study) == before


def test_a_name_that_is_taken_is_refused_in_words(study: Study) -> None:
    at = choose(show("codebook", study.path), "code-time")
    field(at, "Name").input("Sprog og kompetencer")
    press(at, "Save the code")
    assert "two codes with the name" in at.error[0].value
    assert load_codebook(study).code("code-time").name == "Tid og ressourcer"


def test_a_sub_code_is_added_under_the_chosen_code_and_becomes_the_chosen_one(study: Study) -> None:
    at = choose(show("codebook", study.path), "code-meaning")
    at.text_input("name:code-meaning").input("Humor")
    at.button(f"FormSubmitter:add:code-meaning:{study.revision()}-Add").click().run()
    code = load_codebook(study).find_path("Mening > Humor")
    assert code is not None
    assert code.origin == "inductive"
    assert field(at, "Name").value == "Humor"
    press(at, "Undo: new code “Humor”")
    assert load_codebook(study).find_path("Mening > Humor") is None


def test_a_code_is_moved_before_a_sibling(study: Study) -> None:
    at = choose(show("codebook", study.path), "code-fellowship")
    field(at, "Under").select("code-barriers").run()
    field(at, "Before").select("code-time").run()
    press(at, "Move here")
    names = [code.name for code in load_codebook(study).children("code-barriers")]
    assert names == ["Sprog og kompetencer", "Fællesskab", "Tid og ressourcer"]


def test_a_code_is_offered_no_place_below_itself(study: Study) -> None:
    at = choose(show("codebook", study.path), "code-barriers")
    assert not any(option.startswith("Barrierer") for option in field(at, "Under").options)
    assert not any(option.startswith("Barrierer") for option in field(at, "Merge “Barrierer” into").options)


def test_merging_says_what_will_happen_before_it_does(study: Study) -> None:
    at = choose(show("codebook", study.path), "code-time")
    assert not any(button.label == "Merge the two codes" for button in at.button)
    field(at, "Merge “Tid og ressourcer” into").select("code-language").run()
    assert "5 codings and all theme summaries go to “Sprog og kompetencer”" in words(at)
    counted = count_codings(study)
    press(at, "Merge the two codes")
    assert count_codings(study)["code-language"] == counted["code-language"] + counted["code-time"]
    assert field(at, "Name").value == "Sprog og kompetencer"
    press(at, "Undo: code “Tid og ressourcer” merged into “Sprog og kompetencer”")
    assert count_codings(study) == counted


def test_a_code_is_retired_and_brought_back(study: Study) -> None:
    at = press(choose(show("codebook", study.path), "code-time"), "Retire")
    assert load_codebook(study).code("code-time").retired
    assert not any(label.startswith("Tid") for label in tree(at))
    press(at, "Bring back")
    assert not load_codebook(study).code("code-time").retired


def test_an_empty_study_takes_a_ready_made_codebook(home: Path) -> None:
    study = create_study(home / "empty.citat", "Tom", "da")
    at = show("codebook", study.path)
    assert "no codes yet" in words(at)
    name = str(at.selectbox[0].value)
    press(at, "Take this codebook")
    assert len(load_codebook(study).codes) == len(ready_made.load(name).codes)
    assert len(tree(at)) == len(ready_made.load(name).codes)
    press(at, "Take this codebook")
    assert "has this codebook already" in at.error[0].value
    press(at, "Undo: codebook")
    assert load_codebook(study).codes == ()
    study.close()


def test_a_codebook_file_is_shown_before_it_is_taken(home: Path) -> None:
    study = create_study(home / "empty.citat", "Tom", "da")
    at = show("codebook", study.path)
    at.file_uploader[0].upload("mine.yaml", write_yaml(CODEBOOK).encode(), "application/yaml").run()
    assert "Prøvekodebog" in words(at)
    assert load_codebook(study).codes == ()
    press(at, "Take the codebook of the file")
    assert [code.name for code in load_codebook(study).codes] == [code.name for code in CODEBOOK.codes]
    study.close()


def test_a_codebook_file_with_a_ring_is_refused_in_words(home: Path) -> None:
    study = create_study(home / "empty.citat", "Tom", "da")
    at = show("codebook", study.path)
    ring = b"codes:\n  - {id: a, name: A, parent: b}\n  - {id: b, name: B, parent: a}\n"
    at.file_uploader[0].upload("ring.yaml", ring, "application/yaml").run()
    assert "in a ring" in at.error[0].value
    assert not any(button.label == "Take the codebook of the file" for button in at.button)
    study.close()
