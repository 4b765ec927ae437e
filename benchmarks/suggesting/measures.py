"""Figures of a way of answering, each with a bootstrap interval over interviews."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]

DRAWS = 400
HEAD = f"{'':44} {'n':>4} {'first':>15} {'of two':>15} {'recall':>15} {'ECE':>5}  right on the surest 25/50/75/100 %"


@dataclass(frozen=True)
class Answers:
    """What a way says of every passage (a row) about every top code (a column): scores, and whether they are chances.

    `given` holds what people said, `sources` the interview of each row.
    """

    scores: Numbers
    given: Flags
    sources: Sequence[str]
    chances: bool = False

    def only(self, rows: Sequence[bool]) -> "Answers":
        """Return these rows only."""
        keep = np.asarray(rows, bool)
        sources = [source for source, kept in zip(self.sources, keep, strict=True) if kept]
        return Answers(self.scores[keep], self.given[keep], sources, self.chances)


def line(name: str, answers: Answers) -> str:
    """Return one line of figures: shares with the 95 % interval of drawing interviews again."""
    first, two = hits(answers, 1), hits(answers, 2)
    error = f"{calibration_error(answers):5.2f}" if answers.chances else f"{'-':>5}"
    return (
        f"{name:44} {len(first):4} {_doubt(answers, lambda rows: first[rows].mean())} "
        f"{_doubt(answers, lambda rows: two[rows].mean())} "
        f"{_doubt(answers, lambda rows: mean_recall(answers, rows))} {error}  {surest(answers)}"
    )


def hits(answers: Answers, among: int) -> Flags:
    """Tell for each passage whether one of its first `among` codes is one that people gave it."""
    order = np.argsort(-answers.scores, axis=1, kind="stable")[:, :among]
    return np.asarray(np.take_along_axis(answers.given, order, axis=1).any(axis=1))


def mean_recall(answers: Answers, rows: NDArray[np.int_]) -> float:
    """Return the mean over codes of the share of a code's passages on which it comes first."""
    first = answers.scores[rows].argmax(axis=1)
    given = answers.given[rows]
    shares = [np.mean(first[given[:, code]] == code) for code in range(given.shape[1]) if given[:, code].any()]
    return float(np.mean(shares))


def calibration_error(answers: Answers) -> float:
    """Return the mean distance between chance and truth of the first codes, in ten classes of equal width."""
    chances, right = answers.scores.max(axis=1), hits(answers, 1)
    classes = np.minimum((chances * 10).astype(int), 9)
    return float(
        sum(
            abs(chances[classes == one].mean() - right[classes == one].mean()) * (classes == one).mean()
            for one in np.unique(classes)
        )
    )


def surest(answers: Answers) -> str:
    """Return how often the first code is right on the quarter, half, three quarters that lead most, and on all."""
    ranked = np.sort(answers.scores, axis=1)
    lead = ranked[:, -1] if answers.chances else ranked[:, -1] - ranked[:, -2]
    right = hits(answers, 1)[np.argsort(-lead, kind="stable")]
    return " ".join(f"{right[: max(1, round(len(right) * share))].mean():.2f}" for share in (0.25, 0.5, 0.75, 1))


def _doubt(answers: Answers, of: Callable[[NDArray[np.int_]], float]) -> str:
    names = sorted(set(answers.sources))
    rows = [np.array([at for at, source in enumerate(answers.sources) if source == name]) for name in names]
    draw = np.random.default_rng(0)
    drawn = [of(np.concatenate([rows[at] for at in draw.integers(len(rows), size=len(rows))])) for _ in range(DRAWS)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return f"{of(np.arange(len(answers.sources))):5.2f} {low:.2f}-{high:.2f}"
