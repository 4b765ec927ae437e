"""A link to another page is followed whatever a component has to send just then.

Streamlit shows the other page empty where a run that belongs to the page before it is asked for after the click. So
nothing may be sent between the click on the link and the arrival.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from corpus.study import Study
from tests.browser.coding_study import coding_study, stored
from tests.browser.coding_surface import CodingSurface
from tests.browser.conftest import Serve
from tests.browser.serving import Server

HERE = Path(__file__).parent
ACT = """() => {
  const host = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat"));
  const turn = host.shadowRoot.querySelector(".turn[tabindex='0']");
  for (const key of ["ArrowRight", "1"])
    turn.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, composed: true}));
}"""


class Sent:
    """What the page asks of its server: for each run the fragment, or nothing where it is the run of a whole page."""

    def __init__(self, page: Page) -> None:
        self.fragments: list[str] = []
        page.on("websocket", self._listen)

    def _listen(self, line: WebSocket) -> None:
        line.on("framesent", self._one_more)

    def _one_more(self, frame: str | bytes) -> None:
        message = BackMsg.FromString(frame if isinstance(frame, bytes) else frame.encode())
        self.fragments.append(message.rerun_script.fragment_id)

    @contextmanager
    def the_link_last(self, page: Page, server: Server) -> Iterator[None]:
        """The link is clicked while the server answers nothing; what is done meanwhile sends nothing more."""
        with server.silent():
            pages = self.fragments.count("")
            page.get_by_role("link", name="Other").click()
            yield
            page.wait_for_timeout(300)
            assert self.fragments.count("") == pages + 1
            assert self.fragments[-1] == ""
        expect(page.get_by_role("heading", name="Elsewhere")).to_be_visible()


def test_an_act_after_the_click_waits_and_is_stored(page: Page, serve: Serve, tmp_path: Path) -> None:
    study: Study = coding_study(tmp_path, repeats=3)
    sent = Sent(page)
    surface = CodingSurface(page, serve(HERE / "coding_harness.py", folder=tmp_path)).open()
    surface.turns.nth(9).focus()
    surface.press("ArrowRight", "c", "Enter")
    surface.saved()
    with sent.the_link_last(page, surface.server):
        surface.evaluate(ACT)
    page.get_by_role("link", name="Code").click()
    surface.ready()
    assert [words.split() for words, _ in stored(study)] == [surface.text_of(9).split()[:2]]


def test_what_asks_again_and_again_does_not_ask_amid_a_click(page: Page, serve: Serve) -> None:
    sent = Sent(page)
    server = serve(HERE / "asking_harness.py")
    page.goto(server.url)
    expect(page.get_by_text("asked: 4")).to_be_visible()
    with sent.the_link_last(page, server):
        pass
    page.get_by_role("link", name="First").click()
    expect(page.get_by_role("heading", name="Here")).to_be_visible()


KEEP_THE_ASKING = """
const own = window.setInterval;
window.setInterval = (work, after) => {
  if (after === 100) globalThis.askNow = work;
  return own(work, after);
};
"""
ASKED_AND_CLICKED = """() => {
  globalThis.askNow();
  [...document.links].find((each) => each.pathname === "/other").click();
}"""


def test_what_was_asked_right_before_a_click_is_sent_before_it(page: Page, serve: Serve) -> None:
    """Streamlit sends what a component asks one task later, and a click, which goes before tasks, at once."""
    sent = Sent(page)
    server = serve(HERE / "asking_harness.py")
    page.add_init_script(KEEP_THE_ASKING)
    page.goto(server.url)
    expect(page.get_by_text("asked: 4")).to_be_visible()
    with server.silent():
        page.evaluate(ASKED_AND_CLICKED)
        page.wait_for_timeout(300)
        assert sent.fragments[-1] == ""
    expect(page.get_by_role("heading", name="Elsewhere")).to_be_visible()
