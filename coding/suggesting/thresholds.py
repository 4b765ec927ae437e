"""The numbers that were chosen by measuring, and how to measure them again.

All were chosen on half A of a set of coded quotes from a published Danish report (that half only; the other half is
for reporting) with the built-in model and the codebook `stakeholders-da`:

    python3 -m benchmarks suggestions --quotes QUOTES.jsonl --choose

The method and the figures are in docs/suggestions.md.
"""

from typing import Final

MEANING_SPREAD: Final = 0.11
"""Typical difference (standard deviation) between codes in centred cosine to one kind of part."""

SIGNS_SPREAD: Final = 0.4
"""Typical difference (standard deviation) between codes in log(1 + signs found)."""

SHARE_TEMPERATURE: Final = 4.0
"""Evidence divided by this before it is turned into shares; chosen for the least log loss."""

SPEAK_FROM: Final = 0.5
"""Least probability of the first top code for speaking before any coding; it then speaks on about half."""

SUBCODE_LEAD: Final = 1.35
"""How many times likelier than its siblings the first sub-code must be for naming it."""

WEIGHTS_HELD: Final = 1.0
"""How strongly learned weights are held at 0."""

FACTOR_HELD: Final = 10.0
"""How strongly the factor on the untaught log-odds is held at 1."""

SHIFT_HELD: Final = 1.0
"""How strongly a code's learned shift is held at 0."""

WEAK_NO: Final = 0.5
"""How much it counts that a passage with other codes was not given a code."""
