"""The interview on paper, as the browser prints it: all of it, with its codings, whatever is on screen."""

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from corpus.study import Study
from tests.browser.coding_study import TITLE, code, coding_study
from tests.browser.coding_surface import CodingSurface

A4 = (595, 842)
LAST = "I uge 12 skete der dette."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = coding_study(tmp_path, repeats=12)
    code(study, LAST, "code-time")
    code(study, "en fast makker", "code-fellowship")
    return study


def printed(surface: CodingSurface) -> PdfReader:
    return PdfReader(BytesIO(surface.page.pdf(prefer_css_page_size=True, print_background=True)))


def words_of(paper: PdfReader) -> list[str]:
    return [" ".join(page.extract_text(extraction_mode="layout").split()) for page in paper.pages]


def test_all_turns_are_printed_on_a4_with_names_beside_them_and_a_legend(surface: CodingSurface) -> None:
    surface.open()
    paper = printed(surface)
    assert len(paper.pages) >= 3
    for page in paper.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
    pages = words_of(paper)
    text = " ".join(pages)
    assert TITLE in pages[0]
    assert all(f"uge {n + 1}?" in text for n in range(12))
    last = next(
        page.extract_text(extraction_mode="layout")
        for page in reversed(paper.pages)
        if "uge 12 skete" in page.extract_text()
    )
    line = next(line for line in last.splitlines() if "uge 12 skete" in line)
    assert "Tid og" in line, "the code's name stands beside the words it was given to"
    assert "#33" in text
    assert "Codes in this interview" in text
    assert "Mening > Fællesskab" in text
    assert "Search codes" not in text
    assert "Page text behind the transcript" not in text


def test_paper_says_what_the_filter_leaves_out(surface: CodingSurface) -> None:
    surface.open()
    surface.turns.first.focus()
    surface.press("Shift+F")
    surface.page.locator(".citat .menu.filter .row").filter(has_text="Mening").first.click()
    surface.press("Escape")
    text = " ".join(words_of(printed(surface)))
    # letters that stand close are read as one or two words, as the font has it
    assert "Filter:1of2shown" in "".join(text.split())
    assert "Codes: Mening" in text
    assert "Tid og ressourcer" not in text


def test_paper_is_cleared_away_and_the_button_prints(surface: CodingSurface) -> None:
    surface.open()
    printed(surface)
    expect(surface.page.locator(".citat-paper")).to_have_count(0)
    surface.evaluate("() => { window.print = () => { window.wasPrinted = true; }; }")
    surface.page.get_by_role("button", name="Print", exact=True).click()
    assert surface.evaluate("() => window.wasPrinted")
