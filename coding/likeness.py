"""Suggestions that are like one another: for deciding on all of them at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coding.suggestion_queue import Queued, same_code
from corpus.embedding.encoder import Vectors
from corpus.study import Study

NEAR = 0.9
"""Cosine of two passages from which they are ticked from the start; with the built-in model few pairs reach it."""


@dataclass(frozen=True)
class Alike:
    """Another suggestion of the same code; `near` where its words say almost the same."""

    id: str
    words: str
    title: str
    likeness: float
    near: bool


def alike(
    study: Study, coder_id: str, suggestion: Queued, encode: Callable[[Sequence[str]], Vectors], least: float
) -> tuple[Alike, ...]:
    """Suggestions of the same code that wait for this coder, the most similar passage first.

    Nothing is decided; which of them belong together is for a person to say.
    """
    others = same_code(study, coder_id, suggestion.suggestion.id, least)
    if not others:
        return ()
    texts = [_words(each) for each in (suggestion, *others)]
    vectors = encode(texts)
    likeness = vectors[1:] @ vectors[0]
    found = [
        Alike(each.suggestion.id, words, each.title, float(like), float(like) >= NEAR or words == texts[0])
        for each, words, like in zip(others, texts[1:], likeness, strict=True)
    ]
    return tuple(sorted(found, key=lambda each: -each.likeness))


def unranked(study: Study, coder_id: str, suggestion: Queued, least: float) -> tuple[Alike, ...]:
    """As `alike`, in the order of reading: where nothing is known of how similar passages are."""
    others = same_code(study, coder_id, suggestion.suggestion.id, least)
    return tuple(Alike(each.suggestion.id, _words(each), each.title, 0.0, near=False) for each in others)


def _words(queued: Queued) -> str:
    start = queued.suggestion.start - queued.turn.start
    return queued.words[start : queued.suggestion.end - queued.turn.start]
