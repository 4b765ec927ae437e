"""The same words printed more than once: shortened, worded or attributed differently, or under several themes.

Two quotes are the same where they stand at the same place of an interview, or, standing nowhere, where they are nearly
the same words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import fuzz

from coding.evidence import Evidence
from coding.quote_location import Location, Quoted, marked_pieces
from coding.summaries import Summary
from coding.written.provenance import found_quotes, terms_of
from coding.written.quote_sources import QuoteSources
from coding.written.texts import NamedText

Difference = Literal["shortened", "worded differently", "attributed differently", "several themes"]

ALIKE: Final = 80
"""Quotes that stand nowhere are the same from this likeness on, in per cent of the shorter one's words."""
_SHORTEST: Final = 4
"""Words; fewer are said by many, and to print them twice is no repetition."""
_BEFORE = re.compile(r"(?:^|[.\n»«”]\s*)([^.:\n»«“”]{2,60}):\s*$")
_SAYS = re.compile(r"\b(?:siger|sagde|fortæller|fortalte|mener|svarer|says|said|tells|told)\b", re.IGNORECASE)
_AFTER = re.compile(r"^[.,]?\s*\(([^()\n]{2,80})\)")


@dataclass(frozen=True)
class Printed:
    """One quote as it is printed: its words, where it stands, under which code, and whom it is attributed to.

    `said_by` are those whose words they are, from the interview; empty where they stand nowhere. `start` and `end`
    are code points in the text under `text_key`. `in_matrix` marks a cell of the framework matrix.
    """

    words: str
    place: str
    text_key: str
    start: int
    end: int
    code_id: str | None
    attributed: str
    location: Location
    said_by: tuple[str, ...] = ()
    in_matrix: bool = False

    @property
    def misattributed(self) -> bool:
        """Whether it is attributed to a participant by label, and none of those who say it has that label."""
        if not self.said_by or not re.search(r"\d", self.attributed):
            return False
        named = self.attributed.lower()
        return not any(re.search(rf"\b{re.escape(label.lower())}\b", named) for label in self.said_by)


@dataclass(frozen=True)
class Repeated:
    """Words printed at least twice, and how the printings differ; nothing differs where only the place does."""

    printed: tuple[Printed, ...]
    differences: tuple[Difference, ...]


def printed_quotes(
    texts: Iterable[NamedText],
    sources: QuoteSources,
    evidence: Evidence | None = None,
    summaries: Mapping[tuple[str, str], Summary] | None = None,
) -> tuple[Printed, ...]:
    """Every quote in the texts, and, with evidence and summaries, every passage chosen to be printed with them."""
    terms = terms_of(evidence.codebook) if evidence is not None else frozenset[str]()
    found = [
        Printed(
            each.quoted.words,
            text.place,
            text.key,
            each.quoted.start,
            each.quoted.end,
            text.code_id,
            attribution(text.text, each.quoted),
            each.location,
            each.speakers,
            bool(text.row_key),
        )
        for text in texts
        for each in found_quotes(text.text, sources, terms)
    ]
    if evidence is not None:
        found += _chosen(evidence, summaries or {})
    return tuple(found)


def attribution(text: str, quoted: Quoted) -> str:
    """Whom a text attributes a quote to: the words in parentheses after it, else a name before a colon."""
    after = _AFTER.search(text[quoted.end + 1 :])
    if after:
        return after.group(1).strip()
    before = _BEFORE.search(text[: max(0, quoted.start - 1)])
    said = before.group(1).strip() if before else ""
    return "" if _SAYS.search(said) else said


def repeated_quotes(printed: Sequence[Printed]) -> tuple[Repeated, ...]:
    """Groups of printings of the same words, in the order of the first.

    A summary is written from the framework matrix, so that the same words stand in both: there only other words and
    another attribution are told.
    """
    left = [each for each in printed if len(each.words.split()) >= _SHORTEST]
    groups: list[list[Printed]] = []
    for each in left:
        home = next((group for group in groups if any(_same(each, other) for other in group)), None)
        if home is None:
            groups.append([each])
        else:
            home.append(each)
    found = []
    for group in groups:
        places = {(each.text_key, each.start, each.end) for each in group}
        if len(places) > 1:
            differences = tuple(_differences(group))
            outside = {(each.text_key, each.start, each.end) for each in group if not each.in_matrix}
            if len(outside) > 1 or not _TOLD_OF_MATRIX.isdisjoint(differences):
                found.append(Repeated(tuple(group), differences))
    return tuple(found)


_TOLD_OF_MATRIX: Final = frozenset[Difference]({"worded differently", "attributed differently"})


def _chosen(evidence: Evidence, summaries: Mapping[tuple[str, str], Summary]) -> Iterator[Printed]:
    of_coding = {each.coding.id: each for each in evidence.excerpts}
    names = {group.id: group.name for group in evidence.groups}
    for summary in summaries.values():
        place = f"{evidence.codebook.path_text(summary.code_id)}, {names.get(summary.group_id, '')}"
        for number, coding_id in enumerate(summary.evidence):
            excerpt = of_coding.get(coding_id)
            if excerpt is not None:
                labels = tuple(voice.label for voice in excerpt.voices)
                key = f"summary:{summary.code_id}:{summary.group_id}:quotes"
                spot = Location("verbatim", excerpt.coding.document_id, (excerpt.passage[1:],))
                yield Printed(excerpt.quote, place, key, number, number, summary.code_id, "", spot, labels)


def _same(one: Printed, other: Printed) -> bool:
    a, b = one.location, other.location
    if a.source is not None and b.source is not None:
        return a.source == b.source and any(x[0] < y[1] and y[0] < x[1] for x in a.spans for y in b.spans)
    if a.source is not None or b.source is not None:
        return False
    return _like(one.words, other.words) >= ALIKE


def _like(one: str, other: str) -> float:
    return fuzz.partial_ratio(_bare(one), _bare(other))


def _differences(group: Sequence[Printed]) -> Iterator[Difference]:
    wordings = {_bare(each.words): each for each in group}
    if len(wordings) > 1:
        longest = max(wordings, key=len)
        changed = {words for words, each in wordings.items() if _reworded(words, each, longest)}
        if len({_stretch(words, each) for words, each in wordings.items() if words not in changed}) > 1:
            yield "shortened"
        if changed:
            yield "worded differently"
    if len({each.attributed.lower() for each in group if each.attributed}) > 1:
        yield "attributed differently"
    if len({each.code_id for each in group if each.code_id is not None}) > 1:
        yield "several themes"


def _reworded(words: str, printed: Printed, longest: str) -> bool:
    """Whether a printing has words of its own: words left out of it are no such change."""
    if printed.location.source is None:
        return words not in longest
    return any(change.quoted and not change.signs for change in printed.location.changes)


def _stretch(words: str, printed: Printed) -> object:
    left_out = sum(not change.quoted for change in printed.location.changes)
    return (printed.location.spans, left_out) if printed.location.source is not None else words


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", " ".join(marked_pieces(words)).lower()))
