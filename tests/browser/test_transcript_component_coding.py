"""Coding with the mouse: what is selected is what is stored, and everything done can be seen, changed and undone."""

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from corpus.study import Study
from tests.browser.coding_study import (
    COMBINING,
    EMOJI,
    LONG,
    MARKUP,
    code,
    coding_study,
    codings,
    place,
    stored,
    suggest,
)
from tests.browser.coding_surface import CodingSurface


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=3)


def test_a_dragged_passage_is_coded_from_the_tree_and_from_the_picker(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.drag("før de andre mødte ind")
    surface.tree_code("Tid og ressourcer").click()
    expect(surface.item("Tid og ressourcer")).to_contain_text("før de andre mødte ind")
    surface.saved()
    assert stored(study) == [("før de andre mødte ind", "code-time")]
    surface.drag("en fast makker")
    surface.press("c")
    expect(surface.picker).to_be_visible()
    surface.page.keyboard.type("fælles")
    surface.press("Enter")
    surface.saved()
    assert ("en fast makker", "code-fellowship") in stored(study)


@pytest.mark.parametrize(
    "words", ["🎉 til mig", "kokken 👩🏽‍🍳 gav", "forklæde 🇩🇰", "cafe\u0301en efter arbejds\u00adtid", "råbte de"]
)
def test_what_is_stored_is_what_was_selected(surface: CodingSurface, study: Study, words: str) -> None:
    surface.open()
    surface.drag(words)
    surface.tree_code("Mening").click()
    surface.saved()
    assert stored(study) == [(words, "code-meaning")]
    assert place(study, words) == (codings(study)[0].start, codings(study)[0].end)


def test_a_passage_over_several_turns(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.drag("kokken", until="Hun siger")
    surface.tree_code("Mening").click()
    surface.saved()
    ((words, _),) = stored(study)
    assert words == EMOJI[EMOJI.index("kokken") :] + "\nForstod du, hvad de sagde?\nHun siger"


def test_a_drag_past_the_end_of_the_component_takes_no_text_out_of_sight(surface: CodingSurface, study: Study) -> None:
    surface.open()
    page = surface.page
    x, y = surface.point(*surface.turn_of("Forstod du"))
    page.mouse.move(x, y)
    page.mouse.down()
    box = surface.root.bounding_box()
    assert box is not None
    bottom = box["y"] + box["height"]
    page.mouse.move(x + 200, bottom - 40, steps=4)
    page.mouse.move(x + 200, bottom + 12, steps=4)
    page.mouse.up()
    surface.tree_code("Mening").click()
    surface.saved()
    ((words, _),) = stored(study)
    assert words.startswith("Forstod du")
    assert len(words) < len(surface.evaluate(ALL_TEXT)) * 0.8
    assert page.evaluate("document.documentElement.style.userSelect") == ""


ALL_TEXT = """() => [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat"))
  .shadowRoot.querySelector(".turns").textContent"""


@pytest.mark.parametrize(
    ("clicks", "selected"),
    [(2, "ventede"), (3, "Så stod jeg lidt i gangen og ventede."), (4, LONG)],
)
def test_clicks_select_a_word_a_sentence_a_turn(
    surface: CodingSurface, study: Study, clicks: int, selected: str
) -> None:
    surface.open()
    surface.click_at("ventede", clicks)
    surface.tree_code("Mening").click()
    surface.saved()
    assert stored(study) == [(selected, "code-meaning")]


def test_a_click_on_the_speaker_selects_the_whole_turn(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.drag("Forstod du")
    surface.turns.nth(4).locator(".speaker").click()
    surface.tree_code("Mening").click()
    surface.saved()
    assert stored(study) == [(COMBINING, "code-meaning")]


def test_overlapping_codings_each_have_a_lane_and_all_show_in_full(surface: CodingSurface, study: Study) -> None:
    overlapping = {
        "code-time": "Der gik en uge, før nogen viste mig rundt.",
        "code-barriers": "en uge, før nogen viste mig rundt. Det var ikke ond vilje",
        "code-meaning": "nogen viste mig",
        "code-fellowship": "før nogen viste mig rundt",
        "code-language": LONG,
    }
    for code_id, words in overlapping.items():
        code(study, words, code_id, "Bo" if code_id == "code-meaning" else "Anna")
    surface.open()
    stripes = surface.page.locator(".citat .turn").filter(has_text="Jeg kom der").first.locator(".stripe")
    expect(stripes).to_have_count(5)
    assert len({each.bounding_box()["x"] for each in stripes.all()}) == 5  # type: ignore[index]
    surface.click_at("viste")
    expect(surface.items).to_have_count(5)
    quotes = {each.locator("blockquote").inner_text() for each in surface.items.all()}
    assert quotes == set(overlapping.values())
    # What another coder has coded can be compared, not changed.
    expect(surface.item("Mening").filter(has_text="Bo").locator("button")).to_have_text(["Other passages of this code"])


def test_labels_in_the_margin_never_lie_over_text_or_each_other(surface: CodingSurface, study: Study) -> None:
    for n, code_id in enumerate(("code-time", "code-barriers", "code-meaning", "code-language", "code-fellowship")):
        code(study, LONG[n:40], code_id)
        code(study, COMBINING[n:20], code_id)
    surface.open()
    expect(surface.page.locator(".citat .label").first).to_be_visible()
    for turn in (4, 7):
        boxes = [each.bounding_box() for each in surface.turns.nth(turn).locator(".label").all()]
        text = surface.turns.nth(turn).locator(".text").bounding_box()
        assert text is not None
        assert all(box is not None and box["x"] >= text["x"] + text["width"] for box in boxes)
        tops = sorted(box["y"] for box in boxes if box is not None)
        assert all(later - earlier >= 16 for earlier, later in pairwise(tops))


def test_a_coding_is_changed_noted_and_removed(surface: CodingSurface, study: Study) -> None:
    code(study, "en fast makker", "code-time")
    surface.open()
    surface.click_at("makker")
    surface.items.get_by_role("textbox", name="Memo").fill("Spørg igen til makkeren.")
    surface.press("Control+Enter")
    surface.saved()
    assert [each.memo for each in codings(study)] == ["Spørg igen til makkeren."]
    surface.items.get_by_role("button", name="Change code").click()
    surface.page.keyboard.type("mening")
    surface.press("Enter")
    surface.saved()
    assert [(each.code_id, each.memo) for each in codings(study)] == [("code-meaning", "Spørg igen til makkeren.")]
    surface.items.get_by_role("button", name="Remove").click()
    expect(surface.page.locator(".citat .piece")).to_have_count(0)
    surface.saved()
    assert stored(study) == []


def test_a_coding_is_starred_and_doubted_in_the_panel(surface: CodingSurface, study: Study) -> None:
    code(study, "en fast makker", "code-time")
    surface.open()
    surface.click_at("makker")
    star = surface.items.get_by_role("button", name="Star")
    doubt = surface.items.get_by_role("button", name="Uncertain")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    doubt.click()
    expect(surface.items).to_contain_text("★ starred · uncertain")
    expect(surface.page.locator(".citat .label")).to_have_text("★ Tid og ressourcer · uncertain")
    expect(surface.page.locator(".citat .piece")).to_have_attribute("data-signs", "★≈")
    expect(surface.turns.nth(7)).to_contain_text("Codes: Barrierer > Tid og ressourcer (starred, uncertain)")
    surface.saved()
    assert [(each.starred, each.certainty) for each in codings(study)] == [(True, "uncertain")]
    star.click()
    doubt.click()
    expect(surface.page.locator(".citat .label")).to_have_text("Tid og ressourcer")
    surface.saved()
    assert [(each.starred, each.certainty) for each in codings(study)] == [(False, "certain")]


def test_the_sign_of_a_star_moves_no_word(surface: CodingSurface, study: Study) -> None:
    code(study, "viste mig rundt", "code-time")
    surface.open()
    before = surface.point(*surface.turn_of("Bagefter blev"))
    surface.click_at("viste")
    surface.items.get_by_role("button", name="Star").click()
    expect(surface.page.locator(".citat .piece[data-signs]")).to_have_count(1)
    surface.saved()
    assert surface.point(*surface.turn_of("Bagefter blev")) == before
    surface.drag("før nogen viste mig rundt. Det")
    surface.tree_code("Mening").click()
    surface.saved()
    assert ("før nogen viste mig rundt. Det", "code-meaning") in stored(study)


def test_several_codes_are_picked_by_mouse_while_control_is_held(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.drag("en fast makker")
    surface.press("c")
    options = surface.picker.get_by_role("option")
    options.filter(has_text="Tid og ressourcer").click(modifiers=["Control"])
    options.filter(has_text="Fællesskab").click()
    expect(surface.picker).to_have_count(0)
    surface.saved()
    assert sorted(stored(study)) == [("en fast makker", "code-fellowship"), ("en fast makker", "code-time")]


def test_undo_and_redo_are_seen_and_stored(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.drag("en fast makker")
    surface.tree_code("Mening").click()
    surface.tree_code("Fællesskab").click()
    surface.saved()
    pieces = surface.page.locator(".citat .stripe")
    expect(pieces).to_have_count(2)
    surface.page.get_by_role("button", name="Undo").click()
    surface.page.get_by_role("button", name="Undo").click()
    expect(pieces).to_have_count(0)
    surface.saved()
    assert stored(study) == []
    surface.page.get_by_role("button", name="Redo").click()
    expect(pieces).to_have_count(1)
    surface.saved()
    assert stored(study) == [("en fast makker", "code-meaning")]


def test_an_act_of_an_earlier_visit_is_undone_too(surface: CodingSurface, study: Study) -> None:
    code(study, "en fast makker", "code-time")
    surface.open()
    surface.page.get_by_role("button", name="Undo").click()
    surface.saved()
    expect(surface.page.locator(".citat .piece")).to_have_count(0)
    assert stored(study) == []


def test_suggestions_are_accepted_changed_and_rejected(surface: CodingSurface, study: Study) -> None:
    for words in ("mødte ind", "viste mig rundt", "en fast makker"):
        suggest(study, words, "code-fellowship")
    surface.open()
    expect(surface.page.locator(".citat .stripe.suggested")).to_have_count(3)
    surface.click_at("mødte ind")
    expect(surface.items).to_contain_text("score 71 of 100")
    surface.items.get_by_role("button", name="Accept", exact=True).click()
    surface.click_at("viste mig rundt")
    surface.items.get_by_role("button", name="Accept with another code").click()
    surface.page.keyboard.type("tid og")
    surface.press("Enter")
    surface.click_at("en fast makker")
    surface.items.get_by_role("button", name="Reject").click()
    surface.saved()
    assert stored(study) == [("mødte ind", "code-fellowship"), ("viste mig rundt", "code-time")]
    assert {each.origin for each in codings(study)} == {"accepted"}
    expect(surface.page.locator(".citat .stripe.suggested")).to_have_count(0)


def test_markup_in_a_transcript_is_text(surface: CodingSurface, study: Study) -> None:
    surface.open()
    expect(surface.page.get_by_text(MARKUP, exact=True)).to_be_visible()
    surface.drag(MARKUP)
    surface.tree_code("Mening").click()
    surface.saved()
    assert stored(study) == [(MARKUP, "code-meaning")]
    expect(surface.items.locator("blockquote")).to_have_text(MARKUP)
    assert surface.page.evaluate("window.hacked") is None


def test_another_document_of_the_same_page_comes_whole(surface: CodingSurface, study: Study) -> None:
    surface.open()
    (study.path.parent / "switches.json").write_text('{"title": "Borger 2"}', encoding="utf-8")
    surface.page.reload()
    surface.ready()
    expect(surface.turns).to_have_count(2)
    surface.drag("en fast makker")
    surface.tree_code("Mening").click()
    surface.saved()
    assert stored(study, "Borger 2") == [("en fast makker", "code-meaning")]


def test_the_first_drag_selects_though_the_focus_lay_on_something_else(surface: CodingSurface, study: Study) -> None:
    surface.open()
    surface.evaluate(
        "() => { const link = document.createElement('button'); document.body.prepend(link); link.focus(); }"
    )
    surface.drag("en fast makker")
    surface.tree_code("Mening").click()
    surface.saved()
    assert stored(study) == [("en fast makker", "code-meaning")]
