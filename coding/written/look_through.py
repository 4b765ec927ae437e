"""Everything that can be held against what is written, at once: quotes, repetitions, tables, and other sentences."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coding.evidence import Evidence
from coding.framework_cells import WrittenMatrix
from coding.number_words import USUAL, Ladder
from coding.quote_location import Outcome, unpaired_marks
from coding.summaries import Summary, is_out_of_date
from coding.synthesis.check import Flag, check_numbers
from coding.synthesis.positions import Cell, count_positions
from coding.written.drift import Drift, find_drift
from coding.written.framework_texts import counted_cell
from coding.written.provenance import FoundQuote, found_quotes, terms_of
from coding.written.quote_sources import QuoteSources
from coding.written.repeated import Printed, Repeated, printed_quotes, repeated_quotes
from coding.written.table_check import Contradiction, contradictions
from coding.written.texts import NamedText


@dataclass(frozen=True)
class LookedThrough:
    """What was found. `quotes` are all quotes of all texts; `unpaired` are quotation marks without their other half,
    as code points of their text. `too_strong` are words for numbers that say more than their count supports, and
    `late` texts behind which codings changed since, of each theme summary the first.
    """

    quotes: tuple[tuple[NamedText, FoundQuote], ...]
    misattributed: tuple[Printed, ...]
    unpaired: tuple[tuple[NamedText, int], ...]
    repeated: tuple[Repeated, ...]
    contradictions: tuple[Contradiction, ...]
    drift: tuple[Drift, ...]
    too_strong: tuple[tuple[NamedText, Flag], ...] = ()
    late: tuple[NamedText, ...] = ()

    @cached_property
    def outcomes(self) -> Mapping[Outcome, int]:
        """How many quotes stand verbatim, with cuts, in other words, and nowhere."""
        return Counter(quote.location.outcome for _text, quote in self.quotes)

    @property
    def doubtful(self) -> tuple[tuple[NamedText, FoundQuote], ...]:
        """Quotes that are not verbatim, whose marks turn their meaning, or that no informant says."""
        return tuple(
            (text, quote)
            for text, quote in self.quotes
            if quote.location.outcome in ("changed", "not found") or quote.location.turned or not quote.speakers
        )

    @property
    def count(self) -> int:
        """How many things there are to look at."""
        quotes = (self.doubtful, self.misattributed, self.unpaired, self.repeated)
        return sum(len(each) for each in (*quotes, self.contradictions, self.drift, self.too_strong, self.late))


def look_through(
    texts: Sequence[NamedText],
    evidence: Evidence,
    sources: QuoteSources,
    summaries: Mapping[tuple[str, str], Summary],
    *,
    ladder: Ladder = USUAL,
    framework: WrittenMatrix | None = None,
) -> LookedThrough:
    """Hold every text against the interviews, the tables and the other texts. Nothing is changed.

    `ladder` is the study's rule for words for numbers; `framework` has the rows that texts of the matrix are about.
    """
    terms = terms_of(evidence.codebook)
    printed = printed_quotes(texts, sources, evidence, summaries)
    cells: dict[tuple[str, str], Cell] = {}
    against: list[Contradiction] = []
    strong: list[tuple[NamedText, Flag]] = []
    for text in texts:
        cell = None
        if text.row_key:
            cell = counted_cell(framework, text) if framework is not None else None
        elif text.code_id is not None and text.group_id is not None:
            place = (text.code_id, text.group_id)
            if place not in cells:
                cells[place] = count_positions(evidence, *place)
            cell = cells[place]
        against += contradictions(text, evidence, cell, ladder)
        if cell is not None:
            names = tuple(group.name for group in evidence.groups if group.id == text.group_id)
            flags = check_numbers(text.text, cell, evidence.codebook, names, ladder)
            strong += [(text, flag) for flag in flags]
    return LookedThrough(
        tuple((text, quote) for text in texts for quote in found_quotes(text.text, sources, terms)),
        tuple(each for each in printed if each.misattributed),
        tuple((text, at) for text in texts for at in unpaired_marks(text.text)),
        repeated_quotes(printed),
        tuple(against),
        find_drift(texts, evidence, ladder),
        tuple(strong),
        _late(texts, evidence, summaries, framework),
    )


def _late(
    texts: Sequence[NamedText],
    evidence: Evidence,
    summaries: Mapping[tuple[str, str], Summary],
    framework: WrittenMatrix | None,
) -> tuple[NamedText, ...]:
    found: dict[object, NamedText] = {}
    for text in texts:
        if text.row_key:
            place = (text.code_id or "", text.row_key)
            if framework is not None and framework.states.get(place) == "out of date":
                found[place] = text
        elif (text.code_id or "", text.group_id or "") in summaries and text.level == "cell":
            place = (text.code_id or "", text.group_id or "")
            if place not in found and is_out_of_date(summaries[place], evidence):
                found[place] = text
    return tuple(found.values())
