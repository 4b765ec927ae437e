"""The stretch of a text that changed wording was made of, and every difference, word by word.

Aligned with Levenshtein's distance (V. I. Levenshtein, 1966; computed by rapidfuzz).
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from sys import intern
from typing import Final

from rapidfuzz.distance import Levenshtein

from coding.word_runs import RUN, WordRuns

Span = tuple[int, int]

SAME_SIGNS: Final = tuple("".join(sorted(signs)) for signs in ('"“”„»«″', "'‘’‚′", "-–—‐‑"))
"""Signs that differ in typography alone."""
_WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")
_KEPT: Final = 0.6
"""So large a share of the quote's words must stand in the source, in order."""
_SOFT: Final = "\u00ad"


@dataclass(frozen=True)
class Change:
    """One difference: `quoted` stands in the quote where the source has `said`; either may be empty.

    `start` and `end` are code points into the source. `signs` marks a difference in punctuation alone.
    """

    quoted: str
    said: str
    start: int
    end: int
    signs: bool = False


@dataclass(frozen=True)
class Aligned:
    """Where words were made of in a text, the differences, and how many of the words stand there."""

    kept: int
    span: Span
    changes: tuple[Change, ...]


class _Words:
    """The words of a text in lower case, each with its code points."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = array("l")
        self.ends = array("l")
        plain = []
        as_written = text.isascii() or (unicodedata.is_normalized("NFC", text) and _SOFT not in text)
        for word in _WORD.finditer(text):
            self.starts.append(word.start())
            self.ends.append(word.end())
            said = word.group()
            if not as_written:
                said = unicodedata.normalize("NFC", said.replace(_SOFT, ""))
            # a long interview has few different words
            plain.append(intern(said.lower()))
        self.plain: Sequence[str] = plain

    @cached_property
    def runs(self) -> WordRuns:
        """Where runs of its words stand."""
        return WordRuns([self.plain])

    def between(self, first: int, last: int) -> str:
        """The text from one word to the end of the last before another."""
        return self.text[self.starts[first] : self.ends[last - 1]]


@lru_cache(maxsize=512)
def _source_words(text: str) -> _Words:
    return _Words(text)


def aligned(words: str, text: str) -> Aligned | None:
    """The stretch of a text that these words were made of; None where too few stand there in order."""
    own, there = _Words(words), _source_words(text)
    size = len(own.plain)
    middle = _densest(own.plain, there.runs)
    low, high = max(0, middle - 2 * size), min(len(there.plain), middle + 3 * size)
    blocks = _blocks(own.plain, there.plain[low:high])
    kept = sum(length for _, _, length in blocks)
    if not blocks or kept < _KEPT * size or max(length for _, _, length in blocks) < RUN:
        return None
    first, last = low + blocks[0][1], low + blocks[-1][1] + blocks[-1][2]
    # Where the quote begins or ends in words of its own, as many of the source's stand against them.
    first = max(0, first - blocks[0][0])
    last = min(len(there.plain), last + size - blocks[-1][0] - blocks[-1][2])
    return Aligned(kept, (there.starts[first], there.ends[last - 1]), tuple(_changes(own, there, first, last)))


def _densest(quoted: Sequence[str], said: WordRuns) -> int:
    """The place in a text from which most runs of the quote's words follow."""
    runs = {tuple(quoted[at : at + RUN]): at for at in range(len(quoted) - RUN + 1)}
    votes: dict[int, int] = {}
    reach = max(len(quoted), 1)
    for run, at in runs.items():
        for _text, place in said.places(run):
            votes[(place - at) // reach] = votes.get((place - at) // reach, 0) + 1
    return max(votes, key=lambda each: (votes[each], -each)) * reach if votes else 0


def _blocks(quoted: Sequence[str], said: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs of words in common, in order: place in the quote, place in the source, number of words."""
    found: list[tuple[int, int, int]] = []
    for step in Levenshtein.opcodes(quoted, said):
        if step.tag == "equal":
            found.append((step.src_start, step.dest_start, step.src_end - step.src_start))
    # A stray "og" far off is no part of the utterance.
    while len(found) > 1 and found[1][1] - found[0][1] - found[0][2] > 4 * found[0][2] + len(quoted) * (
        found[0][2] >= RUN
    ):
        found.pop(0)
    while len(found) > 1 and found[-1][1] - found[-2][1] - found[-2][2] > 4 * found[-1][2] + len(quoted) * (
        found[-1][2] >= RUN
    ):
        found.pop()
    return found


def _changes(own: _Words, there: _Words, first: int, last: int) -> Iterable[Change]:
    for step in Levenshtein.opcodes(own.plain, there.plain[first:last]):
        ours = range(step.src_start, step.src_end)
        theirs = range(first + step.dest_start, first + step.dest_end)
        if step.tag == "equal":
            yield from _signs(own, ours, there, theirs)
            continue
        start = there.starts[theirs.start] if theirs.start < last else there.ends[last - 1]
        end = there.ends[theirs.stop - 1] if theirs else start
        yield Change(own.between(ours.start, ours.stop) if ours else "", there.text[start:end], start, end)


def _signs(own: _Words, ours: range, there: _Words, theirs: range) -> Iterable[Change]:
    for one, other in zip(ours[:-1], theirs[:-1], strict=True):
        start, end = there.ends[other], there.starts[other + 1]
        written, said = own.text[own.ends[one] : own.starts[one + 1]], there.text[start:end]
        if _sign(written) != _sign(said):
            yield Change(written.strip(), said.strip(), start, end, signs=True)


def _sign(between: str) -> str:
    for same in SAME_SIGNS:
        between = re.sub(f"[{re.escape(same)}]", same[0], between)
    return "".join(between.replace("...", "…").split())
