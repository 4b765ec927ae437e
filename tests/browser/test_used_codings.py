"""A coding says where it is used, leads there, and says so when it is taken away: nothing stops the hand."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coding.evidence import load_evidence
from coding.summaries import Summary, save_summary
from corpus.coders import ensure_coder
from corpus.study import Study
from tests.browser.app_pages import open_page, serve_study
from tests.browser.coding_study import TITLE, code, coding_study, codings
from tests.browser.coding_surface import CodingSurface
from tests.browser.conftest import Serve
from tests.studies import group_id

WORDS = "en fast makker"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = coding_study(tmp_path, repeats=2)
    code(made, WORDS, "code-fellowship")
    summary = Summary("code-fellowship", group_id(made, "citizen"), dominant=f"De får »{WORDS}«.")
    save_summary(made, ensure_coder(made, "Anna").id, summary, load_evidence(made))
    return made


def test_a_used_coding_says_so_when_it_goes_and_leads_to_the_text(page: Page, serve: Serve, study: Study) -> None:
    surface = CodingSurface(page, serve_study(serve, study.path))
    open_page(page, surface.server, "coding")
    surface.ready()
    surface.shows(TITLE)
    surface.turns.first.locator(".text").click()
    surface.press(".")
    used = surface.root.locator(".item .used")
    place = "Mening > Fællesskab, Borgere: dominant view (quoted)"
    expect(used).to_have_text(f"Used in:{place}")
    surface.press("Delete")
    expect(surface.root.locator(".stripe")).to_have_count(0)
    notice = surface.root.locator('.notice [data-kind="used"]')
    expect(notice).to_contain_text(f"is used in: {place}. Undo brings it back.")
    surface.press("Control+z")
    expect(notice).to_have_count(0)
    expect(surface.root.locator(".stripe")).to_have_count(1)
    surface.saved()
    assert len(codings(study)) == 1
    surface.turns.first.locator(".text").click()
    surface.press(".")
    used.get_by_role("button").click()
    expect(page.get_by_role("textbox", name="Dominant view")).to_have_value(f"De får »{WORDS}«.")
