"""Words and signs: stems of what was said, and which signs of a code are among them."""

import functools
import math
import re
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.language import Language

_WORD = re.compile(r"[\w\u0300-\u036f]+(?:[-'’][\w\u0300-\u036f]+)*")
_SHORTEST_OF_COMPOUND: Final = 5
_SNOWBALL = {"da": "danish", "en": "english"}
# a Snowball stemmer keeps the word it works on, so two threads must not use one
_stemming = threading.Lock()


@dataclass(frozen=True)
class Token:
    """A word of a text: its stem and its half-open code point offsets."""

    stem: str
    start: int
    end: int


def tokens(text: str, language: Language) -> tuple[Token, ...]:
    """Return the words of a text with their Snowball stems, lower case, in order."""
    return tuple(Token(stem(word.group().lower(), language), word.start(), word.end()) for word in _WORD.finditer(text))


@functools.lru_cache(maxsize=100_000)
def stem(word: str, language: Language) -> str:
    """Return the stem of one lower-case word: kerneopgaven and kerneopgaver are both kerneopgav."""
    with _stemming:
        return _stemmer(language)(word)


class Signs:
    """The signs of several candidates, ready to be found in texts.

    A sign is a word or a phrase, compared by stems; a single word of at least five letters is also found at the
    beginning of a compound ("sprog" in "sprogproblemer").
    """

    def __init__(self, signs: Sequence[Collection[str]], language: Language) -> None:
        self._owners: dict[tuple[str, ...], list[int]] = {}
        for owner, own in enumerate(signs):
            phrases = {tuple(token.stem for token in tokens(sign, language)) for sign in own}
            for phrase in sorted(phrases - {()}):
                self._owners.setdefault(phrase, []).append(owner)
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in self._owners:
            self._by_first.setdefault(phrase[0], []).append(phrase)
        self.candidates = len(signs)

    def strengths(self, said: Sequence[Token]) -> list[float]:
        """Return for each candidate how strongly its signs speak: log(1 + different signs found).

        A sign that several candidates name is shared between them; one that is repeated counts once.
        """
        totals = [0.0] * self.candidates
        for phrase in sorted({phrase for phrase, _, _ in self._found(said)}):
            owners = self._owners[phrase]
            for owner in owners:
                totals[owner] += 1 / len(owners)
        return [math.log1p(total) for total in totals]

    def places(self, said: Sequence[Token], owner: int) -> tuple[tuple[int, int], ...]:
        """Return where signs of one candidate stand, as code point offsets, in order, without repeats."""
        found = (place for place in self._found(said) if owner in self._owners[place[0]])
        return tuple(sorted({(said[first].start, said[last].end) for _, first, last in found}))

    def _found(self, said: Sequence[Token]) -> list[tuple[tuple[str, ...], int, int]]:
        found = []
        for at, token in enumerate(said):
            for phrase in self._by_first.get(token.stem, ()):
                last = at + len(phrase) - 1
                if last < len(said) and all(said[at + n].stem == part for n, part in enumerate(phrase)):
                    found.append((phrase, at, last))
            for length in range(_SHORTEST_OF_COMPOUND, len(token.stem)):
                if (token.stem[:length],) in self._owners:
                    found.append(((token.stem[:length],), at, at))
        return found


@functools.lru_cache(maxsize=2)
def stop_stems(language: Language) -> frozenset[str]:
    """Return the stems of the words that every text has, by spaCy's lists."""
    if language == "da":
        from spacy.lang.da.stop_words import STOP_WORDS
    else:
        from spacy.lang.en.stop_words import STOP_WORDS
    return frozenset(stem(word, language) for word in STOP_WORDS)


@functools.lru_cache(maxsize=2)
def _stemmer(language: Language) -> Callable[[str], str]:
    import snowballstemmer

    stem_word: Callable[[str], str] = snowballstemmer.stemmer(_SNOWBALL[language]).stemWord
    return stem_word
