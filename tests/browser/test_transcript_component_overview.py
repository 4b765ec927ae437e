"""The whole interview at a glance beside the transcript, and how densely the transcript is set."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from corpus.study import Study
from tests.browser.coding_study import code, coding_study, place, suggest
from tests.browser.coding_surface import CodingSurface

LAST = "Kan du sige mere om uge 9?"

# The colours of the pixels of the overview that lie at a share of its height, from left to right.
ROW = """
(share) => {
  const root = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat")).shadowRoot;
  const canvas = root.querySelector(".minimap canvas.marks");
  const row = canvas.getContext("2d").getImageData(0, Math.floor(share * canvas.height), canvas.width, 1).data;
  return Array.from({length: canvas.width}, (_, x) => [...row.slice(4 * x, 4 * x + 4)].join());
}
"""
VISIBLE = """
(turn) => {
  const root = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat")).shadowRoot;
  const frame = root.querySelector(".scroller").getBoundingClientRect();
  const box = root.querySelector(`.text[data-turn="${turn}"]`).getBoundingClientRect();
  return box.bottom > frame.top && box.top < frame.bottom;
}
"""
TOP_OF = """
(turn) => {
  const root = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat")).shadowRoot;
  const frame = root.querySelector(".scroller").getBoundingClientRect();
  return root.querySelector(`.text[data-turn="${turn}"]`).getBoundingClientRect().top - frame.top;
}
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=12)


def share(study: Study, words: str) -> float:
    """Where the middle of these words lies in the whole interview, from 0 to 1."""
    start, end = place(study, words)
    length = place(study, "uge 12 skete der dette.")[1] + 270
    return (start + end) / 2 / length


def test_a_coding_is_drawn_at_its_place_and_gone_when_it_is_undone(surface: CodingSurface, study: Study) -> None:
    code(study, LAST, "code-time")
    surface.open()
    at = share(study, LAST)
    surface.page.wait_for_function(f"(at) => new Set(({ROW})(at)).size > 1", arg=at)
    coded = surface.evaluate(ROW, at)
    assert len(set(surface.evaluate(ROW, at - 0.1))) == 1, "nothing is coded a tenth of the interview above"
    surface.turns.first.focus()
    surface.press(".", "Delete")
    surface.page.wait_for_function(f"([at, before]) => ({ROW})(at).join() !== before", arg=[at, ",".join(coded)])
    assert len(set(surface.evaluate(ROW, at))) == 1


def test_a_click_and_a_drag_go_there_and_the_window_says_where_one_is(surface: CodingSurface, study: Study) -> None:
    surface.open()
    turn, _ = surface.turn_of(LAST)
    assert not surface.evaluate(VISIBLE, turn)
    minimap = surface.page.locator(".citat .minimap")
    box = minimap.bounding_box()
    assert box is not None
    surface.page.mouse.click(box["x"] + 10, box["y"] + share(study, LAST) * box["height"])
    assert surface.evaluate(VISIBLE, turn)
    window = surface.page.locator(".citat .minimap-window")

    def middle() -> float:
        seen = window.bounding_box()
        assert seen is not None and box is not None
        return (seen["y"] + seen["height"] / 2 - box["y"]) / box["height"]

    surface.page.wait_for_timeout(100)
    assert abs(middle() - share(study, LAST)) < 0.06
    surface.page.mouse.down()
    surface.page.mouse.move(box["x"] + 10, box["y"] + 3, steps=4)
    surface.page.mouse.up()
    assert surface.evaluate(VISIBLE, 0)
    surface.page.wait_for_timeout(100)
    assert middle() < 0.2


def test_the_pointer_is_told_who_speaks_and_what_is_coded_there(surface: CodingSurface, study: Study) -> None:
    code(study, LAST, "code-time")
    suggest(study, LAST, "code-fellowship")
    surface.open()
    box = surface.page.locator(".citat .minimap").bounding_box()
    assert box is not None
    surface.page.mouse.move(box["x"] + 10, box["y"] + share(study, LAST) * box["height"])
    tip = surface.page.locator(".citat .minimap-tip")
    expect(tip).to_contain_text("Interviewer")
    expect(tip).to_contain_text("Barrierer > Tid og ressourcer")
    expect(tip).to_contain_text("Suggestion: Mening > Fællesskab")
    surface.page.mouse.move(box["x"] - 300, box["y"] + 100)
    expect(tip).to_be_hidden()


def test_the_overview_gives_way_in_a_narrow_window_and_is_not_read_aloud(surface: CodingSurface) -> None:
    surface.open()
    expect(surface.page.locator(".citat .minimap")).to_have_attribute("aria-hidden", "true")
    surface.page.set_viewport_size({"width": 480, "height": 800})
    expect(surface.page.locator(".citat .minimap")).to_be_hidden()


def test_hits_of_a_search_lie_over_the_overview_while_it_is_open(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.turns.first.focus()
    surface.press("Control+f")
    surface.page.keyboard.type(LAST)
    at = share(study, LAST)
    surface.page.wait_for_function(f"(at) => ({ROW})(at).includes('245,158,11,255')", arg=at)
    assert "245,158,11,255" not in surface.evaluate(ROW, at - 0.1)
    surface.press("Escape")
    surface.page.wait_for_function(f"(at) => !({ROW})(at).includes('245,158,11,255')", arg=at)


def test_the_density_is_chosen_by_key_keeps_the_place_and_is_remembered(surface: CodingSurface, study: Study) -> None:
    code(study, LAST, "code-time")
    surface.open()
    surface.turns.first.focus()
    surface.press(".")
    turn, _ = surface.turn_of(LAST)
    expect(surface.turns.nth(turn).locator(".label")).to_be_visible()
    before = surface.evaluate(TOP_OF, turn)
    size = surface.page.locator(".citat .text").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    surface.press("Shift+D", "ArrowDown", "ArrowDown", "Enter")
    expect(surface.root).to_have_attribute("data-density", "dense")
    surface.page.wait_for_timeout(150)
    assert abs(surface.evaluate(TOP_OF, turn) - before) < 250
    assert surface.evaluate(VISIBLE, turn)
    stripe, words = (surface.turns.nth(turn).locator(each).bounding_box() for each in (".stripe", ".piece"))
    assert stripe is not None and words is not None
    assert abs(stripe["y"] - words["y"]) < 3, "the margin is drawn anew"
    now = surface.page.locator(".citat .text").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    assert now < size
    surface.press("ArrowDown", "Enter", "Escape")
    expect(surface.turns.nth(turn).locator(".label")).to_be_hidden()
    expect(surface.turns.nth(turn).locator(".stripe")).to_be_visible()
    surface.page.reload()
    surface.ready()
    expect(surface.root).to_have_attribute("data-density", "dense")
    expect(surface.root).to_have_attribute("data-names", "off")
