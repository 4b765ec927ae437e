"""Same words, another code: where colleagues read a passage otherwise, or passed it by."""

from collections.abc import Sequence
from dataclasses import dataclass

from coding.reviewing.values import Coded, Lineages, related

SAME_WORDS = 0.5
"""So much of the shorter of two stretches must lie in the other to be nearly the same words."""

ALL_AROUND = 1500
"""Code points: a colleague who coded so near before and after has read the passage, too."""


@dataclass(frozen=True)
class Dissent:
    """A colleague's reading of a passage: their codings there, none where they passed it by, and how much overlaps."""

    codings: tuple[Coded, ...]
    overlap: float


def dissents(own: Sequence[Coded], everybody: Sequence[Coded], lineages: Lineages) -> dict[str, Dissent]:
    """By coding id, where a colleague contradicts and no other colleague agrees."""
    by_document: dict[str, dict[str, list[Coded]]] = {}
    for each in everybody:
        by_document.setdefault(each.span.document, {}).setdefault(each.coder, []).append(each)
    found = {}
    for coding in own:
        colleagues = by_document.get(coding.span.document, {})
        readings = [_reading(coding, theirs) for coder, theirs in sorted(colleagues.items()) if coder != coding.coder]
        said = [each for each in readings if each is not None]
        if any(related(coding.code, other.code, lineages) for each in said for other in each.codings):
            continue
        if said:
            found[coding.id] = max(said, key=lambda each: (bool(each.codings), each.overlap))
    return found


def _reading(coding: Coded, theirs: Sequence[Coded]) -> Dissent | None:
    touching = [each for each in theirs if each.span.overlap(coding.span) > 0]
    same = [each for each in touching if each.span.overlap(coding.span) >= SAME_WORDS]
    if same:
        same.sort(key=lambda each: (-each.span.overlap(coding.span), each.span.start, each.code))
        return Dissent(tuple(same), same[0].span.overlap(coding.span))
    if touching:
        return None
    before = any(0 <= coding.span.start - each.span.end <= ALL_AROUND for each in theirs)
    after = any(0 <= each.span.start - coding.span.end <= ALL_AROUND for each in theirs)
    return Dissent((), 0.0) if before and after else None
