"""How alike passages are in meaning, once what all talk in a study has in common is taken away.

Sentence encoders put all texts of one kind into a narrow cone, so plain cosines hardly differ. Taking away the mean
and the few strongest directions is from Mu and Viswanath, "All-but-the-top" (2018); how many was measured, see
docs/decisions/0023-new-themes.md.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from coding.reviewing.values import Numbers, Span, Vectors

DIRECTIONS = 2
ENOUGH_FOR_DIRECTIONS = 300
"""In less talk the strongest directions are the themes themselves, and must stay."""

FEWEST_OF_REFERENCE = 10
_AT_ONCE = 512
NEVER = -9.0
"""Below every likeness: the place of what must not be compared."""


class Sharpening:
    """What all talk in a study has in common, ready to be taken away from vectors.

    `reference` holds the vectors of all that interviewees say; with fewer than ten there is nothing to learn from,
    and vectors come back as they are.
    """

    def __init__(self, reference: Vectors) -> None:
        self._learned = len(reference) >= FEWEST_OF_REFERENCE
        if self._learned:
            self._mean = reference.mean(axis=0)
            centred = reference - self._mean
            taken = DIRECTIONS if len(reference) >= ENOUGH_FOR_DIRECTIONS else 0
            _, directions = np.linalg.eigh((centred.T @ centred).astype(np.float64))
            self._strongest = directions[:, len(directions) - taken :].astype(np.float32)

    def __call__(self, vectors: Vectors) -> Vectors:
        """Unit vectors without what all talk has in common, a row a vector."""
        if not self._learned or not len(vectors):
            return vectors
        moved = vectors - self._mean
        moved = moved - (moved @ self._strongest) @ self._strongest.T
        lengths = np.linalg.norm(moved, axis=1, keepdims=True)
        sharp: Vectors = (moved / np.maximum(lengths, 1e-9)).astype(np.float32)
        return sharp


def likeness(
    rows: Vectors, row_spans: Sequence[Span], columns: Vectors, column_spans: Sequence[Span]
) -> Iterator[tuple[int, Vectors]]:
    """Cosines of rows with columns, some rows at a time: the number of the first one, and a block.

    Where the spans of a row and a column overlap, NEVER stands: a passage is no evidence about itself.
    """
    by_document: dict[str, list[int]] = {}
    for at, span in enumerate(column_spans):
        by_document.setdefault(span.document, []).append(at)
    places = {
        document: (
            np.array(found),
            np.array([column_spans[at].start for at in found]),
            np.array([column_spans[at].end for at in found]),
        )
        for document, found in by_document.items()
    }
    for first in range(0, len(rows), _AT_ONCE):
        block = rows[first : first + _AT_ONCE] @ columns.T
        for at, span in enumerate(row_spans[first : first + _AT_ONCE]):
            here = places.get(span.document)
            if here is not None:
                found, starts, ends = here
                block[at, found[(starts < span.end) & (ends > span.start)]] = NEVER
        yield first, block


def mean_of_nearest(block: Vectors, most: int) -> Numbers:
    """For each row the mean of its `most` highest likenesses, of as many as there are; NEVER where there is none."""
    if not block.shape[1]:
        return np.full(len(block), NEVER)
    kept = min(most, block.shape[1])
    highest = np.partition(block, block.shape[1] - kept, axis=1)[:, -kept:].astype(np.float64)
    real = highest > NEVER
    count = real.sum(axis=1)
    total = np.where(real, highest, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), NEVER)


def spread(values: Numbers) -> tuple[float, float]:
    """The median and the spread of values, as a standard deviation estimated from the median deviation."""
    median = float(np.median(values))
    return median, max(1.4826 * float(np.median(np.abs(values - median))), 0.03)
