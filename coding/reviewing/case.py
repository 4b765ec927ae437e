"""The evidence that a review asks: everybody's codings, and how near each passage lies to those of each code."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coding.reviewing.likeness import NEVER, likeness, mean_of_nearest, spread
from coding.reviewing.values import Coded, Lineages, Numbers, Span, Vectors

Places = NDArray[np.int64]

NEAREST = 8
"""So many passages of a top code say how near it is."""

NEAREST_OF_CODE = 3
"""So many passages of a code say how usual a passage is for it."""

FEWEST_OF_CODE = 4
"""With no more passages than these a code has no usual spread."""


class Case:
    """All people's codings with their sharpened vectors, a row a coding, and the codes above each code."""

    def __init__(self, codings: Sequence[Coded], vectors: Vectors, lineages: Lineages) -> None:
        self.codings = codings
        self.vectors = vectors
        self.lineages = lineages
        self.spans = [each.span for each in codings]
        self.tops = sorted({lineages[each.code][-1] for each in codings})
        number = {top: at for at, top in enumerate(self.tops)}
        self.top_of = [number[lineages[each.code][-1]] for each in codings]
        self.members = [np.flatnonzero(np.array(self.top_of) == top) for top in range(len(self.tops))]

    @cached_property
    def given(self) -> dict[tuple[Span, str], set[int]]:
        """The top codes that one person gave the same words."""
        given: dict[tuple[Span, str], set[int]] = {}
        for each, top in zip(self.codings, self.top_of, strict=True):
            given.setdefault((each.span, each.coder), set()).add(top)
        return given

    @cached_property
    def by_code(self) -> dict[str, Places]:
        """The codings of each code that has enough passages for a usual spread."""
        found: dict[str, list[int]] = {}
        for at, each in enumerate(self.codings):
            found.setdefault(each.code, []).append(at)
        return {code: np.array(found[code]) for code in sorted(found) if self._enough(found[code])}

    @cached_property
    def usual_of_tops(self) -> dict[int, tuple[float, float]]:
        """How near a passage of a top code usually lies to others of it: median and spread."""
        usual = {}
        for top, members in enumerate(self.members):
            if self._enough(members):
                near = self.nearness_within(members)
                if (near > NEVER).any():
                    usual[top] = spread(near[near > NEVER])
        return usual

    def nearness_within(self, members: Places) -> Numbers:
        """How near each of these codings lies to the nearest others of them."""
        spans = [self.spans[at] for at in members]
        blocks = likeness(self.vectors[members], spans, self.vectors[members], spans)
        return np.concatenate([mean_of_nearest(block, NEAREST_OF_CODE) for _, block in blocks])

    def nearness_to_tops(self, vectors: Vectors, spans: Sequence[Span], most: int) -> Numbers:
        """For each vector, a row, how near the `most` nearest passages of each top code lie, a column each."""
        found = [np.zeros((0, len(self.tops)))]
        for _, block in likeness(vectors, spans, self.vectors, self.spans):
            found.append(np.stack([mean_of_nearest(block[:, columns], most) for columns in self.members], axis=1))
        return np.concatenate(found)

    def two_nearest(self, vector: Vectors, span: Span, among: Places) -> list[int]:
        """The two codings of different words, of those `among`, that are nearest to a passage and no part of it."""
        chosen: list[int] = []
        for place in np.argsort(-(self.vectors[among] @ vector), kind="stable"):
            at = int(among[place])
            taken = (span, *(self.spans[one] for one in chosen))
            if not any(self.spans[at].overlap(other) for other in taken):
                chosen.append(at)
            if len(chosen) == 2:
                break
        return chosen

    def _enough(self, members: Sequence[int] | Places) -> bool:
        return len({self.spans[at] for at in members}) > FEWEST_OF_CODE
