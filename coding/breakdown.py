"""The columns of a table: informants by group, case or attribute, passages by their other codes, or two of these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coding.evidence import Evidence, Filter, case_paths
from corpus.participants import Group, natural_key

GROUP, CASE, ATTRIBUTE, CODE = "group", "case", "attribute:", "code"
MOST_VALUES = 12
"""An attribute with more values, as an exact age, tells nearly everybody apart and makes no table."""


@dataclass(frozen=True)
class Band:
    """What is counted together: one column of a table.

    `only` lets in exactly that. `names` has a name for each way of dividing; None where it is not known of them.
    """

    key: str
    names: tuple[str | None, ...]
    only: Filter


def ways_to_divide(evidence: Evidence) -> tuple[str, ...]:
    """What columns can be made of: `GROUP`, `CASE` with each level, `ATTRIBUTE` with each name that serves, and `CODE`.

    An attribute serves where informants differ in it and some share a value.
    """
    depth = max((len(case_paths(person)) for person in evidence.asked), default=0)
    names = sorted({name for person in evidence.asked for name in person.attributes}, key=natural_key)
    levels = [f"{CASE}:{level}" for level in range(depth)]
    return (GROUP, *levels, *(ATTRIBUTE + name for name in names if _serves(evidence, name)), CODE)


def bands(
    evidence: Evidence, way: str, crossed_with: str | None = None, own: Mapping[str, tuple[Band, ...]] | None = None
) -> tuple[Band, ...]:
    """The columns of one way to divide, or of two crossed; of crossed ones only those that hold anybody.

    `own` are ways that a person has made, as high and low by a score. Raises ValueError for a way that is not known.
    """
    made = own or {}
    first = made[way] if way in made else _bands(evidence, way)
    if crossed_with is None or crossed_with == way:
        return first
    second = made[crossed_with] if crossed_with in made else _bands(evidence, crossed_with)
    crossed = [_crossed(one, other) for one in first for other in second]
    return tuple(band for band in crossed if any(band.only.lets_in(person) for person in evidence.asked))


def _serves(evidence: Evidence, name: str) -> bool:
    given = [person.attributes[name] for person in evidence.asked if name in person.attributes]
    # where everybody has a value of their own, each column would be one person
    return len(set(given)) < len(given) and 2 <= len(_values(evidence, name)) <= MOST_VALUES


def _bands(evidence: Evidence, way: str) -> tuple[Band, ...]:
    if way == GROUP:
        return tuple(_group_band(group) for group in evidence.columns)
    if way == CODE:
        return tuple(
            Band(f"{CODE}:{code.id}", (code.name,), Filter(together=frozenset({code.id})))
            for code in evidence.codebook.codes
            if not code.retired
        )
    if way.startswith(f"{CASE}:"):
        return tuple(
            Band(f"{way}:{path or ''}", (path,), Filter(cases=frozenset({path})))
            for path in _cases(evidence, int(way.removeprefix(f"{CASE}:")))
        )
    if way.startswith(ATTRIBUTE):
        name = way.removeprefix(ATTRIBUTE)
        return tuple(
            Band(f"{way}:{value or ''}", (value,), Filter(attributes=frozenset({(name, value)})))
            for value in _values(evidence, name)
        )
    raise ValueError(f"informants cannot be divided by {way}")


def _group_band(group: Group | None) -> Band:
    group_id = group.id if group else None
    return Band(f"{GROUP}:{group_id or ''}", (group.name if group else None,), Filter(groups=frozenset({group_id})))


def _cases(evidence: Evidence, level: int) -> Sequence[str | None]:
    paths = [case_paths(person) for person in evidence.asked]
    known = sorted({each[level] for each in paths if len(each) > level}, key=natural_key)
    return [*known, *([None] if any(not each for each in paths) else [])]


def _values(evidence: Evidence, name: str) -> Sequence[str | None]:
    given = {person.attributes.get(name) for person in evidence.asked}
    known = sorted((value for value in given if value is not None), key=natural_key)
    return [*known, *([None] if None in given else [])]


def _crossed(one: Band, other: Band) -> Band:
    return Band(
        f"{one.key}|{other.key}",
        (*one.names, *other.names),
        Filter(
            groups=one.only.groups | other.only.groups,
            cases=one.only.cases | other.only.cases,
            participants=one.only.participants | other.only.participants,
            attributes=one.only.attributes | other.only.attributes,
            together=one.only.together | other.only.together,
        ),
    )
