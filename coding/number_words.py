"""Words for numbers: how many of those asked stand behind "most" or "a few", by a rule that a study can read.

A rule is a plain value (`Ladder`). A word holds where enough of those asked say it (`percent`), where enough do in all
(`informants`), and where enough were asked for the word to mean anything (`asked`): never "most" of three.

People in a group interview hear and follow one another, so their agreement is not that of as many single voices.
The words for a share (many, most, the great majority, nearly all) must therefore hold twice: counted in informants,
and counted in conversations, where a group interview is one however many speak in it. "All" and the words for a few
are plain facts about people and need not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from coding.evidence import Evidence
from corpus.language import Language, Texts
from corpus.participants import Participant


class Step(IntEnum):
    """The steps of the ladder, the weakest first."""

    NONE = 0
    ONE = 1
    FEW = 2
    SOME = 3
    SEVERAL = 4
    MANY = 5
    MOST = 6
    GREAT_MAJORITY = 7
    NEARLY_ALL = 8
    ALL = 9


SHARES: Final = frozenset({Step.MANY, Step.MOST, Step.GREAT_MAJORITY, Step.NEARLY_ALL})
"""Words that claim a share: they must hold in conversations too."""

_LADDER: Final[Mapping[Language, str]] = {
    "da": "ingen, en, enkelte, nogle, flere, mange, de fleste, langt de fleste, stort set alle, alle",
    "en": "none, one, a few, some, several, many, most, the great majority, nearly all, all",
}
WORDS: Final[Mapping[Language, Mapping[Step, str]]] = MappingProxyType(
    {language: MappingProxyType(dict(zip(Step, words.split(", "), strict=True))) for language, words in _LADDER.items()}
)
BOTH: Final[Mapping[Language, str]] = MappingProxyType({"da": "begge", "en": "both"})
"""What all of two are called."""


@dataclass(frozen=True)
class Need:
    """What a word needs: at least so many per cent of those asked, so many informants, and so many asked."""

    percent: int = 0
    informants: int = 0
    asked: int = 0


@dataclass(frozen=True)
class Ladder:
    """The rule of a study: what every step needs, and its word in each language. "None" always holds."""

    needs: Mapping[Step, Need]
    words: Mapping[Language, Mapping[Step, str]] = field(default_factory=lambda: WORDS)


USUAL: Final = Ladder(
    MappingProxyType(
        {
            Step.NONE: Need(),
            Step.ONE: Need(informants=1),
            Step.FEW: Need(informants=2),
            Step.SOME: Need(percent=10, informants=2),
            Step.SEVERAL: Need(percent=20, informants=3),
            Step.MANY: Need(percent=33, informants=5),
            Step.MOST: Need(percent=51, informants=3, asked=5),
            Step.GREAT_MAJORITY: Need(percent=75, informants=6, asked=8),
            Step.NEARLY_ALL: Need(percent=90, informants=9, asked=10),
            Step.ALL: Need(percent=100, informants=2, asked=2),
        }
    )
)
"""The rule where a study has set no other."""


@dataclass(frozen=True)
class Count:
    """So many of those asked: in informants, and in conversations, where a group interview is one.

    Raises ValueError where more say it than were asked.
    """

    informants: int
    asked: int
    conversations: int
    conversations_held: int

    def __post_init__(self) -> None:
        if not (0 <= self.informants <= self.asked and 0 <= self.conversations <= self.conversations_held):
            raise ValueError(f"more say it than were asked: {self}")

    @classmethod
    def single(cls, informants: int, asked: int) -> "Count":
        """Count people who were all interviewed one by one."""
        return cls(informants, asked, informants, asked)


def count_people(evidence: Evidence, said: Iterable[tuple[str, str]], group_id: str | None) -> Count:
    """Count people of a group by who said something in which interview: pairs of participant id and document id."""
    return count_among(evidence, said, evidence.asked_in(group_id))


def count_among(evidence: Evidence, said: Iterable[tuple[str, str]], people: Iterable[Participant]) -> Count:
    """As `count_people`, of any people who were interviewed."""
    asked = {(person.id, document) for person in people for document in evidence.interviews[person.id]}
    heard = set(said) & asked
    return Count(
        len({person for person, _ in heard}),
        len({person for person, _ in asked}),
        len(_conversations(evidence, heard)),
        len(_conversations(evidence, asked)),
    )


def holds(step: Step, count: Count, ladder: Ladder = USUAL) -> bool:
    """Whether a word is no stronger than a count supports."""
    return _enough(ladder.needs[step], count.informants, count.asked) and (
        step not in SHARES or _enough(ladder.needs[step], count.conversations, count.conversations_held, people=False)
    )


def strongest(count: Count, ladder: Ladder = USUAL) -> Step:
    """The strongest word that a count supports."""
    return max((step for step in Step if holds(step, count, ladder)), default=Step.NONE)


def number_word(count: Count, language: Language, ladder: Ladder = USUAL) -> str:
    """The strongest word that a count supports, as the language says it: "de fleste"; all of two are "begge"."""
    return word_of(strongest(count, ladder), count, language, ladder)


def word_of(step: Step, count: Count, language: Language, ladder: Ladder = USUAL) -> str:
    """A word of the ladder as the language says it of this count."""
    return BOTH[language] if step is Step.ALL and count.asked == 2 else ladder.words[language][step]


def rule_lines(language: Language, texts: Texts, ladder: Ladder = USUAL) -> tuple[str, ...]:
    """The rule in words, a line a step, the strongest first, and how group interviews count."""
    _ = texts.gettext
    lines = [
        _("“{word}”: {need}").format(word=ladder.words[language][step], need=_need_in_words(ladder.needs[step], texts))
        for step in reversed(Step)
        if step is not Step.NONE
    ]
    shares = ", ".join(ladder.words[language][step] for step in sorted(SHARES))
    return (
        *lines,
        _("A group interview counts as one conversation; {words} must hold in conversations as well.").format(
            words=shares
        ),
    )


def _need_in_words(need: Need, texts: Texts) -> str:
    _ = texts.gettext
    parts = []
    if need.informants:
        parts.append(
            texts.ngettext("at least {count} informant", "at least {count} informants", need.informants).format(
                count=need.informants
            )
        )
    if need.percent == 100:
        parts.append(_("everybody asked"))
    elif need.percent:
        parts.append(_("at least {percent} % of those asked").format(percent=need.percent))
    if need.asked:
        parts.append(_("only where at least {count} were asked").format(count=need.asked))
    return ", ".join(parts)


def _enough(need: Need, said: int, asked: int, *, people: bool = True) -> bool:
    # how many it takes is a matter of people; a share, and of how many, is a matter of conversations too
    return 100 * said >= need.percent * asked and asked >= need.asked and (said >= need.informants or not people)


def _conversations(evidence: Evidence, said: Iterable[tuple[str, str]]) -> set[str]:
    return {document if document in evidence.together else person for person, document in said}
