"""Refreshing suggestions after decisions, in the background: nobody waits, and the page brings what is new."""

import logging
import threading
from collections.abc import Callable

from app.suggestion_run import CAN_HAPPEN
from codebooks.errors import CodebookRefused
from coding.live_suggestions import LiveSuggestions
from corpus.errors import Conflict, Refused

SETTLE_SECONDS = 0.15
"""A person who codes on is not disturbed: the refresh comes when their acts pause for so long."""

_log = logging.getLogger(__name__)


class SuggestionRefresh:
    """Refreshes documents of one open study in a thread of its own, the one asked for last first.

    `at_rest` is called there whenever all that was asked for is done.
    """

    def __init__(self, live: Callable[[], LiveSuggestions], at_rest: Callable[[], None]) -> None:
        self._live = live
        self._at_rest = at_rest
        self._asked: list[str] = []
        self._working: str | None = None
        self._news = threading.Condition()
        self._thread: threading.Thread | None = None

    def ask(self, document_id: str) -> None:
        """Have a document's suggestions brought up to date soon. Returns at once."""
        with self._news:
            self._asked = [each for each in self._asked if each != document_id] + [document_id]
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
            self._news.notify_all()

    def under_way(self, document_id: str | None = None) -> bool:
        """Whether a document (None: any) has been asked for and is not done yet."""
        with self._news:
            waiting = {*self._asked, self._working} - {None}
            return bool(waiting) if document_id is None else document_id in waiting

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; returns whether all is done."""
        with self._news:
            return self._news.wait_for(lambda: not self._asked and self._working is None, seconds)

    def _work(self) -> None:
        while True:
            with self._news:
                if not self._news.wait_for(lambda: bool(self._asked), 30):
                    self._thread = None
                    return
                while self._news.wait(SETTLE_SECONDS):
                    pass
                self._working = self._asked.pop()
            try:
                self._live().refresh(self._working)
            except Conflict:
                pass
            except (Refused, CodebookRefused, *CAN_HAPPEN) as error:
                # what is shown stays as it was; whoever asks for suggestions by hand is told why there are none
                _log.warning("suggestions were not refreshed: %s", error)
            finally:
                with self._news:
                    self._working = None
                    at_rest = not self._asked
                    self._news.notify_all()
            if at_rest:
                self._at_rest()
