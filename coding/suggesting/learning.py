"""Learning from a study's own decisions: a correction of what the codebook alone would say, larger with more examples.

For every code a logistic regression on the vector of the passage, with a normal prior whose mean is the untaught
answer (weights 0, its own log-odds with factor 1): without examples nothing is corrected, with many it is mostly
learned. All codes are fitted at once by L-BFGS from the same start, so the same examples give the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coding.suggesting.descriptions import Family
from coding.suggesting.thresholds import FACTOR_HELD, SHIFT_HELD, WEAK_NO, WEIGHTS_HELD
from coding.suggesting.values import Example, Matrix, Vectors

_MOST_STEPS = 60


@dataclass(frozen=True)
class Lesson:
    """What was learned: weights a vector's place and code, and for each code a factor on the untaught and a shift."""

    weights: Matrix
    factors: Matrix
    shifts: Matrix

    def log_odds(self, untaught: Matrix, talk: Vectors | Matrix) -> Matrix:
        """Return corrected log-odds, a row a passage and a column a code."""
        corrected: Matrix = untaught * self.factors + self.shifts + talk @ self.weights
        return corrected


def answers(examples: Sequence[Example], families: Sequence[Family]) -> tuple[Matrix, Matrix]:
    """Return what people said of each code (1 yes, 0 no) and how much each answer counts, a row an example.

    A code counts as given where a code below it was. Codes that a person said no to count fully; on a passage that
    has other codes, the codes it does not have count as a weak no, since a person may just not have thought of them.
    On a passage without any code the others are unknown. A passage with only a top code says nothing about which of
    the codes below it fits.
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
            counts[row] = WEAK_NO
        for family in families:
            if family.top.id in given and not any(code.id in given for code in family.below):
                counts[row, [place[code.id] for code in family.below]] = 0
        for no in example.rejected - given:
            if no in place:
                counts[row, place[no]] = 1
        for yes in given | tops:
            said[row, place[yes]] = counts[row, place[yes]] = 1
    return said, counts


def learn(untaught: Matrix, talk: Vectors, said: Matrix, counts: Matrix) -> Lesson:
    """Fit the correction; `untaught` are log-odds, the rest as `answers` returns it, a row an example each."""
    from scipy.optimize import minimize

    width, codes = talk.shape[1], untaught.shape[1]
    passages = talk.astype(np.float64)

    def parts(flat: Matrix) -> Lesson:
        rows = flat.reshape(width + 2, codes)
        return Lesson(rows[:width], rows[width], rows[width + 1])

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        at = parts(flat)
        odds = at.log_odds(untaught, passages)
        misfit = counts * (np.logaddexp(0, odds) - said * odds)
        pull = counts * (1 / (1 + np.exp(-odds)) - said)
        held = WEIGHTS_HELD * (at.weights**2).sum() + FACTOR_HELD * ((at.factors - 1) ** 2).sum()
        held += SHIFT_HELD * (at.shifts**2).sum()
        gradient = np.vstack(
            [
                passages.T @ pull + WEIGHTS_HELD * at.weights,
                (pull * untaught).sum(axis=0) + FACTOR_HELD * (at.factors - 1),
                pull.sum(axis=0) + SHIFT_HELD * at.shifts,
            ]
        )
        return float(misfit.sum() + held / 2), gradient.ravel()

    start = np.zeros((width + 2, codes))
    start[width] = 1
    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": _MOST_STEPS})
    return parts(found.x)
