"""The real coding page of a long interview sends its transcript once, and afterwards only what changes."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from corpus.documents import load_document
from corpus.study import Study
from tests.browser.coding_study import TITLE, coding_study, codings
from tests.browser.coding_surface import CodingSurface
from tests.browser.conftest import Serve
from tests.browser.serving import ROOT, Server
from tests.studies import document_id

EXCHANGES = 185
"""So many make an interview of 12,000 words."""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return coding_study(tmp_path, repeats=EXCHANGES)


@pytest.fixture
def server(serve: Serve, study: Study) -> Server:
    folder = study.path.parent
    settings = {"language": "en", "coder": "Anna", "last_study": str(study.path)}
    (folder / "citat-settings.json").write_text(json.dumps(settings), encoding="utf-8")
    return serve(ROOT / "app" / "main.py", folder=folder)


def test_an_act_on_a_long_interview_does_not_send_the_transcript_again(
    page: Page, server: Server, study: Study
) -> None:
    text = load_document(study, document_id(study, TITLE)).text
    assert len(text.split()) >= 12_000
    surface = CodingSurface(page, server)
    with surface.received() as sizes:
        page.goto(f"{server.url}/coding")
        surface.ready()
        page.wait_for_selector('[data-test-script-state="notRunning"]')
        assert sum(sizes) > len(text.encode("utf-8"))
        for acts in (("Enter", "c", "Enter"), ("j", "j", "Enter", "1"), ("Control+z",), ("Control+y",)):
            before = len(sizes)
            if acts[0] == "Enter":
                surface.turns.nth(7).locator(".speaker").click()
            surface.press(*acts)
            surface.saved()
            page.wait_for_selector('[data-test-script-state="notRunning"]')
            assert 0 < sum(sizes[before:]) < 10_000, acts
    assert len(codings(study)) == 2
