"""What can be said before any coding: each stretch of talk compared with what the codebook says about its codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from coding.suggesting.descriptions import CodeDescription, Family, Part, families, parts
from coding.suggesting.learning import learned_from
from coding.suggesting.nearness import INGREDIENTS, Candidate, Ingredient, Nearness, relative, unit
from coding.suggesting.reasons import Reason
from coding.suggesting.thresholds import (
    AROUND,
    BELOW_SLOPE,
    CODES_A_PASSAGE,
    QUESTION,
    SPREADS,
    TOP_SHIFT,
    TOP_SLOPE,
    WEIGHTS,
)
from coding.suggesting.values import Matrix, PassageEncoder, Stretch, Vectors
from coding.suggesting.words import Token, tokens
from corpus.language import Language


@dataclass(frozen=True)
class Read:
    """Stretches as the model has read them: all that teaching does not change.

    `talk` holds their vectors relative to ordinary talk, `learned_from` what is learned from, `said` their words by
    language; `log_odds` a row a stretch and a column a code, in the order of `Untaught.nodes`. `reasons` remembers what
    speaks for a code, by the stretch's place and the code, as far as it was asked for.
    """

    stretches: tuple[Stretch, ...]
    talk: Vectors
    learned_from: Vectors
    said: Mapping[Language, tuple[tuple[Token, ...], ...]]
    log_odds: Matrix
    reasons: dict[tuple[int, str], Reason] = field(default_factory=dict, compare=False, repr=False)

    def chosen(self, rows: Sequence[int]) -> "Read":
        """Return these stretches, in this order."""
        return Read(
            tuple(self.stretches[at] for at in rows),
            self.talk[list(rows)],
            self.learned_from[list(rows)],
            {language: tuple(said[at] for at in rows) for language, said in self.said.items()},
            self.log_odds[list(rows)],
        )

    def followed_by(self, other: "Read") -> "Read":
        """Return these stretches and then the other ones, read by the same model."""
        return Read(
            self.stretches + other.stretches,
            np.concatenate([self.talk, other.talk]),
            np.concatenate([self.learned_from, other.learned_from]),
            {language: said + other.said[language] for language, said in self.said.items()},
            np.vstack([self.log_odds, other.log_odds]),
        )


class Untaught:
    """The codebook and the encoder: compares talk with descriptions and knows nothing of decisions.

    The same codes, texts and encoder give the same. The order of `codes` plays no part, and names only where a code
    has no definition, inclusions or examples. `language` is that of the codebook; `translated` are the same codes, by
    id, as they are described in the other language. `nodes` are all codes: each top code, then those below it, by id.
    """

    def __init__(
        self,
        codes: Sequence[CodeDescription],
        encoder: PassageEncoder,
        language: Language = "da",
        translated: Sequence[CodeDescription] = (),
        ingredients: frozenset[Ingredient] = INGREDIENTS,
    ) -> None:
        self._encoder = encoder
        self.language = language
        self.families = families(codes)
        self.nodes = tuple(code.id for family in self.families for code in family.members)
        self.paths = {code.id: code.path for code in codes}
        self.parts = [[part for code in family.members for part in parts(code)] for family in self.families]
        other: Language = "en" if language == "da" else "da"
        described: dict[Language, Mapping[str, CodeDescription]] = {language: {code.id: code for code in codes}}
        if found := {code.id: code for code in translated if code.id in self.paths}:
            described[other] = found
        across = [_candidate(family, described) for family in self.families]
        within = [[_candidate(Family(code, ()), described) for code in family.below] for family in self.families]
        said = sorted(
            {part.text for own in self.parts for part in own} | {text for one in across for text in _all_texts(one)}
        )
        self._vectors = dict(zip(said, encoder.encode_passages(said), strict=True)) if said else {}
        self._centres = self._means_of_talk(described)
        self.across = Nearness(across, self._vectors, ingredients)
        self.within = [Nearness(candidates, self._vectors, ingredients) for candidates in within]

    def read(self, stretches: Sequence[Stretch], vectors: Vectors | None = None) -> Read:
        """Compare stretches with the codebook; a row of the result never depends on the other stretches.

        `vectors` are the unit vectors of their texts where they are known already; else they are encoded.
        """
        texts = [stretch.text for stretch in stretches]
        said = {language: tuple(tokens(text, language) for text in texts) for language in self._languages}
        if vectors is None:
            vectors = self._encoder.encode_passages(texts)
        if not self.families or not stretches:
            return Read(tuple(stretches), vectors, vectors, said, np.zeros((len(stretches), len(self.nodes))))
        talk = self.centred(vectors)
        evidence = self.across.of(talk, texts, said) + self._of_context(stretches)
        usual = min(0.5, CODES_A_PASSAGE / len(self.families))
        tops = _chances(TOP_SLOPE * evidence + TOP_SHIFT + np.log(usual / (1 - usual)))
        columns = []
        for at, nearness in enumerate(self.within):
            columns += [tops[:, [at]], _shares(nearness.of(talk, texts, said)) * tops[:, [at]]]
        whole = learned_from(talk, said[self.language], self.language)
        return Read(tuple(stretches), talk, whole, said, log_odds(np.hstack(columns)))

    def centred(self, vectors: Vectors) -> Vectors:
        """Return vectors of talk relative to ordinary talk in their language, at length 1."""
        nearest = (vectors @ unit(self._centres).T).argmax(axis=1)
        return unit(vectors - self._centres[nearest])

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
            return self.within[family].signs[self.language].places(said, below.index(code_id))
        return self.across.signs[self.language].places(said, family)

    @property
    def _languages(self) -> tuple[Language, ...]:
        return tuple(self.across.signs) or (self.language,)

    def _of_context(self, stretches: Sequence[Stretch]) -> Matrix:
        """Return what the question before and the sentences around say, in meaning only and with less weight."""
        total = np.zeros((len(stretches), len(self.families)))
        for weight, texts in (
            (QUESTION, [stretch.before for stretch in stretches]),
            (AROUND, [stretch.around for stretch in stretches]),
        ):
            asked = sorted({text for text in texts if text.strip()})
            found = self.across.spoken(self.centred(self._encoder.encode_passages(asked))) if asked else {}
            place = {text: at for at, text in enumerate(asked)}
            rows = [at for at, text in enumerate(texts) if text in place]
            for kind, scores in found.items():
                of_rows = relative(scores[[place[texts[at]] for at in rows]])
                total[rows] += weight * WEIGHTS[kind] * of_rows / SPREADS[kind]
        return total

    def _means_of_talk(self, described: Mapping[Language, Mapping[str, CodeDescription]]) -> Vectors:
        """Return a row a language: the mean vector of utterances, else of examples, else of all that is said.

        Taking it off leaves what is particular about a stretch.
        """
        codes = [code for language in sorted(described) for code in described[language].values()]
        if not any(code.spoken or code.examples for code in codes):
            every = [vector for _, vector in sorted(self._vectors.items())]
            return np.mean(every, axis=0, keepdims=True) if every else np.zeros((1, 1), np.float32)
        rows = []
        for language in sorted(described):
            own = described[language].values()
            texts = sorted({text for code in own for text in code.spoken})
            texts = texts or sorted({text for code in own for text in code.examples})
            if texts:
                rows.append(np.mean([self._vectors[text] for text in texts], axis=0))
        return np.stack(rows)


def log_odds(chances: Matrix) -> Matrix:
    """Return the logarithm of the odds, kept finite."""
    kept = np.clip(chances, 1e-4, 1 - 1e-4)
    odds: Matrix = np.log(kept) - np.log1p(-kept)
    return odds


def _chances(odds: Matrix) -> Matrix:
    chances: Matrix = 1 / (1 + np.exp(-odds))
    return chances


def _shares(evidence: Matrix) -> Matrix:
    if evidence.shape[1] == 0:
        return evidence
    raised = np.exp(BELOW_SLOPE * (evidence - evidence.max(axis=1, keepdims=True)))
    shares: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _candidate(family: Family, described: Mapping[Language, Mapping[str, CodeDescription]]) -> Candidate:
    return Candidate(
        family.top.id,
        {
            language: [codes[code.id] for code in family.members if code.id in codes]
            for language, codes in described.items()
        },
    )


def _all_texts(candidate: Candidate) -> set[str]:
    kinds: tuple[Ingredient, ...] = ("definition", "include", "example", "exclude")
    told = {text for language in candidate.described for kind in kinds for text in candidate.texts(language, kind)}
    return told | {text for codes in candidate.described.values() for code in codes for text in code.spoken}
