"""The bounds of a coding moved by its handles and by key: by words, by single characters, cancelled, scrolled to."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from corpus.documents import load_document
from corpus.study import Study
from tests.browser.coding_study import EMOJI, LONG, TITLE, code, coding_study, codings, stored
from tests.browser.coding_surface import POINT, CodingSurface
from tests.studies import document_id


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=8)


def knob(surface: CodingSurface, edge: str) -> Locator:
    return surface.page.locator(f".citat .handle.{edge} .knob")


def grab(surface: CodingSurface, edge: str) -> tuple[float, float]:
    """Press the mouse on a handle; returns how far it is held from the bound."""
    box = knob(surface, edge).bounding_box()
    bar = surface.page.locator(f".citat .handle.{edge}").bounding_box()
    assert box is not None
    assert bar is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    surface.page.mouse.move(x, y)
    surface.page.mouse.down()
    return x - bar["x"], y - (bar["y"] + bar["height"] / 2)


def move(surface: CodingSurface, place: tuple[int, int], held: tuple[float, float]) -> None:
    x, y = surface.page.evaluate(POINT.replace("holder.closest", "0 && holder.closest"), list(place))
    surface.page.mouse.move(x + held[0], y + held[1], steps=4)
    frames(surface)


def frames(surface: CodingSurface) -> None:
    surface.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def drag(surface: CodingSurface, edge: str, place: tuple[int, int]) -> None:
    held = grab(surface, edge)
    move(surface, place, held)
    surface.page.mouse.up()


def after(surface: CodingSurface, words: str) -> tuple[int, int]:
    turn, start = surface.turn_of(words)
    return turn, start + len(words)


def test_both_ends_are_dragged_word_by_word_and_seen_at_once(surface: CodingSurface, study: Study) -> None:
    coding = code(study, "viste mig", "code-time")
    surface.open()
    surface.click_at("viste mig")
    quote = surface.page.locator(".citat .item.active blockquote")
    held = grab(surface, "end")
    turn, end = after(surface, "mig rundt")
    move(surface, (turn, end - 1), held)
    expect(quote).to_have_text("viste mig rundt")
    expect(surface.page.locator(".citat .piece.coded")).to_have_text("viste mig rundt")
    assert stored(study) == [("viste mig", "code-time")]
    move(surface, (turn, end + 1), held)
    expect(quote).to_have_text("viste mig rundt.")
    surface.page.mouse.up()
    surface.saved()
    drag(surface, "start", surface.turn_of("en uge"))
    surface.saved()
    assert stored(study) == [("en uge, før nogen viste mig rundt.", "code-time")]
    assert [each.id for each in codings(study)] == [coding]
    surface.press("Control+z", "Control+z")
    surface.saved()
    assert stored(study) == [("viste mig", "code-time")]


def test_with_alt_a_bound_stops_within_a_word_and_never_within_a_sign(surface: CodingSurface, study: Study) -> None:
    code(study, "kokken", "code-time")
    surface.open()
    surface.click_at("kokken")
    held = grab(surface, "end")
    surface.page.keyboard.down("Alt")
    turn, at = surface.turn_of("👩🏽‍🍳")
    seen = set()
    for offset in (at, at + 4, at + 6, at + 8):
        move(surface, (turn, offset), held)
        seen.add(surface.page.locator(".citat .item.active blockquote").inner_text())
    assert seen <= {"kokken", "kokken 👩🏽‍🍳", "kokken 👩🏽‍🍳 g", "kokken 👩🏽‍🍳 gav"}
    move(surface, (turn, at + 7), held)
    surface.page.mouse.up()
    surface.page.keyboard.up("Alt")
    surface.saved()
    assert stored(study) == [("kokken 👩🏽‍🍳 ga", "code-time")]


def test_escape_leaves_the_bounds_as_they_were(surface: CodingSurface, study: Study) -> None:
    code(study, "viste mig", "code-time")
    surface.open()
    surface.click_at("viste mig")
    held = grab(surface, "start")
    move(surface, surface.turn_of("en uge"), held)
    expect(surface.page.locator(".citat .piece.coded")).to_have_text("en uge, før nogen viste mig")
    surface.press("Escape")
    expect(surface.page.locator(".citat .piece.coded")).to_have_text("viste mig")
    surface.page.mouse.up()
    surface.saved()
    assert stored(study) == [("viste mig", "code-time")]
    expect(knob(surface, "start")).to_be_visible()


def test_a_passage_over_turns_has_a_handle_at_each_end_and_a_drag_scrolls_to_what_is_out_of_sight(
    surface: CodingSurface, study: Study
) -> None:
    code(study, EMOJI[EMOJI.index("kokken") :] + "\nForstod du", "code-time")
    surface.open()
    surface.click_at("kokken")
    expect(surface.page.locator(".citat .turn[data-turn='1'] .handle.start")).to_have_count(1)
    expect(surface.page.locator(".citat .turn[data-turn='2'] .handle.end")).to_have_count(1)
    held = grab(surface, "end")
    box = surface.page.locator(".citat .scroller").bounding_box()
    assert box is not None
    surface.page.mouse.move(box["x"] + 300, box["y"] + box["height"] - 4, steps=3)
    surface.page.wait_for_function(
        """() => [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat"))
        .shadowRoot.querySelector(".scroller").scrollTop > 700"""
    )
    surface.page.mouse.move(box["x"] + 300, box["y"] + box["height"] / 2, steps=3)
    frames(surface)
    turn = int(surface.page.locator(".citat .handle.end").evaluate("each => each.closest('.turn').dataset.turn"))
    assert turn > 7
    words = surface.text_of(turn).split()
    place = (turn, surface.text_of(turn).index(words[2]) + len(words[2]))
    move(surface, place, held)
    surface.page.mouse.up()
    surface.saved()
    ((stretch, _),) = stored(study)
    assert stretch.startswith("kokken")
    assert stretch.endswith(" ".join(words[:3]))


def test_the_end_off_screen_has_its_handle_when_it_is_scrolled_to(surface: CodingSurface, study: Study) -> None:
    text = text_of(study)
    code(study, text[text.index("Jeg kom der") : text.index("uge 8 skete") + 11], "code-time")
    surface.open()
    surface.click_at("Jeg kom der")
    expect(knob(surface, "start")).to_be_visible()
    surface.turns.nth(24).scroll_into_view_if_needed()
    expect(knob(surface, "end")).to_be_visible()
    drag(surface, "end", after(surface, "I uge 8"))
    surface.saved()
    assert stored(study)[0][0].endswith("I uge 8")


def text_of(study: Study) -> str:
    return load_document(study, document_id(study, TITLE)).text


def test_only_own_codings_have_handles(surface: CodingSurface, study: Study) -> None:
    code(study, "viste mig", "code-time", "Bo")
    code(study, "en fast makker", "code-time")
    surface.open()
    surface.click_at("makker")
    expect(knob(surface, "end")).to_be_visible()
    surface.click_at("viste mig")
    expect(knob(surface, "end")).to_have_count(0)
    surface.drag("Så stod jeg")
    expect(knob(surface, "end")).to_have_count(0)


def test_a_bound_dragged_past_the_other_leaves_a_word(surface: CodingSurface, study: Study) -> None:
    code(study, "viste mig", "code-time")
    surface.open()
    surface.click_at("viste mig")
    drag(surface, "end", surface.turn_of("Jeg kom"))
    surface.saved()
    assert stored(study) == [("viste", "code-time")]


def test_by_key_bounds_move_by_words_and_by_signs(surface: CodingSurface, study: Study) -> None:
    code(study, "kokken", "code-time")
    surface.open()
    surface.click_at("kokken")
    surface.press("e", *["Control+Shift+ArrowRight"] * 2, *["Control+Alt+Shift+ArrowLeft"] * 2, "Enter")
    surface.saved()
    assert stored(study) == [("og kokken 👩🏽‍🍳 g", "code-time")]
    surface.press("e", *["Control+Shift+ArrowLeft"] * 2, "Control+Alt+Shift+ArrowRight", "Shift+ArrowRight", "Enter")
    surface.saved()
    assert stored(study) == [("g kokken 👩🏽‍🍳 gav", "code-time")]
    surface.press("e", "Control+Shift+ArrowLeft", "Escape")
    surface.saved()
    assert stored(study) == [("g kokken 👩🏽‍🍳 gav", "code-time")]


def test_a_selection_is_fitted_by_key_to_a_single_sign_before_it_is_coded(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.click_at("forklæde", 2)
    surface.press("Control+Shift+ArrowRight", "c", "Enter")
    surface.saved()
    assert [words for words, _ in stored(study)] == ["forklæde 🇩🇰"]


def test_the_handles_follow_the_text_when_the_window_is_made_narrow(surface: CodingSurface, study: Study) -> None:
    code(study, LONG, "code-time")
    surface.open()
    surface.click_at("viste mig")
    expect(knob(surface, "end")).to_be_visible()
    surface.page.set_viewport_size({"width": 700, "height": 900})
    frames(surface)
    frames(surface)
    x, y = surface.point(*after(surface, "to gange."))
    bar = surface.page.locator(".citat .handle.end").bounding_box()
    assert bar is not None
    assert abs(bar["x"] - x) < 2
    assert abs(bar["y"] + bar["height"] / 2 - y) < 4
