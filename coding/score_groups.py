"""Groups made from numbers from outside: high and low by a cut, and pairs that are alike in what a person chooses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from codebooks.values import PATH_SEPARATOR
from coding.breakdown import ATTRIBUTE, CASE, GROUP, Band
from coding.evidence import Filter, case_paths
from coding.indicator_figures import Line, NumbersBeside, lines_of
from corpus.participants import Participant, natural_key

ScoreOf = Literal["last", "first", "change"]
"""Which number of a line is the score: the last, the first, or the change from first to last."""

SCORE: Final = "score"
HIGH, LOW, NONE = f"{SCORE}:high", f"{SCORE}:low", f"{SCORE}:none"
"""The keys of the three bands."""

_SCORES: Final[Mapping[ScoreOf, Callable[[Line], float | None]]] = {
    "last": lambda line: line.last.value if line.last else None,
    "first": lambda line: line.first.value if line.first else None,
    "change": lambda line: line.change,
}


@dataclass(frozen=True)
class Unit:
    """What is compared: a person, or a case with those of it who were interviewed; `score` None where none is known."""

    key: str
    label: str
    people: tuple[Participant, ...]
    score: float | None


@dataclass(frozen=True)
class ScoreGroups:
    """Units by a cut: `high` at it or above, `low` below it, `unknown` without a score; each by label."""

    cut: float
    high: tuple[Unit, ...]
    low: tuple[Unit, ...]
    unknown: tuple[Unit, ...]

    def bands(self, high: str, low: str) -> tuple[Band, ...]:
        """The columns of a table under these names, high before low, and last those without a score, if any.

        One that holds nobody is left out, for a filter that names nobody lets in everybody.
        """
        return tuple(
            Band(key, (name,), Filter(participants=frozenset(person.id for unit in units for person in unit.people)))
            for key, name, units in ((HIGH, high, self.high), (LOW, low, self.low), (NONE, None, self.unknown))
            if units
        )


@dataclass(frozen=True)
class Pair:
    """A unit with a high score and one with a low score that are alike in what was chosen; `alike` are those values."""

    high: Unit
    low: Unit
    alike: tuple[str, ...]


@dataclass(frozen=True)
class Pairs:
    """All pairs, those with the largest difference of scores first, and the units that found no other."""

    pairs: tuple[Pair, ...]
    unpaired: tuple[Unit, ...]


def score_units(
    beside: NumbersBeside,
    indicator_id: str,
    *,
    rater: str,
    score: ScoreOf = "last",
    groups: frozenset[str | None] = frozenset(),
) -> tuple[Unit, ...]:
    """Those interviewed (of these groups; none given: of all) with their score by one rater.

    Where the indicator is about cases, each case is a unit and all interviewed in it count as one; those in no such
    case are units of their own without a score. Of cases within cases the innermost counts.
    """
    people = [person for person in beside.evidence.asked if Filter(groups=groups).lets_in(person)]
    lines = lines_of(beside, people, indicator_id, rater)
    of = _SCORES[score]
    of_cases = [line for line in lines if line.subject.case_id]
    about_cases = [
        line for line in of_cases if not any(other.label.startswith(line.label + PATH_SEPARATOR) for other in of_cases)
    ]
    if about_cases:
        within = {person.id for line in about_cases for person in line.people}
        units = [Unit(line.subject.key, line.label, line.people, of(line)) for line in about_cases]
        rest = [person for person in people if person.id not in within]
        return tuple(sorted([*units, *(_alone(person, None) for person in rest)], key=_by_label))
    scores = {line.subject.participant_id: of(line) for line in lines}
    return tuple(_alone(person, scores.get(person.id)) for person in people)


def divide(units: Sequence[Unit], cut: float) -> ScoreGroups:
    """High and low by a cut that a person has set."""
    return ScoreGroups(
        cut,
        tuple(unit for unit in units if unit.score is not None and unit.score >= cut),
        tuple(unit for unit in units if unit.score is not None and unit.score < cut),
        tuple(unit for unit in units if unit.score is None),
    )


def matched_pairs(groups: ScoreGroups, alike_in: Sequence[str]) -> Pairs:
    """Pair each high unit with a low one that is alike in every way chosen (keys as of `breakdown.ways_to_divide`).

    Among those alike the highest goes with the lowest: extreme cases come first. What is not known of a unit is like
    nothing, and people of one case who differ in it are not known.
    """
    lows: dict[tuple[str, ...], list[Unit]] = {}
    for unit in sorted(groups.low, key=lambda each: (each.score or 0.0, _by_label(each))):
        values = _values(unit, alike_in)
        if values is not None:
            lows.setdefault(values, []).append(unit)
    pairs: list[Pair] = []
    for unit in sorted(groups.high, key=lambda each: (-(each.score or 0.0), _by_label(each))):
        values = _values(unit, alike_in)
        if values is not None and lows.get(values):
            pairs.append(Pair(unit, lows[values].pop(0), values))
    pairs.sort(key=lambda pair: (pair.low.score or 0.0) - (pair.high.score or 0.0))
    paired = {unit.key for pair in pairs for unit in (pair.high, pair.low)}
    return Pairs(tuple(pairs), tuple(unit for unit in (*groups.high, *groups.low) if unit.key not in paired))


def _alone(person: Participant, score: float | None) -> Unit:
    return Unit(f"participant:{person.id}", person.label, (person,), score)


def _values(unit: Unit, ways: Sequence[str]) -> tuple[str, ...] | None:
    found = []
    for way in ways:
        every = {_value(person, way) for person in unit.people}
        value = every.pop() if len(every) == 1 else None
        if value is None:
            return None
        found.append(value)
    return tuple(found)


def _value(person: Participant, way: str) -> str | None:
    if way == GROUP:
        return person.group.name if person.group else None
    if way.startswith(f"{CASE}:"):
        paths, level = case_paths(person), int(way.removeprefix(f"{CASE}:"))
        return paths[level] if len(paths) > level else None
    if way.startswith(ATTRIBUTE):
        return person.attributes.get(way.removeprefix(ATTRIBUTE))
    raise ValueError(f"nobody can be matched by {way}")


def _by_label(unit: Unit) -> tuple[tuple[int, str], ...]:
    return natural_key(unit.label)
