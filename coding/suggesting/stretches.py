"""Shorter and longer alternatives to a suggested stretch, with the bounds a person would choose."""

from collections.abc import Sequence

from corpus.language import Language
from corpus.segments import Segment, sentences


def alternatives(text: str, turn: tuple[int, int], stretch: Segment, language: Language = "da") -> tuple[Segment, ...]:
    """Return stretches of whole sentences of the same turn, from the shortest to the longest, `stretch` among them.

    Shorter ones lose a sentence at a time from the end, longer ones gain one at a time, first after and then before;
    each contains the one before it. None leaves the turn, so nothing that another speaker says is ever suggested.
    `turn` and the answer are half-open code point offsets into `text`.
    """
    own = sentences(text, turn[0], turn[1], language)
    inside = [at for at, one in enumerate(own) if stretch.start < one.end and one.start < stretch.end]
    if not inside:
        return (stretch,)
    first, last = inside[0], inside[-1]
    shorter = [Segment(stretch.start, min(own[at].end, stretch.end)) for at in range(first, last)]
    longer = [Segment(stretch.start, own[at].end) for at in range(last + 1, len(own))]
    end = max(stretch.end, own[-1].end)
    longer += [Segment(own[at].start, end) for at in range(first - 1, -1, -1)]
    return _growing([*shorter, stretch, *longer])


def _growing(stretches: Sequence[Segment]) -> tuple[Segment, ...]:
    kept: list[Segment] = []
    for one in stretches:
        if not kept or one.end - one.start > kept[-1].end - kept[-1].start:
            kept.append(one)
    return tuple(kept)
