"""Passages grouped by meaning; what fits no group stays outside all of them.

Meaning (sharpened sentence vectors) and words (stems, tf-idf) together, average linkage, cut where a fixed share of
all pairs lies nearer. How this was chosen, and against what, is in docs/decisions/0023-new-themes.md.
"""

from collections.abc import Sequence
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from coding.reviewing.values import Numbers, Vectors

Labels = NDArray[np.int64]
Grain = Literal["coarse", "medium", "fine"]

CUTS: Final[dict[Grain, float]] = {"coarse": 0.2, "medium": 0.1, "fine": 0.05}
"""By grain, the share of all pairs of passages that lie nearer than groups may be joined at."""

MORE_FOR_FEW: Final = 3.0
"""Added to the share, divided by how many passages there are: among few, more of all pairs lie within one group."""

SMALLEST: Final = 4
PASSAGES_OF_A_GROUP: Final = 75
"""Of so many passages one more must be in a group for it to be one: else a large study falls into crumbs."""

CLEARLY: Final = 0.03
"""By so much a passage must lie nearer to its own group than to the next one, or it stays outside."""

OUTSIDE: Final = -1
MOST_AT_ONCE: Final = 3000
"""All pairs of so many passages are compared; of more, these are grouped and the others join the nearest group."""


def group_passages(meaning: Vectors, stems: Sequence[Sequence[str]], grain: Grain = "medium") -> Labels:
    """A group number for each passage, OUTSIDE where none fits; 0 is the largest group.

    `meaning` has a sharpened vector for each passage, `stems` its words without stop words. The same passages in the
    same order give the same groups; no group has fewer than SMALLEST passages.
    """
    count = len(meaning)
    if count < 2 * SMALLEST:
        return np.full(count, OUTSIDE)
    words = _words(stems)
    chosen = np.arange(count) if count <= MOST_AT_ONCE else np.linspace(0, count - 1, MOST_AT_ONCE).astype(np.int64)
    far = 1 - (meaning[chosen] @ meaning[chosen].T + (words[chosen] @ words[chosen].T).toarray()) / 2
    np.fill_diagonal(far, 0)
    share = CUTS[grain] + MORE_FOR_FEW / count
    cut = float(np.quantile(far[np.triu_indices(len(chosen), 1)], share))
    labels = np.full(count, OUTSIDE)
    smallest = max(SMALLEST, len(chosen) // PASSAGES_OF_A_GROUP)
    clear = _without_unclear(_without_small(_linked(far, cut), smallest), far)
    labels[chosen] = _without_small(clear, SMALLEST)
    if len(chosen) < count:
        _join_nearest(labels, meaning, words, cut)
    return _by_size(labels)


def most_central(meaning: Vectors, labels: Labels) -> Numbers:
    """For each passage how near it lies to the middle of its group; higher is nearer, 0 outside all groups."""
    found = np.zeros(len(labels))
    for label in sorted(set(labels.tolist()) - {OUTSIDE}):
        members = np.flatnonzero(labels == label)
        found[members] = meaning[members] @ meaning[members].mean(axis=0)
    return found


def _linked(far: Vectors, cut: float) -> Labels:
    from sklearn.cluster import AgglomerativeClustering

    linked = AgglomerativeClustering(n_clusters=None, distance_threshold=cut, metric="precomputed", linkage="average")
    labels: Labels = linked.fit_predict(far).astype(np.int64)
    return labels


def _words(stems: Sequence[Sequence[str]]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    # a vocabulary may not be empty, though passages of stop words alone are
    said = [each or ("",) for each in stems]
    return TfidfVectorizer(analyzer=list, sublinear_tf=True, dtype=np.float32).fit_transform(said)


def _without_small(labels: Labels, smallest: int) -> Labels:
    numbers, inverse, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    kept = np.where((sizes >= smallest) & (numbers != OUTSIDE), np.arange(len(numbers)), OUTSIDE)
    return kept[inverse]


def _without_unclear(labels: Labels, far: Vectors) -> Labels:
    """Take out what lies about as near to another group: the simple half of a silhouette."""
    groups = sorted(set(labels.tolist()) - {OUTSIDE})
    if len(groups) < 2:
        return labels
    sizes = np.array([(labels == group).sum() for group in groups])
    distances = np.stack([far[:, labels == group].sum(axis=1) for group in groups], axis=1)
    inside = np.flatnonzero(labels != OUTSIDE)
    own = np.searchsorted(groups, labels[inside])
    to_own = distances[inside, own] / (sizes[own] - 1)
    to_others = distances[inside] / sizes
    to_others[np.arange(len(inside)), own] = np.inf
    kept = labels.copy()
    kept[inside[to_others.min(axis=1) - to_own < CLEARLY]] = OUTSIDE
    return kept


def _join_nearest(labels: Labels, meaning: Vectors, words: Any, cut: float) -> None:
    """Put each passage that was not compared into the group it is nearest to on average, unless that is too far."""
    groups = sorted(set(labels.tolist()) - {OUTSIDE})
    if not groups:
        return
    compared = np.flatnonzero(labels != OUTSIDE)
    middle = np.stack([meaning[labels == group].mean(axis=0) for group in groups])
    said = np.stack([np.asarray(words[labels == group].mean(axis=0)).ravel() for group in groups])
    left = np.setdiff1d(np.arange(len(labels)), compared)
    near = (meaning[left] @ middle.T + words[left] @ said.T) / 2
    best = near.argmax(axis=1)
    labels[left] = np.where(1 - near[np.arange(len(left)), best] <= cut, np.array(groups)[best], OUTSIDE)


def _by_size(labels: Labels) -> Labels:
    groups = sorted(set(labels.tolist()) - {OUTSIDE}, key=lambda group: (-int((labels == group).sum()), group))
    number = {group: at for at, group in enumerate(groups)}
    return np.array([number.get(int(label), OUTSIDE) for label in labels], dtype=np.int64)
