"""A real Chromium and real servers for the tests in this folder. Without Chromium they are skipped, and say so."""

import signal
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from corpus.study import Study
from tests.browser.coding_surface import CodingSurface
from tests.browser.component_page import HARNESS, ComponentPage
from tests.browser.serving import Server
from tests.browser.windows import new_context

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
FAILED = pytest.StashKey[bool]()

Serve = Callable[..., Server]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


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
    """A page of its own profile and size."""
    context = new_context(chromium)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def component_server(serve_for_session: Serve) -> Server:
    """One server with the coding component for all tests of a process, with all of Streamlit's own keys alive."""
    return serve_for_session(HARNESS, {"STREAMLIT_CLIENT_TOOLBAR_MODE": "developer"})


@pytest.fixture(scope="module")
def component_page(chromium: Browser, component_server: Server) -> Iterator[ComponentPage]:
    """One page with the coding component for all tests of a module."""
    opened = ComponentPage(chromium, component_server)
    yield opened
    opened.forget()


@pytest.fixture
def surface(component_page: ComponentPage, study: Study, request: pytest.FixtureRequest) -> Iterator[CodingSurface]:
    """The coding component with the `study` of the module, not opened yet."""
    yield component_page.show(study)
    if request.node.stash.get(FAILED, False):
        component_page.forget()


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
