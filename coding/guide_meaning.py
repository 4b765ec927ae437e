"""Where an interviewer seems to ask a question of the guide in other words, by meaning; offered, never stored.

Vectors of short questions are all much alike. What tells them apart is left when the mean of the guide is taken from
its questions, and that of the interview from its turns. The measure: `python3 -m benchmarks guide`, decision 0031.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from coding.guide_matches import AskedTurn
from coding.interview_guide import GuideQuestion
from coding.reviewing.values import Vectors
from corpus.documents import Document

Encode = Callable[[Sequence[str]], Vectors]
"""Unit vectors of texts, a row a text."""

LIKE: Final = 0.3
"""So alike a turn and a question must be, from -1 to 1, once the means are taken away."""
FEWEST_TURNS: Final = 8
FEWEST_QUESTIONS: Final = 4
"""Of fewer the mean says nothing."""


def find_asked_by_meaning(
    questions: Sequence[GuideQuestion], document: Document, encode_questions: Encode, encode_turns: Encode
) -> Mapping[str, AskedTurn]:
    """By question the interviewer's turn that is most like it, where that is enough; nothing for a short interview.

    `share` of what is found is the likeness.
    """
    turns = [turn for turn in document.turns if turn.speaker.role == "interviewer"]
    if len(turns) < FEWEST_TURNS or len(questions) < FEWEST_QUESTIONS:
        return {}
    words = [document.text[turn.start : turn.end] for turn in turns]
    alike = (
        _without_mean(encode_questions([question.text for question in questions]))
        @ _without_mean(encode_turns(words)).T
    )
    found = {}
    for question, row in zip(questions, alike, strict=True):
        best = int(np.argmax(row))
        if row[best] >= LIKE:
            turn = turns[best]
            found[question.id] = AskedTurn(
                question.id, turn.position, turn.start, turn.end, words[best], float(row[best])
            )
    return found


def _without_mean(vectors: Vectors) -> Vectors:
    moved = vectors - vectors.mean(axis=0)
    kept: Vectors = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
    return kept
