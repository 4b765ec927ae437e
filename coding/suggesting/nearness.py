"""How near talk is to what is said about each of several candidates: meaning and signs, on one scale, summed."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from coding.suggesting.descriptions import CodeDescription, Family, Part, parts
from coding.suggesting.thresholds import MEANING_SPREAD, SIGNS_SPREAD
from coding.suggesting.values import Matrix, Vectors
from coding.suggesting.words import Signs, Token
from corpus.language import Language


class Nearness:
    """Compares stretches of talk with candidates, each a family of codes.

    A candidate's evidence is the sum of what its own definition, the definitions below it, its inclusions, its
    examples and its signs say, each as the mean over the parts of that kind (a single near part proves little, so no
    maximum) and relative to the other candidates. A candidate without parts of a kind is neither raised nor lowered
    by that kind.

    `vectors` holds the unit vector of the text of every part; `centre` the mean vector of ordinary talk.
    """

    def __init__(
        self, candidates: Sequence[Family], vectors: Mapping[str, Vectors], centre: Vectors, language: Language
    ) -> None:
        self._centre = centre
        self._contrasts = [
            _Contrast([[vectors[part.text] for part in _of_kind(family, belongs)] for family in candidates])
            for belongs in _KINDS
        ]
        self.signs = Signs(
            [{sign for code in family.members for sign in code.signs} for family in candidates], language
        )

    def of(self, passages: Vectors, said: Sequence[Sequence[Token]]) -> Matrix:
        """Return one row a passage and one column a candidate; every row has mean 0.

        `passages` are unit vectors, `said` their words.
        """
        *meaning, signs = self.by_kind(passages, said)
        total: Matrix = sum(meaning, np.zeros_like(signs)) / MEANING_SPREAD + signs / SIGNS_SPREAD
        return total

    def by_kind(self, passages: Vectors, said: Sequence[Sequence[Token]]) -> list[Matrix]:
        """Return the same by kind of part, with signs last, before it is brought to one scale and summed."""
        if self.signs.candidates == 0:
            return [np.zeros((len(said), 0))]
        talk = unit(passages - self._centre)
        signs = np.array([self.signs.strengths(words) for words in said], np.float64)
        return [*(contrast.of(talk) for contrast in self._contrasts), _relative(signs)]


class _Contrast:
    """Parts of one kind, each candidate's relative to what is common to all candidates."""

    def __init__(self, groups: Sequence[Sequence[Vectors]]) -> None:
        present = [np.mean(group, axis=0) for group in groups if group]
        common = np.mean(present, axis=0) if present else np.zeros(1)
        # the direction of the mean, so that a candidate described in many parts is no weaker than one in few
        self._means = [unit(np.mean(unit(np.stack(group) - common), axis=0)) if group else None for group in groups]

    def of(self, talk: Vectors) -> Matrix:
        known = [at for at, mean in enumerate(self._means) if mean is not None]
        scores = np.zeros((len(talk), len(self._means)))
        if len(known) > 1:
            means = np.stack([mean for mean in self._means if mean is not None])
            scores[:, known] = _relative((talk @ means.T).astype(np.float64))
        return scores


def unit(rows: NDArray[np.floating]) -> Vectors:
    """Return the rows at length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-6)
    return scaled


def _relative(scores: Matrix) -> Matrix:
    relative: Matrix = scores - scores.mean(axis=1, keepdims=True)
    return relative


def _of_kind(family: Family, belongs: Callable[[Family, CodeDescription, Part], bool]) -> list[Part]:
    return [part for code in family.members for part in parts(code) if belongs(family, code, part)]


def _own_definition(family: Family, code: CodeDescription, part: Part) -> bool:
    return part.kind in ("definition", "name") and code.id == family.top.id


def _definition_below(family: Family, code: CodeDescription, part: Part) -> bool:
    return part.kind in ("definition", "name") and code.id != family.top.id


def _inclusion(_family: Family, _code: CodeDescription, part: Part) -> bool:
    return part.kind == "include"


def _example(_family: Family, _code: CodeDescription, part: Part) -> bool:
    return part.kind == "example"


_KINDS = (_own_definition, _definition_below, _inclusion, _example)
