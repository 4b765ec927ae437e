"""When to speak: one dial in words, from only what is nearly certain to everything."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, get_args

from coding.suggesting.thresholds import SPEAK_FROM
from coding.suggesting.values import Ranked, Ranking

Dial = Literal["certain", "likely", "usual", "many", "everything"]

DIAL: Final[tuple[Dial, ...]] = get_args(Dial)
"""The steps of the dial, the most silent first."""

SPEAKS_FROM: Final[Mapping[Dial, float]] = MappingProxyType(
    {"certain": 0.75, "likely": 0.6, "usual": SPEAK_FROM, "many": 0.35, "everything": 0.0}
)
"""The least probability with which each step of the dial speaks."""


def offered(ranking: Ranking, dial: Dial = "usual") -> tuple[Ranked, ...]:
    """Return the codes to offer for a stretch, likeliest first; empty where to be silent.

    Beside the likeliest, others are offered where they too are likely enough. A code that is no better than chance in
    this study is offered only by the last step, and without any other code to compare with nothing is.
    """
    if len(ranking.ranked) < 2:
        return ()
    if dial == "everything":
        return ranking.ranked
    least = SPEAKS_FROM[dial]
    return tuple(one for one in ranking.ranked if one.top_probability >= least and not one.at_chance)
