"""The numbers that were chosen by measuring, and on what.

Weights and spreads were chosen on made-up material, the sample study's interviews and codings, and half A of a set of
coded quotes from a published report served as a check; chances were fitted to the sample study. How to measure again:

    python3 -m benchmarks suggestions

The method and the figures are in docs/suggestions.md.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

_Ingredient = Literal["definition", "include", "example", "exclude", "signs", "meaning", "letters"]

WEIGHTS: Final[Mapping[_Ingredient, float]] = MappingProxyType(
    {"definition": 0.5, "include": 1, "example": 1, "exclude": -0.3, "signs": 1, "meaning": 1.5, "letters": 1}
)
"""How much each ingredient counts when all are on one scale."""

SPREADS: Final[Mapping[_Ingredient, float]] = MappingProxyType(
    {
        "definition": 0.081,
        "include": 0.09,
        "example": 0.12,
        "exclude": 0.08,
        "signs": 0.35,
        "meaning": 0.17,
        "letters": 0.22,
    }
)
"""Typical difference (standard deviation) between codes in each ingredient."""

QUESTION: Final = 0.5
AROUND: Final = 0.5
"""How much the question before and the sentences around count, in meaning, beside the words themselves."""

MEANING_HELD: Final = 5.0
LETTERS_HELD: Final = 0.5
"""How strongly what tells utterances apart is held at 0."""

CODES_A_PASSAGE: Final = 1.15
"""How many top codes a person gives a coded passage, on average."""

TOP_SLOPE: Final = 0.205
TOP_SHIFT: Final = -0.27
"""From evidence to log-odds of a top code."""

BELOW_SLOPE: Final = 0.35
"""From evidence to log-odds among the codes below a top code."""

SPEAK_FROM: Final = 0.5
"""Least probability of a top code for speaking, where the dial stands in the middle."""

SUBCODE_LEAD: Final = 1.35
"""How many times likelier than its siblings the first sub-code must be for naming it."""

WEIGHTS_HELD: Final = 0.3
"""How strongly learned weights are held at 0."""

SHIFT_HELD: Final = 3.0
"""How strongly a code's learned shift is held at 0."""

SAID_NO: Final = 2.0
"""How much a person's no counts, where a yes, and leaving a code out on a passage that has others, count 1."""

STEMS_COUNT: Final = 0.5
"""How much the stems of a passage count beside its vector, in learning."""
