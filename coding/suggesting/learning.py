"""Learning from a study's own decisions: a correction of what the codebook alone would say, larger with more examples.

For every code a logistic regression on the vector of the passage and on its stems, with a normal prior whose mean is
the untaught answer (weights 0 beside its own log-odds): without examples nothing is corrected, with many it is mostly
learned. All codes are fitted at once by majorisation with one matrix for all (Böhning & Lindsay 1988) and momentum
(Nesterov 1983), always from 0 and over the same steps, so the same examples give the same answer.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coding.suggesting.descriptions import Family
from coding.suggesting.thresholds import SAID_NO, SHIFT_HELD, STEMS_COUNT, WEIGHTS_HELD
from coding.suggesting.values import Example, Matrix, Vectors
from coding.suggesting.words import Token, stop_stems
from corpus.language import Language

_STEPS = 20
_PLACES = 256


@dataclass(frozen=True)
class Lesson:
    """What was learned: a weight for each place of a passage and each code, a row a place."""

    weights: Matrix

    def log_odds(self, untaught: Matrix, passages: Vectors) -> Matrix:
        """Return corrected log-odds, a row a passage and a column a code."""
        corrected: Matrix = untaught + passages @ self.weights.astype(np.float32)
        return corrected


def learned_from(talk: Vectors, said: Sequence[Sequence[Token]], language: Language) -> Vectors:
    """Return what is learned from, a row a passage: its vector, its stems, and a place that is the same for all.

    Stems are hashed into few places, without those that every text has, and have the length STEMS_COUNT.
    """
    from sklearn.feature_extraction.text import HashingVectorizer

    stops = stop_stems(language)
    hashing = HashingVectorizer(analyzer=_as_they_are, n_features=_PLACES, norm="l2", dtype=np.float32)
    told = [[token.stem for token in words if token.stem not in stops] for words in said]
    stems = hashing.transform(told).toarray() if told else np.zeros((0, _PLACES), np.float32)
    # the weight of the last place is the code's shift, which is held SHIFT_HELD / WEIGHTS_HELD as much as the others
    same = np.full((len(talk), 1), math.sqrt(WEIGHTS_HELD / SHIFT_HELD), np.float32)
    return np.hstack([talk, STEMS_COUNT * stems, same]).astype(np.float32)


def answers(examples: Sequence[Example], families: Sequence[Family]) -> tuple[Matrix, Matrix]:
    """Return what people said of each code (1 yes, 0 no) and how much each answer counts, a row an example.

    A code counts as given where a code below it was. A code that a person said no to counts SAID_NO times; on a
    passage that has other codes, those it does not have are a weaker no, since a person may just not have thought of
    them. On a passage without any code the others are unknown. A passage with only a top code says nothing about
    which of the codes below it fits.
    """
    known: dict[tuple[frozenset[str], frozenset[str]], tuple[Matrix, Matrix]] = {}
    columns = _Columns(families)
    for one in examples:
        if (one.codes, one.rejected) not in known:
            known[one.codes, one.rejected] = columns.of(one.codes, one.rejected)
    rows = [known[one.codes, one.rejected] for one in examples]
    said = np.array([said for said, _ in rows]).reshape(-1, len(columns))
    return said, np.array([counts for _, counts in rows]).reshape(-1, len(columns))


class _Columns:
    """The codes of the families as columns, and what an example says of each."""

    def __init__(self, families: Sequence[Family]) -> None:
        self._families = families
        nodes = [code.id for family in families for code in family.members]
        self._above: dict[str, str] = {code.id: family.top.id for family in families for code in family.below}
        self._place = {node: at for at, node in enumerate(nodes)}

    def __len__(self) -> int:
        return len(self._place)

    def of(self, codes: frozenset[str], rejected: frozenset[str]) -> tuple[Matrix, Matrix]:
        """Return the row of answers and that of how much each counts."""
        place = self._place
        said, counts = np.zeros(len(place)), np.zeros(len(place))
        given = {code for code in codes if code in place}
        tops = {self._above.get(code, code) for code in given}
        if given:
            counts[:] = 1
        for family in self._families:
            if family.top.id in given and not any(code.id in given for code in family.below):
                counts[[place[code.id] for code in family.below]] = 0
        for no in rejected - given:
            if no in place:
                counts[place[no]] = SAID_NO
        for yes in given | tops:
            said[place[yes]] = counts[place[yes]] = 1
        return said, counts


def learn(untaught: Matrix, passages: Vectors, said: Matrix, counts: Matrix) -> Lesson:
    """Fit the correction; `untaught` are log-odds, the rest as `answers` returns it, a row an example each."""
    rows, wanted, much = passages, said.astype(np.float32), counts.astype(np.float32)
    known = untaught.astype(np.float32)
    # the same steps, taken among the passages where they are fewer than the places: weights are sums of their rows
    few = len(rows) < rows.shape[1]
    alike = rows @ rows.T if few else rows.T @ rows
    # no chance is steeper than a quarter, so this is at least as curved as the loss of every code
    curved = np.float32(counts.max(initial=0) / 4) * alike + np.float32(WEIGHTS_HELD) * np.eye(len(alike), dtype="f4")
    step = np.linalg.inv(curved)
    weights = ahead = np.zeros((len(alike), untaught.shape[1]), np.float32)
    for at in range(_STEPS):
        odds = known + (alike if few else rows) @ ahead
        pull = much * (1 / (1 + np.exp(-odds)) - wanted)
        found = ahead - step @ ((pull if few else rows.T @ pull) + WEIGHTS_HELD * ahead)
        ahead = found + at / (at + 3) * (found - weights)
        weights = found
    return Lesson((rows.T @ weights if few else weights).astype(np.float64))


def _as_they_are(stems: Sequence[str]) -> Sequence[str]:
    return stems
