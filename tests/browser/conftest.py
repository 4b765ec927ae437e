"""A real Chromium and real servers for the tests in this folder. Without Chromium they are skipped, and say so."""

import signal
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.serving import Server

CHROMIUM = Path("/usr/bin/chromium")
HEADLESS_SHELL = Path("/usr/bin/chromium-headless-shell")
"""The same engine without a browser's own window; opening a page takes half the processor time."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20_000

Serve = Callable[..., Server]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    program = next((each for each in (HEADLESS_SHELL, CHROMIUM) if each.exists()), None)
    if program is None:
        pytest.skip(f"no browser test ran: {HEADLESS_SHELL} is missing (Debian: apt-get install {HEADLESS_SHELL.name})")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of its own profile, 1400 x 900. Waits are for conditions, at most PATIENCE ms."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def serve_for_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """`serve` for servers that many tests share."""
    yield from _serving(lambda: tmp_path_factory.mktemp("server"))


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """`serve(script, env)` starts a server that ends with the test. `folder` of it is CITAT_HOME."""
    count = iter(range(100))

    def folder() -> Path:
        made = tmp_path / f"server-{next(count)}"
        made.mkdir()
        return made

    yield from _serving(folder)


def _serving(new_folder: Callable[[], Path]) -> Iterator[Serve]:
    servers: list[Server] = []

    def start(script: Path, env: Mapping[str, str] | None = None, folder: Path | None = None) -> Server:
        server = Server(script, folder or new_folder(), env or {})
        servers.append(server)
        server.start()
        return server

    yield start
    for server in servers:
        # Nothing is looked at afterwards, and going down in good order takes a second for each test.
        server.stop(signal.SIGKILL)
