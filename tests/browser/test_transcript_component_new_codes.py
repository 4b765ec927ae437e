"""A code made while coding: typed in the picker or taken from the words; undone, and refused with a reason."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from codebooks.values import Code
from coding.codebook_store import load_codebook
from corpus.study import Study
from tests.browser.coding_study import code, coding_study, stored
from tests.browser.coding_surface import CodingSurface


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=3)


def new_code(study: Study, path: str) -> Code | None:
    return load_codebook(study).find_path(path)


def test_a_code_is_typed_in_the_picker_and_applied_by_key(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.click_at("makker", 2)
    surface.press("c")
    surface.page.keyboard.type("tid og")
    surface.press("Control+Enter")
    surface.page.keyboard.type("Én makker")
    options = surface.picker.get_by_role("option")
    expect(options).to_have_text(["+New code “Én makker” under Barrierer", "+New code “Én makker” as a top code"])
    surface.press("Enter")
    expect(surface.tree_code("Én makker")).to_have_count(1)
    expect(surface.item("Barrierer > Én makker")).to_have_count(1)
    surface.saved()
    made = new_code(study, "Barrierer > Én makker")
    assert made is not None
    assert made.origin == "inductive"
    assert made.colour not in {x.colour for x in load_codebook(study).codes if x.id != made.id}
    assert ("makker", made.id) in stored(study)


def test_a_code_is_made_by_mouse_at_the_top_and_undone_in_two_steps(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.drag("en fast makker")
    surface.press("c")
    surface.page.keyboard.type("Makkerskab")
    surface.picker.get_by_role("option", name="New code “Makkerskab” as a top code").click()
    surface.saved()
    made = new_code(study, "Makkerskab")
    assert made is not None
    assert stored(study) == [("en fast makker", made.id)]
    surface.press("Control+z")
    expect(surface.page.locator(".citat .stripe")).to_have_count(0)
    surface.press("Control+z")
    expect(surface.tree_code("Makkerskab")).to_have_count(0)
    surface.saved()
    assert new_code(study, "Makkerskab") is None
    surface.press("Control+y", "Control+y")
    expect(surface.page.locator(".citat .stripe")).to_have_count(1)
    surface.saved()
    assert stored(study) == [("en fast makker", made.id)]


def test_the_selected_words_become_a_code_once(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.click_at("makker", 2)
    surface.press("v")
    expect(surface.page.get_by_role("status").filter(has_text="Coded: makker")).to_have_count(1)
    surface.press("Escape")
    surface.drag("makker, og hun")
    surface.press("c", "ArrowUp")
    expect(surface.picker.get_by_role("option", selected=True)).to_contain_text(
        "New code from the selected words: “makker, og hun”"
    )
    surface.press("Enter", "Escape")
    surface.click_at("makker", 2)
    surface.press("v")
    surface.saved()
    first, second = new_code(study, "makker"), new_code(study, "makker > makker, og hun")
    assert first is not None
    assert second is not None
    assert sorted(stored(study)) == sorted([("makker", first.id), ("makker, og hun", second.id)])


def test_a_coding_is_changed_to_a_new_code(surface: CodingSurface, study: Study) -> None:
    code(study, "en fast makker", "code-time")
    surface.open()
    surface.click_at("makker")
    surface.press("x")
    surface.page.keyboard.type("Makkerskab")
    surface.press("Control+Enter")
    expect(surface.picker).to_have_count(0)
    surface.saved()
    made = new_code(study, "Makkerskab")
    assert made is not None
    assert stored(study) == [("en fast makker", made.id)]


def test_a_name_that_no_code_may_have_is_refused_with_its_reason(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.drag("en fast makker")
    where = pytest.approx(surface.turns.nth(7).bounding_box(), abs=1)
    surface.press("c")
    surface.page.keyboard.type("Makker > tillid")
    surface.press("Enter")
    expect(surface.notice).to_contain_text("holds the sign >, which separates a code from its sub-codes")
    assert surface.turns.nth(7).bounding_box() == where, "the notice moved the words"
    surface.notice.get_by_role("button", name="Close").click()
    expect(surface.notice).to_be_hidden()
    assert surface.turns.nth(7).bounding_box() == where
    expect(surface.page.locator(".citat .stripe")).to_have_count(0)
    expect(surface.page.locator(".citat .codes")).not_to_contain_text("tillid")
    surface.saved()
    assert stored(study) == []
    surface.press("c", "Enter")
    surface.saved()
    assert len(stored(study)) == 1


def test_a_new_code_that_others_use_is_not_undone(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.click_at("makker", 2)
    surface.press("v", "Control+z")
    surface.saved()
    made = new_code(study, "makker")
    assert made is not None
    code(study, "mødte ind", made.id, "Bo")
    surface.press("Control+z")
    expect(surface.notice).to_contain_text("This cannot be undone: later work builds on it.")
    expect(surface.tree_code("makker")).to_have_count(1)
    assert new_code(study, "makker") is not None
