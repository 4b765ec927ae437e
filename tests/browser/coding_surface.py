"""What a test does with the coding component: find, drag, press, wait until the server has answered."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import Server

# Where the code point `offset` of a turn lies on screen: its left edge, and the middle of its line.
POINT = """
([turn, offset]) => {
  const root = [...document.querySelectorAll("*")].find((each) => each.shadowRoot?.querySelector(".citat")).shadowRoot;
  const holder = root.querySelector(`.text[data-turn="${turn}"]`);
  holder.closest(".turn").scrollIntoView({block: "center"});
  const units = [...holder.textContent].slice(0, offset).join("").length;
  const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
  let node, left = units;
  while ((node = walker.nextNode()) && left > node.length) left -= node.length;
  const range = document.createRange();
  if (left < node.length) {
    range.setStart(node, left);
    range.setEnd(node, left + 1);
    const box = range.getClientRects()[0];
    return [box.left, (box.top + box.bottom) / 2];
  }
  range.setStart(node, left - 1);
  range.setEnd(node, left);
  const rects = range.getClientRects(), box = rects[rects.length - 1];
  return [box.right, (box.top + box.bottom) / 2];
}
"""


# The panel and the counts are painted one frame after the text.
TWO_FRAMES = """
() => new Promise((done) => {
  const frame = (then) => requestAnimationFrame(() => setTimeout(then));
  frame(() => frame(done));
})
"""


class CodingSurface:
    """The component on a page."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server
        self.root = page.locator(".citat")
        self.state = page.locator(".citat .state")
        self.turns = page.locator(".citat .turn")
        self.items = page.locator(".citat .item")
        self.picker = page.locator(".citat .picker")
        self.notice = page.locator(".citat .notice")
        self.live = page.locator(".citat .live, .citat > .spoken")

    def open(self) -> "CodingSurface":
        self.page.goto(self.server.url)
        self.ready()
        return self

    def ready(self) -> None:
        expect(self.turns.first).to_be_visible()
        expect(self.state).to_have_text(["Saved"])

    def shows(self, title: str) -> None:
        """Wait until this interview is on the page alone: the one before stands below it until the server has run."""
        expect(self.page.locator(".citat .bar h2")).to_have_text([title])

    def text_of(self, turn: int) -> str:
        return self.page.locator(f".citat .text[data-turn='{turn}']").evaluate("each => each.textContent") or ""

    def height_of(self, turn: int) -> float:
        """How far below the upper edge of the transcript's window a turn begins, in pixels."""
        edges = [self.page.locator(".citat .scroller"), self.turns.nth(turn)]
        window, begins = (each.evaluate("each => each.getBoundingClientRect().top") for each in edges)
        return float(begins - window)

    def point(self, turn: int, offset: int) -> tuple[float, float]:
        x, y = self.page.evaluate(POINT, [turn, offset])
        return x, y

    def turn_of(self, words: str) -> tuple[int, int]:
        """The turn that holds these words, and the code point where they begin in it."""
        for turn in range(self.turns.count()):
            text = self.text_of(turn)
            if words in text:
                return turn, text.index(words)
        raise AssertionError(f"no turn holds {words!r}")

    def drag(self, words: str, until: str | None = None) -> None:
        """Drag over words, or from the first of `words` to the last of `until` in another turn."""
        turn, start = self.turn_of(words)
        last, end = (turn, start + len(words)) if until is None else self.turn_of(until)
        end += 0 if until is None else len(until)
        self.point(last, end)
        x0, y0 = self.point(turn, start)
        self.page.mouse.move(x0, y0)
        self.page.mouse.down()
        x1, y1 = self.page.evaluate(POINT.replace("holder.closest", "0 && holder.closest"), [last, end])
        self.page.mouse.move((x0 + x1) / 2, (y0 + y1) / 2, steps=3)
        self.page.mouse.move(x1, y1, steps=3)
        self.page.mouse.up()
        self._settled()
        expect(self.page.locator(".citat .details .hint, .citat .item").first).to_be_visible()

    def click_at(self, words: str, clicks: int = 1) -> None:
        """Click in the middle of words."""
        turn, start = self.turn_of(words)
        x, y = self.point(turn, start + len(words) // 2)
        for count in range(1, clicks + 1):
            self.page.mouse.move(x, y)
            self.page.mouse.down(click_count=count)
            self.page.mouse.up(click_count=count)
        self._settled()

    def _settled(self) -> None:
        # A selection is settled one task after the button.
        self.page.evaluate("() => new Promise((done) => setTimeout(() => setTimeout(done)))")

    def tree_code(self, name: str) -> Locator:
        return self.page.locator(".citat .codes li").filter(has=self.page.get_by_text(name, exact=True))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def painted(self) -> None:
        """Wait until all that an act changes is on the screen, for reading what no `expect` waits for."""
        self.page.evaluate(TWO_FRAMES)

    def saved(self) -> None:
        """Wait until the server has answered everything."""
        expect(self.state).to_have_attribute("data-state", "saved")

    def item(self, path: str) -> Locator:
        return self.items.filter(has_text=path)

    def evaluate(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)
