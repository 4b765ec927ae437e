"""No act of a coder is lost: slow pages, dead servers, hasty navigation, refusals; and nothing kills the component."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from corpus.study import Study
from tests.browser.coding_study import LONG, code, coding_study, stored, suggest
from tests.browser.coding_surface import CodingSurface
from tests.browser.component_page import HARNESS
from tests.browser.conftest import Serve
from tests.browser.line import Line
from tests.browser.serving import Server
from tests.browser.windows import WINDOW_BEHIND

WORDS = LONG.split()[:12]


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=30)


@pytest.fixture
def server(serve: Serve, study: Study) -> Server:
    return serve(HARNESS, folder=study.path.parent)


@pytest.fixture
def alone(page: Page, server: Server) -> CodingSurface:
    """A page and a server of its own, for what cannot be done to those that other tests use too."""
    return CodingSurface(page, server)


def switch(study: Study, **switches: Any) -> None:
    (study.path.parent / "switches.json").write_text(json.dumps(switches), encoding="utf-8")


def select_turn(surface: CodingSurface, turn: int = 7) -> None:
    surface.turns.nth(turn).locator(".speaker").click()


TWELVE_AT_ONCE = """() => {
  const root = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat")).shadowRoot;
  const turn = root.querySelector('.turn[data-turn="7"]');
  turn.focus();
  const press = (key, more = {}) =>
    turn.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, composed: true, ...more}));
  for (let count = 0; count < 12; count += 1) {
    press("ArrowRight");
    press("2");
  }
}"""


def two_recent_codes(surface: CodingSurface) -> None:
    """Use two codes, so that key 2 applies them by turns: words side by side stay codings of their own."""
    select_turn(surface)
    surface.press("c", "Enter", "c", "ArrowDown", "Enter", "Control+z", "Control+z", "Escape")


def test_twelve_acts_in_one_tick_are_all_stored(surface: CodingSurface, study: Study) -> None:
    surface.open()
    two_recent_codes(surface)
    surface.saved()
    surface.evaluate(TWELVE_AT_ONCE)
    surface.saved()
    assert [words for words, _ in stored(study)] == [word.strip(",.") for word in WORDS]


def test_each_time_the_connection_is_back_it_is_said_no_more_that_it_is_lost(alone: CodingSurface) -> None:
    """Also where nothing was done meanwhile, so that the server has nothing new to say."""
    alone.page.add_init_script(WINDOW_BEHIND)
    alone.open()
    for _ in range(2):
        alone.server.kill()
        expect(alone.notice).to_contain_text("Citat does not answer just now")
        alone.server.start()
        expect(alone.notice).to_be_hidden()


def test_what_is_under_way_is_asked_for_until_it_is_there(alone: CodingSurface, study: Study) -> None:
    """Several answers in a row have nothing new, and Streamlit does not tell the component of them."""
    switch(study, refreshing=True)
    # nothing is read, so nothing else is sent
    alone.page.add_init_script(WINDOW_BEHIND)
    alone.open()
    alone.page.wait_for_timeout(3000)
    suggest(study, "viste mig rundt", "code-fellowship")
    expect(alone.page.locator(".citat .stripe")).to_have_count(1)


def test_a_slow_page_loses_nothing(surface: CodingSurface, study: Study) -> None:
    switch(study, slow=0.5)
    surface.open()
    two_recent_codes(surface)
    for _ in range(8):
        surface.press("ArrowRight", "2")
        surface.page.wait_for_timeout(120)
    expect(surface.page.locator(".citat .stripe")).to_have_count(8)
    surface.saved()
    assert [words for words, _ in stored(study)] == [word.strip(",.") for word in WORDS[:8]]


def test_acts_while_the_server_is_down_are_stored_once_it_is_back(
    alone: CodingSurface, study: Study, server: Server
) -> None:
    alone.open()
    server.stop(signal.SIGKILL)
    select_turn(alone)
    alone.press("c", "Enter", "Escape", "j", "j", "Enter", "c", "Enter")
    expect(alone.page.locator(".citat .stripe")).to_have_count(2)
    expect(alone.state).to_have_text("Not saved yet")
    assert stored(study) == []
    server.start()
    expect(alone.state).to_have_text("Saved", timeout=60_000)
    assert len(stored(study)) == 2
    alone.press("j", "j", "Enter", "c", "Enter")
    expect(alone.page.locator(".citat .stripe")).to_have_count(3)
    alone.saved()
    assert len(stored(study)) == 3


def test_leaving_the_page_at_once_loses_nothing(alone: CodingSurface, study: Study) -> None:
    alone.open()
    switch(study, slow=0.4)
    select_turn(alone)
    alone.press("c", "Enter", "Escape", "j", "j", "Enter", "c", "Enter")
    alone.page.get_by_role("link", name="Other").click()
    expect(alone.page.get_by_role("heading", name="Elsewhere")).to_be_visible()
    alone.page.get_by_role("link", name="Code").click()
    expect(alone.page.locator(".citat .stripe")).to_have_count(2)
    alone.saved()
    assert len(stored(study)) == 2


def test_a_reload_keeps_what_was_not_yet_stored(alone: CodingSurface, study: Study, server: Server) -> None:
    alone.open()
    server.stop(signal.SIGKILL)
    select_turn(alone)
    alone.press("c", "Enter")
    expect(alone.state).to_have_text("Not saved yet")
    server.start()
    alone.page.on("dialog", lambda dialog: dialog.accept())
    alone.page.reload()
    expect(alone.page.locator(".citat .stripe")).to_have_count(1)
    alone.saved()
    assert len(stored(study)) == 1


def test_a_refused_act_is_taken_back_with_its_reason(surface: CodingSurface, study: Study) -> None:
    surface.open()
    switch(study, refuse="The study is closed for coding. Ask its owner.")
    select_turn(surface)
    surface.press("c", "Enter")
    expect(surface.notice).to_contain_text("The study is closed for coding. Ask its owner.")
    expect(surface.page.locator(".citat .stripe")).to_have_count(0)
    surface.saved()
    assert stored(study) == []
    surface.notice.get_by_role("button", name="Close").click()
    expect(surface.notice).to_be_hidden()


def test_where_the_study_cannot_be_reached_the_act_waits(surface: CodingSurface, study: Study) -> None:
    surface.open()
    switch(study, unavailable=True)
    select_turn(surface)
    surface.press("c", "Enter")
    expect(surface.notice).to_contain_text("The study cannot be reached just now.")
    expect(surface.state).to_have_text("Not saved yet")
    expect(surface.page.locator(".citat .stripe")).to_have_count(1)
    switch(study)
    surface.saved()
    assert len(stored(study)) == 1


def test_a_message_that_cannot_be_read_does_not_kill_the_component(surface: CodingSurface, study: Study) -> None:
    surface.open()
    switch(study, garbage=True)
    rerun(surface)
    expect(surface.notice).to_contain_text("Something went wrong")
    switch(study)
    rerun(surface)
    select_turn(surface)
    surface.press("c", "Enter")
    surface.saved()
    assert len(stored(study)) == 1


def test_a_coding_outside_the_text_does_not_stop_the_others(surface: CodingSurface, study: Study) -> None:
    code(study, "mødte ind", "code-time")
    switch(study, stray=True)
    surface.open()
    expect(surface.page.locator(".citat .stripe")).to_have_count(1)


def test_the_transcript_and_the_engine_are_sent_once(alone: CodingSurface, study: Study) -> None:
    for n, words in enumerate(LONG.split(". ")):
        code(study, words, f"code-more-{n % 4}")
    line = Line(alone.page)
    alone.open()
    assert line.taken()[2] > 40_000
    select_turn(alone, 9)
    alone.press("c", "Enter")
    alone.saved()
    for _ in range(3):
        line.taken()
        alone.press("Escape", "j", "j", "Enter", "1")
        alone.saved()
        # what an answer is followed by may come after the next key
        _, answers, down, _ = line.taken()
        assert 1 <= answers <= 2
        assert down < answers * 4_000
    line.taken()
    rerun(alone)
    assert line.taken()[2] < 30_000
    assert len(stored(study)) == 4 + len(LONG.split(". "))


def test_where_the_page_is_made_anew_under_the_hands_they_go_on_where_they_were(
    surface: CodingSurface, study: Study
) -> None:
    surface.open()
    surface.turns.nth(9).focus()
    surface.press("ArrowRight", "c", "Enter")
    surface.saved()
    switch(study, gone=True)
    surface.press("ArrowRight", "1")
    expect(surface.turns).to_have_count(0)
    surface.press("ArrowRight", "1", "ArrowRight", "1")
    switch(study)
    surface.ready()
    surface.press("ArrowRight", "1")
    surface.saved()
    # word by word: the same code beside itself is one coding
    assert [words.split() for words, _ in stored(study)] == [surface.text_of(9).split()[:5]]


def test_where_the_page_is_made_anew_the_words_stand_where_they_stood_on_the_screen(
    surface: CodingSurface, study: Study
) -> None:
    surface.open()
    select_turn(surface, 40)
    surface.page.locator(".citat .scroller").evaluate("each => { each.scrollTop += 150; }")
    # once where one stands was noted, a transcript made anew opens there
    expect(surface.page.locator(".citat .minimap")).to_be_visible()
    surface.page.wait_for_function(NOTED, arg=40)
    before = surface.height_of(40)
    switch(study, gone=True)
    surface.press("1")
    expect(surface.turns).to_have_count(0)
    switch(study)
    surface.ready()
    surface.painted()
    assert surface.height_of(40) == pytest.approx(before, abs=3)


# The turn one stopped at, as the browser keeps it until the server knows it.
NOTED = """turn => Object.entries({ ...sessionStorage }).some(
  ([key, notes]) => key.startsWith("citat-reading") && notes.includes(`"place":${turn}`)
)"""

# As Streamlit's own, but it takes a second to go: that is what a busy machine does.
SLOW_DIALOG = """() => {
  const dialog = document.createElement("div");
  dialog.setAttribute("role", "dialog");
  dialog.innerHTML = "<h2>Connection error</h2><button aria-label='Close'>x</button>";
  const close = dialog.querySelector("button");
  let closing = false;
  close.addEventListener("click", () => { closing ||= setTimeout(() => dialog.remove(), 1000); });
  dialog.addEventListener("focusout", () => setTimeout(() => dialog.isConnected && close.focus(), 1));
  document.body.append(dialog);
  close.focus();
}"""


def test_keys_pressed_while_a_dialog_that_goes_by_itself_has_the_keyboard_are_done(
    surface: CodingSurface, study: Study
) -> None:
    surface.open()
    surface.turns.nth(9).focus()
    surface.press("ArrowRight", "c", "Enter")
    surface.evaluate(SLOW_DIALOG)
    surface.press("ArrowRight", "1", "ArrowRight", "1")
    expect(surface.page.get_by_text("Connection error")).to_have_count(1)
    expect(surface.page.get_by_text("Connection error")).to_have_count(0)
    surface.press("ArrowRight", "1")
    surface.saved()
    assert [words.split() for words, _ in stored(study)] == [surface.text_of(9).split()[:4]]


def test_scroll_and_selection_survive_acts_and_runs(surface: CodingSurface) -> None:
    surface.open()
    select_turn(surface, 40)
    before = surface.height_of(40)
    assert surface.page.locator(".citat .scroller").evaluate("each => each.scrollTop") > 0
    surface.press("c", "Enter")
    surface.saved()
    rerun(surface)
    assert surface.height_of(40) == pytest.approx(before, abs=3)
    surface.press("1")
    expect(surface.page.locator(".citat .details .item")).to_have_count(1)


ANOTHER_RUN = """before => {
  const lines = [...document.querySelectorAll("p")].map((each) => each.textContent);
  return lines.find((each) => each.startsWith("full runs:")) !== before;
}"""


def rerun(surface: CodingSurface) -> None:
    """Run the whole page once more and wait for it, the keyboard staying where it is."""
    before = surface.page.get_by_text("full runs:").inner_text()
    surface.page.get_by_role("button", name="Run again").evaluate("each => each.click()")
    surface.page.wait_for_function(ANOTHER_RUN, arg=before)
