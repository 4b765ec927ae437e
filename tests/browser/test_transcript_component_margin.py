"""Names of codes in the margin: whole where there is room, never over each other, all of the path under the pointer."""

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from corpus.study import Study
from tests.browser.coding_study import LONG, code, coding_study
from tests.browser.coding_surface import CodingSurface

QUESTION = "Hun siger, at hun forstod halvdelen."
FIVE = ("code-time", "code-fellowship", "code-more-0", "code-more-1", "code-more-3")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=1)


def apart(surface: CodingSurface, turn: int) -> None:
    """Hold that no name lies over another."""
    boxes = [each.bounding_box() for each in surface.turns.nth(turn).locator(".label").all()]
    edges = sorted((box["y"], box["y"] + box["height"]) for box in boxes if box)
    assert all(above[1] <= below[0] for above, below in pairwise(edges))


def test_five_codes_on_one_short_turn_are_all_named_beside_the_uncoded_one_below(
    surface: CodingSurface, study: Study
) -> None:
    for each in FIVE:
        code(study, QUESTION, each)
    surface.open()
    turn, _ = surface.turn_of(QUESTION)
    names = surface.turns.nth(turn).locator(".label")
    expect(names).to_have_count(5)
    apart(surface, turn)
    names.last.click()
    expect(surface.page.locator(".citat .item.active")).to_have_count(1)
    lanes = {each.evaluate("e => e.style.left") for each in surface.turns.nth(turn).locator(".stripe").all()}
    assert len(lanes) == 5
    below = surface.text_of(turn + 1)[:10]
    surface.drag(below)
    surface.tree_code("Eget bidrag").click()
    expect(surface.turns.nth(turn).locator(".label.more")).to_be_visible()
    surface.press("Control+z")
    expect(names).to_have_count(5)
    expect(surface.turns.nth(turn).locator(".label.more")).to_have_count(0)


def test_a_long_name_takes_two_lines_and_shows_its_whole_path_under_the_pointer(
    surface: CodingSurface, study: Study
) -> None:
    code(study, LONG[:60], "code-time")
    surface.page.set_viewport_size({"width": 700, "height": 900})
    surface.open()
    surface.turns.first.focus()
    surface.press(".", "u")
    name = surface.page.locator(".citat .label")
    words = name.locator(".words")
    assert words.evaluate("each => each.scrollHeight <= each.clientHeight + 1 && each.scrollWidth <= each.clientWidth")
    assert words.evaluate("each => each.clientHeight") > 20
    name.hover()
    assert (
        name.evaluate("each => getComputedStyle(each, '::after').content")
        == '"Barrierer > Tid og ressourcer · uncertain"'
    )
