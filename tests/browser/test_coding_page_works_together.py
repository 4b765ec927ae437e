"""What the parts of the coding page owe each other: the filter the margin, the panel its width, words their place."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus.study import Study
from tests.browser.coding_study import code, coding_study
from tests.browser.coding_surface import CodingSurface
from tests.browser.component_page import HARNESS
from tests.browser.conftest import Serve

STRIPES = """() => {
  const root = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat")).shadowRoot;
  return root.querySelectorAll(".scroller .stripe").length;
}"""
BESIDE_THE_TEXT = """() => {
  const root = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat")).shadowRoot;
  const painted = (each) => getComputedStyle(each, "::highlight(citat-selected)").backgroundColor;
  return [...root.querySelectorAll(".gutter *")].map(painted);
}"""
CLEAR = "rgba(0, 0, 0, 0)"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = coding_study(tmp_path, repeats=25)
    code(made, "Så råbte de", "code-time")
    code(made, "Den time mangler vi.", "code-more-2")
    code(made, "Papirerne tager en time.", "code-fellowship", "Bo")
    code(made, "Papirerne tager en time.", "code-fellowship")
    code(made, "Papirerne tager en time.", "code-time", "Bo")
    return made


@pytest.fixture
def surface(surface: CodingSurface) -> CodingSurface:
    return surface.open()


def test_the_margin_far_away_forgets_what_the_filter_hides(surface: CodingSurface) -> None:
    surface.click_at("Hvordan")
    expect(surface.page.locator(".citat .scroller .stripe").first).to_be_attached()
    surface.press("End")
    expect(surface.turns.last).to_be_in_viewport()
    surface.page.wait_for_timeout(300)
    surface.press("Shift+F", "Space", "Escape")
    expect(surface.page.locator(".citat .filter-sign")).to_be_visible()
    assert surface.page.locator(".citat .piece").count() == 0
    surface.press("Home")
    expect(surface.turns.first).to_be_in_viewport()
    assert surface.evaluate(STRIPES) == 0


@pytest.mark.parametrize("width", [700, 1400])
def test_many_facts_of_a_coding_move_nothing_sideways(surface: CodingSurface, width: int) -> None:
    surface.page.set_viewport_size({"width": width, "height": 800})
    surface.click_at("mangler")
    before = surface.page.locator(".citat .panel").bounding_box()
    surface.press("q", "u", "m")
    expect(surface.page.locator(".citat .item.active .facts")).to_contain_text("uncertain")
    assert surface.page.locator(".citat .panel").bounding_box() == before
    assert surface.root.evaluate("each => each.scrollLeft + each.scrollWidth - each.clientWidth") == 0


def test_the_code_that_enter_would_take_is_seen_while_its_name_is_typed(surface: CodingSurface) -> None:
    surface.click_at("gangen", 2)
    surface.press("f")
    surface.page.keyboard.type("fæll")
    colour = "each => getComputedStyle(each).backgroundColor"
    assert surface.tree_code("Fællesskab").evaluate(colour) != surface.tree_code("Mening").evaluate(colour)
    surface.press("Enter")
    surface.page.keyboard.type("tid og")
    expect(surface.page.locator(".citat .codes input")).to_have_value("tid og")
    surface.press("Enter")
    expect(surface.items).to_have_count(2)


def test_in_a_narrow_window_what_is_said_is_seen_though_a_filter_is_set(surface: CodingSurface) -> None:
    surface.page.set_viewport_size({"width": 700, "height": 800})
    surface.click_at("Hvordan")
    surface.press("Shift+F", "Space", "Escape", "b")
    said = surface.page.get_by_text("There is nowhere to go back to.").first
    expect(said).to_be_visible()
    assert said.evaluate("each => each.scrollWidth <= each.clientWidth + 1")
    surface.press("/")
    surface.page.keyboard.type("uge")
    boxes = [surface.page.locator(f".citat {each}").bounding_box() for each in (".search", ".go-button")]
    assert boxes[0] and boxes[1] and boxes[0]["y"] >= boxes[1]["y"] + boxes[1]["height"]


def test_what_is_said_stays_until_the_next_act(surface: CodingSurface) -> None:
    surface.click_at("mangler")
    surface.press("e")
    bar = surface.page.locator(".citat .bar .facts")
    expect(bar).to_contain_text("Move the end with Shift")
    surface.page.wait_for_timeout(2500)
    expect(bar).to_contain_text("Move the end with Shift")
    surface.press("Escape")
    expect(bar).to_contain_text("Codings: ")


def test_on_the_same_words_ones_own_coding_is_the_one_that_keys_act_on(surface: CodingSurface) -> None:
    surface.click_at("Papirerne")
    expect(surface.items).to_have_count(3)
    expect(surface.items.first).to_contain_text("Anna")
    surface.press("q")
    expect(surface.items.first).to_contain_text("starred")


def test_the_selected_words_are_offered_as_bounds_only_where_they_are_others(surface: CodingSurface) -> None:
    surface.click_at("mangler", 3)
    expect(surface.items).to_have_count(1)
    expect(surface.items.get_by_role("button", name="Use the selected text")).to_have_count(0)
    surface.click_at("mangler", 2)
    expect(surface.items.get_by_role("button", name="Use the selected text")).to_have_count(1)


def test_a_selection_over_turns_leaves_what_is_beside_the_text_unmarked(surface: CodingSurface) -> None:
    surface.drag("de andre mødte ind", until="Den time mangler")
    assert set(surface.evaluate(BESIDE_THE_TEXT)) == {CLEAR}


def test_keys_work_as_soon_as_the_page_is_there(surface: CodingSurface) -> None:
    surface.press("j", "s")
    expect(surface.live).to_contain_text("Så råbte de")


def test_a_field_in_use_keeps_the_keyboard_when_the_transcript_comes(page: Page, serve: Serve, study: Study) -> None:
    server = serve(HARNESS, folder=study.path.parent)
    page.goto(f"{server.url}/other")
    page.evaluate("() => document.body.append(Object.assign(document.createElement('input'), {id: 'mine'}))")
    page.locator("#mine").focus()
    page.get_by_role("link", name="Code").evaluate("link => link.click()")
    CodingSurface(page, server).ready()
    expect(page.locator("#mine")).to_be_focused()


def test_on_the_same_words_one_goes_to_the_own_coding_first(surface: CodingSurface) -> None:
    surface.click_at("Hvordan")
    surface.press(".", ".")
    expect(surface.page.locator(".citat .item.active")).to_contain_text("Anna")
