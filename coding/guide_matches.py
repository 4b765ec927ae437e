"""Suggestions for a guide by its words: which codes a question is about, and where an interviewer asked it.

Both are offered; only a person's word is stored.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from codebooks.values import Code, Codebook
from coding.interview_guide import GuideQuestion
from coding.suggesting.words import tokens
from corpus.documents import Document
from corpus.language import Language

ENOUGH: Final = 0.5
"""A turn asks a question where it has words of at least this share of the question's weight."""
FEWEST: Final = 2
"""Words that a turn and a question must share; one alone is chance."""
SHORTEST: Final = 4
"""Words of fewer letters tell nothing about what is asked."""
MOST_CODES: Final = 2
SECOND: Final = 0.6
"""A second code is suggested where it scores at least this share of the first."""


@dataclass(frozen=True)
class AskedTurn:
    """Where an interviewer seems to ask a question: the turn's position, its words, and the share of weight shared."""

    question_id: str
    position: int
    start: int
    end: int
    words: str
    share: float


def find_asked(questions: Sequence[GuideQuestion], document: Document, language: Language) -> Mapping[str, AskedTurn]:
    """By question the interviewer's turn that shares most of its words, where that is enough."""
    turns = [turn for turn in document.turns if turn.speaker.role == "interviewer"]
    said = [_stems(document.text[turn.start : turn.end], language) for turn in turns]
    wanted = [_stems(question.text, language) for question in questions]
    weights = _weights([*said, *wanted])
    found: dict[str, AskedTurn] = {}
    for question, stems in zip(questions, wanted, strict=True):
        whole = sum(weights[each] for each in stems)
        for turn, own in zip(turns, said, strict=True):
            shared = stems & own
            share = sum(weights[each] for each in shared) / whole if whole else 0.0
            best = found.get(question.id)
            if len(shared) >= min(FEWEST, len(stems)) and share >= ENOUGH and (best is None or share > best.share):
                words = document.text[turn.start : turn.end]
                found[question.id] = AskedTurn(question.id, turn.position, turn.start, turn.end, words, share)
    return found


def suggest_codes(question: GuideQuestion, codebook: Codebook, language: Language) -> tuple[str, ...]:
    """Up to two codes in use with a word of their name, or two of their description, in a question or its topic."""
    asked = _stems(f"{question.topic} {question.text}", language)
    codes = [code for code in codebook.codes if not code.retired]
    named = [_stems(code.name, language) for code in codes]
    described = [_stems(_description(code), language) for code in codes]
    weights = _weights([one | other for one, other in zip(named, described, strict=True)])
    scores = {}
    for code, name, more in zip(codes, named, described, strict=True):
        if asked & name or len(asked & more) >= FEWEST:
            scores[code.id] = sum(weights[each] * (2 if each in name else 1) for each in asked & (name | more))
    best = sorted(scores, key=lambda each: -scores[each])
    return tuple(code_id for code_id in best[:MOST_CODES] if scores[code_id] >= SECOND * scores[best[0]])


def _description(code: Code) -> str:
    return " ".join((code.definition, code.include, *code.signs))


def _stems(text: str, language: Language) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(text, language) if token.end - token.start >= SHORTEST)


def _weights(texts: Iterable[frozenset[str]]) -> Mapping[str, float]:
    """What is rare among the texts weighs more."""
    every = list(texts)
    held = Counter(stem for stems in every for stem in stems)
    return {stem: math.log(1 + len(every) / count) for stem, count in held.items()}
