"""Sets of turns, kept as sorted half-open ranges of positions that neither touch nor overlap.

`browser/turn_ranges.js` of the coding page does the same; a test holds that both do.
"""

from collections.abc import Iterable

Ranges = tuple[tuple[int, int], ...]


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """The same set in its one written form, whatever the order and however often a turn is in it."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(each for each in ranges if each[0] < each[1]):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return tuple(result)


def without(ranges: Iterable[tuple[int, int]], taken: Iterable[tuple[int, int]]) -> Ranges:
    """`ranges` without the turns of `taken`."""
    left = list(merged(ranges))
    for start, end in merged(taken):
        left = [piece for low, high in left for piece in ((low, min(high, start)), (max(low, end), high))]
        left = [piece for piece in left if piece[0] < piece[1]]
    return merged(left)


def within(ranges: Iterable[tuple[int, int]], count: int) -> Ranges:
    """Those of `ranges` that are among the first `count` turns."""
    return merged((max(0, start), min(end, count)) for start, end in ranges)
