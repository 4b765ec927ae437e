"""Which column of a table of people is which, from the words in its header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.values import Notice
from corpus.role_words import word_set

PARTICIPANT_WORDS = "Deltager, Informant, Interviewperson, Alias, Navn, Participant"

# In this order: where a table has several of these, the first that it has is the public label.
_PARTICIPANT = (
    "deltager",
    "participant",
    "informant",
    "interviewperson",
    "interviewee",
    "respondent",
    "label",
    "betegnelse",
    "pseudonym",
    "alias",
    "navn/alias",
    "alias/navn",
    "navn",
    "name",
    "person",
)
_GROUP = (
    "gruppe",
    "aktørgruppe",
    "aktør",
    "målgruppe",
    "group",
    "stakeholder group",
    "stakeholder",
    "stakeholdergroup",
)
_CASE = ("case", "cases", "sag")
_OUTER_CASE = ("kommune", "municipality", "jobcenter")
_INNER_CASE = ("arbejdsplads", "workplace", "virksomhedsnavn", "institution")
_KNOWN_AS = ("alias", "taler", "speaker", "label i udskrift", "navn/alias", "alias/navn", "navn", "name", "pseudonym")
_PERSONAL = word_set(
    """navn name fornavn efternavn cpr cprnr cprnummer cpr-nr cpr-nummer personnummer telefon telefonnummer tlf mobil
    mobilnummer mobilnr phone telephone mail email e-mail e-mailadresse adresse address vej gade"""
)
_PERSONAL_PHRASES = frozenset(("rigtigt navn", "fulde navn", "real name", "full name", "first name", "last name"))


@dataclass(frozen=True)
class Columns:
    """A header understood: places of the columns, None or empty where the table has no such column."""

    headers: tuple[str, ...]
    participant: int
    group: int | None
    cases: tuple[int, ...]
    known_as: tuple[int, ...]
    personal: tuple[int, ...]

    @property
    def participant_header(self) -> str:
        """What the table calls the participants' column."""
        return self.headers[self.participant]

    def participant_in(self, cells: Sequence[str]) -> str:
        """Return the participant a row names, with single spaces; empty where it names nobody."""
        return " ".join(_cell(cells, self.participant).split())

    def group_in(self, cells: Sequence[str]) -> str:
        """Return the row's word for the group; empty where it has none."""
        return "" if self.group is None else " ".join(_cell(cells, self.group).split())

    def case_in(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Return the row's case from the outermost in; "Egelund > Plejecenter" is two levels."""
        parts = [part.strip() for place in self.cases for part in _cell(cells, place).split(">")]
        return tuple(part for part in parts if part)

    def known_as_in(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Return the row's other names, for finding the person among speakers."""
        return tuple(name for place in self.known_as if (name := _cell(cells, place)))

    def attributes_in(self, cells: Sequence[str]) -> dict[str, str]:
        """Return what else the row says, by the header as written; empty cells are not there."""
        used = {self.participant, self.group, *self.cases, *self.known_as, *self.personal}
        return {
            header: value
            for place, header in enumerate(self.headers)
            if header and place not in used and (value := _cell(cells, place))
        }

    def notices(self) -> tuple[Notice, ...]:
        """Say which columns were left out because they may name real people."""
        found = []
        if self.personal:
            found.append(
                Notice(
                    "These columns may tell who people really are and are not stored in the study: {columns}. "
                    "Keep them in the key file.",
                    {"columns": ", ".join(self.headers[place] for place in self.personal)},
                )
            )
        if _words(self.headers[self.participant]) in _PERSONAL:
            found.append(
                Notice(
                    "Participants are called what stands in the column {column}. "
                    "If those are real names, put labels such as “Leder 3” there instead.",
                    {"column": self.headers[self.participant]},
                )
            )
        return tuple(found)


def find_columns(header: Sequence[str]) -> Columns | None:
    """Return what the columns are, or None where none of them names participants, so that this is no header."""
    words = [_words(cell) for cell in header]
    participant = _first(words, _PARTICIPANT)
    if participant is None:
        return None
    others = [word if place != participant else "" for place, word in enumerate(words)]
    group = _first(others, _GROUP)
    case = _first(others, _CASE)
    levels = (_first(others, _OUTER_CASE), _first(others, _INNER_CASE)) if case is None else (case,)
    known_as = tuple(place for place, word in enumerate(others) if word in _KNOWN_AS)
    personal = tuple(
        place for place, word in enumerate(others) if word and (word in _PERSONAL or word in _PERSONAL_PHRASES)
    )
    return Columns(
        headers=tuple(cell.strip() for cell in header),
        participant=participant,
        group=group,
        cases=tuple(place for place in levels if place is not None),
        known_as=known_as,
        personal=personal,
    )


def _words(header: str) -> str:
    """Return a header in small letters, without what stands in brackets, a number sign or a colon."""
    bare = re.sub(r"\(.*?\)", "", header).casefold()
    return " ".join(bare.replace("_", " ").strip(" :.*#").split()).removesuffix(" nr").removesuffix(" id")


def _first(words: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((words.index(word) for word in wanted if word in words), None)


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""
