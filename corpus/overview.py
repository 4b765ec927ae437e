"""What a study rests on: its title and limits, and how many interviews, persons and cases there are, group by group."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from corpus.documents import INTERVIEWEE
from corpus.language import Language
from corpus.participants import Group, Participant, list_groups, list_participants
from corpus.study import Study
from corpus.study import tables as t


@dataclass(frozen=True)
class AboutStudy:
    """What the study says of itself; `scope` is its researchers' text on scope and limits, often empty."""

    title: str
    language: Language
    made_up: bool
    scope: str


@dataclass(frozen=True)
class OverviewRow:
    """One group in numbers; `group` is None for persons without a group and in the total.

    `interviews` are documents in which somebody of the group is interviewed, `persons` those who are. `cases` holds
    the different cases of these persons level by level, outermost first: (8, 9) may be eight municipalities and nine
    workplaces in them. It is empty where the study has no cases.
    """

    group: Group | None
    interviews: int
    persons: int
    cases: tuple[int, ...]


@dataclass(frozen=True)
class Overview:
    """The interviews of a study in numbers. Every number counts different things, never the same one twice.

    So an interview with persons of two groups is one of each group's, and one in `total`; `total` is not the sum of
    `rows`. `modes` and `kinds` count the documents in which somebody is interviewed by mode (single, joint, group)
    and kind (transcript, summary, notes, survey); `interpreted` those with an interpreter.
    """

    rows: tuple[OverviewRow, ...]
    total: OverviewRow
    modes: Mapping[str, int]
    kinds: Mapping[str, int]
    interpreted: int
    not_interviewed: tuple[Group, ...]

    @property
    def shared(self) -> bool:
        """Whether the rows add up to more than the total: an interview or a case belongs to several groups."""
        return sum(row.interviews for row in self.rows) > self.total.interviews or any(
            sum(row.cases[level] for row in self.rows) > cases for level, cases in enumerate(self.total.cases)
        )


def about_study(study: Study) -> AboutStudy:
    """The study's title, language and limits, and whether everything in it is made up."""
    with study.read() as connection:
        row = connection.execute(select(t.study)).one()
    return AboutStudy(row.title, "en" if row.language == "en" else "da", row.made_up, row.scope)


def interview_overview(study: Study) -> Overview:
    """Count interviews, persons and cases, in the order of the study's groups; persons without a group come last."""
    groups = list_groups(study)
    participants = {participant.id: participant for participant in list_participants(study)}
    with study.read() as connection:
        interviews = _interviews(connection)
        documents = connection.execute(select(t.document)).all()
    asked = {person: participants[person] for ids in interviews.values() for person in ids}
    levels = max((len(p.case.path) for p in asked.values() if p.case), default=0)

    def count(group: Group | None, people: Iterable[Participant]) -> OverviewRow:
        chosen = {person.id: person for person in people}
        held = sum(1 for ids in interviews.values() if ids & chosen.keys())
        return OverviewRow(group, held, len(chosen), _count_cases(chosen.values(), levels))

    by_group: dict[Group | None, list[Participant]] = {group: [] for group in (*groups, None)}
    for person in asked.values():
        by_group[person.group].append(person)
    held = [document for document in documents if document.id in interviews]
    return Overview(
        rows=tuple(count(group, people) for group, people in by_group.items() if people),
        total=count(None, asked.values()),
        modes=Counter(document.mode for document in held),
        kinds=Counter(document.kind for document in held),
        interpreted=sum(document.interpreter for document in held),
        not_interviewed=tuple(group for group in groups if not by_group[group]),
    )


def _interviews(connection: Connection) -> dict[str, set[str]]:
    """The participants interviewed in each document that has any."""
    query = (
        select(t.speaker.c.document_id, t.speaker.c.participant_id)
        .join(t.turn, t.turn.c.speaker_id == t.speaker.c.id)
        .where(t.speaker.c.role == INTERVIEWEE, t.speaker.c.participant_id.is_not(None))
        .distinct()
    )
    interviews: dict[str, set[str]] = {}
    for row in connection.execute(query):
        interviews.setdefault(row.document_id, set()).add(row.participant_id)
    return interviews


def _count_cases(people: Iterable[Participant], levels: int) -> tuple[int, ...]:
    paths = [person.case.path for person in people if person.case]
    return tuple(len({path[: depth + 1] for path in paths if len(path) > depth}) for depth in range(levels))
