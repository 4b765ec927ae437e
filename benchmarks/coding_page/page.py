"""The coding page in a real Chromium: what a key press costs, what goes over the line, how soon the page can be used.

Times are taken inside the page, from the time stamp of the key's event, so that driving the browser is not measured.
"""

import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, WebSocket, expect, sync_playwright

from benchmarks.made_up.one_interview import MEASURED
from tests.browser.conftest import CHROMIUM, FLAGS

PATIENCE = 120_000

READY = """
new Promise((done) => {
  const look = () => {
    const host = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat"));
    const root = host?.shadowRoot;
    const ready = root?.querySelector(".turn .text")?.textContent && root.querySelector(".piece.coded") &&
      root.querySelector(".state")?.dataset.state === "saved";
    if (ready) done(performance.now());
    else setTimeout(look, 10);
  };
  look();
})
"""

# Waits in `citatMeasured` for the next "1": painted is the first task after the frame in which the turn's text has
# other pieces than before the key; stored is when the page says that everything is saved.
LISTEN = """
() => {
  const host = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat"));
  const root = host.shadowRoot;
  const state = root.querySelector(".state");
  const pieces = () => [...root.activeElement.querySelectorAll(".piece")].map((each) => each.dataset.start).join();
  globalThis.citatMeasured = new Promise((done) => {
    const times = {};
    const finish = () => { if (times.painted && times.stored) done(times); };
    window.addEventListener("keydown", function pressed(event) {
      if (event.key !== "1") return;
      window.removeEventListener("keydown", pressed, true);
      const before = pieces();
      const frame = () => requestAnimationFrame(() => {
        if (pieces() === before) return frame();
        const channel = new MessageChannel();
        channel.port1.onmessage = () => { times.painted = performance.now() - event.timeStamp; finish(); };
        channel.port2.postMessage(0);
      });
      frame();
      const watch = new MutationObserver(() => {
        if (state.dataset.state !== "saved") return;
        watch.disconnect();
        times.stored = performance.now() - event.timeStamp;
        finish();
      });
      watch.observe(state, { attributes: true, attributeFilter: ["data-state"] });
    }, true);
  });
}
"""

# One act after another, the next as soon as the page says that the last one is saved.
MANY = """
async (count) => {
  const host = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat"));
  const root = host.shadowRoot;
  const state = root.querySelector(".state");
  const press = (key) => root.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true }));
  for (let n = 0; n < count; n += 1) {
    press("ArrowRight");
    press("1");
    await new Promise((done) => {
      const look = () => (state.dataset.state === "saved" ? done() : setTimeout(look, 4));
      look();
    });
    if (n % 8 === 7) press("j");
  }
}
"""


@dataclass(frozen=True)
class Presses:
    """Milliseconds from key press to painted and to stored, and bytes over the line for one act."""

    painted: tuple[float, ...]
    stored: tuple[float, ...]
    down: float
    up: float


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """A Chromium, or None where there is none to drive."""
    if not CHROMIUM.exists():
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


class CodingPage:
    """The coding page of a running server, each time opened by a new visitor."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser = browser
        self._address = f"{url}/coding"
        self._down: list[int] = []
        self._up: list[int] = []

    def first_loads(self, count: int) -> tuple[float, ...]:
        """Milliseconds from navigation to a transcript that can be coded, for `count` new visitors."""
        return tuple(self._load_time() for _ in range(count))

    @contextmanager
    def open(self) -> Iterator[Page]:
        """The page, ready for "1" to apply the measured code to what is selected."""
        context = self._browser.new_context(viewport={"width": 1400, "height": 900})
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("websocket", self._listen)
        page.goto(self._address)
        page.evaluate(READY)
        page.locator(".citat .turn").first.focus()
        self._choose_measured_code(page)
        yield page
        context.close()

    def press(self, page: Page, count: int) -> Presses:
        """Apply the code by key to one word in each of `count` turns."""
        measured = []
        page.wait_for_timeout(500)
        down, up = len(self._down), len(self._up)
        for _ in range(count):
            page.keyboard.press("j")
            page.keyboard.press("ArrowRight")
            page.evaluate(LISTEN)
            page.keyboard.press("1")
            measured.append(page.evaluate("citatMeasured"))
        page.wait_for_timeout(500)
        return Presses(
            tuple(each["painted"] for each in measured),
            tuple(each["stored"] for each in measured),
            sum(self._down[down:]) / count,
            sum(self._up[up:]) / count,
        )

    def act_many_times(self, page: Page, count: int) -> None:
        """Apply the code to `count` words, eight in a turn, each after the one before is stored."""
        for done in range(0, count, 50):
            page.evaluate(MANY, min(50, count - done))

    def _load_time(self) -> float:
        context = self._browser.new_context(viewport={"width": 1400, "height": 900})
        page = context.new_page()
        page.goto(self._address)
        milliseconds: float = page.evaluate(READY)
        context.close()
        return milliseconds

    def _choose_measured_code(self, page: Page) -> None:
        page.keyboard.press("ArrowRight")
        page.keyboard.press("c")
        expect(page.locator(".citat .picker")).to_be_visible()
        page.keyboard.type(MEASURED.name)
        page.keyboard.press("Enter")
        expect(page.locator(".citat .state")).to_have_attribute("data-state", "saved", timeout=PATIENCE)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self._down.append(_size(frame)))
        socket.on("framesent", lambda frame: self._up.append(_size(frame)))


def percentile_95(values: Sequence[float]) -> float:
    """The value that one in twenty lies above."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def _size(frame: Any) -> int:
    return len(frame.encode("utf-8") if isinstance(frame, str) else frame)
