"""When to speak: one dial in words, from only what is nearly certain to everything."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal, get_args

from coding.suggesting.thresholds import SPEAK_FROM
from coding.suggesting.values import Ranked, Ranking

Dial = Literal["certain", "likely", "usual", "many", "everything"]

DIAL: Final[tuple[Dial, ...]] = get_args(Dial)
"""The steps of the dial, the most silent first."""

LEAST_KEPT: Final = 0.05
"""Less probable codes are never suggested, whatever the dial says."""

SPEAKS_FROM: Final[Mapping[Dial, float]] = MappingProxyType(
    {"certain": 0.75, "likely": 0.6, "usual": SPEAK_FROM, "many": 0.35, "everything": LEAST_KEPT}
)
"""The least probability with which each step of the dial speaks."""


def heard(chances: Sequence[float], at_chance: Sequence[bool]) -> tuple[float, ...]:
    """Return what the dial compares with its step, for each of a stretch's top codes, likeliest first; 0 for never.

    The likeliest code is heard by its probability; others only where they are more likely than not. A code that is no
    better than chance in this study is heard by the last step alone, and then only where it is the likeliest. Where
    there is one code in all, nothing is to be compared with, and the middle of the dial is silent.
    """
    most = 1.0 if len(chances) > 1 else SPEAK_FROM - 0.01
    found, first = [], True
    for place, (chance, by_chance) in enumerate(zip(chances, at_chance, strict=True)):
        least = LEAST_KEPT if first else SPEAK_FROM
        if by_chance:
            found.append(LEAST_KEPT if place == 0 and chance >= LEAST_KEPT else 0.0)
        else:
            found.append(min(chance, most) if chance >= least else 0.0)
            first = False
    return tuple(found)


def offered(ranking: Ranking, dial: Dial = "usual") -> tuple[Ranked, ...]:
    """Return the codes to offer for a stretch, likeliest first; empty where to be silent. See `heard`."""
    return tuple(one for one, loud in heard_codes(ranking) if loud >= SPEAKS_FROM[dial])


def heard_codes(ranking: Ranking) -> tuple[tuple[Ranked, float], ...]:
    """Return the codes that any step of the dial offers, likeliest first, with what the dial looks at."""
    ranked = ranking.ranked
    loud = heard([one.top_probability for one in ranked], [one.at_chance for one in ranked])
    return tuple((one, each) for one, each in zip(ranked, loud, strict=True) if each)
