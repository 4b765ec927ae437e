"""No page asks anybody but this machine for anything, and each can be reached by its own address."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_pages import MAIN, open_page
from tests.browser.conftest import Serve

PAGES = ("study", "interviews", "codebook", "coding", "suggestions", "review", "reading", "findings")


@pytest.mark.parametrize("names", [PAGES, ("coding", "study")], ids=["all", "another one first"])
def test_every_page_is_served_by_this_machine_alone(
    page: Page, serve: Serve, tmp_path: Path, names: Sequence[str]
) -> None:
    server = serve(MAIN, folder=tmp_path)
    hosts: set[str | None] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).hostname))
    for name in names:
        open_page(page, server, name if name != "study" else "")
        expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(len(PAGES))
        expect(page.get_by_text("Vejen ind").first).to_be_visible()
    assert hosts - {None, ""} == {"127.0.0.1"}
