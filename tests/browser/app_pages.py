"""The whole app for tests: served with a study open, its pages opened by address or gone to by link, and waited for."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve
from tests.browser.serving import ROOT, Server

MAIN = ROOT / "app" / "main.py"
MARK = '[data-testid="stMain"] h3, .citat .turn'
"""What each page shows once it has begun to be shown."""


def serve_study(
    serve: Serve, study: Path, coder: str = "Anna", language: str = "en", env: Mapping[str, str] | None = None
) -> Server:
    """The app with this study open and this person coding, with settings of their own."""
    home = study.parent / f"home-{coder}-{language}"
    home.mkdir()
    settings = {"language": language, "coder": coder, "last_study": str(study)}
    (home / "citat-settings.json").write_text(json.dumps(settings), encoding="utf-8")
    return serve(MAIN, env, folder=home)


def open_page(page: Page, server: Server, address: str) -> None:
    """Open a page by its address (the first one's is empty)."""
    page.goto(f"{server.url}/{address}")
    expect(page.locator(MARK).first).to_be_visible()
    settled(page)


def visit(page: Page, name: str) -> None:
    """Click the link of a page: until its address is there, the page before still stands, and is not running."""
    link = page.get_by_role("link", name=name, exact=True).first
    address = urlsplit(link.get_attribute("href") or "").path
    link.click()
    expect(page).to_have_url(re.compile(f"{re.escape(address)}$"))
    settled(page)


def settled(page: Page) -> None:
    """Wait until no script of the server is at work."""
    page.wait_for_selector('[data-test-script-state="notRunning"]')
