"""What a process keeps in memory of an open study, one for all sessions."""

import threading
from collections.abc import Callable, Mapping
from typing import Generic, Protocol, TypeVar

from corpus.study import Study

KEPT = 2
"""Studies kept at most: the one in use, and the one before it, which somebody may still have open."""


class _OfAStudy(Protocol):
    @property
    def study(self) -> Study: ...


T = TypeVar("T", bound=_OfAStudy)


class KeptByStudy(Generic[T]):
    """One value for each of the studies opened last, by path."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_path: Mapping[str, T] = {}

    def of(self, study: Study, make: Callable[[], T]) -> T:
        """The value of this study; made anew where its file was opened anew."""
        with self._lock:
            found = self._by_path.get(str(study.path))
            if found is None or found.study is not study:
                found = make()
                earlier = {path: each for path, each in self._by_path.items() if path != str(study.path)}
                self._by_path = {**dict(list(earlier.items())[1 - KEPT :]), str(study.path): found}
            return found

    def all(self) -> tuple[T, ...]:
        """What is kept, the latest last."""
        with self._lock:
            return tuple(self._by_path.values())
