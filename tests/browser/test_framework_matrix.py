"""The framework matrix with the keyboard: arrow keys walk through the table, and the cell they reach opens below it."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from coding.framework_cells import list_cells
from tests.browser.app_pages import open_page, serve_study
from tests.browser.conftest import Serve
from tests.studies import small_study


def test_arrow_keys_walk_to_a_cell_and_what_is_typed_in_it_is_kept(page: Page, serve: Serve, tmp_path: Path) -> None:
    study = small_study(tmp_path / "small.citat")
    open_page(page, serve_study(serve, study.path), "findings")
    page.get_by_role("tab", name="Framework matrix").click()
    expect(page.get_by_placeholder("What Leder 1 says about it.")).to_be_visible()
    canvas = page.locator('[class*="st-key-study-framework-table"] [data-testid="data-grid-canvas"]')
    canvas.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("combobox", name="Theme", exact=True)).to_have_value("Mening")
    page.keyboard.press("ArrowDown")
    page.get_by_placeholder("What Leder 2 says about it.").fill("Kaffen drikkes sammen.")
    page.keyboard.press("Tab")
    expect(page.get_by_text(re.compile(r"Saved \d"))).to_be_visible()
    (cell,) = list_cells(study).values()
    assert (cell.code_id, cell.words) == ("code-meaning", "Kaffen drikkes sammen.")
    study.close()
