"""In which of many texts a quote may stand: known from its words, so that few texts are read."""

from collections.abc import Iterable, Sequence

from coding.word_runs import RUN, WordRuns


class QuoteIndex:
    """The runs of three words of some sources, given as their words in lower case."""

    def __init__(self, sources: Iterable[Sequence[str]]) -> None:
        texts = list(sources)
        self._count = len(texts)
        self._runs = WordRuns(texts)

    def holding(self, stretches: Iterable[Sequence[str]]) -> Sequence[int] | None:
        """The numbers of the sources that have every run of each stretch, in order.

        No other source has the stretches whole. None where they are too short to tell.
        """
        found: frozenset[int] | None = None
        for words in stretches:
            for at in range(len(words) - RUN + 1):
                with_run = self._runs.texts_with(words[at : at + RUN])
                found = with_run if found is None else found & with_run
                if not found:
                    return ()
        return None if found is None else sorted(found)

    def counts(self, runs: Iterable[Sequence[str]]) -> Sequence[int]:
        """How many of these runs of three words each source has."""
        counts = [0] * self._count
        for run in runs:
            for number in self._runs.texts_with(run):
                counts[number] += 1
        return counts
