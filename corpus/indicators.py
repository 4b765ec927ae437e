"""Numbers from outside the interviews: indicators of participants or cases over time, kept apart by who filled them in.

A missing number is None and never zero. Everything is a person's act in the study's log.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from corpus.errors import Refused
from corpus.participants import natural_key
from corpus.study import Study
from corpus.study import tables as t

SCOPE = "indicators"
"""The undo stack of indicators, their numbers and their links to themes."""


@dataclass(frozen=True)
class Indicator:
    """What is measured. `low` and `high` are the bounds of its scale, None where it has none, and their labels what
    they mean; `source` says where the numbers come from."""

    id: str
    name: str
    low: float | None = None
    high: float | None = None
    low_label: str = ""
    high_label: str = ""
    source: str = ""

    def holds(self, value: float) -> bool:
        """Whether a number lies on the scale."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True)
class Subject:
    """Whom a number is about: a participant or a case, exactly one of the two."""

    participant_id: str | None = None
    case_id: str | None = None

    @property
    def key(self) -> str:
        """One value for both, as it is stored."""
        return f"case:{self.case_id}" if self.participant_id is None else f"participant:{self.participant_id}"


@dataclass(frozen=True)
class Measurement:
    """One number of one indicator; `value` is None where it is missing, and `written` what stood in the file then.

    `rater` is who filled it in, empty where nobody says. `moment` is a day (2026-03-04), a month, a year or the number
    of a round; those of one indicator are all of one kind.
    """

    id: str
    indicator_id: str
    subject: Subject
    rater: str
    moment: str
    value: float | None
    written: str = ""
    source_name: str = ""


@dataclass(frozen=True)
class Numbers:
    """All indicators of a study in their order, and all numbers in the order of time."""

    indicators: tuple[Indicator, ...] = ()
    measurements: tuple[Measurement, ...] = ()

    def indicator(self, indicator_id: str) -> Indicator:
        """The indicator with this id. Raises KeyError where there is none."""
        found = next((each for each in self.indicators if each.id == indicator_id), None)
        if found is None:
            raise KeyError(indicator_id)
        return found

    def of(self, indicator_id: str, rater: str | None = None) -> tuple[Measurement, ...]:
        """The numbers of an indicator; those of one rater alone where it is given."""
        return tuple(
            each for each in self.measurements if each.indicator_id == indicator_id and rater in (None, each.rater)
        )

    def raters(self, indicator_id: str) -> tuple[str, ...]:
        """Who filled in an indicator, by name."""
        return tuple(sorted({each.rater for each in self.of(indicator_id)}, key=natural_key))


def load_numbers(study: Study) -> Numbers:
    """Everything that is stored."""
    with study.read() as connection:
        return read_numbers(connection)


def read_numbers(connection: Connection) -> Numbers:
    """As `load_numbers`, in a state of the study that is being read."""
    indicators = tuple(
        Indicator(row.id, row.name, row.low, row.high, row.low_label, row.high_label, row.source)
        for row in connection.execute(select(t.indicator).order_by(t.indicator.c.position))
    )
    measurements = [
        Measurement(
            row.id,
            row.indicator_id,
            Subject(row.participant_id, row.case_id),
            row.rater,
            row.moment,
            row.value,
            row.written,
            row.source_name,
        )
        for row in connection.execute(select(t.measurement))
    ]
    measurements.sort(key=lambda each: (natural_key(each.moment), each.subject.key, each.rater, each.indicator_id))
    return Numbers(indicators, tuple(measurements))


def change_indicator(study: Study, coder_id: str, indicator: Indicator) -> None:
    """Store another name, scale or source of an indicator.

    Raises Refused where the name is empty or taken, the scale upside down, or a stored number lies outside it.
    """
    name = " ".join(indicator.name.split())
    with study.act(coder_id, "indicator.change", scope=SCOPE) as act:
        stored = read_numbers(act.connection)
        if not name:
            raise Refused("An indicator needs a name.")
        if any(each.id != indicator.id and each.name.casefold() == name.casefold() for each in stored.indicators):
            raise Refused("There is an indicator called {name} already. Choose another name.", name=name)
        check_scale(indicator)
        refuse_outside(indicator, (each.value for each in stored.of(indicator.id)))
        act.details["name"] = name
        act.update(
            t.indicator,
            indicator.id,
            {
                "name": name,
                "low": indicator.low,
                "high": indicator.high,
                "low_label": indicator.low_label.strip(),
                "high_label": indicator.high_label.strip(),
                "source": indicator.source.strip(),
            },
        )


def remove_indicator(study: Study, coder_id: str, indicator_id: str) -> None:
    """Take an indicator away with all its numbers. Raises Refused where it is linked to a theme."""
    with study.act(coder_id, "indicator.remove", scope=SCOPE) as act:
        stored = read_numbers(act.connection)
        name = next((each.name for each in stored.indicators if each.id == indicator_id), "")
        act.details["name"] = name
        for each in stored.of(indicator_id):
            act.delete(t.measurement, each.id)
        try:
            act.delete(t.indicator, indicator_id)
        except IntegrityError as error:
            raise Refused(
                "{name} is linked to a theme. Remove its links first, then the indicator.", name=name
            ) from error


def new_indicator(name: str) -> Indicator:
    """An indicator with an id of its own that is not stored yet."""
    return Indicator(str(uuid4()), name)


def check_scale(indicator: Indicator) -> None:
    """Raises Refused where the lowest number of the scale is not below the highest."""
    if indicator.low is not None and indicator.high is not None and indicator.low >= indicator.high:
        raise Refused(
            "The scale of {name} goes from {low} to {high}. Let the first number be the lower one.",
            name=indicator.name,
            low=f"{indicator.low:g}",
            high=f"{indicator.high:g}",
        )


def refuse_outside(indicator: Indicator, values: Iterable[float | None]) -> None:
    """Raises Refused for the first of these numbers that does not lie on the indicator's scale."""
    for value in values:
        if value is not None and not indicator.holds(value):
            raise Refused(
                "{name} has the number {value}, which lies outside this scale. Correct the scale, or the number and "
                "take the file in again.",
                name=indicator.name,
                value=f"{value:g}",
            )
