"""Taking a table of numbers into a study: first what would come of it, then all of it in one act or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

from corpus.errors import Refused
from corpus.indicator_files import NumberTable, ReadIndicator, ReadNumber, moment_kind
from corpus.indicators import (
    SCOPE,
    Indicator,
    Measurement,
    Numbers,
    Subject,
    check_scale,
    load_numbers,
    new_indicator,
    read_numbers,
    refuse_outside,
)
from corpus.participants import list_cases, list_participants
from corpus.study import Study
from corpus.study import tables as t

MOST_NAMED: Final = 5
CASE_SEPARATOR: Final = " > "
Key = tuple[str, str, str, str]
"""What tells a number from all others: indicator, subject, rater, moment."""


@dataclass(frozen=True)
class NumbersPlan:
    """What taking in a file would do: `new` indicators and all that is known of those there are already (`known`),
    numbers that are added, that replace others (`changed`, as they will be), and how many are there as they are."""

    name: str
    new: tuple[Indicator, ...]
    known: tuple[Indicator, ...]
    added: tuple[Measurement, ...]
    changed: tuple[Measurement, ...]
    same: int

    @property
    def missing(self) -> int:
        """How many of the numbers that come in are missing ones."""
        return sum(each.value is None for each in (*self.added, *self.changed))

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.added or self.changed or self.new)


def plan_numbers(study: Study, table: NumberTable) -> NumbersPlan:
    """Hold a table against the study; nothing is stored.

    Raises Refused where it names people or cases that the study does not have, a number lies outside the scale that
    the study knows, or times cannot be put in order with those that are stored.
    """
    return _plan(table, load_numbers(study), _Subjects(study, table.name))


def store_numbers(study: Study, coder_id: str | None, table: NumberTable) -> NumbersPlan:
    """Take a table in as one act: all of it or nothing. Raises as `plan_numbers`. Returns what was done."""
    subjects = _Subjects(study, table.name)
    with study.act(coder_id, "indicator.import", scope=SCOPE) as act:
        stored = read_numbers(act.connection)
        plan = _plan(table, stored, subjects)
        act.details.update(name=table.name, count=len(plan.added) + len(plan.changed))
        first = len(stored.indicators)
        act.insert(
            t.indicator,
            [{**vars(indicator), "position": first + place} for place, indicator in enumerate(plan.new)],
        )
        for indicator in plan.known:
            act.update(t.indicator, indicator.id, vars(indicator))
        act.insert(t.measurement, [_row(each) for each in plan.added])
        for each in plan.changed:
            act.update(t.measurement, each.id, _row(each))
    return plan


class _Subjects:
    """Finds participants and cases by what a file calls them."""

    def __init__(self, study: Study, name: str) -> None:
        self._name = name
        self._people = {_loose(person.label): person.id for person in list_participants(study)}
        cases = list_cases(study)
        self._cases = {_loose(CASE_SEPARATOR.join(case.path)): case.id for case in cases}
        for case in cases:
            alike = [other for other in cases if _loose(other.path[-1]) == _loose(case.path[-1])]
            if len(alike) == 1:
                self._cases.setdefault(_loose(case.path[-1]), case.id)

    def find(self, number: ReadNumber) -> Subject | None:
        if number.participant:
            found = self._people.get(_loose(number.participant))
            return Subject(participant_id=found) if found else None
        found = self._cases.get(_loose(number.case))
        return Subject(case_id=found) if found else None

    def refuse_unknown(self, table: NumberTable) -> None:
        unknown: dict[str, int] = {}
        for number in table.numbers:
            if self.find(number) is None:
                unknown.setdefault(number.participant or number.case, number.line)
        if unknown:
            shown = list(unknown.items())[:MOST_NAMED]
            raise Refused(
                "Nobody and no case in this study is called: {names}. Correct {file}, or import the interviews with "
                "these people first. Nothing was taken in.",
                names=", ".join(f"{name} ({line})" for name, line in shown)
                + (" …" if len(unknown) > len(shown) else ""),
                file=self._name,
            )


def _plan(table: NumberTable, stored: Numbers, subjects: _Subjects) -> NumbersPlan:
    subjects.refuse_unknown(table)
    by_name = {each.name.casefold(): each for each in stored.indicators}
    new, known = _indicators(table, by_name)
    indicators = {each.name.casefold(): each for each in (*stored.indicators, *known, *new)}
    _refuse_other_times(table, by_name, stored)
    present: dict[Key, Measurement] = {_key(each): each for each in stored.measurements}
    raters = {each.rater.casefold(): each.rater for each in stored.measurements}
    lines: dict[Key, int] = {}
    added, changed, same = [], [], 0
    for number in table.numbers:
        indicator, subject = indicators[number.indicator.casefold()], subjects.find(number)
        if subject is None:
            continue
        rater = raters.setdefault(number.rater.casefold(), number.rater)
        made = Measurement(
            str(uuid4()), indicator.id, subject, rater, number.moment, number.value, number.written, table.name
        )
        _refuse_two_names(lines, made, number, table.name)
        stands = present.get(_key(made))
        if stands is None:
            added.append(made)
        elif (stands.value, _said_instead(stands)) != (made.value, _said_instead(made)):
            changed.append(replace(made, id=stands.id))
        else:
            same += 1
    for there in by_name.values():
        scaled = indicators[there.name.casefold()]
        refuse_outside(scaled, (each.value for each in stored.of(there.id)))
        refuse_outside(scaled, _values(there.id, added, changed))
    return NumbersPlan(table.name, new, known, tuple(added), tuple(changed), same)


def _indicators(
    table: NumberTable, by_name: Mapping[str, Indicator]
) -> tuple[tuple[Indicator, ...], tuple[Indicator, ...]]:
    """New ones, and stored ones with what the file adds to them: what the study says already stays."""
    new, known = [], []
    for read in table.indicators:
        there = by_name.get(read.name.casefold())
        made = _with(there or new_indicator(read.name), read)
        check_scale(made)
        if there is None:
            new.append(made)
        elif made != there:
            known.append(made)
    return tuple(new), tuple(known)


def _with(indicator: Indicator, read: ReadIndicator) -> Indicator:
    scaled = indicator.low is not None or indicator.high is not None
    return replace(
        indicator,
        low=indicator.low if scaled else read.low,
        high=indicator.high if scaled else read.high,
        low_label=indicator.low_label or read.low_label,
        high_label=indicator.high_label or read.high_label,
        source=indicator.source or read.source,
    )


def _refuse_other_times(table: NumberTable, by_name: Mapping[str, Indicator], stored: Numbers) -> None:
    for number in table.numbers:
        there = by_name.get(number.indicator.casefold())
        known = stored.of(there.id)[:1] if there else ()
        if known and moment_kind(known[0].moment) != moment_kind(number.moment):
            raise Refused(
                "{indicator} is stored with times such as {one}, but row {line} of {file} has {other}. Use the same "
                "kind of time, so that the numbers can be put in order.",
                indicator=number.indicator,
                one=known[0].moment or "–",
                line=number.line,
                file=table.name,
                other=number.moment or "–",
            )


def _said_instead(measurement: Measurement) -> str:
    return measurement.written if measurement.value is None else ""


def _values(indicator_id: str, *lists: list[Measurement]) -> tuple[float | None, ...]:
    return tuple(each.value for measurements in lists for each in measurements if each.indicator_id == indicator_id)


def _refuse_two_names(lines: dict[Key, int], made: Measurement, number: ReadNumber, file: str) -> None:
    """A case may be named by its whole path in one row and by its last part in another."""
    first = lines.setdefault(_key(made), number.line)
    if first != number.line:
        raise Refused(
            "Rows {first} and {second} of {file} hold the same number of the same case under two names. Keep one.",
            first=first,
            second=number.line,
            file=file,
        )


def _key(measurement: Measurement) -> Key:
    return (measurement.indicator_id, measurement.subject.key, measurement.rater.casefold(), measurement.moment)


def _row(measurement: Measurement) -> dict[str, object]:
    return {
        "id": measurement.id,
        "indicator_id": measurement.indicator_id,
        "subject_key": measurement.subject.key,
        "participant_id": measurement.subject.participant_id,
        "case_id": measurement.subject.case_id,
        "rater": measurement.rater,
        "moment": measurement.moment,
        "value": measurement.value,
        "written": measurement.written,
        "source_name": measurement.source_name,
    }


def _loose(name: str) -> str:
    return " ".join(name.split()).casefold()
