"""Coding by keyboard alone, and keys that stay where they belong."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from corpus.study import Study
from tests.browser.coding_study import COMBINING, code, coding_study, codings, stored, suggest
from tests.browser.coding_surface import CodingSurface

IN_TRANSCRIPT = """() => [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat"))
  .shadowRoot.activeElement?.classList.contains("turn") ?? false"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=3)


def tab_in(surface: CodingSurface) -> None:
    if surface.evaluate(IN_TRANSCRIPT):
        surface.press("Shift+Tab")
        assert not surface.evaluate(IN_TRANSCRIPT)
    for _ in range(15):
        surface.press("Tab")
        if surface.evaluate(IN_TRANSCRIPT):
            return
    raise AssertionError("Tab does not reach the transcript")


def test_turn_sentence_and_words_are_coded_without_a_mouse(surface: CodingSurface, study: Study) -> None:
    surface.open()
    tab_in(surface)
    surface.press("j", "j", "ArrowDown", "j", "Enter", "Enter")
    surface.page.keyboard.type("fælles")
    surface.press("Enter")
    surface.press("Escape", "j", "j", "j", "s", "s", "c")
    surface.page.keyboard.type("tid og")
    surface.press("Enter", "Escape")
    surface.press("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft", "1")
    surface.saved()
    assert stored(study) == [
        (COMBINING, "code-fellowship"),
        ("Jeg kom", "code-time"),
        ("Så stod jeg lidt i gangen og ventede.", "code-time"),
    ]


def test_the_start_of_a_selection_moves_too(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.click_at("makker", 2)
    surface.press(
        "Alt+Shift+ArrowLeft", "Alt+Shift+ArrowLeft", "Alt+Shift+ArrowLeft", "Alt+Shift+ArrowRight", "c", "Enter"
    )
    surface.saved()
    assert stored(study) == [("en fast makker", "code-barriers")]


def test_codings_are_visited_removed_moved_and_brought_back(surface: CodingSurface, study: Study) -> None:
    code(study, "mødte ind", "code-time")
    code(study, "en fast makker", "code-fellowship")
    surface.open()
    tab_in(surface)
    surface.press(".", ".", "Delete")
    surface.saved()
    assert stored(study) == [("mødte ind", "code-time")]
    surface.press("Control+z")
    surface.saved()
    assert ("en fast makker", "code-fellowship") in stored(study)
    surface.press("Control+Shift+z")
    surface.saved()
    assert stored(study) == [("mødte ind", "code-time")]
    surface.press(",", "e", "Alt+Shift+ArrowLeft", "Enter")
    surface.saved()
    assert stored(study) == [("andre mødte ind", "code-time")]
    surface.press("m")
    surface.page.keyboard.type("Husk r og c.")
    surface.press("Control+Enter")
    surface.saved()
    assert [each.memo for each in codings(study)] == ["Husk r og c."]
    assert surface.evaluate(IN_TRANSCRIPT)


def test_star_and_certainty_by_key_are_undone_like_all_else(surface: CodingSurface, study: Study) -> None:
    code(study, "mødte ind", "code-time")
    code(study, "viste mig", "code-time", "Bo")
    surface.open()
    tab_in(surface)
    surface.press("j", ".", "q", "u")
    expect(surface.page.get_by_role("status").filter(has_text="Uncertain: Barrierer > Tid")).to_have_count(1)
    surface.saved()
    assert (codings(study)[0].starred, codings(study)[0].certainty) == (True, "uncertain")
    surface.press("Control+z", "Control+z")
    expect(surface.page.locator(".citat .label").first).to_have_text("Tid og ressourcer")
    surface.saved()
    assert (codings(study)[0].starred, codings(study)[0].certainty) == (False, "certain")
    surface.press(".", "Shift+*")
    surface.saved()
    assert codings(study)[0].starred
    surface.press(".", "q", "u")
    expect(surface.page.locator(".citat .facts").first).to_contain_text("This coding is by Bo")
    surface.saved()
    assert not codings(study)[1].starred
    assert surface.evaluate(IN_TRANSCRIPT)


def test_several_codes_are_applied_in_one_go(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.click_at("makker", 2)
    surface.press("c")
    surface.page.keyboard.type("fælles")
    surface.press("Control+Enter")
    expect(surface.picker.get_by_role("combobox")).to_have_value("")
    expect(surface.picker.get_by_role("option").first).to_contain_text("Fællesskab✓ applied here")
    surface.page.keyboard.type("tid og")
    surface.press("Control+Enter")
    surface.page.keyboard.type("mening")
    surface.press("Enter")
    expect(surface.picker).to_have_count(0)
    surface.press("Shift+ArrowRight", "1")
    surface.saved()
    assert sorted(stored(study)) == [
        ("makker", "code-fellowship"),
        ("makker", "code-time"),
        ("makker, og", "code-meaning"),
    ]
    assert surface.evaluate(IN_TRANSCRIPT)


def test_several_codes_are_applied_from_the_tree_by_key(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.click_at("makker", 2)
    surface.press("f")
    for name in ("fælles", "tid og"):
        surface.press("Control+a")
        surface.page.keyboard.type(name)
        surface.press("Enter")
    surface.saved()
    assert sorted(stored(study)) == [("makker", "code-fellowship"), ("makker", "code-time")]


def test_suggestions_are_decided_by_key(surface: CodingSurface, study: Study) -> None:
    suggest(study, "mødte ind", "code-time")
    suggest(study, "en fast makker", "code-fellowship")
    surface.open()
    tab_in(surface)
    surface.press("n", "a", "n", "r")
    surface.saved()
    assert stored(study) == [("mødte ind", "code-time")]
    expect(surface.page.locator(".citat .stripe.suggested")).to_have_count(0)


def test_keys_do_not_reach_streamlit_and_act_only_inside(surface: CodingSurface, study: Study) -> None:
    surface.open()
    tab_in(surface)
    surface.press("Enter", "r", "c")
    expect(surface.picker).to_be_visible()
    surface.page.keyboard.type("rc")
    expect(surface.picker.get_by_role("combobox")).to_have_value("rc")
    surface.press("Escape")
    expect(surface.picker).to_have_count(0)
    assert surface.evaluate(IN_TRANSCRIPT)
    expect(surface.page.get_by_text("full runs: 1", exact=True)).to_be_visible()
    expect(surface.page.get_by_role("dialog")).to_have_count(0)
    surface.page.get_by_text("full runs").click()
    surface.press("j", "Enter", "1")
    surface.saved()
    assert stored(study) == []


def test_the_help_sheet_opens_and_closes(surface: CodingSurface) -> None:
    surface.open()
    tab_in(surface)
    surface.press("?")
    sheet = surface.page.get_by_role("dialog", name="Keys in the transcript")
    expect(sheet).to_be_visible()
    surface.press("Escape")
    expect(sheet).to_be_hidden()
    assert surface.evaluate(IN_TRANSCRIPT)


def test_what_is_done_is_said_and_turns_name_their_codes(surface: CodingSurface, study: Study) -> None:
    code(study, COMBINING, "code-fellowship")
    surface.open()
    turn = surface.page.get_by_role("group", name="Borger 1, turn 5 of")
    expect(turn).to_contain_text("Codes: Mening > Fællesskab")
    surface.click_at("makker", 2)
    surface.press("c", "Enter")
    expect(surface.page.get_by_role("status").filter(has_text="Coded: Barrierer")).to_have_count(1)
