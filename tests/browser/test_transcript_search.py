"""Search in the transcript, by mouse and by keyboard alone: hits as one types, and the hit becomes the selection."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from corpus.study import Study
from tests.browser.coding_study import COMBINING, EMOJI, code, coding_study, stored
from tests.browser.coding_surface import CodingSurface

HIGHLIGHTED = """(name) => [...(CSS.highlights.get(name) ?? [])].map((range) => range.toString())"""
SELECTED = """() => [...(CSS.highlights.get("citat-selected") ?? [])].map((range) => range.toString())"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=12)


def field(surface: CodingSurface) -> Locator:
    return surface.page.get_by_role("textbox", name="Search in the interview")


def hits(surface: CodingSurface) -> Locator:
    return surface.page.locator(".citat .hits")


def now(surface: CodingSurface, words: str) -> None:
    surface.page.wait_for_function(f"(words) => ({HIGHLIGHTED})('citat-hit-now').join() === words", arg=words)


def test_by_keyboard_alone_a_hit_is_found_selected_and_coded(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.turns.nth(4).locator(".text").click()
    surface.press("/")
    expect(field(surface)).to_be_focused()
    surface.page.keyboard.type("ARBEJDSTID")
    now(surface, "arbejds\u00adtid")
    expect(hits(surface)).to_have_text("1 of 1")
    expect(surface.page.get_by_role("status").filter(has_text="1 of 1")).to_have_count(1)
    surface.press("Escape")
    expect(field(surface)).to_be_hidden()
    assert surface.evaluate(SELECTED) == ["arbejds\u00adtid"]
    surface.press("c", "Enter")
    surface.saved()
    assert stored(study) == [("arbejds\u00adtid", "code-barriers")]


def test_enter_goes_on_round_the_end_and_keys_go_on_when_the_field_is_closed(
    surface: CodingSurface, study: Study
) -> None:
    surface.open()
    surface.turns.first.locator(".text").click()
    surface.press("Control+f")
    surface.page.keyboard.type("fast makker")
    expect(hits(surface)).to_have_text("1 of 13")
    surface.press("Enter", "Enter")
    expect(hits(surface)).to_have_text("3 of 13")
    surface.press("Shift+Enter", "Shift+Enter", "Shift+Enter")
    expect(hits(surface)).to_have_text("13 of 13")
    expect(surface.turns.last).to_be_in_viewport()
    surface.press("Enter", "Escape")
    assert surface.evaluate(SELECTED) == ["fast makker"]
    surface.press("1")
    surface.press("h")
    expect(surface.page.get_by_role("status").filter(has_text="2 of 13: fast makker")).to_have_count(1)
    surface.press("F3", "Shift+H", "Shift+F3", "Shift+H")
    expect(surface.page.get_by_role("status").filter(has_text="13 of 13: fast makker")).to_have_count(1)
    surface.press("c", "Enter")
    surface.saved()
    assert stored(study) == [("fast makker", "code-barriers")]


def test_by_mouse_alone(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.page.get_by_role("button", name="Search in the interview").click()
    field(surface).fill("ime")
    expect(hits(surface)).to_have_text("1 of 2")
    surface.page.get_by_label("Whole words").check()
    expect(hits(surface)).to_have_text("Not found")
    surface.page.get_by_label("Whole words").uncheck()
    surface.page.get_by_role("button", name="Next hit").click()
    expect(hits(surface)).to_have_text("2 of 2")
    surface.page.get_by_role("button", name="Previous hit").click()
    surface.page.get_by_role("button", name="Close and select").click()
    surface.tree_code("Fællesskab").click()
    surface.saved()
    assert stored(study) == [("ime", "code-fellowship")]


def test_danish_letters_are_exact_and_composed_ones_are_found_decomposed(surface: CodingSurface) -> None:
    surface.open()
    surface.turns.first.locator(".text").click()
    surface.press("/")
    for typed, found in (("café", "1 of 1"), ("cafe", "Not found"), ("raabte", "Not found"), ("RÅBTE", "1 of 1")):
        field(surface).fill(typed)
        expect(hits(surface)).to_have_text(found)
    field(surface).fill("kokken 👩🏽‍🍳 gav")
    now(surface, "kokken 👩🏽‍🍳 gav")


def test_highlights_follow_when_turns_are_rebuilt_and_nothing_is_rebuilt_by_searching(
    surface: CodingSurface, study: Study
) -> None:
    code(study, EMOJI, "code-meaning")
    surface.open()
    surface.turns.nth(1).locator(".text").evaluate("(each) => { each.firstChild.mark = 1; }")
    surface.turns.nth(1).locator(".text").click()
    surface.press("/")
    surface.page.keyboard.type("te")
    surface.page.wait_for_function(f"() => ({HIGHLIGHTED})('citat-hit').length > 3")
    assert surface.turns.nth(1).locator(".text").evaluate("(each) => each.firstChild.mark") == 1
    surface.drag("kokken")
    surface.tree_code("Fællesskab").click()
    surface.page.wait_for_function(
        f"() => ({HIGHLIGHTED})('citat-hit').length > 3 && ({HIGHLIGHTED})('citat-hit').every((each) => each === 'te')"
    )
    field(surface).press("Escape")
    surface.page.wait_for_function(f"() => !({HIGHLIGHTED})('citat-hit').length")


def test_escape_with_nothing_found_goes_back_to_where_one_was(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.drag(COMBINING.split()[1])
    surface.press("/")
    surface.page.keyboard.type("qqq")
    expect(hits(surface)).to_have_text("Not found")
    surface.press("Escape", "c", "Enter")
    surface.saved()
    assert stored(study) == [("drak", "code-barriers")]
