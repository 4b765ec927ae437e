"""Where three words in a row stand in many texts, found without reading the texts again."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN: Final = 3
"""So many words in a row are looked up at once."""
_MOST_WORDS: Final = 1 << 21
"""Different words that fit: three of their numbers make one of 63 bits."""


def _joined(first: Any, second: Any, third: Any) -> Any:
    return (first * _MOST_WORDS + second) * _MOST_WORDS + third


class WordRuns:
    """Every run of three words of some texts, sorted, so that looking one up takes the logarithm of their number.

    A library's inverted index would do as well, but none of those at hand takes words as they are and stays in memory.
    """

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        import numpy as np

        self._numbers: dict[str, int] = {}
        number = self._numbers.setdefault
        ids: list[int] = []
        begins = [0]
        for words in texts:
            ids += [number(word, len(self._numbers)) for word in words]
            begins.append(len(ids))
        if len(self._numbers) >= _MOST_WORDS:
            raise OverflowError("more different words than fit")
        every = np.array(ids, dtype=np.int64)
        self._begins = np.array(begins, dtype=np.int64)
        runs = _joined(every[:-2], every[1:-1], every[2:]) if len(every) >= RUN else every[:0]
        self._order = np.argsort(runs, kind="stable")
        self._runs = runs[self._order]

    def places(self, run: Sequence[str]) -> "list[tuple[int, int]]":
        """Where a run of three words stands: the number of the text, and of its first word in that text, in order."""
        found = self._found(run)
        texts = self._begins.searchsorted(found, side="right") - 1
        # the end of one text and the beginning of the next are no run
        whole = found + RUN <= self._begins[texts + 1]
        within = found - self._begins[texts]
        return list(zip(texts[whole].tolist(), within[whole].tolist(), strict=True))

    def texts_with(self, run: Sequence[str]) -> frozenset[int]:
        """The numbers of the texts in which a run of three words stands."""
        return frozenset(text for text, _place in self.places(run))

    def _found(self, run: Sequence[str]) -> "NDArray[np.int64]":
        numbers = [self._numbers.get(word) for word in run]
        if None in numbers:
            return self._order[:0]
        wanted = _joined(*numbers)
        first, last = self._runs.searchsorted(wanted, side="left"), self._runs.searchsorted(wanted, side="right")
        return self._order[first:last]
