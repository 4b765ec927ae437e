"""What each informant of a group says in the passages of a code: own words, never a question or somebody else's."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from coding.codings import Passage
from coding.evidence import Evidence, Excerpt
from coding.matrix import cell_excerpts
from coding.suggesting.words import stem
from corpus.documents import INTERVIEWEE
from corpus.language import Language, guess_language
from corpus.participants import Group, Participant

LANGUAGES: Final[tuple[Language, ...]] = ("da", "en")


@dataclass(frozen=True)
class Statement:
    """One informant's words in one coded passage.

    `words` stand verbatim from `start` to `end`, code points into the document's text: the informant's longest stretch
    in the passage. `coding_ids` are all codings of this passage with this code, however many coders made them.
    `about` are other groups that the words name: what is said of them is the speaker's account, not theirs. `number`
    is its place among the statements of its cell.
    """

    excerpt: Excerpt
    voice: Participant
    start: int
    end: int
    words: str
    starred: bool
    coding_ids: tuple[str, ...]
    about: tuple[str, ...] = ()
    number: int = 0

    @property
    def document(self) -> str:
        """The id of the interview."""
        return self.excerpt.coding.document_id

    @property
    def code(self) -> str:
        """The id of the code, or sub-code, that the passage has."""
        return self.excerpt.coding.code_id

    @property
    def place(self) -> Passage:
        """Where the words stand: document, start and end."""
        return self.document, self.start, self.end


def statements_of(evidence: Evidence, code_id: str, group_id: str | None) -> tuple[Statement, ...]:
    """What a group says of a code and the codes below it, in the order of the interviews.

    A passage counts only for its speakers: one that leaders and citizens share gives each group its own words. What
    two coders coded with the same code is one statement.
    """
    people = {person.id for person in evidence.asked_in(group_id)}
    return statements_among(evidence, cell_excerpts(evidence, code_id, group_id), people)


def statements_among(
    evidence: Evidence, excerpts: Iterable[Excerpt], people: Container[str], *, about: bool = True
) -> tuple[Statement, ...]:
    """As `statements_of`, of any excerpts and any people, by their ids; not `about`: nobody reads whom they name."""
    others = {
        group_id: tuple(group for group in evidence.groups if about and group.id != group_id)
        for group_id in (None, *(group.id for group in evidence.groups))
    }
    found: dict[tuple[str, str, int, int, str], Statement] = {}
    for excerpt in excerpts:
        for voice in excerpt.voices:
            if voice.id not in people:
                continue
            for statement in _own_words(excerpt, voice, others[voice.group.id if voice.group else None]):
                key = (statement.code, *statement.place, voice.id)
                known = found.get(key)
                found[key] = statement if known is None else _joined(known, statement)
    return tuple(replace(each, number=number) for number, each in enumerate(found.values()))


def _own_words(excerpt: Excerpt, voice: Participant, others: tuple[Group, ...]) -> Iterator[Statement]:
    own = [
        (part.start, part.end, words)
        for part, words in excerpt.said
        if part.role == INTERVIEWEE and part.speaker == voice.label and words.strip()
    ]
    if not own:
        return
    start, _end, words = max(own, key=lambda part: (part[1] - part[0], -part[0]))
    blank = len(words) - len(words.lstrip())
    words = words.strip()
    start += blank
    about = _named(words, others)
    coding = excerpt.coding
    yield Statement(excerpt, voice, start, start + len(words), words, coding.starred, (coding.id,), about)


def _joined(one: Statement, other: Statement) -> Statement:
    return replace(one, starred=one.starred or other.starred, coding_ids=(*one.coding_ids, *other.coding_ids))


def _named(words: str, others: tuple[Group, ...]) -> tuple[str, ...]:
    if not others or not _beginnings(tuple(group.name for group in others)).search(words):
        return ()
    language: Language = guess_language(words)
    known = tuple({stem(part.lower(), language): None for group in others for part in group.name.split()})
    said = {stem(word.lower(), language) for word in words_like(known).findall(words)}
    return tuple(
        group.name for group in others if any(stem(part.lower(), language) in said for part in group.name.split())
    )


_LETTER: Final = r"[\w\u0300-\u036f]"
_SURE: Final = 3
"""So many first letters no stemmer changes."""


@lru_cache(maxsize=64)
def words_like(stems: tuple[str, ...]) -> re.Pattern[str]:
    """The words of a text, as `tokens` sees them, that may have one of these stems: to stem all of them takes long."""
    begins = "|".join(sorted({re.escape(each[:_SURE]) for each in stems}))
    return re.compile(rf"(?<!{_LETTER})(?<!{_LETTER}[-'’])(?:{begins}){_LETTER}*(?:[-'’]{_LETTER}+)*", re.IGNORECASE)


@lru_cache(maxsize=64)
def _beginnings(names: tuple[str, ...]) -> re.Pattern[str]:
    """What a word begins with that may be one of these names: most statements have none, and are read no further."""
    stems = {stem(part.lower(), language) for name in names for part in name.split() for language in LANGUAGES}
    return re.compile("|".join(rf"\b{re.escape(each)}" for each in sorted(stems)) or r"(?!)", re.IGNORECASE)
