"""Reading and findings in a real browser: the table by mouse and keys, words that are never lost, files that open."""

import re
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from coding.summaries import list_summaries
from corpus.study import open_study
from tests.browser.app_pages import open_page, serve_study, settled, visit
from tests.browser.conftest import Serve
from tests.studies import CHAIR, group_id, small_study


@pytest.fixture
def path(tmp_path: Path) -> Path:
    small_study(tmp_path / "small.citat").close()
    return tmp_path / "small.citat"


def click_code(page: Page, row: int) -> None:
    """Click a code's name in the reading table."""
    canvas = page.locator('[class*="st-key-study-reading-table"] [data-testid="data-grid-canvas"]')
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 120, box["y"] + 36 + 28 * row + 14)


def field(page: Page, group_id: str, label: str) -> Locator:
    """A field of this group: for a moment after the choice the field of the group before still stands there."""
    return page.locator(f'[class*="{group_id}"]').get_by_label(label)


def choose_group(page: Page, name: str) -> None:
    page.get_by_test_id("stButtonGroup").get_by_text(name).click()


def test_a_cell_is_chosen_with_mouse_and_keys_and_a_passage_opens_in_its_interview(
    page: Page, serve: Serve, path: Path
) -> None:
    open_page(page, serve_study(serve, path), "reading")
    expect(page.get_by_text("14 passages by 6 of 7 informants in 6 interviews")).to_be_visible()
    click_code(page, 2)
    expect(page.get_by_text("4 passages by 3 of 7 informants in 4 interviews")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("3 passages by 2 of 2 informants in 3 interviews")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("1 passage by 1 of 3 informants in 1 interview")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("No passage. 2 informants were interviewed.")).to_be_visible()
    page.get_by_role("button", name="Show everything").click()
    expect(page.get_by_text("14 passages by 6 of 7 informants in 6 interviews")).to_be_visible()
    page.get_by_placeholder("Words").fill("stol")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 passage by 1 of 7 informants in 1 interview")).to_be_visible()
    expect(page.get_by_text(CHAIR)).to_be_visible()
    page.get_by_role("button", name="Context").click()
    expect(page.get_by_text("Hvad betyder stedet for dig?")).to_be_visible()
    page.get_by_role("button", name="Open in the interview").click()
    expect(page).to_have_url(re.compile("/coding"))


def test_filters_are_still_there_after_a_visit_to_another_page(page: Page, serve: Serve, path: Path) -> None:
    open_page(page, serve_study(serve, path), "reading")
    click_code(page, 2)
    expect(page.get_by_text("4 passages by 3 of 7 informants in 4 interviews")).to_be_visible()
    visit(page, "Codebook")
    visit(page, "Read and compare")
    expect(page.get_by_text("4 passages by 3 of 7 informants in 4 interviews")).to_be_visible()


def test_words_are_kept_through_hasty_clicks_another_page_and_a_restart(page: Page, serve: Serve, path: Path) -> None:
    server = serve_study(serve, path)
    study = open_study(path)
    leader, citizen = group_id(study, "leader"), group_id(study, "citizen")
    study.close()
    open_page(page, server, "findings")
    field(page, leader, "Dominant view").fill("Først *dette*.")
    field(page, leader, "Nuances").click()
    page.keyboard.type("Så hurtigt videre.")
    choose_group(page, "Borgere")
    expect(field(page, citizen, "Dominant view")).to_have_value("")
    field(page, citizen, "Dominant view").fill("Borgernes syn.")
    visit(page, "Codebook")
    server.stop()
    server.start()
    open_page(page, server, "findings")
    choose_group(page, "Ledere")
    expect(field(page, leader, "Dominant view")).to_have_value("Først *dette*.")
    expect(field(page, leader, "Nuances")).to_have_value("Så hurtigt videre.")
    choose_group(page, "Borgere")
    expect(field(page, citizen, "Dominant view")).to_have_value("Borgernes syn.")
    study = open_study(path)
    stored = list_summaries(study)
    assert stored["code-barriers", leader].nuances == "Så hurtigt videre."
    assert stored["code-barriers", citizen].dominant == "Borgernes syn."
    study.close()


def test_words_are_saved_where_a_link_is_clicked_while_the_server_is_busy(page: Page, serve: Serve, path: Path) -> None:
    server = serve_study(serve, path)
    open_page(page, server, "findings")
    page.get_by_label("Dominant view").fill("Skrevet i hast.")
    with server.silent():
        page.get_by_role("link", name="Codebook", exact=True).click()
        page.wait_for_timeout(1_000)
    expect(page).to_have_url(re.compile("/codebook"))
    settled(page)
    study = open_study(path)
    assert "Skrevet i hast." in {summary.dominant for summary in list_summaries(study).values()}
    study.close()


def test_a_report_and_a_workbook_are_downloaded_and_hold_the_quotes(
    page: Page, serve: Serve, path: Path, tmp_path: Path
) -> None:
    open_page(page, serve_study(serve, path), "findings")
    page.get_by_role("tab", name="Report and data").click()
    page.get_by_role("button", name="Look for personal data").click()
    expect(page.get_by_text("No CPR number, phone number or e-mail address was found.")).to_be_visible()
    report = download(page, "Make the Word report", tmp_path / "report.docx")
    assert re.fullmatch(r"Prøveundersøgelsen - Word report \d{4}-\d\d-\d\d\.docx", report)
    printed = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "report.docx")).paragraphs)
    assert CHAIR in printed
    assert "Borger 2" in printed
    download(page, "Make the Excel file", tmp_path / "data.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "data.xlsx").worksheets[0]
    assert CHAIR in {cell.value for row in sheet.iter_rows() for cell in row}


def download(page: Page, label: str, path: Path) -> str:
    line = page.get_by_test_id("stLayoutWrapper").filter(has=page.get_by_role("button", name=label)).last
    line.get_by_role("button", name=label).click()
    with page.expect_download() as coming:
        line.get_by_role("button", name="Download").click()
    coming.value.save_as(path)
    return coming.value.suggested_filename
