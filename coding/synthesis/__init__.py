"""From codings to a draft of findings: positions in a cell, who holds them, quotes, and voices that may be against.

A position is what people coded: a sub-code, counted in informants. The language model only puts passages in order and
side by side; no number in a draft rests on it. Why is in docs/synthesis.md.
"""

from coding.synthesis.across import Compared, across_groups
from coding.synthesis.check import Flag, check_numbers
from coding.synthesis.draft import Draft, Sentence, count_words, shortened, write_draft
from coding.synthesis.positions import Cell, find_positions, positions_among, words_of
from coding.synthesis.row_draft import draft_row, find_row_positions
from coding.synthesis.statements import Statement, statements_among, statements_of
from coding.synthesis.values import CounterVoice, Position, Subgroup

__all__ = [
    "Cell",
    "Compared",
    "CounterVoice",
    "Draft",
    "Flag",
    "Position",
    "Sentence",
    "Statement",
    "Subgroup",
    "across_groups",
    "check_numbers",
    "count_words",
    "draft_row",
    "find_positions",
    "find_row_positions",
    "positions_among",
    "shortened",
    "statements_among",
    "statements_of",
    "words_of",
    "write_draft",
]
