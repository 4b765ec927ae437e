"""The first page, the import and the codebook in a real browser: what only a browser can show."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus.documents import list_documents
from corpus.participants import list_participants
from corpus.study import create_study, open_study
from tests.browser.app_pages import open_page, serve_study, settled
from tests.browser.coding_surface import TWO_FRAMES
from tests.browser.conftest import Serve
from tests.studies import small_study

TRANSCRIPT = (
    "Interviewer: Hvad er svært?\n\nHanne: Tiden, <b>altid</b> tiden.\n\nInterviewer: Og så?\n\nHanne: Sproget 🎉.\n"
)


def corner(page: Page, table: str) -> tuple[float, float]:
    """Where the upper left corner of a grid is on the screen, once it stands still; grids come late and push others."""
    settled(page)
    canvas = page.locator(f'[class*="st-key-{table}"] [data-testid="data-grid-canvas"]')
    canvas.scroll_into_view_if_needed()
    before, now = None, canvas.bounding_box()
    while now is None or now != before:
        page.evaluate(TWO_FRAMES)
        before, now = now, canvas.bounding_box()
    return now["x"], now["y"]


def write_in_cell(page: Page, table: str, row: int, column: int, text: str) -> None:
    """Write in a cell of a grid, which is painted: reached from its first cell with the arrow keys. No Enter after.

    A grid that is busy takes several keys for one, so each waits until what screen readers are told is so.
    """

    def chosen(x: int, y: int) -> None:
        cell = page.locator(f'[class*="st-key-{table}"] #glide-cell-{x}-{y}')
        expect(cell).to_have_attribute("aria-selected", "true")

    left, top = corner(page, table)
    page.mouse.click(left + 20, top + 50)
    chosen(0, 0)
    for x in range(1, column + 1):
        page.keyboard.press("ArrowRight")
        chosen(x, 0)
    for y in range(1, row + 1):
        page.keyboard.press("ArrowDown")
        chosen(column, y)
    page.keyboard.press("Enter")
    page.locator(".gdg-input").fill(text)


def test_a_speaker_is_corrected_in_the_table_and_the_interview_opens_for_coding(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    create_study(tmp_path / "ny.citat", "Ny", "da").close()
    (tmp_path / "hanne.txt").write_text(TRANSCRIPT, encoding="utf-8")
    server = serve_study(serve, tmp_path / "ny.citat")
    open_page(page, server, "")
    page.get_by_role("link", name="Import interviews").click()
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').first.set_input_files(tmp_path / "hanne.txt")
    expect(page.get_by_role("button", name="Import 1 interview")).to_be_visible()
    assert page.locator("b", has_text="altid").count() == 0
    write_in_cell(page, "study-import-speakers", 1, 3, "Leder 1")
    page.get_by_role("button", name="Import 1 interview").click()
    expect(page.get_by_text("1 interview is imported.")).to_be_visible()
    study = open_study(tmp_path / "ny.citat")
    assert [person.label for person in list_participants(study)] == ["Leder 1"]
    assert [head.title for head in list_documents(study)] == ["hanne"]
    study.close()

    x, y = corner(page, "interviews-list")
    page.mouse.click(x + 15, y + 50)
    opening = page.get_by_role("button", name="Open for coding")
    expect(opening).to_be_enabled()
    opening.click()
    expect(page).to_have_url(re.compile("/coding"))


def test_a_code_is_renamed_in_the_tree_and_named_in_undo(page: Page, serve: Serve, tmp_path: Path) -> None:
    small_study(tmp_path / "small.citat").close()
    open_page(page, serve_study(serve, tmp_path / "small.citat"), "codebook")
    page.get_by_role("button", name="Tid og ressourcer").click()
    name = page.get_by_role("textbox", name="Name", exact=True).last
    expect(name).to_have_value("Tid og ressourcer")
    name.fill("Tid")
    page.get_by_role("button", name="Save the code").click()
    expect(page.get_by_role("button", name="Tid 5")).to_be_visible()
    page.get_by_role("button", name="Undo: code “Tid” edited").click()
    expect(page.get_by_role("button", name="Tid og ressourcer 5")).to_be_visible()
    expect(name).to_have_value("Tid og ressourcer")


@pytest.mark.parametrize("address", ["", "interviews", "codebook"])
def test_a_page_fits_a_narrow_window(page: Page, serve: Serve, tmp_path: Path, address: str) -> None:
    small_study(tmp_path / "small.citat").close()
    server = serve_study(serve, tmp_path / "small.citat")
    open_page(page, server, address)
    page.set_viewport_size({"width": 700, "height": 900})
    settled(page)
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 1
