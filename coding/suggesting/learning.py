"""Learning from a study's own decisions: a correction of what the codebook alone would say, larger with more examples.

For every code a logistic regression on the vector of the passage and on its stems, with a normal prior whose mean is
the untaught answer (weights 0, its own log-odds with factor 1): without examples nothing is corrected, with many it is
mostly learned. All codes are fitted at once by L-BFGS from the same start, so the same examples give the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coding.suggesting.descriptions import Family
from coding.suggesting.thresholds import FACTOR_HELD, SAID_NO, SHIFT_HELD, STEMS_COUNT, WEIGHTS_HELD
from coding.suggesting.values import Example, Matrix, Vectors
from coding.suggesting.words import Token, stop_stems
from corpus.language import Language

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_MOST_STEPS = 60
_PLACES = 4096


@dataclass(frozen=True)
class Passages:
    """What is learned from: the vectors of passages, and their stems as hashed counts, a row a passage each."""

    talk: Vectors | Matrix
    stems: "csr_matrix"


@dataclass(frozen=True)
class Lesson:
    """What was learned: weights a place of the vector and a stem, and for each code a factor and a shift."""

    talk: Matrix
    stems: Matrix
    factors: Matrix
    shifts: Matrix

    def log_odds(self, untaught: Matrix, passages: Passages) -> Matrix:
        """Return corrected log-odds, a row a passage and a column a code."""
        learned = passages.talk @ self.talk + passages.stems @ self.stems
        corrected: Matrix = untaught * self.factors + self.shifts + learned
        return corrected


def hashed_stems(said: Sequence[Sequence[Token]], language: Language) -> "csr_matrix":
    """Return a row a passage: its stems, without those that every text has, at length STEMS_COUNT."""
    from sklearn.feature_extraction.text import HashingVectorizer

    stops = stop_stems(language)
    hashing = HashingVectorizer(analyzer=_as_they_are, n_features=_PLACES, norm="l2", dtype=np.float64)
    told = [[token.stem for token in words if token.stem not in stops] for words in said]
    return hashing.transform(told) * STEMS_COUNT


def answers(examples: Sequence[Example], families: Sequence[Family]) -> tuple[Matrix, Matrix]:
    """Return what people said of each code (1 yes, 0 no) and how much each answer counts, a row an example.

    A code counts as given where a code below it was. A code that a person said no to counts SAID_NO times; on a
    passage that has other codes, those it does not have are a weaker no, since a person may just not have thought of
    them. On a passage without any code the others are unknown. A passage with only a top code says nothing about
    which of the codes below it fits.
    """
    nodes = [code.id for family in families for code in family.members]
    above: dict[str, str] = {code.id: family.top.id for family in families for code in family.below}
    place = {node: at for at, node in enumerate(nodes)}
    said = np.zeros((len(examples), len(nodes)))
    counts = np.zeros_like(said)
    for row, example in enumerate(examples):
        given = {code for code in example.codes if code in place}
        tops = {above.get(code, code) for code in given}
        if given:
            counts[row] = 1
        for family in families:
            if family.top.id in given and not any(code.id in given for code in family.below):
                counts[row, [place[code.id] for code in family.below]] = 0
        for no in example.rejected - given:
            if no in place:
                counts[row, place[no]] = SAID_NO
        for yes in given | tops:
            said[row, place[yes]] = counts[row, place[yes]] = 1
    return said, counts


def learn(untaught: Matrix, passages: Passages, said: Matrix, counts: Matrix) -> Lesson:
    """Fit the correction; `untaught` are log-odds, the rest as `answers` returns it, a row an example each."""
    from scipy.optimize import minimize

    # only stems that were said can have a weight
    present = np.unique(passages.stems.indices)
    stems = passages.stems[:, present]
    talk = passages.talk.astype(np.float64)
    width, codes = talk.shape[1], untaught.shape[1]
    held = np.concatenate(
        [np.full(width + len(present), WEIGHTS_HELD), [FACTOR_HELD, SHIFT_HELD]], dtype=np.float64
    ).reshape(-1, 1)
    start = np.zeros((len(held), codes))
    start[-2] = 1

    def parts(flat: Matrix) -> Lesson:
        rows = flat.reshape(-1, codes)
        return Lesson(rows[:width], rows[width:-2], rows[-2], rows[-1])

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        odds = parts(flat).log_odds(untaught, Passages(talk, stems))
        moved = flat.reshape(-1, codes) - start
        misfit = counts * (np.logaddexp(0, odds) - said * odds)
        pull = counts * (1 / (1 + np.exp(-odds)) - said)
        gradient = np.vstack([talk.T @ pull, stems.T @ pull, (pull * untaught).sum(axis=0), pull.sum(axis=0)])
        return float(misfit.sum() + (held * moved**2).sum() / 2), (gradient + held * moved).ravel()

    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": _MOST_STEPS})
    fitted = parts(found.x)
    every = np.zeros((_PLACES, codes))
    every[present] = fitted.stems
    return Lesson(fitted.talk, every, fitted.factors, fitted.shifts)


def _as_they_are(stems: Sequence[str]) -> Sequence[str]:
    return stems
