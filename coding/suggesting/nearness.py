"""How near talk is to what is said about each of several candidates: meaning and words, on one scale, summed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from coding.suggesting.descriptions import CodeDescription, exclusions, parts
from coding.suggesting.spoken import SpokenMeaning, spoken_words_of
from coding.suggesting.thresholds import SPREADS, WEIGHTS
from coding.suggesting.values import Matrix, Vectors
from coding.suggesting.words import Signs, Token
from corpus.language import Language

Ingredient = Literal["definition", "include", "example", "exclude", "signs", "meaning", "letters"]

INGREDIENTS: Final[frozenset[Ingredient]] = frozenset(WEIGHTS)
"""All that can speak for or against a code before any coding; a benchmark leaves out one at a time."""


@dataclass(frozen=True)
class Candidate:
    """What may be chosen: a top code with the codes below it, or one code alone.

    `described` holds what is said about them by the language it is said in; a code may be described in several.
    """

    id: str
    described: Mapping[Language, Sequence[CodeDescription]]

    def texts(self, language: Language, kind: Ingredient) -> list[str]:
        """Return what is said of one kind in a language.

        Definitions are those of the codes below, where there are any: a top code is what they have in common, and its
        own definition is too general to be near to talk.
        """
        codes = self.described.get(language, ())
        if kind == "exclude":
            return [part.text for code in codes for part in exclusions(code)]
        if kind == "definition":
            codes = [code for code in codes if code.id != self.id] or codes
        kinds = ("definition", "name") if kind == "definition" else (kind,)
        return [part.text for code in codes for part in parts(code) if part.kind in kinds]


class Nearness:
    """Compares stretches of talk with candidates.

    Every ingredient gives each candidate a number relative to the others, divided by its usual spread and weighted;
    a candidate about which it knows nothing is neither raised nor lowered by it. Within a kind of description the mean
    over its parts counts (a single near part proves little, so no maximum), and with several languages the mean over
    them. What a codebook excludes lowers a candidate.

    `vectors` holds the unit vector of every text that the candidates say.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        vectors: Mapping[str, Vectors],
        ingredients: frozenset[Ingredient] = INGREDIENTS,
    ) -> None:
        self.count = len(candidates)
        self._ingredients = ingredients
        languages = sorted({language for one in candidates for language in one.described})
        self._contrasts: dict[Ingredient, list[_Contrast]] = {}
        for kind in sorted(ingredients & {"definition", "include", "example", "exclude"}):
            groups = [[[vectors[text] for text in one.texts(at, kind)] for one in candidates] for at in languages]
            self._contrasts[kind] = [_Contrast(group) for group in groups if sum(map(bool, group)) > 1]
        self.signs = {
            language: Signs(
                [{sign for code in one.described.get(language, ()) for sign in code.signs} for one in candidates],
                language,
            )
            for language in languages
        }
        spoken = [
            [[text for code in one.described.get(language, ()) for text in code.spoken] for one in candidates]
            for language in languages
        ]
        told = [
            [text for language in languages for kind in _TOLD for text in one.texts(language, kind)]
            for one in candidates
        ]
        told = [[*own, *(text for groups in spoken for text in groups[at])] for at, own in enumerate(told)]
        self._meaning = SpokenMeaning(spoken, vectors) if "meaning" in ingredients else None
        letters = "letters" in ingredients and any(map(any, spoken))
        self._letters = spoken_words_of(tuple(map(tuple, told))) if letters else None

    def of(self, talk: Vectors, texts: Sequence[str], said: Mapping[Language, Sequence[Sequence[Token]]]) -> Matrix:
        """Return one row a passage and one column a candidate; every row has mean 0.

        `talk` are the passages' vectors relative to ordinary talk, `said` their words by language.
        """
        total = np.zeros((len(texts), self.count))
        for kind, scores in self.by_ingredient(talk, texts, said).items():
            total += WEIGHTS[kind] * scores / SPREADS[kind]
        return total

    def by_ingredient(
        self, talk: Vectors, texts: Sequence[str], said: Mapping[Language, Sequence[Sequence[Token]]]
    ) -> dict[Ingredient, Matrix]:
        """Return the same by ingredient, before it is brought to one scale and summed."""
        if self.count < 2:
            return {}
        found: dict[Ingredient, Matrix] = {
            kind: _mean([contrast.of(talk) for contrast in contrasts])
            for kind, contrasts in self._contrasts.items()
            if contrasts
        }
        if "signs" in self._ingredients:
            strengths = [
                np.array([signs.strengths(words) for words in said[language]], np.float64).reshape(-1, self.count)
                for language, signs in self.signs.items()
            ]
            # a passage is in one language, so its signs are found by one of them
            found["signs"] = relative(np.maximum.reduce(strengths))
        found |= self.spoken(talk)
        if self._letters:
            found["letters"] = self._letters.of(texts)
        return found

    def spoken(self, talk: Vectors) -> dict[Ingredient, Matrix]:
        """Return how near passages are in meaning to the utterances of each candidate, alone."""
        return {"meaning": self._meaning.of(talk)} if self._meaning and self._meaning.known else {}


class _Contrast:
    """Parts of one kind, each candidate's relative to what is common to all candidates."""

    def __init__(self, groups: Sequence[Sequence[Vectors]]) -> None:
        common = np.mean([np.mean(group, axis=0) for group in groups if group], axis=0)
        self.known = [at for at, group in enumerate(groups) if group]
        # the direction of the mean, so that a candidate described in many parts is no weaker than one in few
        self._means = unit(np.stack([np.mean(unit(np.stack(group) - common), axis=0) for group in groups if group]))
        self._all = len(groups)

    def of(self, talk: Vectors) -> Matrix:
        scores = np.zeros((len(talk), self._all))
        scores[:, self.known] = relative((talk @ self._means.T).astype(np.float64))
        return scores


def unit(rows: NDArray[np.floating]) -> Vectors:
    """Return the rows at length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-6)
    return scaled


def relative(scores: Matrix) -> Matrix:
    """Return the scores with the mean of each row taken off."""
    moved: Matrix = scores - scores.mean(axis=1, keepdims=True)
    return moved


def _mean(of: Sequence[Matrix]) -> Matrix:
    mean: Matrix = np.mean(np.stack(of), axis=0)
    return mean


_TOLD: Final[tuple[Ingredient, ...]] = ("definition", "include", "example")
