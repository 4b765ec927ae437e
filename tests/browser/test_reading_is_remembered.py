"""The real coding page remembers how far each coder is: over a restart of the server, and without a connection."""

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coding.reading_progress import InterviewProgress, Reading, load_interview_progress, load_reading
from corpus.coders import ensure_coder
from corpus.study import Study
from tests.browser.app_pages import serve_study, visit
from tests.browser.coding_study import OTHER_TITLE, TITLE, code, coding_study, place
from tests.browser.coding_surface import CodingSurface
from tests.browser.conftest import Serve
from tests.browser.serving import Server
from tests.browser.windows import PATIENCE, WINDOW_BEHIND
from tests.studies import document_id

NOTHING_WAITS = """() => !Object.keys(sessionStorage).some((each) => each.startsWith("citat-reading:"))"""
"""The browser knows of all that was noted that it is stored."""

LOST_ON_THE_WAY = """() => globalThis.citatTranscript.promise.then((engine) => {
  const [{reading}] = engine.coders.values();
  reading.notes.parcel("lost");
  reading.told = 0;
})"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=12)


@pytest.fixture
def server(serve: Serve, study: Study) -> Server:
    return serve_study(serve, study.path)


@pytest.fixture
def surface(page: Page, server: Server) -> CodingSurface:
    return CodingSurface(page, server)


def open_page(surface: CodingSurface, name: str = "coding") -> None:
    surface.page.goto(f"{surface.server.url}/{name}")
    if name == "coding":
        surface.ready()


def reading(study: Study, title: str = TITLE, coder: str = "Anna") -> Reading | None:
    return load_reading(study, ensure_coder(study, coder).id, document_id(study, title))


def progress(study: Study, title: str = TITLE) -> InterviewProgress:
    return load_interview_progress(study, ensure_coder(study, "Anna").id)[document_id(study, title)]


def stored(study: Study, holds: Callable[[Reading], bool]) -> Reading:
    """What is stored of the long interview, as soon as it is so."""
    limit = time.monotonic() + 2 * PATIENCE / 1000
    while time.monotonic() < limit:
        now = reading(study)
        if now is not None and holds(now):
            return now
        time.sleep(0.1)
    raise AssertionError(f"this was stored: {reading(study)}")


def says(surface: CodingSurface, words: str) -> None:
    expect(surface.page.locator(".citat .progress")).to_have_text(words)


def test_by_keyboard_what_was_passed_is_read_and_after_a_restart_one_is_back_where_one_stopped(
    surface: CodingSurface, study: Study, server: Server
) -> None:
    surface.page.add_init_script(WINDOW_BEHIND)
    open_page(surface)
    says(surface, "Read 0 % · coded 0 %")
    surface.turns.first.locator(".text").click()
    surface.press(*["j"] * 20)
    stored(study, lambda now: now.turns == ((0, 20),))
    share = progress(study)
    assert 0 < share.read_percent < 100
    says(surface, f"Read {share.read_percent} % · coded 0 %")
    surface.page.wait_for_function(NOTHING_WAITS)
    server.stop(signal.SIGKILL)
    server.start()
    open_page(surface)
    says(surface, f"Read {share.read_percent} % · coded 0 %")
    line = surface.page.locator(".citat .stopped")
    expect(line).to_contain_text("You stopped here today at")
    expect(line).to_be_in_viewport()
    expect(surface.turns.nth(20)).to_have_attribute("tabindex", "0")
    surface.turns.nth(20).focus()
    surface.press("Enter")
    expect(line).to_be_hidden()
    expect(surface.turns.nth(20)).to_be_in_viewport()
    surface.press("Home")
    expect(surface.turns.first).to_be_focused()
    expect(surface.turns.first).to_be_in_viewport()


def test_what_is_in_view_for_long_enough_is_read_and_elsewhere_nothing(surface: CodingSurface, study: Study) -> None:
    open_page(surface)
    now = stored(study, lambda now: bool(now.turns) and now.turns[0][1] >= 5)
    assert now.turns[0][0] == 0
    assert now.turns[-1][1] < len(surface.turns.all()), "turns below the screen"
    assert reading(study, OTHER_TITLE) is None
    assert reading(study, coder="Bo") is None


def test_by_mouse_one_marks_as_read_and_unread_and_what_is_coded_stays_read(
    surface: CodingSurface, study: Study
) -> None:
    code(study, "fast makker", "code-time")
    surface.page.add_init_script(WINDOW_BEHIND)
    open_page(surface)
    coded = progress(study)
    assert coded.read > coded.coded > 0
    says(surface, f"Read {coded.read_percent} % · coded {coded.coded_percent} %")
    surface.turns.last.locator(".text").click()
    go = surface.page.locator(".citat .go-button")
    go.click()
    surface.page.get_by_role("button", name="Mark as read up to here").click()
    says(surface, "Read 100 % · coded 1 %")
    surface.turns.nth(9).locator(".text").click()
    go.click()
    surface.page.get_by_role("button", name="Mark as unread from here").click()
    expect(surface.page.get_by_role("status").filter(has_text="Marked as unread from here.")).to_have_count(1)
    surface.turns.first.locator(".text").click()
    go.click()
    surface.page.get_by_role("button", name="Mark as unread from here").click()
    says(surface, f"Read {coded.read_percent} % · coded {coded.coded_percent} %")
    visit(surface.page, "Codebook")
    visit(surface.page, "Coding")
    surface.ready()
    says(surface, f"Read {coded.read_percent} % · coded {coded.coded_percent} %")
    stored(study, lambda now: now.turns == ())


def test_without_a_connection_nothing_is_lost(surface: CodingSurface, study: Study, server: Server) -> None:
    surface.page.add_init_script(WINDOW_BEHIND)
    open_page(surface)
    surface.turns.first.locator(".text").click()
    server.stop(signal.SIGKILL)
    surface.press(*["j"] * 10)
    surface.page.wait_for_timeout(700)
    surface.press(*["j"] * 5)
    server.start()
    stored(study, lambda now: now.turns == ((0, 15),) and now.place == 15)


def test_notes_that_got_lost_are_told_again_though_nothing_else_changes(surface: CodingSurface, study: Study) -> None:
    """Streamlit does not tell a component of a run of the page that has nothing new for it."""
    surface.page.add_init_script(WINDOW_BEHIND)
    open_page(surface)
    surface.turns.first.locator(".text").click()
    surface.press("j", "j")
    surface.evaluate(LOST_ON_THE_WAY)
    stored(study, lambda now: now.turns == ((0, 2),) and now.place == 2)


def test_going_away_at_once_loses_nothing_and_coming_back_is_where_one_was(
    surface: CodingSurface, study: Study
) -> None:
    surface.page.add_init_script(WINDOW_BEHIND)
    open_page(surface)
    surface.turns.first.locator(".text").click()
    surface.press(*["j"] * 16)
    visit(surface.page, "Interviews")
    expect(surface.page.get_by_role("button", name="Open for coding")).to_be_visible()
    visit(surface.page, "Coding")
    surface.ready()
    expect(surface.page.locator(".citat .stopped")).to_contain_text("You stopped here")
    expect(surface.turns.nth(16)).to_be_in_viewport()
    stored(study, lambda now: now.turns == ((0, 16),) and now.place == 16)


def test_where_another_page_asks_to_go_goes_before_where_one_stopped(surface: CodingSurface, study: Study) -> None:
    code(study, "forstod halvdelen", "code-time")
    surface.page.add_init_script(WINDOW_BEHIND)
    open_page(surface)
    surface.turns.first.locator(".text").click()
    surface.press("End")
    stored(study, lambda now: now.place > 20)
    visit(surface.page, "Read and compare")
    surface.page.get_by_role("button", name="Open in the interview").click()
    surface.ready()
    start, _ = place(study, "forstod halvdelen")
    assert start > 0
    expect(surface.turns.nth(3)).to_be_in_viewport()
    expect(surface.page.locator(".citat .stopped")).to_have_count(0)


def test_list_and_chooser_say_how_far_one_is(surface: CodingSurface, study: Study) -> None:
    surface.page.add_init_script(WINDOW_BEHIND)
    open_page(surface)
    surface.turns.first.locator(".text").click()
    surface.press("g")
    surface.page.keyboard.type("9")
    surface.press("Enter")
    surface.page.locator(".citat .go-button").click()
    surface.page.get_by_role("button", name="Mark as read up to here").click()
    chooser = surface.page.get_by_test_id("stMain").get_by_role("combobox").first
    chooser.click()
    surface.page.get_by_role("option", name=OTHER_TITLE).click()
    surface.shows(OTHER_TITLE)
    surface.ready()
    stored(study, lambda now: now.turns == ((0, 9),))
    visit(surface.page, "Codebook")
    visit(surface.page, "Coding")
    surface.ready()
    surface.shows(OTHER_TITLE)
    chooser.click()
    share = progress(study).read_percent
    option = surface.page.get_by_role("option", name=f"{TITLE} · {share} %")
    expect(option).to_be_visible()
    option.click()
    surface.shows(TITLE)
