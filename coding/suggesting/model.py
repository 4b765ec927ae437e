"""The model: which codes might fit a stretch of talk, from the codebook and from what people decided in this study."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from coding.suggesting.descriptions import CodeDescription
from coding.suggesting.learning import Lesson, answers, learn
from coding.suggesting.reasons import Nearest, Reason, spoken_words
from coding.suggesting.thresholds import SPEAK_FROM, SUBCODE_LEAD
from coding.suggesting.untaught import Read, Untaught
from coding.suggesting.values import Example, Matrix, PassageEncoder, Ranked, Ranking, Stretch, Vectors
from corpus.language import Language


@dataclass(frozen=True)
class _Taught:
    examples: tuple[Example, ...]
    read: Read
    talk: Vectors
    lesson: Lesson


class SuggestionModel:
    """Ranks codes by what the codebook says about them and by what people decided in this study.

    The same codes, examples, texts and encoder give the same rankings. The order of `codes` plays no part, and names
    only where a code has no definition, inclusions or examples. `language` is that of the codebook, for its signs.
    Making one compares the descriptions and takes as long as encoding them; `taught` takes milliseconds.
    """

    def __init__(self, codes: Sequence[CodeDescription], encoder: PassageEncoder, language: Language = "da") -> None:
        self._untaught = Untaught(codes, encoder, language)
        self._taught: _Taught | None = None

    @property
    def code_ids(self) -> tuple[str, ...]:
        """The columns of `chances`: every top code, then those below it, by id."""
        return self._untaught.nodes

    def taught(self, examples: Sequence[Example]) -> Self:
        """Return a model that knows these examples and no others; this one stays as it is.

        What was computed for the codebook, and for examples that this model knew already, is kept.
        """
        taught = object.__new__(type(self))
        taught._untaught = self._untaught
        told = tuple(
            sorted(
                (one for one in examples if one.codes or one.rejected), key=lambda one: (one.source, one.key, one.text)
            )
        )
        taught._taught = self._lesson(told) if told and self._untaught.families else None
        return taught

    def read(self, stretches: Sequence[Stretch], vectors: Vectors | None = None) -> Read:
        """Return what teaching does not change about stretches; keep it to ask for `chances` again and again.

        `vectors` are the unit vectors of their texts where they are known already; else they are encoded.
        """
        return self._untaught.read(stretches, vectors)

    def chances(self, read: Read) -> Matrix:
        """Return the probability of every code for every stretch: a row a stretch, the columns as `code_ids`."""
        odds = read.log_odds
        if self._taught:
            odds = self._taught.lesson.log_odds(odds, read.talk)
        chances: Matrix = 1 / (1 + np.exp(-odds))
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
        return tuple(self._ranking(read, at, chances) for at, chances in enumerate(self.chances(read)))

    def _ranking(self, read: Read, at: int, chances: Matrix) -> Ranking:
        ranked, start = [], 0
        for place, family in enumerate(self._untaught.families):
            code = start + _clear_leader(chances[start + 1 : start + len(family.members)])
            ranked.append(
                Ranked(
                    self.code_ids[code],
                    family.top.id,
                    float(chances[code]),
                    float(chances[start]),
                    self._reason(read, at, place, self.code_ids[code]),
                )
            )
            start += len(family.members)
        ranked.sort(key=lambda one: (-one.top_probability, one.top_id))
        # with a single top code there is nothing to compare with, so nothing to be sure of
        speaks = len(ranked) > 1 and ranked[0].top_probability >= SPEAK_FROM
        return Ranking(tuple(ranked), "suggest" if speaks else "abstain")

    def _reason(self, read: Read, at: int, family: int, code_id: str) -> Reason:
        untaught = self._untaught
        near = untaught.nearest_part(read.talk[at], family, code_id)
        signs = untaught.sign_places(read.said[at], family, code_id)
        words = spoken_words(read.stretches[at].text, read.said[at], signs, near, untaught.language)
        return Reason(
            near.kind,
            near.code_id,
            untaught.paths[near.code_id],
            near.text,
            words,
            self._nearest_example(read.talk[at], family, code_id, read.stretches[at].text),
        )

    def _nearest_example(self, talk: Vectors, family: int, code_id: str, text: str) -> Nearest | None:
        """Return the passage most like this stretch that people gave the code (a top code: or one below it)."""
        if self._taught is None:
            return None
        top = self._untaught.families[family]
        wanted = {code.id for code in top.members} if code_id == top.top.id else {code_id}
        likeness = self._taught.talk @ talk
        best: Nearest | None = None
        for one, like in zip(self._taught.examples, likeness, strict=True):
            if one.codes & wanted and one.text != text and (best is None or like > best.likeness):
                best = Nearest(one.key, one.source, one.text, float(like))
        return best

    def _lesson(self, examples: tuple[Example, ...]) -> _Taught:
        read = self._untaught.read(
            [Stretch(example.text) for example in examples], np.stack([example.vector for example in examples])
        )
        lesson = learn(read.log_odds, read.talk, *answers(examples, self._untaught.families))
        return _Taught(examples, read, read.talk, lesson)


def _clear_leader(below: Matrix) -> int:
    """Return the place of the code that leads its siblings by enough, counted from 1; 0 where none does."""
    if len(below) < 2:
        return 0
    second, first = np.sort(below)[-2:]
    return int(below.argmax()) + 1 if first >= SUBCODE_LEAD * second else 0
