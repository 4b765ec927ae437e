"""Measuring suggestions by the study's own decisions, in the background: nobody waits for it."""

import logging
import threading
from collections.abc import Callable

from app.suggestion_run import CAN_HAPPEN
from codebooks.errors import CodebookRefused
from coding.live_suggestions import LiveSuggestions
from corpus.errors import Refused

_log = logging.getLogger(__name__)


class SuggestionJudging:
    """Measures one open study in a thread of its own; `changed` is called there where suggestions are others now."""

    def __init__(self, live: Callable[[], LiveSuggestions], changed: Callable[[], None]) -> None:
        self._live = live
        self._changed = changed
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def ask(self, *, at_once: bool = False) -> None:
        """Have the figures made anew soon where enough was decided since, or anything at all `at_once`."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, args=(at_once,), daemon=True)
                self._thread.start()

    def under_way(self) -> bool:
        """Whether figures are being made."""
        with self._lock:
            return self._thread is not None

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; returns whether nothing is under way."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return not self.under_way()

    def _work(self, at_once: bool) -> None:
        try:
            if self._live().judge(at_once=at_once):
                self._changed()
        except (Refused, CodebookRefused, *CAN_HAPPEN) as error:
            # the figures of before stay; whoever asks for suggestions by hand is told what is wrong
            _log.warning("suggestions were not measured: %s", error)
        finally:
            with self._lock:
                self._thread = None
