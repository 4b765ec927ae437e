"""What is shown of the codings: chosen in the transcript, at once, never hiding in silence."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from coding.operations import apply_operations
from corpus.coders import ensure_coder
from corpus.study import Study
from tests.browser.app_pages import open_page, serve_study
from tests.browser.coding_study import LONG, OTHER_TITLE, code, coding_study, stored, suggest
from tests.browser.coding_surface import CodingSurface
from tests.browser.conftest import Serve
from tests.studies import apply_words, document_id

ELSEWHERE = LONG[: LONG.index(".") + 1]


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = coding_study(tmp_path, repeats=3)
    code(study, "mødte ind", "code-time")
    code(study, "en fast makker", "code-fellowship")
    code(study, "ond vilje", "code-time", "Bo")
    suggest(study, "ventede", "code-fellowship")
    return study


def row(surface: CodingSurface, name: str) -> Locator:
    return surface.page.locator(".citat .menu.filter .row").filter(has=surface.page.get_by_text(name, exact=True))


def sign(surface: CodingSurface) -> Locator:
    return surface.page.locator(".citat .filter-sign")


def shown(surface: CodingSurface) -> list[str]:
    return surface.page.locator(".citat .piece").all_text_contents()


def test_a_branch_of_codes_is_ticked_by_mouse_and_all_shown_again_by_one_click(surface: CodingSurface) -> None:
    surface.open()
    expect(sign(surface)).to_be_hidden()
    surface.page.locator(".citat .filter-button").click()
    expect(row(surface, "Barrierer").locator(".count")).to_have_text("2")
    row(surface, "Barrierer").click()
    assert shown(surface) == ["mødte ind", "ond vilje"]
    expect(row(surface, "Tid og ressourcer").locator("input")).to_be_checked()
    expect(sign(surface)).to_have_text("Filter: 2 of 4 shown")
    row(surface, "Bo").click()
    assert shown(surface) == ["ond vilje"]
    expect(row(surface, "Anna").locator(".count")).to_have_text("1")
    surface.page.locator(".citat .bar h2").click()
    expect(surface.page.locator(".citat .menu.filter")).to_be_hidden()
    expect(surface.tree_code("Tid og ressourcer").locator(".count")).to_have_text("1")
    sign(surface).click()
    expect(sign(surface)).to_be_hidden()
    assert len(shown(surface)) == 4


def test_the_filter_is_set_by_keyboard_and_going_keeps_to_it(surface: CodingSurface) -> None:
    surface.open()
    surface.click_at("Hvordan")
    surface.press("Shift+F", *["ArrowDown"] * 6)
    expect(row(surface, "Open suggestions").locator("input")).to_be_focused()
    surface.press("Enter", "Escape")
    assert shown(surface) == ["ventede"]
    surface.press(".")
    expect(surface.page.locator(".citat .facts").first).to_have_text("The filter hides them all here.")
    surface.press("n")
    expect(surface.items).to_have_count(1)
    surface.press("Shift+F")
    expect(surface.page.get_by_role("button", name="Show all", exact=True)).to_be_focused()
    surface.press("Enter", "Escape", ".")
    assert len(shown(surface)) == 4
    expect(surface.item("Tid og ressourcer")).to_have_count(1)


def test_what_is_coded_under_a_filter_stays_shown_and_says_so(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.turns.first.focus()
    surface.press("Shift+F")
    row(surface, "Fællesskab").click()
    surface.press("Escape")
    surface.drag("havde bare travlt")
    surface.tree_code("Tid og ressourcer").click()
    surface.saved()
    assert "havde bare travlt" in shown(surface)
    expect(surface.page.locator(".citat .filter-kept")).to_have_text("Shown all the same: 1")
    expect(sign(surface)).to_have_text("Filter: 3 of 5 shown")
    surface.press("Control+z")
    surface.saved()
    expect(surface.page.locator(".citat .filter-kept")).to_be_empty()
    surface.press("Control+Shift+z")
    surface.saved()
    assert ("havde bare travlt", "code-time") in stored(study)
    surface.press("Shift+F")
    row(surface, "Coded by hand").click()
    assert shown(surface) == ["en fast makker"]


def test_starred_uncertain_and_with_memo_are_any_of_what_is_ticked(surface: CodingSurface) -> None:
    surface.open()
    surface.turns.first.focus()
    surface.press(".", "q", ".", "u")
    surface.saved()
    surface.press("Shift+F")
    row(surface, "Starred").click()
    assert shown(surface) == ["mødte ind"]
    row(surface, "Uncertain").click()
    assert len(shown(surface)) == 1, "the second coding belongs to Bo, who alone may doubt it"
    expect(row(surface, "Uncertain").locator(".count")).to_have_text("0")


def test_the_choice_is_kept_between_interviews_of_one_tab(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.turns.first.focus()
    surface.press("Shift+F")
    row(surface, "Bo").click()
    expect(sign(surface)).to_have_text("Filter: 2 of 4 shown")
    switches = study.path.parent / "switches.json"
    switches.write_text('{"title": "Borger 2"}', encoding="utf-8")
    surface.page.reload()
    surface.shows(OTHER_TITLE)
    expect(sign(surface)).to_have_text("Filter: 0 of 0 shown")
    switches.write_text("{}", encoding="utf-8")
    surface.page.reload()
    expect(sign(surface)).to_have_text("Filter: 2 of 4 shown")
    expect(surface.page.locator(".citat .facts").first).to_have_text(re.compile("^Codings: 1"))


def test_a_passage_one_goes_to_is_shown_though_the_filter_hides_its_kind(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    study = coding_study(tmp_path, repeats=3)
    code(study, "en fast makker", "code-fellowship")
    apply = apply_words(study, OTHER_TITLE, ELSEWHERE, "Mening > Fællesskab")
    assert not apply_operations(study, ensure_coder(study, "Bo").id, document_id(study, OTHER_TITLE), [apply]).refused
    surface = CodingSurface(page, serve_study(serve, study.path))
    open_page(page, surface.server, "coding")
    surface.ready()
    surface.turns.first.focus()
    surface.press("Shift+F")
    row(surface, "Anna").click()
    surface.press("Escape", ".", "o")
    surface.root.locator(".retrieval .passage").filter(has_text=OTHER_TITLE).click()
    surface.shows(OTHER_TITLE)
    expect(sign(surface)).to_have_text("Filter: 1 of 1 shown")
    expect(page.locator(".citat .filter-kept")).to_have_text("Shown all the same: 1")
    expect(surface.root.locator(".stripe.chosen")).to_have_count(1)
