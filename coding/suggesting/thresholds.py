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

TOP_MARGIN: Final = 2.2
"""Least lead of the first top code over the second for speaking; the median, so that it speaks on about half."""

SUBCODE_MARGIN: Final = 1.2
"""Least lead of the first sub-code over its siblings for naming it; the median likewise."""
