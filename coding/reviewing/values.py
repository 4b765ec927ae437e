"""What a review looks at and what it finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Numbers = NDArray[np.float64]

Why = Literal["unlike", "coded_otherwise", "colleague", "missed"]
"""`unlike`: unlike the other passages of its code. `coded_otherwise`: like passages of another code. `colleague`: a
colleague gave the same words another code, or none. `missed`: uncoded, and very like passages of one code."""


@dataclass(frozen=True)
class Span:
    """A stretch of a document, as half-open code point offsets."""

    document: str
    start: int
    end: int

    def overlap(self, other: "Span") -> float:
        """How much of the shorter of two stretches lies in the other: 0 to 1."""
        if self.document != other.document:
            return 0.0
        shared = min(self.end, other.end) - max(self.start, other.start)
        return max(0, shared) / max(1, min(self.end - self.start, other.end - other.start))


@dataclass(frozen=True)
class Coded:
    """One person's coding of one stretch; `id` is the coding's."""

    id: str
    span: Span
    code: str
    coder: str


@dataclass(frozen=True)
class Doubt:
    """Why one coding, or one uncoded stretch, is worth a second look.

    `code` is the code in doubt, for `missed` the one that may be missing; `coding` is None there. `other` is what
    speaks against it: the code of the neighbours or of the colleague; None where there is none. `proof` holds the
    ids of the codings to compare with, most telling first. `strength` lies from 0 to 1.
    """

    why: Why
    span: Span
    code: str
    coding: str | None
    other: str | None
    proof: tuple[str, ...]
    strength: float


Lineages = Mapping[str, tuple[str, ...]]
"""Every code by id with itself and the codes above it, the top code last."""


def related(code: str, other: str, lineages: Lineages) -> bool:
    """Whether two codes are the same, or one lies below the other: then they do not contradict each other."""
    return code in lineages[other] or other in lineages[code]
