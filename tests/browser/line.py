"""Counts what goes over a page's websockets."""

from playwright.sync_api import Page, WebSocket

PARCEL = b'"of":[{'
"""How a message to the server is known that tells what was read."""
ANSWER = b'"stamp":"'
"""How a message to the browser is known that answers the coding component."""


class Line:
    """What a page sends and gets, in bytes."""

    def __init__(self, page: Page) -> None:
        self.down: list[int] = []
        self.up: list[int] = []
        self.answers = 0
        self.parcels = 0
        page.on("websocket", self._opened)

    def taken(self) -> tuple[int, int, int, int]:
        """Since the last time: things sent, answers that came, bytes down and bytes up."""
        found = len(self.up) + self.parcels, self.answers, sum(self.down), sum(self.up)
        self.down.clear()
        self.up.clear()
        self.answers = 0
        self.parcels = 0
        return found

    def _opened(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._came)
        socket.on("framesent", self._went)

    def _went(self, frame: str | bytes) -> None:
        self.up.append(_size(frame))
        # What was read may travel along with an act; then this message does two things.
        if isinstance(frame, bytes) and PARCEL in frame:
            self.parcels += 1

    def _came(self, frame: str | bytes) -> None:
        self.down.append(_size(frame))
        if isinstance(frame, bytes) and ANSWER in frame:
            self.answers += 1


def _size(frame: str | bytes) -> int:
    return len(frame.encode("utf-8") if isinstance(frame, str) else frame)
