"""What goes into the model and what comes out of it: stretches, examples, rankings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from coding.suggesting.reasons import Reason

Vectors = NDArray[np.float32]
Matrix = NDArray[np.float64]
Decision = Literal["suggest", "abstain"]


class PassageEncoder(Protocol):
    """Whatever turns texts into unit vectors, a row a text: `corpus.embedding.Encoder`, with or without a cache."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a row, in order."""
        ...


@dataclass(frozen=True)
class Stretch:
    """A stretch of talk to find codes for.

    `before` is the question that it answers and `around` the sentences beside it in the same turn; both may be empty.
    """

    text: str
    before: str = ""
    around: str = ""


@dataclass(frozen=True)
class Example:
    """A passage of this study on which people have decided.

    `codes` are the ids that people gave it, top codes or sub-codes; `rejected` those that people said no to. `source`
    is the id of its document, `key` whatever the caller knows the passage by; both come back in reasons. `vector` is
    the unit vector of the text.
    """

    text: str
    vector: Vectors = field(compare=False, repr=False)
    codes: frozenset[str]
    rejected: frozenset[str] = frozenset()
    source: str = ""
    key: str = ""


@dataclass(frozen=True)
class Ranked:
    """One code that may fit.

    `code_id` is a sub-code where one is clearly likeliest, else the top code itself; `top_id` is the top code.
    `probability` is the chance that a person would give the stretch `code_id` or a code below it, `top_probability`
    the same for the top code; several codes may be likely at once. `at_chance` marks a top code that this study's
    own decisions have shown to be suggested no better than by chance.
    """

    code_id: str
    top_id: str
    probability: float
    top_probability: float
    reason: Reason
    at_chance: bool = False


@dataclass(frozen=True)
class Ranking:
    """All top codes for one stretch, likeliest first, and whether to say so."""

    ranked: tuple[Ranked, ...]
    decision: Decision


@dataclass(frozen=True)
class Calibration:
    """A slope and a shift of log-odds that make probabilities come true in a study; these change nothing."""

    slope: float = 1.0
    shift: float = 0.0

    def of(self, chances: Matrix) -> Matrix:
        """Return the chances as they should be said."""
        odds = self.slope * (np.log(chances) - np.log1p(-chances)) + self.shift
        said: Matrix = 1 / (1 + np.exp(-odds))
        return said


@dataclass(frozen=True)
class Judgement:
    """What a study's own figures mean for the model: how to say chances, and codes that are no better than chance."""

    calibration: Calibration = Calibration()
    at_chance: frozenset[str] = frozenset()

    @property
    def adjusts(self) -> bool:
        """Whether chances are said otherwise than the model comes with."""
        return self.calibration != Calibration()
