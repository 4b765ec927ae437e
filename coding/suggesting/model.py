"""The model: which codes might fit a stretch of talk, from the codebook and from what people decided in this study."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from coding.suggesting.descriptions import CodeDescription
from coding.suggesting.dial import offered
from coding.suggesting.learning import Lesson, answers, learn
from coding.suggesting.nearness import INGREDIENTS, Ingredient
from coding.suggesting.reasons import Nearest, Reason, spoken_words
from coding.suggesting.thresholds import SUBCODE_LEAD
from coding.suggesting.untaught import Read, Untaught
from coding.suggesting.values import Example, Judgement, Matrix, PassageEncoder, Ranked, Ranking, Stretch, Vectors
from corpus.language import Language

_FINITE = (-12.0, 12.0)
"""Log-odds beyond which chances are all the same: nothing is ever wholly certain."""


@dataclass(frozen=True)
class _Taught:
    """What was learned.

    `having` tells which examples (rows) people gave which code or one below it (columns), `places` where a text is.
    """

    examples: tuple[Example, ...]
    read: Read
    lesson: Lesson
    having: NDArray[np.bool_]
    places: Mapping[str, Sequence[int]]


class _NearestExamples:
    """Finds for stretches the passage most like each that people gave a code (a top code: or one below it)."""

    def __init__(self, taught: _Taught, read: Read) -> None:
        self._taught = taught
        self._like: Vectors = read.talk @ taught.read.talk.T
        for at, stretch in enumerate(read.stretches):
            # a passage is no reason for itself
            self._like[at, list(taught.places.get(stretch.text, ()))] = -np.inf
        self._found: dict[int, Sequence[int]] = {}

    def of(self, at: int, code: int) -> Nearest | None:
        """Return it for the stretch at this place and the code of this column; the first of equals."""
        if code not in self._found:
            having = np.flatnonzero(self._taught.having[:, code])
            self._found[code] = having[self._like[:, having].argmax(axis=1)].tolist() if len(having) else ()
        if not self._found[code]:
            return None
        best = self._found[code][at]
        one, likeness = self._taught.examples[best], float(self._like[at, best])
        return Nearest(one.key, one.source, one.text, likeness) if likeness > -np.inf else None


class SuggestionModel:
    """Ranks codes by what the codebook says about them and by what people decided in this study.

    The same codes, examples, texts and encoder give the same rankings. The order of `codes` plays no part, and names
    only where a code has no definition, inclusions or examples. `language` is that of the codebook; `translated` are
    the same codes, by id, as they are described in the other language, where somebody has done so. Making one
    compares the descriptions and takes as long as encoding them; `taught` takes milliseconds, with thousands of
    examples a fraction of a second.
    """

    def __init__(
        self,
        codes: Sequence[CodeDescription],
        encoder: PassageEncoder,
        language: Language = "da",
        translated: Sequence[CodeDescription] = (),
        ingredients: frozenset[Ingredient] = INGREDIENTS,
    ) -> None:
        self._untaught = Untaught(codes, encoder, language, translated, ingredients)
        self._taught: _Taught | None = None
        self._judgement = Judgement()

    @property
    def top_ids(self) -> tuple[str, ...]:
        """The top codes, by id."""
        return tuple(family.top.id for family in self._untaught.families)

    @property
    def code_ids(self) -> tuple[str, ...]:
        """The columns of `chances`: every top code, then those below it, by id."""
        return self._untaught.nodes

    def taught(self, examples: Sequence[Example]) -> Self:
        """Return a model that knows these examples and no others; this one stays as it is.

        What was computed for the codebook, and for examples that this model knew already, is kept.
        """
        taught = copy(self)
        told = tuple(
            sorted(
                (one for one in examples if one.codes or one.rejected), key=lambda one: (one.source, one.key, one.text)
            )
        )
        taught._taught = self._lesson(told) if told and self._untaught.families else None
        return taught

    def judged(self, judgement: Judgement) -> Self:
        """Return the same model, saying chances as `figures.cross_validated` has found that they come true."""
        judged = copy(self)
        judged._judgement = judgement
        return judged

    def gives(self, example: Example, code_id: str) -> bool:
        """Tell whether people gave an example this code or one below it."""
        below = {code.id for family in self._untaught.families if family.top.id == code_id for code in family.below}
        return bool(example.codes & (below | {code_id}))

    def read(self, stretches: Sequence[Stretch], vectors: Vectors | None = None) -> Read:
        """Return what teaching does not change about stretches; keep it to ask for `chances` again and again.

        `vectors` are the unit vectors of their texts where they are known already; else they are encoded.
        """
        return self._untaught.read(stretches, vectors)

    def chances(self, read: Read) -> Matrix:
        """Return the probability of every code for every stretch: a row a stretch, the columns as `code_ids`."""
        odds = read.log_odds
        if self._taught:
            odds = self._taught.lesson.log_odds(odds, read.learned_from)
        chances = self._judgement.calibration.of(1 / (1 + np.exp(-np.clip(odds, *_FINITE))))
        start = 0
        for family in self._untaught.families:
            end = start + len(family.members)
            # whoever gives a code below a top code gives the top code too
            chances[:, start + 1 : end] = np.minimum(chances[:, start + 1 : end], chances[:, [start]])
            start = end
        return chances

    def rank(self, stretches: Sequence[Stretch], vectors: Vectors | None = None) -> tuple[Ranking, ...]:
        """Return a ranking for every stretch; that of one never depends on the others.

        `vectors` are the unit vectors of their texts where they are known already; else they are encoded. Without
        codes every ranking is empty and abstains.
        """
        if not self._untaught.families or not stretches:
            return tuple(Ranking((), "abstain") for _ in stretches)
        return self.rankings(self.read(stretches, vectors))

    def rankings(self, read: Read) -> tuple[Ranking, ...]:
        """As `rank`, of stretches that were read before, by this model or by one that it was taught from."""
        if not self._untaught.families or not read.stretches:
            return tuple(Ranking((), "abstain") for _ in read.stretches)
        near = _NearestExamples(self._taught, read) if self._taught else None
        return tuple(self._ranking(read, at, chances, near) for at, chances in enumerate(self.chances(read)))

    def named(self, chances: Matrix) -> Iterator[tuple[tuple[str, str], ...]]:
        """Yield for every row of `chances` each top code with the code that is named for it: one below it, or itself.

        A code below it that this study has shown to be suggested no better than by chance is not named.
        """
        for row in chances:
            yield tuple((self.code_ids[top], self.code_ids[code]) for top, code in self._columns(row))

    def _columns(self, chances: Matrix) -> Iterator[tuple[int, int]]:
        start = 0
        for family in self._untaught.families:
            code = start + _clear_leader(chances[start + 1 : start + len(family.members)])
            yield start, start if self.code_ids[code] in self._judgement.at_chance else code
            start += len(family.members)

    def _ranking(self, read: Read, at: int, chances: Matrix, near: "_NearestExamples | None") -> Ranking:
        ranked = [
            Ranked(
                self.code_ids[code],
                self.code_ids[top],
                float(chances[code]),
                float(chances[top]),
                self._reason(read, at, place, code, near),
                self.code_ids[top] in self._judgement.at_chance,
            )
            for place, (top, code) in enumerate(self._columns(chances))
        ]
        ranked.sort(key=lambda one: (-one.top_probability, one.top_id))
        ranking = Ranking(tuple(ranked), "abstain")
        return replace(ranking, decision="suggest") if offered(ranking) else ranking

    def _reason(self, read: Read, at: int, family: int, code: int, near: "_NearestExamples | None") -> Reason:
        code_id = self.code_ids[code]
        said = read.reasons.get((at, code_id))
        if said is None:
            said = read.reasons[at, code_id] = self._reason_untaught(read, at, family, code_id)
        nearest = near.of(at, code) if near else None
        return said if nearest is None else replace(said, nearest=nearest)

    def _reason_untaught(self, read: Read, at: int, family: int, code_id: str) -> Reason:
        untaught = self._untaught
        near = untaught.nearest_part(read.talk[at], family, code_id)
        said = read.said[untaught.language][at]
        signs = untaught.sign_places(said, family, code_id)
        words = spoken_words(read.stretches[at].text, said, signs, near, untaught.language)
        return Reason(near.kind, near.code_id, untaught.paths[near.code_id], near.text, words, None)

    def _lesson(self, examples: tuple[Example, ...]) -> _Taught:
        read = self._read_again(examples)
        said, counts = answers(examples, self._untaught.families)
        lesson = learn(read.log_odds, read.learned_from, said, counts)
        places: dict[str, list[int]] = {}
        for at, one in enumerate(examples):
            places.setdefault(one.text, []).append(at)
        return _Taught(examples, read, lesson, said > 0, places)

    def _read_again(self, examples: Sequence[Example]) -> Read:
        """Return the examples as read; those that this model was taught by already are not read again."""
        known = {one.text: at for at, one in enumerate(self._taught.examples)} if self._taught else {}
        new = list({one.text: one for one in examples if one.text not in known}.values())
        read = self._taught.read if self._taught else None
        if new:
            fresh = self._untaught.read([Stretch(one.text) for one in new], np.stack([one.vector for one in new]))
            before = len(read.stretches) if read else 0
            known |= {one.text: before + at for at, one in enumerate(new)}
            read = fresh if read is None else read.followed_by(fresh)
        if read is None:
            raise ValueError("there are no examples")
        return read.chosen([known[one.text] for one in examples])


def _clear_leader(below: Matrix) -> int:
    """Return the place of the code that leads its siblings by enough, counted from 1; 0 where none does."""
    if len(below) < 2:
        return 0
    second, first = np.sort(below)[-2:]
    return int(below.argmax()) + 1 if first >= SUBCODE_LEAD * second else 0
