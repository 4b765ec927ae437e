"""One look through everything that is written, in a thread: the page is there at once, and what is found comes."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import streamlit as st

from app import session
from app.asking_again import ask_again
from coding.written.look_through import LookedThrough

AT_ONCE = 0.2
"""Seconds that the page waits for what is found at once, as in most studies."""


class Checking:
    """A look through one state of the study, named by its `key`."""

    def __init__(self, key: object, look: Callable[[], LookedThrough]) -> None:
        self.key = key
        self._patience = AT_ONCE
        thread = ThreadPoolExecutor(max_workers=1)
        self._looked: Future[LookedThrough] = thread.submit(look)
        thread.shutdown(wait=False)

    def found(self, patience: float | None = None) -> LookedThrough | None:
        """What was found; None where it takes longer than so many seconds. Raises what the look raised.

        Whoever asks for the first time waits a moment, because it may be there at once; nobody waits twice.
        """
        if patience is None:
            patience, self._patience = self._patience, 0.0
        try:
            return self._looked.result(patience)
        except TimeoutError:
            return None


@st.fragment
def wait_for(checking: Checking) -> None:
    """A line that says what is under way; the page runs again when it is done."""
    if checking.found(0) is not None:
        st.rerun()
    st.caption(":material/hourglass_empty: " + session.texts().gettext("Reading what is written …"))
    ask_again(0.5, key="check_again")
