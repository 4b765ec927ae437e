"""The table of people that goes with a study: who takes part, for which group and case, and what is known of them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from corpus.errors import UnreadableFile
from corpus.people_columns import PARTICIPANT_WORDS, Columns, find_columns
from corpus.people_files import Row, read_rows
from corpus.readers.values import Notice
from corpus.role_words import group_of_value

MOST_PEOPLE = 10_000
HEADER_WITHIN = 10
"""Titles and explanations may stand above the header, in this many rows."""


@dataclass(frozen=True)
class Person:
    """One person of a study.

    `participant` is the public label. `group` is a group key, or the table's own word where it names no known group.
    `case` goes from the outermost in: ("Egelund", "Plejecenter"). `line` is the row in the file, counted from 1.
    `known_as` are other names the table gives, only for finding the person among speakers: never to be stored.
    """

    participant: str
    group: str | None
    case: tuple[str, ...]
    attributes: Mapping[str, str]
    line: int
    known_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class PeopleTable:
    """The people of a table in its order; `columns` are all its headers as written."""

    people: tuple[Person, ...]
    columns: tuple[str, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class PeopleMatch:
    """Which speakers are which people.

    `near` offers, for speakers without a person, people whose labels are alike; a person has to decide.
    """

    matched: Mapping[str, Person]
    speakers_without: tuple[str, ...]
    people_without: tuple[str, ...]
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_people(name: str, data: bytes) -> PeopleTable:
    """Return the people in a .xlsx or .csv file; formulas give the value Excel last showed.

    The header is found by its words, Danish or English (Deltager, Gruppe, Case, Kommune, ...), within the first ten
    rows with text. Columns not known become attributes; columns that hold names, addresses or numbers of real people
    are left out with a notice, for those belong in the key file. Raises UnreadableFile where the file is no such
    table, names nobody, names somebody twice, or has more than 10,000 rows.
    """
    sheets = read_rows(name, data, most_rows=MOST_PEOPLE + HEADER_WITHIN)
    for rows in sheets:
        for place, row in enumerate(rows[:HEADER_WITHIN]):
            columns = find_columns(row.cells)
            if columns is not None:
                return _people_below(name, columns, rows[place + 1 :], row)
    if not any(sheets):
        raise UnreadableFile("The table {name} is empty. Choose a file with one person a row.", name=name)
    found = next(rows[0] for rows in sheets if rows)
    raise UnreadableFile(
        "No column of {name} says who takes part. The first row holds: {found}. "
        "Call the column with the participants one of: {needed}.",
        name=name,
        found=", ".join(cell for cell in found.cells if cell) or "–",
        needed=PARTICIPANT_WORDS,
    )


def match_people(speakers: Sequence[str], people: PeopleTable) -> PeopleMatch:
    """Return which of these speaker labels are people of the table.

    A label is a person when it is the same, or the same but for capitals, spaces and punctuation, and nobody else is.
    Alike is not the same: such people are offered in `near`, at most three, and only with the same numbers.
    """
    exact = {name: person for person in people.people for name in (*person.known_as, person.participant)}
    loose: dict[str, list[Person]] = {}
    for person in people.people:
        for key in {_loose(name) for name in (person.participant, *person.known_as)}:
            loose.setdefault(key, []).append(person)
    matched: dict[str, Person] = {}
    near: dict[str, tuple[str, ...]] = {}
    for speaker in dict.fromkeys(speakers):
        alike = loose.get(_loose(speaker), [])
        if speaker in exact and not _is_shared_name(speaker, people):
            matched[speaker] = exact[speaker]
        elif len(alike) == 1:
            matched[speaker] = alike[0]
        elif offered := _near(speaker, alike, loose):
            near[speaker] = offered
    found = {person.participant for person in matched.values()}
    return PeopleMatch(
        matched=matched,
        speakers_without=tuple(speaker for speaker in dict.fromkeys(speakers) if speaker not in matched),
        people_without=tuple(p.participant for p in people.people if p.participant not in found),
        near=near,
    )


def _people_below(name: str, columns: Columns, rows: Sequence[Row], header: Row) -> PeopleTable:
    _refuse_repeated_columns(name, header)
    if len(rows) > MOST_PEOPLE:
        raise _too_many(name)
    groups = _GroupNames()
    people: list[Person] = []
    notices: list[Notice] = []
    for row in rows:
        participant = columns.participant_in(row.cells)
        if participant:
            people.append(_person(participant, columns, row, groups))
        else:
            notices.append(
                Notice(
                    "Row {line} names nobody in the column {column} and was left out.",
                    {"line": row.line, "column": columns.participant_header},
                )
            )
    if not people:
        raise UnreadableFile(
            "The table {name} has a header but nobody below it. Write one person a row.",
            name=name,
        )
    _refuse_repeated_people(name, people)
    return PeopleTable(
        people=tuple(people),
        columns=tuple(cell for cell in header.cells if cell),
        notices=(*columns.notices(), *groups.notices(), *notices),
    )


def _person(participant: str, columns: Columns, row: Row, groups: "_GroupNames") -> Person:
    return Person(
        participant=participant,
        group=groups.key_of(columns.group_in(row.cells)),
        case=columns.case_in(row.cells),
        attributes=columns.attributes_in(row.cells),
        line=row.line,
        known_as=columns.known_as_in(row.cells),
    )


class _GroupNames:
    """The groups of a table: keys for known words, and one spelling for each word not known."""

    def __init__(self) -> None:
        self._new: dict[str, str] = {}

    def key_of(self, text: str) -> str | None:
        if not text:
            return None
        return group_of_value(text) or self._new.setdefault(" ".join(text.split()).casefold(), text)

    def notices(self) -> tuple[Notice, ...]:
        if not self._new:
            return ()
        return (
            Notice(
                "These groups are new and were kept as they are written: {groups}.",
                {"groups": ", ".join(self._new.values())},
            ),
        )


def _refuse_repeated_columns(name: str, header: Row) -> None:
    counts = Counter(cell.casefold() for cell in header.cells if cell)
    repeated = [cell for cell in header.cells if cell and counts[cell.casefold()] > 1]
    if repeated:
        raise UnreadableFile(
            "The table {name} has two columns called {column}. Give each column its own name.",
            name=name,
            column=repeated[0],
        )


def _refuse_repeated_people(name: str, people: Sequence[Person]) -> None:
    first_line: dict[str, int] = {}
    for person in people:
        key = " ".join(person.participant.split()).casefold()
        if key in first_line:
            raise UnreadableFile(
                "{participant} stands twice in {name}, in rows {first} and {second}. "
                "Give each person one row and a label of their own.",
                participant=person.participant,
                name=name,
                first=first_line[key],
                second=person.line,
            )
        first_line[key] = person.line


def _too_many(name: str) -> UnreadableFile:
    return UnreadableFile(
        "The table {name} has more than {limit} rows. Leave only the people of this study in it.",
        name=name,
        limit=MOST_PEOPLE,
    )


def _is_shared_name(speaker: str, people: PeopleTable) -> bool:
    return sum(speaker in (person.participant, *person.known_as) for person in people.people) > 1


def _loose(label: str) -> str:
    return "".join(character for character in label.casefold() if character.isalnum())


def _near(speaker: str, alike: Sequence[Person], loose: Mapping[str, Sequence[Person]]) -> tuple[str, ...]:
    if alike:
        return tuple(person.participant for person in alike)
    key = _loose(speaker)
    numbers = re.findall(r"\d+", speaker)
    same_numbers = [other for other in loose if re.findall(r"\d+", other) == numbers]
    close = get_close_matches(key, same_numbers, n=3, cutoff=0.75)
    inside = [other for other in same_numbers if len(other) > 2 and (other in key or (len(key) > 2 and key in other))]
    names = dict.fromkeys(person.participant for other in (*close, *inside) for person in loose[other])
    return tuple(names)[:3]
