"""What can be said before any coding: each stretch of talk compared with what the codebook says about its codes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coding.suggesting.descriptions import CodeDescription, Family, Part, families, parts
from coding.suggesting.nearness import Nearness, unit
from coding.suggesting.thresholds import SHARE_TEMPERATURE
from coding.suggesting.values import Matrix, PassageEncoder, Stretch, Vectors
from coding.suggesting.words import Token, tokens
from corpus.language import Language


@dataclass(frozen=True)
class Read:
    """Stretches as the model has read them: all that teaching does not change.

    `talk` holds their vectors relative to ordinary talk, `said` their words, `log_odds` a row a stretch and a column
    a code, in the order of `Untaught.nodes`.
    """

    stretches: tuple[Stretch, ...]
    talk: Vectors
    said: tuple[tuple[Token, ...], ...]
    log_odds: Matrix


class Untaught:
    """The codebook and the encoder: compares talk with descriptions and knows nothing of decisions.

    The same codes, texts and encoder give the same. The order of `codes` plays no part, and names only where a code
    has no definition, inclusions or examples. `language` is that of the codebook, for its signs. `nodes` are all
    codes: each top code, then those below it, by id.
    """

    def __init__(self, codes: Sequence[CodeDescription], encoder: PassageEncoder, language: Language = "da") -> None:
        self._encoder = encoder
        self.language = language
        self.families = families(codes)
        self.nodes = tuple(code.id for family in self.families for code in family.members)
        self.paths = {code.id: code.path for code in codes}
        self.parts = [[part for code in family.members for part in parts(code)] for family in self.families]
        said = sorted({part.text for own in self.parts for part in own})
        self._vectors = dict(zip(said, encoder.encode_passages(said), strict=True)) if said else {}
        self._centre = self._mean_of_talk()
        self.across = self._nearness(self.families)
        self.within = [self._nearness([Family(code, ()) for code in family.below]) for family in self.families]

    def read(self, stretches: Sequence[Stretch], vectors: Vectors | None = None) -> Read:
        """Compare stretches with the codebook; a row of the result never depends on the other stretches.

        `vectors` are the unit vectors of their texts where they are known already; else they are encoded.
        """
        said = tuple(tokens(stretch.text, self.language) for stretch in stretches)
        if vectors is None:
            vectors = self._encoder.encode_passages([stretch.text for stretch in stretches])
        if not self.families or not stretches:
            return Read(tuple(stretches), vectors, said, np.zeros((len(stretches), len(self.nodes))))
        tops = _shares(self.across.of(vectors, said))
        columns = []
        for at, nearness in enumerate(self.within):
            below = _shares(nearness.of(vectors, said)) * tops[:, [at]]
            columns += [tops[:, [at]], below]
        return Read(tuple(stretches), self.centred(vectors), said, log_odds(np.hstack(columns)))

    def centred(self, vectors: Vectors) -> Vectors:
        """Return vectors of talk relative to ordinary talk, at length 1."""
        return unit(vectors - self._centre)

    def nearest_part(self, talk: Vectors, family: int, code_id: str) -> Part:
        """Return what the codebook says about a code (a top code: or those below it) that is nearest to a stretch."""
        own = self.parts[family]
        top = self.families[family].top.id
        eligible = [part for part in own if code_id in (top, part.code_id)]
        near = np.stack([self._vectors[part.text] for part in eligible]) @ talk
        return eligible[max(range(len(eligible)), key=lambda at: (near[at], eligible[at].text))]

    def sign_places(self, said: Sequence[Token], family: int, code_id: str) -> tuple[tuple[int, int], ...]:
        """Return where signs of a code stand, as code point offsets; those of a top code with those below it."""
        below = [code.id for code in self.families[family].below]
        if code_id in below:
            return self.within[family].signs.places(said, below.index(code_id))
        return self.across.signs.places(said, family)

    def _nearness(self, candidates: Sequence[Family]) -> Nearness:
        return Nearness(candidates, self._vectors, self._centre, self.language)

    def _mean_of_talk(self) -> Vectors:
        """Return the mean vector of the examples, which are made to sound like talk; without any, of all parts.

        Taking it off leaves what is particular about a stretch. It comes from the codebook and not from the study,
        so that one stretch's suggestions never depend on which others are there.
        """
        examples = [[part for part in own if part.kind == "example"] for own in self.parts]
        groups = [own for own in examples if own] or self.parts
        if not groups:
            return np.zeros(1, np.float32)
        mean: Vectors = np.mean([np.mean([self._vectors[part.text] for part in own], axis=0) for own in groups], axis=0)
        return mean


def log_odds(chances: Matrix) -> Matrix:
    """Return the logarithm of the odds, kept finite."""
    kept = np.clip(chances, 1e-4, 1 - 1e-4)
    odds: Matrix = np.log(kept) - np.log1p(-kept)
    return odds


def _shares(evidence: Matrix) -> Matrix:
    if evidence.shape[1] == 0:
        return evidence
    raised = np.exp((evidence - evidence.max(axis=1, keepdims=True)) / SHARE_TEMPERATURE)
    shares: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return shares
