"""Sentences that cannot both be right, in one text or between cell, theme, chapter and executive summary.

Two sentences are held against each other where they share most of their longer words, by stem, and are not about two
different groups. They are offered for a person's judgement: rules like these see words, not what they mean.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from coding.evidence import Evidence
from coding.number_words import USUAL, Ladder, Step
from coding.overstated_words import people_stems, without_quotes
from coding.quote_location import quotes_in
from coding.suggesting.words import stem, tokens
from coding.written.claims import Claim, claims_of, without_labels
from coding.written.provenance import terms_of
from coding.written.texts import Level, NamedText, Sentence, sentences_of
from corpus.language import Language, guess_language

Kind = Literal["amount", "number", "contrary", "hedge lost", "year", "repeated"]
"""`amount`: all against not all, none against some. `number`: two numbers of the same. `contrary`: one says that it is
so, the other that it is not. `hedge lost`: careful where it rests on the evidence, certain higher up. `year`: one
author with two years. `repeated`: the same sentence twice in one text."""

MOST_SHOWN = 60


@dataclass(frozen=True)
class Spot:
    """A sentence in its text; `mark` are the words in it that decide, empty where it is the whole."""

    text: NamedText
    sentence: Sentence
    mark: str = ""


@dataclass(frozen=True)
class Drift:
    """Two sentences and what is the matter between them; `shared` is the share of the shorter one's words, 0 to 1."""

    kind: Kind
    one: Spot
    other: Spot
    shared: float


@dataclass(frozen=True)
class _Read:
    text: NamedText
    sentence: Sentence
    language: Language
    stems: frozenset[str]
    claims: tuple[Claim, ...]
    denies: bool
    hedged: bool
    codes: frozenset[str]


def find_drift(
    texts: Sequence[NamedText], evidence: Evidence | None = None, ladder: Ladder = USUAL
) -> tuple[Drift, ...]:
    """Pairs of sentences that disagree, those that share most words first; up to `MOST_SHOWN`.

    `evidence` tells which words name groups and people: they are no topic; and what codes are called, which is one
    also in quotation marks.
    """
    names = _Names.of(evidence)
    read: dict[str, list[_Read]] = {}
    for text in texts:
        read.setdefault(text.row_key, []).extend(_read(text, names, ladder))
    found = [drift for each in read.values() for drift in _among(each)]
    found += _years(texts)
    return tuple(sorted(found, key=lambda drift: -drift.shared)[:MOST_SHOWN])


def _among(read: Sequence[_Read]) -> list[Drift]:
    """Of sentences that may be about the same: a row of the framework matrix, and everything besides the matrix.

    What one person says is no contradiction of what another says, or of what most say.
    """
    by_stem: dict[str, list[int]] = {}
    for number, each in enumerate(read):
        for one in each.stems:
            by_stem.setdefault(one, []).append(number)
    pairs = {
        (a, b)
        for numbers in by_stem.values()
        if len(numbers) <= max(_USUAL, len(read) // 4)
        for at, a in enumerate(numbers)
        for b in numbers[at + 1 :]
    }
    return [drift for a, b in sorted(pairs) if (drift := _between(read[a], read[b])) is not None]


_USUAL: Final = 12
"""A word in so many sentences still tells their topic, in however few texts."""
_LEVELS: Final[tuple[Level, ...]] = ("cell", "theme", "section", "executive")


@dataclass(frozen=True)
class _Names:
    groups: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, evidence: Evidence | None) -> "_Names":
        if evidence is None:
            return cls()
        groups = tuple(group.name for group in evidence.groups)
        return cls(groups, tuple(person.label for person in evidence.asked), terms_of(evidence.codebook))


def _read(text: NamedText, names: _Names, ladder: Ladder) -> Iterator[_Read]:
    language = guess_language(text.text)
    no_topic = people_stems(language) | _groups(names.groups, language) | _no_topic(language)
    for sentence in sentences_of(text.text):
        words = without_labels(sentence.words, names.people)
        quiet = without_quotes(words)
        claims = claims_of(words, language, ladder)
        blank = quiet
        codes = set()
        for quoted in quotes_in(sentence.words):
            if quoted.words.casefold() in names.codes:
                codes.add(quoted.words.casefold())
                blank = blank[: quoted.start] + quoted.words + blank[quoted.end :]
        for claim in claims:
            blank = blank[: claim.start] + " " * len(claim.words) + blank[claim.end :] if not claim.whole else blank
        stems = frozenset(
            token.stem
            for token in tokens(blank, language)
            if token.end - token.start >= 4 and token.stem not in no_topic
        )
        denies = len(re.findall(_DENIES[language], quiet, re.IGNORECASE)) % 2 == 1
        hedged = re.search(_HEDGES[language], quiet, re.IGNORECASE) is not None
        yield _Read(text, sentence, language, stems, claims, denies, hedged, frozenset(codes))


def _between(one: _Read, other: _Read) -> Drift | None:
    if not _comparable(one, other):
        return None
    if min(len(one.stems), len(other.stems)) < _FEWEST_WORDS:
        return None
    shared = len(one.stems & other.stems)
    share = shared / min(len(one.stems), len(other.stems))
    if one.text.key == other.text.key and one.sentence.words == other.sentence.words and shared >= 3:
        return Drift("repeated", Spot(one.text, one.sentence), Spot(other.text, other.sentence), share)
    if share < (_ENOUGH if one.text.code_id == other.text.code_id else _ENOUGH_ELSEWHERE):
        return None
    decided = _claims_apart(one, other, related=shared >= 2)
    if decided is None and shared >= 2 and share >= _CLOSE:
        decided = _told_apart(one, other)
    if decided is None:
        return None
    kind, mine, yours = decided
    return Drift(kind, Spot(one.text, one.sentence, mine), Spot(other.text, other.sentence, yours), share)


def _comparable(one: _Read, other: _Read) -> bool:
    """Whether two sentences may be about the same at all: in one language, with a topic, of one group and one code."""
    return (
        one.language == other.language
        and min(len(one.stems), len(other.stems)) >= _FEWEST_WORDS
        and not _of_two_groups(one.text, other.text)
        and not (one.codes and other.codes and one.codes.isdisjoint(other.codes))
    )


def _told_apart(one: _Read, other: _Read) -> tuple[Kind, str, str] | None:
    """Whether one denies what the other says, or is less careful than what it sums up."""
    levels = _LEVELS.index(one.text.level), _LEVELS.index(other.text.level)
    same_cell = one.text.code_id == other.text.code_id and levels == (0, 0)
    # what most say and who says the contrary stand side by side in one cell
    if one.denies != other.denies and not same_cell:
        return "contrary", "", ""
    low, high = (one, other) if levels[0] < levels[1] else (other, one)
    return ("hedge lost", "", "") if levels[0] != levels[1] and low.hedged and not high.hedged else None


_FEWEST_WORDS: Final = 2
"""Longer words of a sentence; fewer tell no topic."""
_ENOUGH: Final = 0.34
_ENOUGH_ELSEWHERE: Final = 0.4
_CLOSE: Final = 0.5


def _of_two_groups(one: NamedText, other: NamedText) -> bool:
    return one.group_id is not None and other.group_id is not None and one.group_id != other.group_id


def _claims_apart(one: _Read, other: _Read, *, related: bool) -> tuple[Kind, str, str] | None:
    # what both sentences speak of is no noun that one of them counts: "alle mangler tid", "ingen ledere mangler tid"
    topic = one.stems & other.stems
    for mine in one.claims:
        for yours in other.claims:
            same = bool(mine.noun) and mine.noun == yours.noun
            counted = [noun for noun in (mine.noun, yours.noun) if noun and noun not in topic]
            if not same and (not related or (len(counted) == 2 and mine.often == yours.often)):
                continue
            if _article(mine) or _article(yours):
                continue
            if mine.least > yours.most or yours.least > mine.most:
                return "amount", mine.words, yours.words
            if same and _number(mine) != _number(yours) and None not in (_number(mine), _number(yours)):
                return "number", mine.words, yours.words
    return None


def _article(claim: Claim) -> bool:
    # "en ordning" is no count, and neither is "the municipalities" against another whole
    return claim.words.lower() in ("en", "one", "a")


def _number(claim: Claim) -> tuple[int, int | None] | None:
    return None if isinstance(claim.amount, Step) or claim.often else (claim.amount, claim.of)


def _years(texts: Iterable[NamedText]) -> Iterator[Drift]:
    """One author cited with two years side by side: two works, or one of them is wrong."""
    first: dict[str, tuple[str, Spot]] = {}
    told: set[tuple[str, str]] = set()
    for text in texts:
        for sentence in sentences_of(text.text):
            for author, year in re.findall(r"\b([A-ZÆØÅ][\wæøå]+)\s+\(((?:19|20)\d\d)[a-z]?\)", sentence.words):
                spot = Spot(text, sentence, f"{author} ({year})")
                known, where = first.setdefault(author, (year, spot))
                if known != year and (author, year) not in told and abs(int(known) - int(year)) == 1:
                    told.add((author, year))
                    yield Drift("year", where, spot, 0.0)


@cache
def _stems(words: str, language: Language) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words.split())


@cache
def _no_topic(language: Language) -> frozenset[str]:
    # names of codes may be in another language than the sentence around them
    return frozenset(stem(word, language) for words in _NO_TOPIC.values() for word in words.split())


def _groups(names: tuple[str, ...], language: Language) -> frozenset[str]:
    return _stems(" ".join(names).lower(), language)


_DENIES: Final = {
    "da": r"\b(?:ikke|aldrig|ingen|intet|hverken|næppe|uden)\b",
    "en": r"\b(?:not|never|no|nobody|none|nothing|neither|hardly|without)\b|n't\b",
}
_HEDGES: Final = {
    "da": (
        r"\b(?:synes|synes at|formentlig|måske|muligvis|tilsyneladende|ser ud til|kan tyde på|tyder på|må antages|"
        r"må forventes|ifølge|efter eget udsagn|selv siger|egne ord|udsagn)\b"
    ),
    "en": r"\b(?:seems?|perhaps|maybe|possibly|apparently|may|might|suggests?|according to|in their own words)\b",
}
_NO_TOPIC: Final = {
    "da": (
        "taler talte samtaler samtale "
        "ikke også eller deres hvor hvis fordi efter over under mellem skal skulle ville kunne bliver blive blev have "
        "havde være været denne dette disse andre andet mere mest meget kun både selv samme hele mens især når noget "
        "nogen siger mener oplever taler peger fortæller beskriver synes føler finder vurderer fremhæver nævner giver "
        "gøre gjort siden inden uden hverken aldrig altid derfor dermed forskellige generelt særligt mindre større "
        "formentlig måske muligvis tilsyneladende ifølge udsagn de den det som der tre fire fem seks syv otte"
    ),
    "en": (
        "speak speaks conversation conversations "
        "that this these those their there they them with from have been were will would could should about into over "
        "under between more most much many also only both same when while especially because after before than then "
        "says said think feel find describe mention point seems perhaps maybe possibly apparently according never "
        "always without neither nothing nobody"
    ),
}
