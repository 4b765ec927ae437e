"""Suggestions before any coding: each stretch of talk compared with what the codebook says about its codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from coding.suggesting.descriptions import CodeDescription, Family, Part, families, parts
from coding.suggesting.evidence import Evidence, Matrix, Vectors, unit
from coding.suggesting.reasons import Reason, spoken_words
from coding.suggesting.thresholds import SHARE_TEMPERATURE, SUBCODE_MARGIN, TOP_MARGIN
from coding.suggesting.words import Token, tokens
from corpus.language import Language

Decision = Literal["suggest", "abstain"]


class PassageEncoder(Protocol):
    """Whatever turns texts into unit vectors, a row a text: `corpus.embedding.Encoder`, with or without a cache."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a row, in order."""
        ...


@dataclass(frozen=True)
class Ranked:
    """One code that may fit.

    `code_id` is a sub-code where one is clearly nearest, else the top code itself; `top_id` is the top code. `score`
    is the top code's share of the evidence, from 0 to 1; the shares of one stretch sum to 1. It is no probability.
    """

    code_id: str
    top_id: str
    score: float
    reason: Reason


@dataclass(frozen=True)
class Ranking:
    """All top codes for one stretch, likeliest first, and whether to say so.

    `margin` is the lead of the first over the second in evidence; where it is small, `decision` is "abstain".
    """

    ranked: tuple[Ranked, ...]
    decision: Decision
    margin: float


@dataclass(frozen=True)
class _Stretch:
    """One stretch of talk and how it compares, by family: evidence across families, within each, and to each part."""

    text: str
    said: tuple[Token, ...]
    across: Matrix
    within: tuple[Matrix, ...]
    nearness: tuple[Vectors, ...]


class DefinitionSuggester:
    """Ranks codes by what the codebook says about them; knows nothing of decisions made in a study.

    The same codes, texts and encoder give the same rankings. The order of `codes` plays no part, and names only
    where a code has no definition, inclusions or examples. `language` is that of the codebook, for its signs.
    `across` compares the top codes, `within` the sub-codes of each.
    """

    def __init__(self, codes: Sequence[CodeDescription], encoder: PassageEncoder, language: Language = "da") -> None:
        self._encoder = encoder
        self._language = language
        self._families = families(codes)
        self._paths = {code.id: code.path for code in codes}
        self._parts = [[part for code in family.members for part in parts(code)] for family in self._families]
        said = sorted({part.text for own in self._parts for part in own})
        self._vectors = dict(zip(said, encoder.encode_passages(said), strict=True)) if said else {}
        self._centre = self._mean_of_talk()
        self.across = self._evidence(self._families)
        self.within = [self._evidence([Family(code, ()) for code in family.below]) for family in self._families]

    def rank(self, texts: Sequence[str], vectors: Vectors | None = None) -> tuple[Ranking, ...]:
        """Return a ranking for every text; that of one text never depends on the others.

        `vectors` are the passages' unit vectors where they are known already (a row a text); else they are encoded.
        Without codes every ranking is empty and abstains.
        """
        if not self._families or not texts:
            return tuple(Ranking((), "abstain", 0.0) for _ in texts)
        if vectors is None:
            vectors = self._encoder.encode_passages(texts)
        said = [tokens(text, self._language) for text in texts]
        talk = unit(vectors - self._centre)
        across = self.across.of(vectors, said)
        within = [evidence.of(vectors, said) for evidence in self.within]
        nearness = [talk @ self._stacked(own).T for own in self._parts]
        return tuple(
            self._ranking(
                _Stretch(
                    text, said[at], across[at], tuple(rows[at] for rows in within), tuple(rows[at] for rows in nearness)
                )
            )
            for at, text in enumerate(texts)
        )

    def _ranking(self, stretch: _Stretch) -> Ranking:
        evidence = stretch.across
        shares = np.exp((evidence - evidence.max()) / SHARE_TEMPERATURE)
        shares /= shares.sum()
        order = sorted(range(len(self._families)), key=lambda at: (-evidence[at], self._families[at].top.id))
        ranked = tuple(self._ranked(stretch, self._families[family], family, float(shares[family])) for family in order)
        # with a single top code there is nothing to compare with, so nothing to be sure of
        margin = float(evidence[order[0]] - evidence[order[1]]) if len(order) > 1 else 0.0
        return Ranking(ranked, "suggest" if margin >= TOP_MARGIN else "abstain", margin)

    def _ranked(self, stretch: _Stretch, family: Family, place: int, score: float) -> Ranked:
        below = _clear_leader(stretch.within[place])
        code = family.top if below is None else family.below[below]
        if below is None:
            signs = self.across.signs.places(stretch.said, place)
        else:
            signs = self.within[place].signs.places(stretch.said, below)
        own = self._parts[place]
        eligible = [at for at, part in enumerate(own) if below is None or part.code_id == code.id]
        nearest = own[max(eligible, key=lambda at: (stretch.nearness[place][at], own[at].text))]
        words = spoken_words(stretch.text, stretch.said, signs, nearest, self._language)
        reason = Reason(nearest.kind, nearest.code_id, self._paths[nearest.code_id], nearest.text, words)
        return Ranked(code.id, family.top.id, score, reason)

    def _evidence(self, candidates: Sequence[Family]) -> Evidence:
        return Evidence(candidates, self._vectors, self._centre, self._language)

    def _stacked(self, own: Sequence[Part]) -> Vectors:
        return np.stack([self._vectors[part.text] for part in own])

    def _mean_of_talk(self) -> Vectors:
        """Return the mean vector of the examples, which are made to sound like talk; without any, of all parts.

        Taking it off leaves what is particular about a stretch. It comes from the codebook and not from the study,
        so that one stretch's suggestions never depend on which others are there.
        """
        examples = [[part for part in own if part.kind == "example"] for own in self._parts]
        groups = [own for own in examples if own] or self._parts
        if not groups:
            return np.zeros(1, np.float32)
        mean: Vectors = np.mean([self._stacked(own).mean(axis=0) for own in groups], axis=0)
        return mean


def _clear_leader(evidence: Matrix) -> int | None:
    """Return which sub-code leads its siblings by enough, or None; an only sub-code has nothing to lead."""
    if len(evidence) < 2:
        return None
    second, first = np.sort(evidence)[-2:]
    return int(evidence.argmax()) if first - second >= SUBCODE_MARGIN else None
