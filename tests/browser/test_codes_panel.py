"""The codes beside the transcript and the list that opens beside a selection: by mouse and by keyboard alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from coding.codebook_store import load_codebook, retire_code
from corpus.coders import ensure_coder
from corpus.study import Study
from tests.browser.coding_study import COMBINING, code, coding_study, stored
from tests.browser.coding_surface import CodingSurface
from tests.browser.component_page import ComponentPage

BOXES = """() => {
  const root = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat")).shadowRoot;
  const box = ({left, top, right, bottom}) => [left, top, right, bottom];
  const words = [...CSS.highlights.get("citat-selected")].flatMap((range) => [...range.getClientRects()].map(box));
  return {picker: box(root.querySelector(".picker").getBoundingClientRect()), words, window: [innerWidth, innerHeight]};
}"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = coding_study(tmp_path, repeats=3)
    code(made, "en fast makker", "code-fellowship")
    code(made, "Der gik en uge", "code-time")
    return made


@pytest.fixture
def surface(surface: CodingSurface) -> CodingSurface:
    return surface.open()


def rows(surface: CodingSurface) -> Locator:
    return surface.root.get_by_role("tree").get_by_role("treeitem")


def row(surface: CodingSurface, name: str) -> Locator:
    return surface.tree_code(name)


# The codes


def test_branches_fold_by_mouse_with_their_counts_and_stay_folded(surface: CodingSurface) -> None:
    all_rows = rows(surface).count()
    meaning = row(surface, "Mening")
    expect(meaning).to_have_attribute("aria-expanded", "true")
    expect(meaning.locator(".count")).to_have_text("")
    meaning.locator(".twist").click()
    expect(meaning).to_have_attribute("aria-expanded", "false")
    expect(meaning.locator(".count")).to_have_text("1")
    expect(row(surface, "Fællesskab")).to_have_count(0)
    surface.page.reload()
    surface.ready()
    expect(row(surface, "Mening")).to_have_attribute("aria-expanded", "false")
    row(surface, "Mening").locator(".twist").click()
    expect(rows(surface)).to_have_count(all_rows)


def test_the_tree_is_walked_and_folded_by_key(surface: CodingSurface) -> None:
    tree = surface.root.get_by_role("tree")
    at = surface.root.locator(".codes li.at .name")
    tree.focus()
    expect(at).to_have_text("Barrierer")
    surface.press("ArrowRight")
    expect(at).to_have_text("Sprog og kompetencer")
    surface.press("ArrowLeft")
    expect(at).to_have_text("Barrierer")
    surface.press("ArrowLeft")
    expect(row(surface, "Barrierer")).to_have_attribute("aria-expanded", "false")
    surface.press("ArrowDown")
    expect(at).to_have_text("Mening")
    surface.press("ArrowUp", "ArrowRight")
    expect(row(surface, "Barrierer")).to_have_attribute("aria-expanded", "true")
    surface.press("End")
    expect(at).to_have_text("Midlertidighed")
    surface.press("Home")
    expect(at).to_have_text("Barrierer")
    expect(tree).to_have_attribute("aria-activedescendant", "code-code-barriers")


def test_the_search_keeps_the_names_of_the_branches_and_takes_ae_for_ae(surface: CodingSurface, study: Study) -> None:
    surface.click_at("makker", 2)
    surface.press("f")
    surface.page.keyboard.type("vaerdi")
    expect(rows(surface).locator(".name")).to_have_text(["Mening", "Værdi for andre"])
    surface.press("Enter")
    surface.saved()
    assert ("makker", "code-more-1") in stored(study)
    surface.press("Escape")
    expect(rows(surface)).not_to_have_count(2)


def test_a_click_codes_what_is_selected_and_with_control_goes_on(surface: CodingSurface, study: Study) -> None:
    surface.click_at("makker", 2)
    row(surface, "Værdi for andre").click(modifiers=["Control"])
    row(surface, "Tid og ressourcer").click(modifiers=["Control"])
    surface.saved()
    assert {("makker", "code-more-1"), ("makker", "code-time")} <= set(stored(study))


def test_without_a_selection_a_click_shows_what_the_code_means(surface: CodingSurface) -> None:
    row(surface, "Fællesskab").click()
    expect(surface.root.locator(".retrieval .meaning")).to_contain_text("At høre til og blive regnet med.")
    row(surface, "Tid og ressourcer").locator(".look").click()
    expect(surface.root.locator(".retrieval .meaning")).to_contain_text("Tid, penge og hænder.")


def test_the_pointer_on_a_code_shows_its_passages(surface: CodingSurface) -> None:
    row(surface, "Fællesskab").hover()
    expect(surface.root.locator(".stripe.chosen")).to_have_count(1)
    assert surface.evaluate("() => CSS.highlights.get('citat-code')?.size") == 1
    surface.turns.first.hover()
    expect(surface.root.locator(".stripe.chosen")).to_have_count(0)


# The list beside a selection


def test_the_list_shows_what_the_marked_code_means_and_how_often_it_is_used(surface: CodingSurface) -> None:
    surface.click_at("makker", 2)
    surface.press("c")
    surface.page.keyboard.type("sprog")
    meaning = surface.picker.locator(".meaning")
    expect(meaning).to_contain_text("Dansk, faglige og sociale kompetencer, der mangler eller misforstås.")
    expect(surface.picker.get_by_role("status")).to_have_text("Codes that fit: 1")
    surface.press("Control+a")
    surface.page.keyboard.type("f")
    fellowship = surface.picker.get_by_role("option").filter(has_text="Fællesskab")
    expect(fellowship.locator(".uses")).to_have_text("1")
    fellowship.hover()
    expect(meaning).to_contain_text("At høre til og blive regnet med.")


def test_home_end_and_pages_move_in_the_list(surface: CodingSurface) -> None:
    surface.click_at("makker", 2)
    surface.press("c")
    options = surface.picker.get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    surface.press("End")
    expect(options.last).to_have_attribute("aria-selected", "true")
    surface.press("PageUp", "PageDown", "PageDown")
    expect(options.last).to_have_attribute("aria-selected", "true")
    surface.press("Home")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box = surface.picker.get_by_role("combobox")
    expect(box).to_have_attribute("aria-activedescendant", "pick-0")
    expect(box).to_have_attribute("aria-controls", surface.picker.get_by_role("listbox").get_attribute("id") or "")


@pytest.mark.parametrize("width", [1400, 520])
def test_the_list_opens_beside_the_words_and_inside_the_window(surface: CodingSurface, width: int) -> None:
    surface.page.set_viewport_size({"width": width, "height": 900})
    for words in ("første dag", COMBINING[:20], "makker", "uge 2", "uge 3"):
        surface.click_at(words, 2)
        surface.press("c")
        expect(surface.picker).to_be_visible()
        boxes = surface.evaluate(BOXES)
        left, top, right, bottom = boxes["picker"]
        assert left >= 0
        assert top >= 0
        assert right <= boxes["window"][0]
        assert bottom <= boxes["window"][1]
        for x0, y0, x1, y1 in boxes["words"]:
            assert x1 <= left or x0 >= right or y1 <= top or y0 >= bottom, (words, boxes)
        surface.press("Escape")


def test_a_new_code_is_given_its_definition_at_once(surface: CodingSurface, study: Study) -> None:
    surface.click_at("makker", 2)
    surface.press("c")
    surface.page.keyboard.type("Makkerskab")
    surface.press("Tab")
    surface.page.keyboard.type("At have én at spørge.")
    surface.press("Enter")
    surface.saved()
    made = load_codebook(study).find_path("Makkerskab")
    assert made is not None
    assert made.definition == "At have én at spørge."
    assert ("makker", made.id) in stored(study)
    expect(row(surface, "Makkerskab")).to_have_attribute("title", "At have én at spørge.")


def test_a_retired_code_is_not_offered(component_page: ComponentPage, study: Study) -> None:
    retire_code(study, ensure_coder(study, "Anna").id, "code-fellowship")
    surface = component_page.show(study).open()
    surface.click_at("makker", 2)
    surface.press("c")
    expect(surface.picker.get_by_role("option").first).to_be_visible()
    expect(surface.picker.get_by_role("option").filter(has_text="Fællesskab")).to_have_count(0)
    expect(row(surface, "Fællesskab")).to_have_count(0)
