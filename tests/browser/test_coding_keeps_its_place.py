"""Scroll, selection, focus and what is being typed survive every run of the page, whoever asked for it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from corpus.study import Study
from tests.browser.app_pages import serve_study
from tests.browser.coding_page import CodingPage
from tests.browser.coding_study import code, coding_study
from tests.browser.conftest import Serve

PLACE = """() => {
  const root = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat")).shadowRoot;
  const active = root.activeElement;
  return {
    top: root.querySelector(".scroller").scrollTop,
    focus: `${active?.tagName}.${active?.className}.${active?.dataset?.turn ?? ""}`,
    cursor: active?.selectionStart ?? null,
    typed: active?.value ?? null,
    words: active?.value === undefined ? String(document.getSelection()) : null,
    page: document.querySelector('[data-testid="stMain"]').scrollTop,
  };
}"""
RESYNC = """() => globalThis.citatTranscript.promise.then((engine) => engine.page.resync())"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=20)


@pytest.fixture
def coding(page: Page, serve: Serve, study: Study) -> CodingPage:
    return CodingPage(page, serve_study(serve, study.path)).open()


def place(coding: CodingPage) -> dict[str, Any]:
    found: dict[str, Any] = coding.page.evaluate(PLACE)
    return found


def select_words(coding: CodingPage) -> None:
    coding.press("ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")


def type_a_code(coding: CodingPage) -> None:
    coding.press("ArrowRight", "c")
    coding.page.keyboard.type("fæl")


def write_a_memo(coding: CodingPage) -> None:
    coding.press("Enter", "c", "Enter")
    coding.saved()
    coding.press("m")
    coding.page.keyboard.type("Her begynder det")
    coding.press("ArrowLeft", "ArrowLeft")


@pytest.mark.parametrize("busy_with", [select_words, type_a_code, write_a_memo])
def test_runs_of_the_page_and_acts_elsewhere_move_nothing(
    coding: CodingPage, study: Study, busy_with: Callable[[CodingPage], None]
) -> None:
    coding.to_turn(30)
    coding.turns.nth(30).evaluate("each => each.scrollIntoView({block: 'center'})")
    busy_with(coding)
    before = place(coding)
    assert before["top"] > 0
    for acted in (False, True, True):
        if acted:
            # another tab codes in a turn above and in the very turn where the work is
            code(study, "en fast makker", "code-time" if coding.stripes() < 2 else "code-language", "Bo")
        coding.page.evaluate(RESYNC)
        coding.page.wait_for_timeout(150)
        coding.settled()
        assert place(coding) == before
    other = CodingPage(coding.page.context.new_page(), coding.server).open()
    other.two_codes(32)
    other.to_turn(30)
    other.code_words(3)
    other.saved()
    coding.page.bring_to_front()
    known = coding.stripes()
    coding.page.evaluate(RESYNC)
    coding.page.wait_for_function(
        f"""() => [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat"))
          .shadowRoot.querySelector(".bar .facts").textContent.match(/\\d+/)[0] !== "{known}" """
    )
    coding.settled()
    assert place(coding) == before


def test_a_run_of_the_page_asked_for_by_another_fragment_moves_nothing(coding: CodingPage) -> None:
    coding.to_turn(30)
    coding.turns.nth(30).evaluate("each => each.scrollIntoView({block: 'center'})")
    select_words(coding)
    before = place(coding)
    suggestions = coding.page.get_by_role("button", name="Suggestions", exact=True)
    suggestions.evaluate("each => each.click()")
    coding.settled()
    suggestions.evaluate("each => each.click()")
    coding.settled()
    assert place(coding)["top"] == before["top"]
    coding.press("1")
