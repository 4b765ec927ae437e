"""Suggesting in the background, so that nobody waits: how far it is, what it found, and what went wrong."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy.exc import SQLAlchemyError

from codebooks.errors import CodebookRefused
from coding.live_suggestions import LiveSuggestions
from corpus.documents import DocumentHead
from corpus.errors import Conflict, Refused

CAN_HAPPEN = (OSError, MemoryError, RuntimeError, ValueError, ImportError, SQLAlchemyError)
"""What disk, memory, model and database fail with; torch and tokenizers raise RuntimeError and ValueError."""

UNEXPECTED = Refused(
    "The suggestions could not be made because of an error in Citat. The window it was started from says which."
)
LONGEST_REASON = 200


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

    def __init__(self, heads: Sequence[DocumentHead], load: Callable[[], LiveSuggestions]) -> None:
        self.state = RunState(0, len(heads), 0)
        self._heads = list(heads)
        self._adding = threading.Lock()
        self._thread = threading.Thread(target=self._run, args=(load,), daemon=True)
        self._thread.start()

    def add(self, heads: Sequence[DocumentHead]) -> bool:
        """Read these interviews too; returns False, doing nothing, where the run is over."""
        with self._adding:
            if self.state.finished:
                return False
            there = {head.id for head in self._heads}
            self._heads += [head for head in heads if head.id not in there]
            self.state = replace(self.state, total=len(self._heads))
            return True

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; returns whether the run is over."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self, load: Callable[[], LiveSuggestions]) -> None:
        try:
            live = load()
            while (head := self._next()) is not None:
                with suppress(Conflict):
                    # taken out of the study since the run began: nothing to suggest for
                    live.prepare(head.id)
                    self._tell(found=self.state.found + live.refresh(head.id).offered)
                self._tell(done=self.state.done + 1)
        except (Refused, CodebookRefused) as refusal:
            self._end(refusal)
        except CAN_HAPPEN as error:
            self._end(in_plain_words(error))
        finally:
            # whatever else goes wrong is for the window that Citat runs in; the page must not wait for ever
            if not self.state.finished:
                self._end(UNEXPECTED)

    def _next(self) -> DocumentHead | None:
        with self._adding:
            done = self.state.done
            head = self._heads[done] if done < len(self._heads) else None
            self.state = replace(self.state, reading=head.title if head else "", finished=head is None)
            return head

    def _tell(self, **news: int) -> None:
        with self._adding:
            self.state = replace(self.state, **news)  # type: ignore[arg-type]

    def _end(self, refusal: Refused | CodebookRefused) -> None:
        with self._adding:
            self.state = replace(self.state, reading="", finished=True, refusal=refusal)


def in_plain_words(error: BaseException) -> Refused:
    """What went wrong with disk, memory or model, as a refusal that a person can read."""
    reason = " ".join(str(error).split())[:LONGEST_REASON].rstrip(".") or type(error).__name__
    return Refused(
        "The suggestions could not be made: {reason}. Close other programs or restart Citat, and try again.",
        reason=reason,
    )
