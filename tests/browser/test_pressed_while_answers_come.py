"""The server answers while a button of the mouse is down: what is pressed or dragged over stays until it is let go."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from coding.codebook_store import load_codebook
from corpus.study import Study
from tests.browser.coding_study import code, coding_study, stored
from tests.browser.coding_surface import POINT, CodingSurface

ANSWERED = """() => globalThis.citatTranscript.promise.then((engine) =>
  [...engine.coders.values()].some(({press, outbox}) => press.waiting.length || !outbox.operations.length))"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=3)


@contextmanager
def answered_meanwhile(surface: CodingSurface, *keys: str) -> Iterator[None]:
    """The keys are pressed, and the server's answer comes after what is done here, while a button is down."""
    with surface.server.silent():
        surface.press(*keys)
        surface.painted()
        yield
    surface.page.wait_for_function(ANSWERED)


def press_down(surface: CodingSurface, target: Locator) -> None:
    box = target.bounding_box()
    assert box is not None
    surface.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    surface.page.mouse.down()


def test_a_drag_begun_before_the_answer_takes_the_words_it_went_over(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.click_at("makker", 2)
    words = "forklarede tingene to gange"
    turn, start = surface.turn_of(words)
    with answered_meanwhile(surface, "v"):
        surface.page.mouse.move(*surface.point(turn, start))
        surface.page.mouse.down()
        surface.page.mouse.move(*surface.page.evaluate(POINT, [turn, start + 10]), steps=3)
    surface.page.mouse.move(*surface.page.evaluate(POINT, [turn, start + len(words)]), steps=3)
    surface.page.mouse.up()
    surface.saved()
    surface.press("v")
    surface.saved()
    assert sorted(quote for quote, _ in stored(study)) == [words, "makker"]


def test_buttons_codes_and_stripes_pressed_before_the_answer_are_clicked(surface: CodingSurface, study: Study) -> None:
    code(study, "en fast makker", "code-time")
    surface.open()
    surface.click_at("Papirerne", 2)
    with answered_meanwhile(surface, "v"):
        press_down(surface, surface.page.locator(".citat .stripe").first)
    surface.page.mouse.up()
    expect(surface.items).to_have_count(1)
    expect(surface.items.locator("blockquote")).to_have_text("en fast makker")
    surface.saved()
    surface.click_at("ventede", 2)
    with answered_meanwhile(surface, "v"):
        press_down(surface, surface.item("ventede").get_by_role("button", name="Remove"))
    surface.page.mouse.up()
    expect(surface.item("ventede")).to_have_count(0)
    surface.saved()
    surface.click_at("tingene", 2)
    with answered_meanwhile(surface, "v"):
        press_down(surface, surface.tree_code("Sprog og kompetencer"))
    surface.page.mouse.up()
    expect(surface.item("Sprog og kompetencer")).to_have_count(1)
    surface.saved()
    assert ("en fast makker", "code-time") in stored(study)
    names = {each.id: each.name for each in load_codebook(study).codes}
    found = sorted((quote, names[each]) for quote, each in stored(study) if each != "code-time")
    assert found == [("Papirerne", "Papirerne"), ("tingene", "Sprog og kompetencer"), ("tingene", "tingene")]
