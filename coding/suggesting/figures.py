"""How good suggestions are in this very study: every passage judged by a model that never saw its interview."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from coding.suggesting.model import SuggestionModel
from coding.suggesting.values import Calibration, Example, Judgement, Matrix, Stretch

FOLDS: Final = 5
FEWEST_PASSAGES: Final = 8
FEWEST_INTERVIEWS: Final = 3
ENOUGH_TO_CALIBRATE: Final = 100
_CERTAIN: Final = 1.645


@dataclass(frozen=True)
class CodeFigures:
    """One code's figures: on how many passages of how many interviews people gave it, and how well it is found.

    `precision` is the share of passages suggested for the code that people gave it, `recall` the share of those that
    people gave it that were suggested; None where there are none to divide by. `suggested` is how many were. `ordered`
    is the chance that a passage with the code is ranked before one without it (area under the ROC curve; .5 is pure
    chance), `ordered_at_least` its lower bound at 95 % (one-sided).
    """

    code_id: str
    passages: int
    interviews: int
    suggested: int
    precision: float | None
    recall: float | None
    ordered: float | None
    ordered_at_least: float | None

    @property
    def enough(self) -> bool:
        """Whether there is enough to say anything about the code."""
        return self.passages >= FEWEST_PASSAGES and self.interviews >= FEWEST_INTERVIEWS

    @property
    def at_chance(self) -> bool:
        """Whether the code is found no better than by chance, as far as enough passages show."""
        return self.enough and self.ordered_at_least is not None and self.ordered_at_least <= 0.5


@dataclass(frozen=True)
class Figures:
    """A study's figures: by code, and what they mean for the model. `passages` and `interviews` are what was used."""

    passages: int
    interviews: int
    codes: tuple[CodeFigures, ...]
    judgement: Judgement


def cross_validated(model: SuggestionModel, examples: Sequence[Example], speaks_from: float = 0.5) -> Figures:
    """Judge every passage that people gave codes by a model taught only by other interviews.

    Interviews are dealt into FOLDS parts, or fewer, in the order of their ids, so that the same study gives the same
    figures. With one interview there is nothing to judge by. Costs as much as teaching FOLDS times.
    """
    coded = sorted((one for one in examples if one.codes), key=lambda one: (one.source, one.key, one.text))
    sources = sorted({one.source for one in coded})
    if len(sources) < 2:
        return Figures(len(coded), len(sources), (), Judgement())
    chances = _held_out(model, examples, coded, sources)
    given = np.array([[float(model.gives(one, code)) for code in model.code_ids] for one in coded])
    tops = [model.code_ids.index(top) for top in model.top_ids]
    calibration = _calibrated(chances[:, tops], given[:, tops])
    chances = calibration.of(chances)
    found = tuple(
        _figures(code, chances[:, at], given[:, at] > 0, [one.source for one in coded], speaks_from)
        for at, code in enumerate(model.code_ids)
    )
    silent = frozenset(one.code_id for one in found if one.at_chance)
    return Figures(len(coded), len(sources), found, Judgement(calibration, silent))


def _held_out(
    model: SuggestionModel, examples: Sequence[Example], coded: Sequence[Example], sources: Sequence[str]
) -> Matrix:
    fold = {source: at % FOLDS for at, source in enumerate(sources)}
    chances = np.zeros((len(coded), len(model.code_ids)))
    for left_out in sorted(set(fold.values())):
        taught = model.taught([one for one in examples if fold.get(one.source) != left_out])
        rows = [at for at, one in enumerate(coded) if fold[one.source] == left_out]
        vectors = np.stack([coded[at].vector for at in rows])
        chances[rows] = taught.chances(model.read([Stretch(coded[at].text) for at in rows], vectors))
    return chances


def _calibrated(chances: Matrix, given: Matrix) -> Calibration:
    """Fit a slope and a shift of the log-odds (Platt 1999); the shipped ones stay where there is too little."""
    from sklearn.linear_model import LogisticRegression

    if len(chances) < ENOUGH_TO_CALIBRATE or not 0 < given.mean() < 1:
        return Calibration()
    odds = np.log(chances) - np.log1p(-chances)
    fitted = LogisticRegression(C=1.0).fit(odds.reshape(-1, 1), given.ravel())
    return Calibration(float(fitted.coef_[0, 0]), float(fitted.intercept_[0]))


def _figures(
    code_id: str, chances: Matrix, given: "np.typing.NDArray[np.bool_]", sources: Sequence[str], speaks_from: float
) -> CodeFigures:
    suggested = chances >= speaks_from
    right = int((suggested & given).sum())
    ordered = _ordered(chances, given)
    return CodeFigures(
        code_id,
        int(given.sum()),
        len({source for source, has in zip(sources, given, strict=True) if has}),
        int(suggested.sum()),
        right / int(suggested.sum()) if suggested.any() else None,
        right / int(given.sum()) if given.any() else None,
        ordered,
        None if ordered is None else ordered - _CERTAIN * _spread(ordered, int(given.sum()), int((~given).sum())),
    )


def _ordered(chances: Matrix, given: "np.typing.NDArray[np.bool_]") -> float | None:
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(given, chances)) if 0 < given.sum() < len(given) else None


def _spread(area: float, having: int, others: int) -> float:
    """Return the standard error of an area under the curve (Hanley & McNeil 1982)."""
    both = area / (2 - area)
    neither = 2 * area**2 / (1 + area)
    squares = (having - 1) * (both - area**2) + (others - 1) * (neither - area**2) + area * (1 - area)
    return math.sqrt(squares / (having * others))
