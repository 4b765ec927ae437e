"""What made-up utterances say about talk: which candidate's utterances it resembles, in meaning and in letters."""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from coding.suggesting.thresholds import LETTERS_HELD, MEANING_HELD
from coding.suggesting.values import Matrix, Vectors


class SpokenMeaning:
    """A ridge regression that tells the utterances of candidates apart by their vectors.

    `languages` holds for each language the candidates' utterances. They are taken relative to the mean of their
    language, as talk is to its own: what all share says nothing.
    """

    def __init__(self, languages: Sequence[Sequence[Sequence[str]]], vectors: Mapping[str, Vectors]) -> None:
        self._all = len(languages[0]) if languages else 0
        self.known = [at for at in range(self._all) if any(groups[at] for groups in languages)]
        if len(self.known) < 2:
            self.known = []
            return
        rows, owners = [], []
        for groups in languages:
            found = [(vectors[text], at) for at, group in enumerate(groups) for text in group]
            if found:
                own = np.stack([vector for vector, _ in found])
                own = own - own.mean(axis=0)
                rows.append(own / np.maximum(np.linalg.norm(own, axis=1, keepdims=True), 1e-6))
                owners += [at for _, at in found]
        self._weights, self._shifts = fitted(np.vstack(rows), owners, MEANING_HELD)

    def of(self, talk: Vectors) -> Matrix:
        """Return one row a passage and one column a candidate; rows have mean 0, unknown candidates 0."""
        scores = np.zeros((len(talk), self._all))
        if self.known:
            found = talk @ self._weights + self._shifts
            scores[:, self.known] = found - found.mean(axis=1, keepdims=True)
        return scores


class SpokenWords:
    """The same by runs of three to five letters, which know parts of compounds and inflected words.

    `spoken_words_of` makes it, since making it takes a second and depends on nothing but the texts.
    """

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._all = len(groups)
        self.known = [at for at, group in enumerate(groups) if group]
        texts = [text for group in groups for text in group]
        owners = [at for at, group in enumerate(groups) for _ in group]
        if len(self.known) < 2:
            self.known = []
            return
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, dtype=np.float64)
        self._weights, self._shifts = fitted(self._letters.fit_transform(texts), owners, LETTERS_HELD)

    def of(self, texts: Sequence[str]) -> Matrix:
        """Return one row a passage and one column a candidate; rows have mean 0, unknown candidates 0."""
        scores = np.zeros((len(texts), self._all))
        if self.known:
            found = self._letters.transform(texts) @ self._weights + self._shifts
            scores[:, self.known] = found - found.mean(axis=1, keepdims=True)
        return scores


@functools.lru_cache(maxsize=12)
def spoken_words_of(groups: tuple[tuple[str, ...], ...]) -> SpokenWords:
    """Return what is known of these texts, a group a candidate; the same for the same texts."""
    return SpokenWords(groups)


def fitted(rows: Any, owners: Sequence[int], held: float) -> tuple[Matrix, Matrix]:
    """Return weights (a column a candidate) and shifts that tell candidates apart, each counting the same.

    Ridge regression in closed form over the likeness of rows to each other, since there are far fewer rows than
    columns: hundreds of utterances are told apart in a fraction of the time that a logistic regression needs.
    """
    known = np.unique(owners)
    wanted = (np.asarray(owners)[:, None] == known).astype(np.float64)
    usual = wanted.mean(axis=0)
    share = np.sqrt(wanted @ (1 / (usual * len(known))))
    likeness = rows @ rows.T
    likeness = likeness.toarray() if hasattr(likeness, "toarray") else likeness
    likeness = share[:, None] * np.asarray(likeness, np.float64) * share
    wanted = share[:, None] * (wanted - 1 / len(known))
    solved = np.linalg.solve(likeness + held * np.eye(len(likeness)), wanted)
    return rows.T @ (share[:, None] * solved), np.zeros(len(known))
