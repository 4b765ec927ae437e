"""The same code again, seen on the page: one coding over all, shown at once, undone as one."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from corpus.study import Study
from tests.browser.coding_study import LONG, code, coding_study, codings, stored
from tests.browser.coding_surface import CodingSurface


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=1)


def test_by_mouse_a_coding_grows_into_its_neighbours_and_undo_parts_them(surface: CodingSurface, study: Study) -> None:
    first, last = code(study, "Så stod jeg", "code-time"), code(study, "gangen og ventede", "code-time")
    code(study, "lidt i", "code-time", "Bo")
    surface.open()
    surface.drag("lidt i")
    surface.tree_code("Tid og ressourcer").click()
    said = "Joined with what was coded beside it: Barrierer > Tid og ressourcer"
    expect(surface.page.get_by_role("status").filter(has_text=said)).to_have_count(1)
    together = "Så stod jeg lidt i gangen og ventede"
    expect(surface.page.locator(".citat .item.active blockquote")).to_have_text(together)
    surface.saved()
    assert stored(study) == [(together, "code-time"), ("lidt i", "code-time")]
    assert first in {each.id for each in codings(study)}
    surface.page.get_by_role("button", name="Undo").click()
    surface.saved()
    assert {first, last} < {each.id for each in codings(study)}


def test_by_key_what_is_coded_already_is_said_and_made_active(surface: CodingSurface, study: Study) -> None:
    code(study, "Det var ikke ond vilje", "code-time")
    code(study, LONG, "code-time")
    surface.open()
    surface.click_at("makker", 2)
    surface.press("c")
    surface.page.keyboard.type("tid og")
    expect(surface.picker.get_by_role("option").first).to_contain_text("applied here")
    surface.press("Enter")
    expect(surface.page.locator(".citat .facts").first).to_have_text(
        "Already coded here: Barrierer > Tid og ressourcer"
    )
    expect(surface.page.locator(".citat .item.active blockquote")).to_have_text(LONG)
    expect(surface.notice).to_be_hidden()
    surface.press("Control+z")
    surface.saved()
    assert stored(study) == [("Det var ikke ond vilje", "code-time")]


def test_moving_bounds_by_key_onto_a_neighbour_joins(surface: CodingSurface, study: Study) -> None:
    older = code(study, "en fast", "code-time")
    code(study, "forklarede", "code-time")
    surface.open()
    surface.click_at("forklarede")
    surface.press("e", *["Alt+Shift+ArrowLeft"] * 4, "Enter")
    surface.saved()
    assert [(each.id, words) for each, (words, _) in zip(codings(study), stored(study), strict=True)] == [
        (older, "en fast makker, og hun forklarede")
    ]
    expect(surface.page.locator(".citat .stripe")).to_have_count(1)
