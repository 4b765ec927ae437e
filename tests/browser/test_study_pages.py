"""The first page, the import and the codebook in a real browser: what only a browser can show."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus.documents import list_documents
from corpus.participants import list_participants
from corpus.study import create_study, open_study
from tests.browser.conftest import Serve
from tests.browser.serving import ROOT, Server
from tests.studies import small_study

MAIN = ROOT / "app" / "main.py"
TRANSCRIPT = (
    "Interviewer: Hvad er svært?\n\nHanne: Tiden, <b>altid</b> tiden.\n\nInterviewer: Og så?\n\nHanne: Sproget 🎉.\n"
)


def start(serve: Serve, folder: Path, study: Path) -> Server:
    settings = {"language": "en", "coder": "Anna", "last_study": str(study)}
    (folder / "citat-settings.json").write_text(json.dumps(settings), encoding="utf-8")
    return serve(MAIN, folder=folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "studies"
    made.mkdir()
    return made


def open_page(page: Page, server: Server, name: str) -> None:
    page.goto(server.url)
    page.get_by_role("link", name=name, exact=True).first.click()
    settled(page)


def settled(page: Page) -> None:
    page.wait_for_selector('[data-test-script-state="notRunning"]')


def write_in_cell(page: Page, table: str, row: int, column: int, text: str) -> None:
    """Write in a cell of a grid, which is painted: reached from its first cell with the arrow keys. No Enter after."""
    canvas = page.locator(f'[class*="st-key-{table}"] [data-testid="data-grid-canvas"]')
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 20, box["y"] + 50)
    for key in ["ArrowRight"] * column + ["ArrowDown"] * row:
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.locator(".gdg-input").fill(text)


def test_a_speaker_is_corrected_in_the_table_and_the_interview_opens_for_coding(
    page: Page, serve: Serve, folder: Path, tmp_path: Path
) -> None:
    create_study(folder / "ny.citat", "Ny", "da").close()
    (tmp_path / "hanne.txt").write_text(TRANSCRIPT, encoding="utf-8")
    server = start(serve, folder, folder / "ny.citat")
    page.goto(server.url)
    page.get_by_role("link", name="Import interviews").click()
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').first.set_input_files(tmp_path / "hanne.txt")
    expect(page.get_by_role("button", name="Import 1 interview")).to_be_visible()
    assert page.locator("b", has_text="altid").count() == 0
    write_in_cell(page, "study-import-speakers", 1, 3, "Leder 1")
    page.get_by_role("button", name="Import 1 interview").click()
    expect(page.get_by_text("1 interview is imported.")).to_be_visible()
    study = open_study(folder / "ny.citat")
    assert [person.label for person in list_participants(study)] == ["Leder 1"]
    assert [head.title for head in list_documents(study)] == ["hanne"]
    study.close()

    canvas = page.locator('[class*="st-key-interviews-list"] [data-testid="data-grid-canvas"]')
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 15, box["y"] + 50)
    opening = page.get_by_role("button", name="Open for coding")
    expect(opening).to_be_enabled()
    opening.click()
    expect(page).to_have_url(re.compile("/coding"))


def test_a_code_is_renamed_in_the_tree_and_named_in_undo(page: Page, serve: Serve, folder: Path) -> None:
    small_study(folder / "small.citat").close()
    open_page(page, start(serve, folder, folder / "small.citat"), "Codebook")
    page.get_by_role("button", name="Tid og ressourcer").click()
    name = page.get_by_role("textbox", name="Name", exact=True).last
    expect(name).to_have_value("Tid og ressourcer")
    name.fill("Tid")
    page.get_by_role("button", name="Save the code").click()
    expect(page.get_by_role("button", name="Tid 5")).to_be_visible()
    page.get_by_role("button", name="Undo: code “Tid” edited").click()
    expect(page.get_by_role("button", name="Tid og ressourcer 5")).to_be_visible()
    expect(name).to_have_value("Tid og ressourcer")


@pytest.mark.parametrize("name", ["Study", "Interviews", "Codebook"])
def test_a_page_fits_a_narrow_window(page: Page, serve: Serve, folder: Path, name: str) -> None:
    small_study(folder / "small.citat").close()
    server = start(serve, folder, folder / "small.citat")
    open_page(page, server, name)
    page.set_viewport_size({"width": 700, "height": 900})
    settled(page)
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 1
