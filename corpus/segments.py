"""Stretches of talk: sentences, and segments of one to four sentences such as a person would code.

Sentence boundaries come from spaCy's rule-based sentencizer with a blank pipeline, since trained Danish pipelines are
not on the package index. Its slips in transcribed speech are mended here: three dots, numbers and abbreviations at
the end of a sentence, and quotation marks that open the next one.
"""

import functools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus.language import Language

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

FEWEST_WORDS: Final = 5
"""A turn with fewer words ("Ja, det er rigtigt.") answers or nods; there is nothing in it to code."""

MOST_SENTENCES: Final = 4
USUAL_WORDS: Final = 45
MOST_WORDS: Final = 60
MOST_WORDS_OF_A_WHOLE_TURN: Final = 90

_SHORT_SENTENCE = 4
# as costly as being 20 words off the usual length: paragraphs are kept apart unless that leaves scraps
_PARAGRAPH_COST = 400.0

# a letter may be followed by combining marks, which are no letters themselves: "a" and a ring are one "å"
_WORD = re.compile(r"[\w\u0300-\u036f]+(?:[-'’.][\w\u0300-\u036f]+)*")
_DOTS = frozenset({"…", "..", "...", "....", "....."})
_QUOTES = frozenset("\"'«»“”„‘’‹›")
_OPENING = _QUOTES | frozenset("([{")
_ENDS_A_SENTENCE_TOO = frozenset({"osv.", "mv.", "m.v.", "m.m.", "mm.", "etc.", "o.l.", "o.lign.", "m.fl.", "mfl."})
_NUMBER = re.compile(r"\d+\.")
_PARAGRAPH = re.compile(r"[^\n]+")
_PAUSE = re.compile(r"(?<=[,;:–—-])\s+")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True)
class Segment:
    """A stretch of a text, as half-open code point offsets."""

    start: int
    end: int


@dataclass(frozen=True)
class _Unit:
    """A sentence with the short ones around it: what is never torn apart."""

    start: int
    end: int
    words: int
    opens_paragraph: bool


def segments(text: str, turns: Sequence[tuple[int, int]], language: Language = "da") -> tuple[Segment, ...]:
    """Return the segments of every turn, in the order of the turns.

    `turns` are half-open code point offsets into `text`. Segments never overlap, never leave their turn, and begin
    and end with something other than white space. A turn of fewer than FEWEST_WORDS words has none; a turn of one
    paragraph with at most MOST_SENTENCES sentences and MOST_WORDS_OF_A_WHOLE_TURN words is one; others are divided
    into stretches of about USUAL_WORDS words, of at most MOST_SENTENCES sentences (those of up to three words, such
    as "Ja." or "Øh, altså.", go along with a neighbour and do not count).
    """
    return tuple(segment for start, end in turns for segment in _segments_of_turn(text, start, end, language))


def sentences(text: str, start: int, end: int, language: Language = "da") -> tuple[Segment, ...]:
    """Return the sentences of `text[start:end]`, trimmed, in order, never across a line break."""
    found = []
    for paragraph in _PARAGRAPH.finditer(text, start, end):
        for first, last in _boundaries(paragraph.group(), language):
            trimmed = _trim(text, paragraph.start() + first, paragraph.start() + last)
            if trimmed:
                found.append(trimmed)
    return tuple(found)


def count_words(text: str, start: int, end: int) -> int:
    """Return how many words stand in `text[start:end]`; marks and emoji are none."""
    return sum(1 for _ in _WORD.finditer(text, start, end))


def _segments_of_turn(text: str, start: int, end: int, language: Language) -> list[Segment]:
    whole = _trim(text, start, end)
    if whole is None:
        return []
    words = count_words(text, whole.start, whole.end)
    if words < FEWEST_WORDS:
        return []
    units = _units(text, whole, language)
    one_paragraph = "\n" not in text[whole.start : whole.end]
    if one_paragraph and len(units) <= MOST_SENTENCES and words <= MOST_WORDS_OF_A_WHOLE_TURN:
        return [whole]
    return _divide(units)


def _divide(units: Sequence[_Unit]) -> list[Segment]:
    """Return the division into segments whose lengths lie closest to the usual one (least squares)."""
    cheapest: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(units) + 1):
        best = (math.inf, end - 1)
        for start in range(end - 1, max(-1, end - 1 - MOST_SENTENCES), -1):
            best = min(best, (cheapest[start][0] + _cost(units[start:end]), start))
        cheapest.append(best)
    divided: list[Segment] = []
    end = len(units)
    while end > 0:
        start = cheapest[end][1]
        divided.append(Segment(units[start].start, units[end - 1].end))
        end = start
    return divided[::-1]


def _cost(units: Sequence[_Unit]) -> float:
    words = sum(unit.words for unit in units)
    if words > MOST_WORDS and len(units) > 1:
        return math.inf
    return (words - USUAL_WORDS) ** 2 + _PARAGRAPH_COST * sum(unit.opens_paragraph for unit in units[1:])


def _units(text: str, whole: Segment, language: Language) -> list[_Unit]:
    """Return the sentences of a turn, with short ones joined to a neighbour and endless ones cut at a pause."""
    units: list[_Unit] = []
    waiting: _Unit | None = None
    for sentence in sentences(text, whole.start, whole.end, language):
        for part in _breaths(text, sentence):
            opens = bool(units or waiting) and "\n" in text[(waiting or units[-1]).end : part.start]
            unit = _Unit(part.start, part.end, count_words(text, part.start, part.end), opens)
            if waiting:
                unit, waiting = _joined(waiting, unit), None
            elif units and not opens and unit.words < _SHORT_SENTENCE:
                units[-1] = _joined(units[-1], unit)
                continue
            if unit.words < _SHORT_SENTENCE:
                waiting = unit
            else:
                units.append(unit)
    if waiting and units:
        units[-1] = _joined(units[-1], waiting)
    elif waiting:
        units.append(waiting)
    return units


def _joined(first: _Unit, second: _Unit) -> _Unit:
    return _Unit(first.start, second.end, first.words + second.words, first.opens_paragraph)


def _breaths(text: str, sentence: Segment) -> Iterator[Segment]:
    """Cut a sentence that no full stop ends, as automatic transcripts have them, into parts of bearable length."""
    start = sentence.start
    while count_words(text, start, sentence.end) > MOST_WORDS_OF_A_WHOLE_TURN:
        words = list(_WORD.finditer(text, start, sentence.end))
        earliest, latest = words[MOST_WORDS // 2].start(), words[MOST_WORDS].start()
        pauses = [pause.end() for pause in _PAUSE.finditer(text, earliest, latest)]
        blanks = [blank.end() for blank in _BLANK.finditer(text, earliest, latest)]
        if not pauses and not blanks:
            break
        cut = pauses[-1] if pauses else blanks[-1]
        part = _trim(text, start, cut)
        if part:
            yield part
        start = cut
    yield Segment(start, sentence.end)


def _boundaries(paragraph: str, language: Language) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one paragraph as offsets, untrimmed; together they cover it."""
    tokens = list(_pipeline(language)(paragraph))
    start = 0
    for at in range(1, len(tokens)):
        previous, token = tokens[at - 1], tokens[at]
        ended = token.is_sent_start or _ends_after_all(
            previous.text, token.text, first=not paragraph[start : previous.idx].strip()
        )
        if ended and not _speech_goes_on(previous.text, token.text):
            cut = _before_opening(paragraph, token.idx)
            if cut > start and _WORD.search(paragraph, start, cut):
                yield start, cut
                start = cut
    yield start, len(paragraph)


def _ends_after_all(previous: str, following: str, *, first: bool) -> bool:
    """Tell whether a sentence ends where the sentencizer saw only dots, a number or an abbreviation.

    A number that comes first is that of a list.
    """
    if not following[:1].isupper():
        return False
    return previous in _DOTS or previous in _ENDS_A_SENTENCE_TOO or (bool(_NUMBER.fullmatch(previous)) and not first)


def _speech_goes_on(previous: str, following: str) -> bool:
    """Tell whether a closing quotation mark is followed by who said it: »Kom ind.« sagde hun."""
    return previous in _QUOTES and following[:1].islower()


def _before_opening(paragraph: str, cut: int) -> int:
    """Move a boundary in front of brackets and quotation marks that open what follows it."""
    while cut > 0 and paragraph[cut - 1] in _OPENING:
        if cut > 1 and not paragraph[cut - 2].isspace() and paragraph[cut - 2] not in _OPENING:
            break
        cut -= 1
    return cut


def _trim(text: str, start: int, end: int) -> Segment | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Segment(start, end) if start < end else None


@functools.lru_cache(maxsize=2)
def _pipeline(language: Language) -> "Pipeline":
    import spacy

    pipeline = spacy.blank(language)
    pipeline.add_pipe("sentencizer")
    return pipeline
