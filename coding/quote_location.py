"""Where printed words stand in the interviews: verbatim, with marked cuts, in changed wording, or nowhere.

Words count as verbatim when only their typography differs: kinds of quotation marks and dashes, white space, soft
hyphens, an accent written as one sign or two, a capital at the beginning, a sign at either end. What stands in square
brackets is the writer's own ("[jobcentret]"), and "[...]", "[…]", "(...)" and "(…)" mark a cut; the other words must
then stand in the source in that order.

Changed wording is found by the longest run of words in common and aligned word by word with Levenshtein's distance
(V. I. Levenshtein, 1966; computed by rapidfuzz).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from coding.quote_alignment import SAME_SIGNS, Change, Span, aligned
from coding.quote_index import QuoteIndex
from coding.turned_meaning import clause_begins, clause_ends, near_kept, turns_meaning
from coding.word_runs import RUN

Outcome = Literal["verbatim", "cut", "changed", "not found"]


@dataclass(frozen=True)
class Source:
    """A text that quotes may come from, under an id of the caller's: an interview whole, or one passage of it."""

    id: str
    text: str


@dataclass(frozen=True)
class Quoted:
    """Words in quotation marks in a text; `start` and `end` are code points of the words, without the marks."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Location:
    """Where a quote stands. `spans` are half-open code points into the source, one for each piece between cuts.

    `changes` is empty unless the outcome is "changed"; `source` is None and `spans` empty where it is "not found".
    `turned` are marks that change what was said, see `coding.turned_meaning`: both wordings, with words around them.
    `elsewhere` counts further sources, or places in this one, where the same words stand verbatim.
    """

    outcome: Outcome
    source: str | None = None
    spans: tuple[Span, ...] = ()
    changes: tuple[Change, ...] = ()
    elsewhere: int = 0
    turned: tuple[Change, ...] = ()

    @property
    def whole(self) -> Span | None:
        """From the first word found to the last."""
        return (self.spans[0][0], self.spans[-1][1]) if self.spans else None

    @property
    def only_signs(self) -> bool:
        """Whether nothing but punctuation was changed."""
        return self.outcome == "changed" and all(change.signs for change in self.changes)


MARKS: Final = re.compile(r"»([^«»]*)«|«([^«»]*)»|“([^“”]*)”|„([^„“”]*)[“”]|\"([^\"]*)\"|”([^“”]*)”")
"""Quotation marks in pairs, as Danish and English texts write them, with the words between."""

CUT: Final = re.compile(r"[\[(]\s*(?:\.\s?\.\s?\.|…)\s*[\])]")
"""A marked cut."""

_OWN: Final = re.compile(r"\[[^\[\]]*\]")
_MARK: Final = re.compile(f"{CUT.pattern}|{_OWN.pattern}")
_AROUND: Final = 4
"""Words on either side of a mark that are shown with it."""
_WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")
_LETTERS: Final = re.compile(r"\w+")
_ENDS: Final = " \t\n\r.,;:!?…–—-"
_TRIED: Final = 8
"""So many runs of a quote's words, the longest ones, tell in which interviews it may stand."""
_SOFT: Final = "\u00ad"
_INSERTED: Final = 60
"""Within so many code points after the last word the words after a writer's own must go on."""


def quotes_in(text: str) -> tuple[Quoted, ...]:
    """What stands in quotation marks in a text, in order; empty marks are left out."""
    found = []
    for pair in MARKS.finditer(text):
        number = pair.lastindex or 1
        start, end = pair.span(number)
        words = text[start:end]
        if words.strip():
            found.append(Quoted(start, end, words))
    return tuple(found)


def unpaired_marks(text: str) -> tuple[int, ...]:
    """Where a quotation mark stands without its other half, as code points: a quote that begins or ends nowhere."""
    left = MARKS.sub(lambda pair: " " * len(pair.group()), text)
    return tuple(found.start() for found in re.finditer(r"[“”„»«\"]", left))


def marked_pieces(words: str) -> tuple[str, ...]:
    """The stretches of a quote that must stand in the source: what is left between cuts and the writer's own words."""
    pieces = [piece.strip() for cut in CUT.split(words) for piece in _OWN.split(cut)]
    return tuple(piece for piece in pieces if _WORD.search(piece))


def locate_quote(words: str, sources: Iterable[Source], index: QuoteIndex | None = None) -> Location:
    """Find a quote in the first source that has it verbatim, else with marked cuts, else the one most like it.

    Raises nothing for words that stand nowhere: the outcome says so. Quotes of one or two words are found verbatim
    or not at all. With an `index` of the same sources (`index_of`) the answer is the same and comes sooner.
    """
    every = list(sources)
    pieces = marked_pieces(words)
    if not pieces:
        return Location("not found")
    near = _holding([words], every, index)
    found = [(source, place) for source in near if (place := _verbatim(words, source.text))]
    if found:
        source, spans = found[0]
        more = sum(len(spans) for _, spans in found) - 1
        return Location("verbatim", source.id, spans[:1], elsewhere=more)
    if len(pieces) > 1 or CUT.search(words) or _OWN.search(words):
        cut = _cut(words, _holding(pieces, every, index))
        if cut is not None:
            return cut
    return _most_like(" ".join(pieces), every, index)


def index_of(sources: Iterable[Source]) -> QuoteIndex:
    """What makes looking for many quotes in the same sources quick."""
    return QuoteIndex(bare_words(source.text) for source in sources)


def bare_words(text: str) -> list[str]:
    """The words of a text in lower case, whatever their typography."""
    return _bare(text).split()


def _holding(pieces: Iterable[str], sources: Sequence[Source], index: QuoteIndex | None) -> Sequence[Source]:
    """The sources that may have all these stretches of words, in order; never fewer."""
    if index is None:
        return sources
    numbers = index.holding([bare_words(piece) for piece in pieces])
    return sources if numbers is None else [sources[number] for number in numbers]


def _verbatim(words: str, text: str) -> tuple[Span, ...]:
    pattern = _pattern(words, soft=_SOFT in text) if _may_hold(words, text) else None
    return tuple(found.span() for found in pattern.finditer(text)) if pattern else ()


def _may_hold(words: str, text: str) -> bool:
    """Whether a text has the words of a quote in a row: far quicker than to look for them with all their signs."""
    return _bare(words) in _bare(text)


def _cut(words: str, sources: Iterable[Source]) -> Location | None:
    """The first source that has the pieces in order with the same meaning, else the first that has them."""
    turned: Location | None = None
    for source in sources:
        spans = _in_order(words, source.text)
        if spans:
            found = Location("cut", source.id, spans, turned=tuple(_turned(words, spans, source.text)))
            if not found.turned:
                return found
            turned = turned or found
    return turned


def _turned(words: str, spans: Sequence[Span], text: str) -> Iterator[Change]:
    """The marks of a quote that add a word which turns the meaning, or take one out."""
    edges = [(0, 0), *_pieces(words), (len(words), len(words))]
    stands = [(0, 0), *spans, (len(text), len(text))]
    for number in range(len(stands) - 1):
        mark = words[edges[number][1] : edges[number + 1][0]]
        if "[" not in mark and "(" not in mark:
            continue
        start, end = stands[number][1], stands[number + 1][0]
        gap = text[start:end]
        if number == 0:
            near = whole = clause_ends(gap)
            start = end - len(near)
        elif number == len(spans):
            near = whole = clause_begins(gap)
            end = start + len(near)
        else:
            near, whole = near_kept(gap) if CUT.search(mark) else gap, gap
        if turns_meaning(CUT.sub(" ", mark), near, whole):
            before = words[slice(*edges[number])].split()[-_AROUND:]
            after = words[slice(*edges[number + 1])].split()[:_AROUND]
            quoted, said = (" ".join([*before, *between.split(), *after]) for between in (mark, near))
            yield Change(quoted, said, start, end)


def _pieces(words: str) -> list[Span]:
    """Where the stretches of `marked_pieces` stand in a quote."""
    marks = [mark.span() for mark in _MARK.finditer(words)]
    edges = [0, *(edge for mark in marks for edge in mark), len(words)]
    between = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in between if _WORD.search(words, start, end)]


def _in_order(words: str, text: str) -> tuple[Span, ...]:
    """The pieces of a quote, each after the one before and as near to it as can be; nothing where one is missing."""
    runs = [
        tuple(_runs([piece for piece in _OWN.split(cut) if _WORD.search(piece)], text))
        for cut in CUT.split(words)
        if marked_pieces(cut)
    ]
    chosen: list[tuple[Span, ...]] = []
    at = 0
    for every in runs:
        run = next((run for run in every if run[0][0] >= at), None)
        if run is None:
            return ()
        chosen.append(run)
        at = run[-1][1]
    for number in range(len(chosen) - 2, -1, -1):
        before = chosen[number + 1][0][0]
        chosen[number] = max((run for run in runs[number] if run[-1][1] <= before), key=lambda run: run[0])
    return tuple(span for run in chosen for span in run)


def _runs(pieces: Sequence[str], text: str) -> Iterator[tuple[Span, ...]]:
    """Wherever these pieces follow one another, with no more between them than the writer's own words may replace."""
    if not all(_may_hold(piece, text) for piece in pieces):
        return
    patterns = [pattern for piece in pieces if (pattern := _pattern(piece, soft=_SOFT in text))]
    reach = _INSERTED + 2 * max(map(len, pieces))
    for first in _everywhere(patterns[0], text) if patterns else ():
        spans = [first.span()]
        for pattern in patterns[1:]:
            after = pattern.search(text, spans[-1][1], min(len(text), spans[-1][1] + reach))
            if after is None or after.start() - spans[-1][1] > _INSERTED:
                break
            spans.append(after.span())
        else:
            yield tuple(spans)


def _everywhere(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every place, those that overlap the one before too: "ja, ja" stands twice in "ja, ja, ja"."""
    found = pattern.search(text)
    while found is not None:
        yield found
        found = pattern.search(text, found.start() + 1)


@lru_cache(maxsize=4096)
def _pattern(words: str, *, soft: bool) -> re.Pattern[str] | None:
    """What finds these words in a text whatever its typography; None where there is no word in them."""
    core = unicodedata.normalize("NFC", words.replace(_SOFT, "")).strip(_ENDS + "".join(SAME_SIGNS))
    if not core:
        return None
    parts: list[str] = []
    for number, sign in enumerate(re.findall(r"\s+|\.{3}|…|.", core, re.DOTALL)):
        if sign.isspace():
            parts.append(r"\s+")
        elif sign in ("…", "..."):
            parts.append(r"\s?(?:…|\.{3})")
        else:
            parts.append(_letter(sign, any_case=number == 0) + (f"{_SOFT}*" if soft else ""))
    return re.compile(rf"(?<!\w){''.join(parts)}(?!\w)")


def _letter(sign: str, *, any_case: bool) -> str:
    for same in SAME_SIGNS:
        if sign in same:
            return f"[{re.escape(same)}]"
    forms = dict.fromkeys(
        unicodedata.normalize(form, each)
        for each in ((sign.lower(), sign.upper(), sign) if any_case else (sign,))
        for form in ("NFC", "NFD")
    )
    return re.escape(sign) if len(forms) == 1 else f"(?:{'|'.join(map(re.escape, forms))})"


def _most_like(words: str, sources: Sequence[Source], index: QuoteIndex | None) -> Location:
    said = bare_words(words)
    if len(said) < RUN:
        return Location("not found")
    runs = list(dict.fromkeys(" ".join(said[at : at + RUN]) for at in range(len(said) - RUN + 1)))
    runs = sorted(runs, key=len, reverse=True)[:_TRIED]
    if index is None:
        counts: Sequence[int] = [sum(f" {run} " in _bare(source.text) for run in runs) for source in sources]
    else:
        counts = index.counts([run.split() for run in runs])
    hits = [(count, -number) for number, count in enumerate(counts)]
    best: tuple[int, Location] | None = None
    for hit, number in sorted(hits, reverse=True)[:RUN]:
        if hit and 2 * hit >= max(hits)[0]:
            source = sources[-number]
            found = aligned(words, source.text)
            if found is not None and (best is None or found.kept > best[0]):
                best = found.kept, Location("changed", source.id, (found.span,), found.changes)
    return best[1] if best else Location("not found")


@lru_cache(maxsize=512)
def _bare(text: str) -> str:
    """The words of a text in lower case with one blank around each."""
    words = " ".join(_LETTERS.findall(unicodedata.normalize("NFC", text).replace(_SOFT, ""))).lower()
    return f" {words} "
