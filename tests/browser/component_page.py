"""One opened page for many tests of the coding component: opening Streamlit's page costs more than most tests do."""

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, expect

from corpus.study import Study
from tests.browser.coding_surface import CodingSurface
from tests.browser.serving import Server
from tests.browser.windows import WINDOW, new_context

HARNESS = Path(__file__).parent / "coding_harness.py"


class SharedSurface(CodingSurface):
    """The component, opened by going there from another page: nothing is loaded again, all is made anew."""

    def open(self) -> "SharedSurface":
        self.page.get_by_role("link", name="Code").evaluate("link => link.click()")
        self.ready()
        return self


class ComponentPage:
    """A server and a browser's page that show the study of one test after another."""

    def __init__(self, chromium: Browser, server: Server) -> None:
        """`server` runs `HARNESS`."""
        self._chromium = chromium
        self._server = server
        self._context: BrowserContext | None = None

    def show(self, study: Study) -> SharedSurface:
        """The surface of this study, not opened yet; nothing that an earlier test left in the browser is there."""
        if self._context is not None:
            # in a narrow window the links are folded away
            self._context.pages[0].set_viewport_size(WINDOW)
            self._context.pages[0].get_by_role("link", name="Other").click()
            expect(self._elsewhere).to_be_visible()
        (self._server.folder / "at").write_text(str(study.path.parent), encoding="utf-8")
        if self._context is None:
            self._context = new_context(self._chromium)
            self._context.new_page().goto(f"{self._server.url}/other")
            expect(self._elsewhere).to_be_visible()
        page = self._context.pages[0]
        page.evaluate("() => { sessionStorage.clear(); localStorage.clear(); }")
        return SharedSurface(page, self._server)

    def forget(self) -> None:
        """Let the next test have a page of its own: this one may be in any state."""
        if self._context is not None:
            self._context.close()
        self._context = None

    @property
    def _elsewhere(self) -> Locator:
        assert self._context is not None
        return self._context.pages[0].get_by_role("heading", name="Elsewhere")
