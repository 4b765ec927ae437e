"""How good suggestions are in this very study: every passage judged by a model that never saw its interview."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coding.suggesting.dial import DIAL, SPEAKS_FROM, Dial, heard
from coding.suggesting.model import SuggestionModel
from coding.suggesting.values import Calibration, Example, Judgement, Matrix, Stretch

FOLDS: Final = 5
FEWEST_PASSAGES: Final = 8
FEWEST_INTERVIEWS: Final = 3
ENOUGH_TO_CALIBRATE: Final = 100
_CERTAIN: Final = 1.645

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Shown:
    """On how many passages a code is suggested with a setting of the dial, and on how many of them people gave it."""

    suggested: int
    right: int


@dataclass(frozen=True)
class CodeFigures:
    """One code's figures: on how many passages of how many interviews people gave it, and how well it is found.

    A top code is given, and suggested, where a code below it is. `shown` says so for every setting of the dial:
    right / suggested is the precision of what is shown, right / passages the recall. `ordered` is the chance that a
    passage with the code is ranked before one without it (area under the ROC curve; .5 is pure chance),
    `ordered_at_least` its lower bound at 95 % (one-sided); None where all passages have the code, or none.
    """

    code_id: str
    passages: int
    interviews: int
    shown: Mapping[Dial, Shown]
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
    """A study's figures: by code, and what they mean for the model. `passages` and `interviews` are what was used.

    `silent` counts, for every setting of the dial, the passages on which nothing would be suggested. Figures of codes
    that are no better than chance are as they would be if they were suggested all the same.
    """

    passages: int
    interviews: int
    codes: tuple[CodeFigures, ...] = ()
    silent: Mapping[Dial, int] = field(default_factory=dict)
    judgement: Judgement = field(default_factory=Judgement)


def cross_validated(model: SuggestionModel, examples: Sequence[Example]) -> Figures:
    """Judge every passage that people gave codes by a model taught only by other interviews.

    Interviews are dealt into FOLDS parts, or fewer, in the order of their ids, so that the same study gives the same
    figures. With one interview there is nothing to judge by. Costs as much as teaching FOLDS times.
    """
    model = model.judged(Judgement())
    coded = sorted((one for one in examples if one.codes), key=lambda one: (one.source, one.key, one.text))
    sources = sorted({one.source for one in coded})
    if len(sources) < 2:
        return Figures(len(coded), len(sources))
    chances = _held_out(model, examples, coded, sources)
    given = np.array([[model.gives(one, code) for code in model.code_ids] for one in coded])
    tops = [model.code_ids.index(top) for top in model.top_ids]
    calibration = _calibrated(chances[:, tops], given[:, tops])
    chances = calibration.of(chances)
    loud = _loudness(model, chances)
    found = tuple(
        _figures(code, chances[:, at], given[:, at], loud[:, at], [one.source for one in coded])
        for at, code in enumerate(model.code_ids)
    )
    silent = {step: int((loud[:, tops] < SPEAKS_FROM[step]).all(axis=1).sum()) for step in DIAL}
    at_chance = frozenset(one.code_id for one in found if one.at_chance)
    return Figures(len(coded), len(sources), found, silent, Judgement(calibration, at_chance))


def _held_out(
    model: SuggestionModel, examples: Sequence[Example], coded: Sequence[Example], sources: Sequence[str]
) -> Matrix:
    fold = {source: at % FOLDS for at, source in enumerate(sources)}
    chances = np.zeros((len(coded), len(model.code_ids)))
    read = model.read([Stretch(one.text) for one in coded], np.stack([one.vector for one in coded]))
    for left_out in sorted(set(fold.values())):
        taught = model.taught([one for one in examples if fold.get(one.source) != left_out])
        rows = [at for at, one in enumerate(coded) if fold[one.source] == left_out]
        chances[rows] = taught.chances(read.chosen(rows))
    return chances


def _calibrated(chances: Matrix, given: Flags) -> Calibration:
    """Fit a slope and a shift of the log-odds (Platt 1999); the shipped ones stay where there is too little.

    They stay too where what people gave does not rise with the chances: a slope may never turn the order round.
    """
    from sklearn.linear_model import LogisticRegression

    if len(chances) < ENOUGH_TO_CALIBRATE or not 0 < given.mean() < 1:
        return Calibration()
    odds = np.log(chances) - np.log1p(-chances)
    fitted = LogisticRegression(C=1.0).fit(odds.reshape(-1, 1), given.ravel())
    slope = float(fitted.coef_[0, 0])
    return Calibration(slope, float(fitted.intercept_[0])) if slope > 0 else Calibration()


def _loudness(model: SuggestionModel, chances: Matrix) -> Matrix:
    """Return what the dial would look at for every passage and code; a top code is as loud as what is named of it."""
    loud = np.zeros(chances.shape)
    place = {code: at for at, code in enumerate(model.code_ids)}
    for row, named in enumerate(model.named(chances)):
        ordered = sorted(named, key=lambda one: (-chances[row, place[one[0]]], one[0]))
        heights = heard([float(chances[row, place[top]]) for top, _ in ordered], [False] * len(ordered))
        for (top, code), height in zip(ordered, heights, strict=True):
            loud[row, place[top]] = loud[row, place[code]] = height
    return loud


def _figures(code_id: str, chances: Matrix, given: Flags, loud: Matrix, sources: Sequence[str]) -> CodeFigures:
    ordered = _ordered(chances, given)
    spread = None if ordered is None else _spread(ordered, int(given.sum()), int((~given).sum()))
    return CodeFigures(
        code_id,
        int(given.sum()),
        len({source for source, has in zip(sources, given, strict=True) if has}),
        {step: _shown(loud >= SPEAKS_FROM[step], given) for step in DIAL},
        ordered,
        None if ordered is None or spread is None else ordered - _CERTAIN * spread,
    )


def _shown(suggested: Flags, given: Flags) -> Shown:
    return Shown(int(suggested.sum()), int((suggested & given).sum()))


def _ordered(chances: Matrix, given: Flags) -> float | None:
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(given, chances)) if 0 < given.sum() < len(given) else None


def _spread(area: float, having: int, others: int) -> float:
    """Return the standard error of an area under the curve (Hanley & McNeil 1982)."""
    both = area / (2 - area)
    neither = 2 * area**2 / (1 + area)
    squares = (having - 1) * (both - area**2) + (others - 1) * (neither - area**2) + area * (1 - area)
    return math.sqrt(squares / (having * others))
