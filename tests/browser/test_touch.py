"""Coding by finger alone: tap, long press, the bar beside the selection, handles."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect

from corpus.study import Study
from tests.browser.coding_study import COMBINING, LONG, code, coding_study, stored
from tests.browser.coding_surface import CodingSurface
from tests.browser.component_page import HARNESS
from tests.browser.conftest import Serve
from tests.browser.windows import PATIENCE

BROWSER_SELECTS = """([turn, from, to]) => {
  const root = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat")).shadowRoot;
  const node = root.querySelector(`.text[data-turn="${turn}"]`).firstChild;
  document.getSelection().setBaseAndExtent(node, from, node, to);
  document.dispatchEvent(new Event("selectionchange"));
}"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=3)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 820, "height": 1100}, has_touch=True, is_mobile=True)
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def surface(page: Page, serve: Serve, study: Study) -> CodingSurface:
    return CodingSurface(page, serve(HARNESS, folder=study.path.parent))


@pytest.fixture
def finger(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def tap(surface: CodingSurface, words: str) -> None:
    turn, start = surface.turn_of(words)
    x, y = surface.point(turn, start + len(words) // 2)
    surface.page.touchscreen.tap(x, y)
    settled(surface)


def settled(surface: CodingSurface) -> None:
    surface.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def touch(finger: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    at: list[dict[str, Any]] = [{"x": x, "y": y} for x, y in points]
    finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})


def select_as_by_long_press(surface: CodingSurface, words: str) -> None:
    """A tap, then the selection: headless Chromium selects nothing at a long press (tried with dispatchTouchEvent).

    What follows is what a phone's browser tells: a selection of its own making, and `selectionchange`.
    """
    tap(surface, words)
    turn, start = surface.turn_of(words)
    before = surface.text_of(turn)[:start]
    units = len(before.encode("utf-16-le")) // 2
    surface.evaluate(BROWSER_SELECTS, [turn, units, units + len(words.encode("utf-16-le")) // 2])
    settled(surface)


def bar(surface: CodingSurface) -> Locator:
    return surface.page.get_by_role("toolbar", name="The selected text")


def test_a_tap_on_a_coded_passage_shows_its_details_and_beside_it_nothing(surface: CodingSurface, study: Study) -> None:
    code(study, "en fast makker", "code-time")
    code(study, "viste mig", "code-meaning", "Bo")
    surface.open()
    tap(surface, "makker")
    expect(surface.items).to_have_count(1)
    expect(surface.item("Tid og ressourcer")).to_contain_text("en fast makker")
    tap(surface, "viste")
    expect(surface.item("Mening")).to_contain_text("viste mig")
    tap(surface, "Så stod")
    expect(surface.items).to_have_count(0)
    assert surface.evaluate("document.documentElement.style.userSelect") == ""


def test_what_a_long_press_selects_is_coded_from_the_bar(surface: CodingSurface, study: Study) -> None:
    surface.open()
    select_as_by_long_press(surface, "arbejds\u00adtid")
    bar(surface).get_by_role("button", name="Code it").tap()
    expect(bar(surface)).to_be_hidden()
    surface.picker.get_by_role("option").filter(has_text="Tid og ressourcer").tap()
    surface.saved()
    assert stored(study) == [("arbejds\u00adtid", "code-time")]


def test_a_selection_by_finger_grows_as_its_handles_are_dragged_and_is_widened_from_the_bar(
    surface: CodingSurface, study: Study
) -> None:
    surface.open()
    select_as_by_long_press(surface, "stod jeg")
    surface.evaluate(BROWSER_SELECTS, [7, LONG.index("stod"), LONG.index("i gangen") + 8])
    bar(surface).get_by_role("button", name="Sentence").tap()
    surface.tree_code("Mening").tap()
    surface.saved()
    assert stored(study) == [("Så stod jeg lidt i gangen og ventede.", "code-meaning")]
    bar(surface).get_by_role("button", name="Turn").tap()
    surface.tree_code("Tid og ressourcer").tap()
    surface.saved()
    assert (LONG, "code-time") in stored(study)
    bar(surface).get_by_role("button", name="Close").tap()
    expect(bar(surface)).to_be_hidden()


def test_a_tap_on_the_speaker_selects_the_turn(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.turns.nth(4).locator(".speaker").tap()
    expect(bar(surface)).to_be_visible()
    surface.tree_code("Mening").tap()
    surface.saved()
    assert stored(study) == [(COMBINING, "code-meaning")]
    tap(surface, "Forstod du")
    expect(bar(surface)).to_be_hidden()


@pytest.mark.parametrize("words", ["Hvordan var", "før de andre", "mere om uge 3"])
def test_the_bar_never_covers_what_is_selected(surface: CodingSurface, words: str) -> None:
    surface.open()
    select_as_by_long_press(surface, words)
    box = bar(surface).bounding_box()
    turn, start = surface.turn_of(words)
    _, y = surface.page.evaluate("([x, y]) => [x, y]", list(surface.point(turn, start)))
    settled(surface)
    box = bar(surface).bounding_box()
    stage = surface.page.locator(".citat .scroller").bounding_box()
    assert box is not None
    assert stage is not None
    assert box["y"] > y + 14 or box["y"] + box["height"] < y - 14
    assert stage["x"] <= box["x"]
    assert box["x"] + box["width"] <= stage["x"] + stage["width"]


def test_a_bound_is_dragged_by_finger(surface: CodingSurface, study: Study, finger: CDPSession) -> None:
    code(study, "viste mig", "code-time")
    surface.open()
    tap(surface, "viste mig")
    knob = surface.page.locator(".citat .handle.end .knob").bounding_box()
    line = surface.page.locator(".citat .handle.end").bounding_box()
    assert knob is not None
    assert line is not None
    x, y = knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2
    turn, start = surface.turn_of("rundt. Det")
    end_x, end_y = surface.page.evaluate(
        "([x, y]) => [x, y]", list(surface.point(turn, start + len("rundt. ") + len("Det")))
    )
    settled(surface)
    knob = surface.page.locator(".citat .handle.end .knob").bounding_box()
    line = surface.page.locator(".citat .handle.end").bounding_box()
    assert knob is not None
    assert line is not None
    x, y = knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2
    held = (x - line["x"], y - (line["y"] + line["height"] / 2))
    touch(finger, "touchStart", (x, y))
    for part in (0.4, 0.8, 1.0):
        touch(
            finger,
            "touchMove",
            (x + (end_x + held[0] - x) * part, y + (end_y + held[1] - y) * part),
        )
        settled(surface)
    touch(finger, "touchEnd")
    surface.saved()
    assert stored(study) == [("viste mig rundt. Det", "code-time")]
