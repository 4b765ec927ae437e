"""Themes compared the way comparisons of cases by an outside score are made: within each group first, then between.

Only where a group holds together can it differ from another; where both hold together and do the same, that there is
no difference is what was found. Nothing here says why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from coding.evidence import Evidence
from coding.guide_coverage import GuideCoverage
from coding.score_groups import Pairs, ScoreGroups, Unit

Within = Literal["speak", "silent", "divided", "too few"]
"""What the units of one group do: they speak of a theme, they do not, they are divided, or there are too few."""
Between = Literal["only high", "only low", "no difference", "no pattern", "too few"]

FEWEST: Final = 2
"""One unit is no group: nothing is in common with nobody."""
ALL_BUT_ONE_FROM: Final = 4
"""A group of so many units holds together although one does otherwise; a smaller one only where all do the same."""


@dataclass(frozen=True)
class Side:
    """One group of units and one theme: `speak` of `units`; `not_asked` were never asked and are not among them."""

    speak: int
    units: int
    not_asked: int

    @property
    def within(self) -> Within:
        """What the group has in common."""
        if self.units < FEWEST:
            return "too few"
        odd = min(self.speak, self.units - self.speak)
        if odd > (1 if self.units >= ALL_BUT_ONE_FROM else 0):
            return "divided"
        return "speak" if self.speak > self.units - self.speak else "silent"


@dataclass(frozen=True)
class PairCounts:
    """Of pairs those in which both speak of a theme, one alone, or neither; `not_asked` pairs are among none."""

    both: int
    only_high: int
    only_low: int
    neither: int
    not_asked: int


@dataclass(frozen=True)
class Compared:
    """One theme: what each group has in common, and then whether the two differ."""

    code_id: str
    path: tuple[str, ...]
    level: int
    high: Side
    low: Side
    pairs: PairCounts | None = None

    @property
    def between(self) -> Between:
        """The finding, "no difference" among them; "no pattern" where a group is divided in itself."""
        high, low = self.high.within, self.low.within
        if "too few" in (high, low):
            return "too few"
        if "divided" in (high, low):
            return "no pattern"
        if high == low:
            return "no difference"
        return "only high" if high == "speak" else "only low"


def compare_themes(
    evidence: Evidence,
    groups: ScoreGroups,
    *,
    pairs: Pairs | None = None,
    guide: GuideCoverage | None = None,
    code_ids: Iterable[str] | None = None,
) -> tuple[Compared, ...]:
    """Every code in use in the codebook's order (or these), sub-codes counted with the codes above them.

    A unit speaks of a theme where anybody of it does. With a guide, those who were not asked are not counted as silent.
    """
    speaking = _speaking(evidence)
    book = evidence.codebook
    wanted = None if code_ids is None else set(code_ids)
    found = []
    for code in book.codes:
        if code.retired or (wanted is not None and code.id not in wanted):
            continue
        heard = speaking.get(code.id, frozenset())
        states = {unit.key: _state(unit, code.id, heard, guide) for unit in (*groups.high, *groups.low)}
        path = book.path(code.id)
        found.append(
            Compared(
                code.id,
                path,
                len(path) - 1,
                _side(groups.high, states),
                _side(groups.low, states),
                None if pairs is None else _pair_counts(pairs, states),
            )
        )
    return tuple(found)


def _speaking(evidence: Evidence) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for excerpt in evidence.excerpts:
        for code_id in evidence.above[excerpt.coding.code_id]:
            found.setdefault(code_id, set()).update(voice.id for voice in excerpt.voices)
    return {code_id: frozenset(people) for code_id, people in found.items()}


def _state(unit: Unit, code_id: str, heard: frozenset[str], guide: GuideCoverage | None) -> bool | None:
    """Whether a unit speaks of a code; None where nobody of it was asked about it."""
    if any(person.id in heard for person in unit.people):
        return True
    return None if guide is not None and guide.silence(code_id, unit.people) == "not asked" else False


def _side(units: Sequence[Unit], states: Mapping[str, bool | None]) -> Side:
    own = [states[unit.key] for unit in units]
    return Side(own.count(True), len(own) - own.count(None), own.count(None))


def _pair_counts(pairs: Pairs, states: Mapping[str, bool | None]) -> PairCounts:
    own = [(states[pair.high.key], states[pair.low.key]) for pair in pairs.pairs]
    return PairCounts(
        both=own.count((True, True)),
        only_high=own.count((True, False)),
        only_low=own.count((False, True)),
        neither=own.count((False, False)),
        not_asked=sum(None in states_of for states_of in own),
    )
