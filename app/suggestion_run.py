"""Suggesting in the background, so that nobody waits: how far it is, what it found, and what went wrong."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from codebooks.errors import CodebookRefused
from coding.codebook_store import load_codebook
from coding.suggestions import Suggesting, refresh_suggestions
from corpus.documents import DocumentHead
from corpus.embedding import Encoder, shared_cache
from corpus.errors import Refused
from corpus.study import Study


@dataclass(frozen=True)
class RunState:
    """How far a run is. `reading` is the title being read, empty while the model is being loaded."""

    done: int
    total: int
    found: int
    reading: str = ""
    finished: bool = False
    refusal: Refused | CodebookRefused | None = None


class SuggestionRun:
    """One run over some interviews in a thread of its own; begins when it is made."""

    def __init__(self, study: Study, heads: Sequence[DocumentHead], load: Callable[[], Encoder]) -> None:
        self.state = RunState(0, len(heads), 0)
        self._thread = threading.Thread(target=self._run, args=(study, tuple(heads), load), daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; returns whether the run is over."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self, study: Study, heads: Sequence[DocumentHead], load: Callable[[], Encoder]) -> None:
        found = done = 0
        try:
            suggesting = Suggesting(load_codebook(study), load(), shared_cache())
            for done, head in enumerate(heads):
                self.state = RunState(done, len(heads), found, head.title)
                found += refresh_suggestions(study, head.id, suggesting)
            self.state = RunState(len(heads), len(heads), found, finished=True)
        except (Refused, CodebookRefused) as refusal:
            self.state = RunState(done, len(heads), found, finished=True, refusal=refusal)
