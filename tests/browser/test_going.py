"""Going from place to place in the transcript, by key and by the Go menu."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from coding.operations import apply_operations
from corpus.coders import ensure_coder
from corpus.study import Study
from tests.browser.coding_study import COMBINING, EMOJI, LONG, MARKUP, TITLE, code, coding_study, stored
from tests.browser.coding_surface import CodingSurface
from tests.studies import document_id

PAPERS = "Papirerne tager en time.\nDen time mangler vi."
SELECTED = """() => [...(CSS.highlights.get("citat-selected") ?? [])].map((range) => range.toString()).join()"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=0)


def change(study: Study, **operation: object) -> None:
    sent = [{"cid": f"change-{operation['op']}-{operation['coding']}"[:60], **operation}]
    answer = apply_operations(study, ensure_coder(study, "Anna").id, document_id(study, TITLE), sent)
    assert not answer.refused


def says(surface: CodingSurface, words: str) -> None:
    expect(surface.page.get_by_role("status").filter(has_text=words)).to_have_count(1)


def test_uncoded_stretches_are_gone_through_and_coded_until_none_is_left(surface: CodingSurface, study: Study) -> None:
    first, second, third, fourth, fifth = (f"{each}." for each in LONG.rstrip(".").split(". "))
    code(study, second, "code-time")
    code(study, EMOJI, "code-meaning", "Bo")
    surface.open()
    surface.turns.first.locator(".text").click()
    for words in (EMOJI, COMBINING, MARKUP, first, f"{third} {fourth} {fifth}"):
        surface.press("w")
        assert surface.evaluate(SELECTED) == words
        says(surface, words)
    surface.press("Shift+W")
    assert surface.evaluate(SELECTED) == first
    surface.press("w", "w")
    assert surface.evaluate(SELECTED) == PAPERS
    surface.press("w")
    assert surface.evaluate(SELECTED) == EMOJI, "after the last comes the first"
    for name in ("fællesskab", "styrker", "værdi", "midlertidighed", "sprog", "eget bidrag"):
        surface.press("c")
        surface.page.keyboard.type(name)
        surface.press("Enter", "w")
    says(surface, "You have coded in everything that informants say here.")
    surface.saved()
    before = {(second, "code-time"), (EMOJI, "code-meaning")}
    assert [each[0] for each in stored(study) if each not in before] == [
        EMOJI,
        COMBINING,
        MARKUP,
        first,
        f"{third} {fourth} {fifth}",
        PAPERS,
    ]


def test_memos_and_signs_are_gone_to_and_where_there_is_none_that_is_said(surface: CodingSurface, study: Study) -> None:
    plain = code(study, "viste mig", "code-time")
    surface.open()
    surface.turns.first.locator(".text").click()
    surface.press("i")
    says(surface, "No coding here has a memo.")
    expect(surface.page.locator(".citat .facts").first).to_have_text("No coding here has a memo.")
    surface.press("l")
    says(surface, "Nothing here is starred or uncertain.")
    surface.press(".")
    expect(surface.page.locator(".citat .facts").first).to_have_text("Codings: 1 · Suggestions: 0")
    noted, starred, doubted = (code(study, words, "code-time") for words in ("råbte", "kaffe", "skrev"))
    change(study, op="memo", coding=noted, text="Hør igen.")
    change(study, op="star", coding=starred, starred=True)
    change(study, op="certainty", coding=doubted, certainty="uncertain")
    surface.page.get_by_role("button", name="Run again").click()
    expect(surface.page.locator(".citat .label")).to_have_count(4)
    surface.turns.first.locator(".text").click()
    active = surface.page.locator(".citat .item.active")
    for keys, coding in (
        ("i", noted),
        ("i", noted),
        ("l", starred),
        ("l", doubted),
        ("l", starred),
        ("Shift+L", doubted),
    ):
        surface.press(keys)
        expect(active).to_have_attribute("data-id", coding)
    surface.press(".")
    expect(active).to_have_attribute("data-id", plain)


def test_a_turn_is_gone_to_by_its_number(surface: CodingSurface) -> None:
    surface.open()
    surface.turns.first.locator(".text").click()
    surface.press("g")
    surface.page.keyboard.type("99")
    surface.press("Enter")
    says(surface, "There is no such turn; the last one is number 9.")
    surface.page.keyboard.type("8")
    surface.press("Enter")
    expect(surface.turns.nth(7)).to_be_focused()
    expect(surface.page.locator(".menu.go")).to_be_hidden()
    surface.press("g", "Escape")
    expect(surface.turns.nth(7)).to_be_focused()


def test_the_go_menu_does_the_same_by_mouse_and_stays_open(surface: CodingSurface, study: Study) -> None:
    code(study, "viste mig", "code-time")
    surface.open()
    surface.page.get_by_role("button", name="Go", exact=False).first.click()
    menu = surface.page.get_by_role("dialog", name="Go to …")
    menu.get_by_role("button", name="Not coded by you: next").click()
    assert surface.evaluate(SELECTED) == EMOJI
    menu.get_by_role("button", name="Not coded by you: next").click()
    assert surface.evaluate(SELECTED) == COMBINING
    menu.get_by_role("button", name="Not coded by you: previous").click()
    assert surface.evaluate(SELECTED) == EMOJI
    menu.get_by_role("button", name="Coding: next").click()
    expect(surface.page.locator(".citat .item.active")).to_contain_text("viste mig")
    menu.get_by_role("textbox", name="Turn number").fill("3")
    menu.get_by_role("textbox", name="Turn number").press("Enter")
    expect(menu).to_be_hidden()
    expect(surface.turns.nth(2)).to_be_focused()
    surface.page.locator(".citat .go-button").click()
    expect(menu).to_be_visible()
    surface.turns.nth(4).locator(".text").click()
    expect(menu).to_be_hidden()


def test_the_go_menu_by_keyboard_closes_after_one_step_and_the_hand_is_in_the_text(surface: CodingSurface) -> None:
    surface.open()
    surface.page.locator(".citat .go-button").focus()
    surface.press("Enter")
    menu = surface.page.get_by_role("dialog", name="Go to …")
    expect(menu.get_by_role("button", name="Turn: previous")).to_be_focused()
    menu.get_by_role("button", name="Not coded by you: next").focus()
    surface.press("Enter")
    expect(menu).to_be_hidden()
    assert surface.evaluate(SELECTED) == EMOJI
    expect(surface.turns.nth(1)).to_be_focused()
    surface.press("g", "Escape")
    expect(menu).to_be_hidden()
