"""Numbers beside a theme: those of a group who speak of it with their first and last number and the change.

What is said of many is counts, never a share; a mean only from five up; nothing is tested or concluded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from codebooks.values import PATH_SEPARATOR
from coding.evidence import Evidence, case_paths
from coding.matrix import cell_excerpts
from corpus.indicators import Measurement, Numbers, Subject, load_numbers
from corpus.participants import Case, Participant, list_cases, natural_key
from corpus.study import Study

MEAN_FROM: Final = 5
"""Fewer numbers have no mean: one person would move it by more than anything it could tell."""


@dataclass(frozen=True)
class NumbersBeside:
    """A study's numbers from outside beside what is coded in it; cases are those of the study."""

    evidence: Evidence
    numbers: Numbers
    cases: tuple[Case, ...]


def numbers_beside(study: Study, evidence: Evidence) -> NumbersBeside:
    """The numbers of a study beside this evidence of it."""
    return NumbersBeside(evidence, load_numbers(study), list_cases(study))


@dataclass(frozen=True)
class Line:
    """One participant's or case's numbers by one rater in the order of time, missing ones among them.

    `people` are those of the group whom it is about, `speaking` those of them who speak of the theme.
    """

    subject: Subject
    label: str
    rater: str
    points: tuple[Measurement, ...]
    people: tuple[Participant, ...]
    speaking: tuple[Participant, ...] = ()

    @property
    def first(self) -> Measurement | None:
        """The first number that is not missing."""
        return next((each for each in self.points if each.value is not None), None)

    @property
    def last(self) -> Measurement | None:
        """The last number that is not missing; the first one too where there is but one."""
        return next((each for each in reversed(self.points) if each.value is not None), None)

    @property
    def change(self) -> float | None:
        """The last number less the first; None where there are no two times with a number."""
        first, last = self.first, self.last
        if first is None or last is None or first.moment == last.moment:
            return None
        # 3.3 - 3.1 is not 0.2 to a computer, and would be told as a change where there is none
        return round((last.value or 0.0) - (first.value or 0.0), 9)

    @property
    def missing(self) -> int:
        """How many numbers are missing at times when one was asked for."""
        return sum(each.value is None for each in self.points)


@dataclass(frozen=True)
class Figures:
    """What some lines amount to: of `lines` those with any number, with a change, and which way it goes.

    `mean_change` is None below `MEAN_FROM` lines with a change; `lowest` and `highest` are those of the last numbers,
    `first_lowest` and `first_highest` those of the first ones.
    """

    lines: int
    with_number: int
    with_change: int
    rose: int
    same: int
    fell: int
    missing: int
    lowest: float | None
    highest: float | None
    mean_change: float | None
    first_lowest: float | None = None
    first_highest: float | None = None


@dataclass(frozen=True)
class ThemeNumbers:
    """One indicator beside one theme in one group.

    `speaking` of `asked` in the group speak of the theme; of those who speak `speaking_with_number` have a number,
    their own or their case's. `lines` are all of the group, those who speak first.
    """

    indicator_id: str
    code_id: str
    group_id: str | None
    asked: tuple[Participant, ...]
    speaking: tuple[Participant, ...]
    lines: tuple[Line, ...]

    @property
    def of_speaking(self) -> tuple[Line, ...]:
        """The lines of those who speak of the theme."""
        return tuple(line for line in self.lines if line.speaking)

    @property
    def of_others(self) -> tuple[Line, ...]:
        """The lines of those who do not."""
        return tuple(line for line in self.lines if not line.speaking)

    @property
    def speaking_with_number(self) -> int:
        """How many who speak of the theme have any number that is not missing."""
        known = {person.id for line in self.of_speaking if line.first for person in line.people}
        return sum(person.id in known for person in self.speaking)


def theme_numbers(
    beside: NumbersBeside, indicator_id: str, code_id: str, group_id: str | None, rater: str | None = None
) -> ThemeNumbers:
    """Set an indicator beside what a group says of a theme; `rater` None takes the numbers of all who filled it in."""
    asked = beside.evidence.asked_in(group_id)
    heard = {voice.id for excerpt in cell_excerpts(beside.evidence, code_id, group_id) for voice in excerpt.voices}
    speaking = tuple(person for person in asked if person.id in heard)
    lines = lines_of(beside, asked, indicator_id, rater, heard)
    return ThemeNumbers(
        indicator_id, code_id, group_id, asked, speaking, tuple(sorted(lines, key=lambda line: not line.speaking))
    )


def lines_of(
    beside: NumbersBeside,
    people: Sequence[Participant],
    indicator_id: str,
    rater: str | None = None,
    heard: Iterable[str] = (),
) -> tuple[Line, ...]:
    """The numbers about these people or their cases, by label, a line for each rater; `heard` are ids who speak."""
    said = set(heard)
    about = subjects_of(people, beside.cases)
    points: dict[tuple[Subject, str], list[Measurement]] = {}
    for each in beside.numbers.of(indicator_id, rater):
        if each.subject in about:
            points.setdefault((each.subject, each.rater), []).append(each)
    lines = []
    for (subject, by), own in points.items():
        label, whom = about[subject]
        speaking = tuple(person for person in whom if person.id in said)
        lines.append(Line(subject, label, by, tuple(own), whom, speaking))
    return tuple(sorted(lines, key=lambda line: (natural_key(line.label), natural_key(line.rater))))


def subjects_of(
    people: Sequence[Participant], cases: Sequence[Case]
) -> Mapping[Subject, tuple[str, tuple[Participant, ...]]]:
    """Whom numbers can be about, with what they are called and the people: each person, and each case of theirs."""
    found: dict[Subject, tuple[str, tuple[Participant, ...]]] = {
        Subject(participant_id=person.id): (person.label, (person,)) for person in people
    }
    for case in cases:
        path = PATH_SEPARATOR.join(case.path)
        within = tuple(person for person in people if path in case_paths(person))
        if within:
            found[Subject(case_id=case.id)] = (path, within)
    return found


def figures(lines: Sequence[Line]) -> Figures:
    """Count what lines say; a line with one number only has no change, and counts as that."""
    changes = [line.change for line in lines if line.change is not None]
    last = [line.last.value for line in lines if line.last is not None and line.last.value is not None]
    first = [line.first.value for line in lines if line.first is not None and line.first.value is not None]
    return Figures(
        lines=len(lines),
        with_number=len(last),
        with_change=len(changes),
        rose=sum(change > 0 for change in changes),
        same=sum(change == 0 for change in changes),
        fell=sum(change < 0 for change in changes),
        missing=sum(line.missing for line in lines),
        lowest=min(last, default=None),
        highest=max(last, default=None),
        mean_change=round(sum(changes) / len(changes), 9) if len(changes) >= MEAN_FROM else None,
        first_lowest=min(first, default=None),
        first_highest=max(first, default=None),
    )
