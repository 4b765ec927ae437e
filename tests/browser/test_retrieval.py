"""All passages of a code beside the transcript: from tree, card and key; read, gone to and come back from."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from coding.operations import apply_operations
from corpus.coders import ensure_coder
from corpus.documents import load_document
from corpus.study import Study
from tests.browser.app_pages import open_page, serve_study, settled
from tests.browser.coding_study import LONG, OTHER_TITLE, TITLE, code, coding_study, codings, stored
from tests.browser.coding_surface import CodingSurface
from tests.browser.conftest import Serve
from tests.studies import apply_words, document_id

ELSEWHERE = LONG[: LONG.index(".") + 1]


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = coding_study(tmp_path, repeats=6)
    code(made, "en fast makker", "code-fellowship")
    code(made, "Der gik en uge", "code-time")
    bo = ensure_coder(made, "Bo")
    operations = [apply_words(made, OTHER_TITLE, ELSEWHERE, "Mening > Fællesskab")]
    operations.append({"op": "star", "cid": str(uuid4()), "coding": operations[0]["coding"], "starred": True})
    operations.append(
        {"op": "memo", "cid": str(uuid4()), "coding": operations[0]["coding"], "text": "Sammenlign med uge 2."}
    )
    assert not apply_operations(made, bo.id, document_id(made, OTHER_TITLE), operations).refused
    return made


@pytest.fixture
def surface(page: Page, serve: Serve, study: Study) -> CodingSurface:
    made = CodingSurface(page, serve_study(serve, study.path))
    open_page(page, made.server, "coding")
    made.ready()
    made.shows(TITLE)
    return made


def passages(surface: CodingSurface) -> Locator:
    return surface.root.locator(".retrieval .passage")


def focused(surface: CodingSurface) -> str:
    """What has the keyboard inside the component: its first class, or else its role."""
    script = """() => { const each = [...document.querySelectorAll("*")]
      .find((each) => each.shadowRoot?.querySelector(".citat")).shadowRoot.activeElement;
      return each?.classList[0] ?? each?.getAttribute("role") ?? ""; }"""
    return str(surface.evaluate(script))


def test_by_keyboard_passages_are_read_gone_to_and_left(surface: CodingSurface) -> None:
    surface.turns.first.locator(".text").click()
    surface.press(".", ".", "o")
    expect(passages(surface)).to_have_count(2)
    meaning = "Mening > FællesskabAt høre til og blive regnet med."
    expect(surface.root.locator(".retrieval .meaning")).to_have_text(meaning)
    expect(surface.root.locator(".retrieval .count")).to_have_text("Passages: 2 · Interviews: 2")
    other = passages(surface).filter(has_text=OTHER_TITLE)
    expect(other.locator("blockquote")).to_have_text(ELSEWHERE)
    for words in ("Bo", "★ starred", "Sammenlign med uge 2.", "turn 2"):
        expect(other).to_contain_text(words)
    expect(passages(surface).filter(has_text="this interview")).to_have_count(1)
    expect(passages(surface).first).to_contain_text("this interview")
    surface.press("ArrowDown", "Enter")
    surface.shows(OTHER_TITLE)
    expect(surface.root.locator(".stripe.chosen")).to_have_count(1)
    expect(passages(surface).filter(has_text="this interview").locator("blockquote")).to_have_text(ELSEWHERE)
    expect(surface.root.locator(".lower > .back")).to_have_text(f"← Back to {TITLE}, turn 8")
    assert focused(surface) == "turn"
    surface.press("b")
    surface.shows(TITLE)
    expect(surface.root.locator(".lower > .back")).to_be_hidden()
    expect(passages(surface)).to_have_count(2)
    surface.press("o")
    expect(surface.root.locator(".retrieval ul")).to_be_focused()
    surface.press("Escape")
    expect(surface.root.locator(".retrieval")).to_be_hidden()
    assert focused(surface) == "turn"


def test_by_mouse_from_a_card_and_back(surface: CodingSurface) -> None:
    surface.click_at("en fast makker")
    surface.item("Mening > Fællesskab").get_by_role("button", name="Other passages of this code").click()
    expect(passages(surface)).to_have_count(2)
    passages(surface).filter(has_text=OTHER_TITLE).click()
    surface.shows(OTHER_TITLE)
    surface.root.locator(".lower > .back").click()
    surface.shows(TITLE)
    passages(surface).filter(has_text="this interview").click()
    expect(surface.root.locator(".stripe.chosen")).to_have_count(1)
    surface.click_at("Der gik en uge")
    expect(surface.item("Barrierer > Tid og ressourcer")).to_be_visible()
    expect(surface.root.locator(".retrieval")).to_be_hidden()
    surface.root.get_by_role("tab", name="Fællesskab").click()
    expect(passages(surface)).to_have_count(2)
    surface.root.locator(".tabs").get_by_role("button", name="Close").click()
    expect(surface.root.get_by_role("tablist")).to_be_hidden()


def test_space_shows_a_passage_and_leaves_the_keyboard_in_the_list(surface: CodingSurface) -> None:
    surface.turns.first.locator(".text").click()
    surface.press(".", ".", "o")
    expect(passages(surface)).to_have_count(2)
    surface.press("End", "Space")
    surface.shows(OTHER_TITLE)
    expect(surface.root.locator(".retrieval ul")).to_be_focused()
    surface.press("Home", "Space")
    surface.shows(TITLE)
    expect(surface.root.locator(".stripe.chosen")).to_have_count(1)
    expect(surface.root.locator(".retrieval ul")).to_be_focused()


def test_the_list_follows_one_s_own_acts_and_costs_them_nothing(surface: CodingSurface, study: Study) -> None:
    sizes: list[int] = []
    surface.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))))
    surface.page.reload()
    surface.ready()
    surface.turns.first.locator(".text").click()
    surface.press(".", ".", "o")
    expect(passages(surface)).to_have_count(2)
    surface.click_at("gange", 2)
    before = len(sizes)
    surface.press("c")
    surface.page.keyboard.type("fælles")
    surface.press("Enter")
    expect(passages(surface)).to_have_count(3)
    expect(surface.root.locator(".retrieval .count")).to_have_text("Passages: 3 · Interviews: 2")
    surface.saved()
    settled(surface.page)
    surface.press("Control+z")
    expect(passages(surface)).to_have_count(2)
    surface.saved()
    settled(surface.page)
    assert len(sizes) > before
    assert max(sizes[before:]) < 4_000
    assert len(stored(study)) == 2


def test_a_memo_is_written_while_passages_fill_the_panel(surface: CodingSurface, study: Study) -> None:
    surface.turns.first.locator(".text").click()
    surface.press(".", ".", "o")
    expect(passages(surface)).to_have_count(2)
    surface.press("Enter", "m")
    surface.page.keyboard.type("Gemmes")
    surface.press("Control+Enter")
    surface.saved()
    assert [coding.memo for coding in codings(study) if coding.code_id == "code-fellowship"] == ["Gemmes"]


def test_filters_leave_out_coders_and_sub_codes(surface: CodingSurface) -> None:
    surface.turns.first.locator(".text").click()
    surface.press(".", ".", "o")
    expect(passages(surface)).to_have_count(2)
    surface.root.get_by_role("combobox", name="All coders").select_option("Bo")
    expect(passages(surface)).to_have_count(1)
    expect(surface.root.locator(".retrieval .count")).to_have_text("Passages: 1 · Interviews: 1")
    surface.root.get_by_role("combobox", name="All coders").select_option("Anna")
    expect(passages(surface)).to_have_count(1)
    expect(passages(surface).first).to_contain_text("this interview")


def test_long_lists_come_in_portions(surface: CodingSurface, study: Study) -> None:
    here = document_id(study, TITLE)
    words = list(re.finditer(r"\w{4,}", load_document(study, here).text))[::3][:60]
    sent = [
        {
            **{"op": "apply", "cid": str(uuid4()), "coding": str(uuid4()), "code": "code-more-0"},
            **{"start": word.start(), "end": word.end(), "quote": word.group()},
        }
        for word in words
    ]
    assert not apply_operations(study, ensure_coder(study, "Bo").id, here, sent).refused
    asked = ["Hvordan", "sagde", "halvdelen"]
    answers = [word.group() for word in words if word.group() not in asked]
    surface.page.reload()
    surface.ready()
    surface.tree_code("Styrker i brug").click()
    expect(surface.root.locator(".retrieval .count")).to_have_text("Passages: 60 · Interviews: 1")
    expect(passages(surface)).to_have_count(50)
    # not by mouse: the list that comes near its end for that shows more by itself, and the button goes
    surface.root.get_by_role("button", name="Show more passages").dispatch_event("click")
    expect(passages(surface)).to_have_count(60)
    expect(passages(surface).locator("blockquote")).to_have_text([*answers, *asked])
    expect(surface.root.get_by_role("button", name="Show more passages")).to_be_hidden()
