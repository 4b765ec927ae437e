"""The app's own coding page for tests: opened by one or several coders, in tabs that may be duplicated and killed."""

from typing import Any

from coding.checking import check_study
from corpus.study import Study
from tests.browser.app_pages import settled
from tests.browser.coding_study import codings
from tests.browser.coding_surface import CodingSurface

OUTBOX = """() => Object.keys(sessionStorage).filter((name) => name.startsWith("citat-outbox"))
  .flatMap((name) => JSON.parse(sessionStorage.getItem(name))).map((entry) => entry.operation)"""


class CodingPage(CodingSurface):
    """The coding page, settled: no script of the server is at work when a method returns."""

    def open(self) -> "CodingPage":
        self.page.goto(f"{self.server.url}/coding")
        self.ready()
        self.settled()
        return self

    def settled(self) -> None:
        settled(self.page)

    def to_turn(self, turn: int) -> None:
        """Bring the keyboard to a turn, with nothing selected."""
        self.turns.nth(turn).evaluate("each => each.focus()")
        self.press("Escape")

    def two_codes(self, turn: int = 0) -> None:
        """Use two codes and undo that, so that the digit 2 applies them by turns; the keyboard stays at this turn."""
        self.to_turn(turn)
        self.press("Enter", "c", "Enter", "c", "ArrowDown", "Enter", "Control+z", "Control+z", "Escape")
        self.saved()

    def code_words(self, count: int) -> None:
        """Code the next words, one by one, as fast as the browser takes the keys; each stays a coding of its own."""
        for _ in range(count):
            self.press("ArrowRight", "2")

    def outbox(self) -> list[dict[str, Any]]:
        """Operations that the tab keeps because they have no answer yet."""
        kept: list[dict[str, Any]] = self.page.evaluate(OUTBOX)
        return kept

    def stripes(self) -> int:
        """How many codings the bar counts."""
        self.painted()
        words = self.page.locator(".citat .bar .facts").inner_text()
        return int("".join(sign for sign in words.split("·")[0] if sign.isdigit()))


def ids(study: Study) -> list[str]:
    """Ids of the codings stored for the long interview."""
    return [coding.id for coding in codings(study)]


def places(study: Study) -> set[tuple[int, int, str]]:
    """Start, end and code of the stored codings; as many as `ids`, unless one act was done twice."""
    return {(coding.start, coding.end, coding.code_id) for coding in codings(study)}


def assert_whole(study: Study) -> None:
    """Nothing in the study contradicts itself."""
    assert check_study(study) == ()
