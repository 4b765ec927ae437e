"""Which codings of one code become one: those that overlap, or touch with only white space of one turn between them.

The page foresees the same in `browser/same_code.js`; a test holds that both say the same.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

WHITE_SPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f"
    "\u3000\ufeff"
)
"""What a browser counts as white space (ECMAScript, `String.prototype.trim`), so that both say the same."""

NEW = "~"
"""Stands for the time of making of a coding that is being made: younger than any that is stored."""


@dataclass(frozen=True)
class Placed:
    """A coding of one coder with one code in one document: its span in code points and when it was made."""

    id: str
    start: int
    end: int
    created: str


@dataclass(frozen=True)
class Joined:
    """One coding from several: the span that covers them all, and all of them, the oldest first."""

    start: int
    end: int
    members: tuple[Placed, ...]


def covering(start: int, end: int, codings: Iterable[Placed]) -> Placed | None:
    """The oldest of these codings that holds the whole stretch already, or None."""
    return min((each for each in codings if each.start <= start and end <= each.end), key=_age, default=None)


def join(coding: Placed, others: Iterable[Placed], blank: Callable[[int, int], bool]) -> Joined:
    """`coding` with all of `others` that it meets, and with those that these meet in turn.

    Two codings meet where they overlap or touch, or where `blank` says that from the end of one to the start of the
    other there is only white space, within one turn: two people's words are not made one passage.
    """
    start, end, members, left = coding.start, coding.end, [coding], list(others)
    while True:
        # of those that lie before, only the nearest can have nothing but white space behind it; likewise after
        before = max((each.end for each in left if each.end <= start), default=None)
        after = min((each.start for each in left if each.start >= end), default=None)
        low = start if before is None or not blank(before, start) else before
        high = end if after is None or not blank(end, after) else after
        met = [each for each in left if each.end >= low and each.start <= high]
        if not met:
            return Joined(start, end, tuple(sorted(members, key=_age)))
        members += met
        left = [each for each in left if each not in met]
        start, end = min(start, *(each.start for each in met)), max(end, *(each.end for each in met))


def _age(coding: Placed) -> tuple[str, str]:
    return coding.created, coding.id
