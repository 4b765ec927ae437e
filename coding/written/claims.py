"""How many and how often a sentence says something is so: words, numbers and what is counted, by plain rules."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from coding.number_words import USUAL, Ladder, Step
from coding.overstated_words import Claimed, is_negated, number_claims, without_quotes
from coding.suggesting.words import Token, tokens
from corpus.language import Language

OF: Final[Mapping[Language, str]] = {"da": "af", "en": "of"}


@dataclass(frozen=True)
class Claim:
    """One word for how many or how often, at code points of the text.

    `noun` is the stem of what is counted, empty where none follows. `of` is the number behind "of": "2 af 8" claims 2
    of 8. `part` is a number of a whole that is larger ("to af kommunerne"), `whole` one that is named without a number
    ("i de besøgte kommuner"). `often` marks a word for how often ("altid"), which counts occasions and no people.
    `negated` means less than the word says.
    """

    start: int
    end: int
    words: str
    amount: Claimed
    noun: str = ""
    of: int | None = None
    part: bool = False
    whole: bool = False
    often: bool = False
    negated: bool = False

    @property
    def least(self) -> float:
        """The smallest share of all that it can mean, from 0 to 1; for a bare number just above none."""
        if self.negated:
            return 0.0
        return _LEAST.get(self.amount, 0.01) if isinstance(self.amount, Step) else 0.01

    @property
    def most(self) -> float:
        """The largest share of all that it can mean. A number, and a word for some, may mean all."""
        if self.part or (self.negated and self.amount in (Step.ALL, Step.NEARLY_ALL)):
            return 0.99
        return _MOST.get(self.amount, 1.0) if isinstance(self.amount, Step) else 1.0


_LEAST: Final[Mapping[Step, float]] = {
    Step.NONE: 0.0,
    Step.MANY: 0.3,
    Step.MOST: 0.51,
    Step.GREAT_MAJORITY: 0.7,
    Step.NEARLY_ALL: 0.85,
    Step.ALL: 1.0,
}
# "langt de fleste" is said where it is not all, and "enkelte" where it is not most
_MOST: Final[Mapping[Step, float]] = {
    Step.NONE: 0.0,
    Step.ONE: 0.5,
    Step.FEW: 0.5,
    Step.SOME: 0.9,
    Step.MOST: 0.99,
    Step.GREAT_MAJORITY: 0.99,
    Step.NEARLY_ALL: 0.99,
}


def claims_of(text: str, language: Language, ladder: Ladder = USUAL) -> tuple[Claim, ...]:
    """The claims of a text in order; what stands in quotation marks is somebody else's.

    `ladder` has the study's own words for numbers.
    """
    quiet = without_quotes(text)
    said = tokens(quiet, language)
    found = [
        *_numbers(quiet, said, language, ladder),
        *_none(quiet, said, language),
        *_often(quiet, language),
        *_wholes(quiet, language),
    ]
    return tuple(sorted(found, key=lambda claim: claim.start))


def without_labels(text: str, labels: Sequence[str]) -> str:
    """A text with blanks for the labels of people; every other sign keeps its place."""
    return _any_of(tuple(labels)).sub(lambda found: " " * len(found.group()), text) if labels else text


@cache
def _any_of(labels: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(labels, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _numbers(text: str, said: Sequence[Token], language: Language, ladder: Ladder) -> Iterator[Claim]:
    spans = [each for each in number_claims(text, language, ladder) if not re.search(r"\d[.,]$", text[: each[0]])]
    taken: set[int] = set()
    for at, (start, end, amount) in enumerate(spans):
        if start in taken:
            continue
        of = None
        between = text[end : spans[at + 1][0]].split() if at + 1 < len(spans) else None
        if between and between[0].lower() == OF[language] and len(between) <= 3 and isinstance(spans[at + 1][2], int):
            of = int(spans[at + 1][2])
            taken.add(spans[at + 1][0])
        last = end if of is None else spans[at + 1][1]
        negated = is_negated(text, start, language)
        noun = _noun(text, last, said, language)
        part = of is None and text[last:].split()[:1] == [OF[language]]
        yield Claim(start, last, text[start:last], amount, noun, of, part=part, negated=negated)


def _none(text: str, said: Sequence[Token], language: Language) -> Iterator[Claim]:
    for found in _words(_NONE[language]).finditer(text):
        yield Claim(found.start(), found.end(), found.group(), Step.NONE, _noun(text, found.end(), said, language))


def _often(text: str, language: Language) -> Iterator[Claim]:
    for step, forms in _OFTEN[language].items():
        for found in _words(forms).finditer(text):
            negated = is_negated(text, found.start(), language)
            yield Claim(found.start(), found.end(), found.group(), step, often=True, negated=negated)


def _wholes(text: str, language: Language) -> Iterator[Claim]:
    """Cases named as a whole: what holds in "the municipalities" is said of every one of them."""
    for found in _WHOLES[language].finditer(text):
        noun = next(each for each in found.groups() if each)
        stems = tokens(noun, language)
        yield Claim(found.start(), found.end(), found.group(), Step.ALL, stems[-1].stem, whole=True)


def _noun(text: str, end: int, said: Sequence[Token], language: Language) -> str:
    """The stem of the noun that follows, past an article, a participle or "of the"; guessed by its place."""
    clause = re.split(r"[.,;:!?()\n–]", text[end:], maxsplit=1)[0]
    for token in said:
        if token.start < end or token.start >= end + len(clause):
            continue
        word = text[token.start : token.end].lower()
        if word in _set(_PAST[language]) or word.endswith(_PARTICIPLE[language]):
            continue
        return "" if word in _set(_NO_NOUN[language]) else token.stem
    return ""


@cache
def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@cache
def _words(forms: str) -> re.Pattern[str]:
    longest_first = sorted(forms.split(","), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


_NONE: Final[Mapping[Language, str]] = {"da": "ingen,ingen af,intet", "en": "none,nobody,no one,none of"}
_OFTEN: Final[Mapping[Language, Mapping[Step, str]]] = {
    "da": {
        Step.ALL: "altid,hver gang",
        Step.MOST: "som regel,oftest,for det meste",
        Step.SOME: "nogle gange,af og til,undertiden",
        Step.FEW: "sjældent,kun sjældent",
        Step.NONE: "aldrig",
    },
    "en": {
        Step.ALL: "always,every time",
        Step.MOST: "usually,mostly,as a rule",
        Step.SOME: "sometimes,now and then",
        Step.FEW: "rarely,seldom",
        Step.NONE: "never",
    },
}
_WHOLES: Final[Mapping[Language, re.Pattern[str]]] = {
    "da": re.compile(
        r"(?<!af )\b(?:de (?:\w+e )?(kommuner|arbejdspladser|virksomheder|steder)"
        r"|(kommunerne|arbejdspladserne|virksomhederne|stederne))\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"(?<!of )\bthe (?:\w+ed )?(municipalities|workplaces|companies|sites)\b", re.IGNORECASE),
}
_PAST: Final[Mapping[Language, str]] = {
    "da": ("af de den det disse i alt interviewede øvrige andre små store"),
    "en": ("of the these those in all other small large"),
}
_PARTICIPLE: Final[Mapping[Language, tuple[str, ...]]] = {"da": ("søgte", "ewede", "tagende"), "en": ("ewed", "ited")}
_NO_NOUN: Final[Mapping[Language, str]] = {
    "da": (
        "er har kan vil skal bør må var havde mener siger oplever taler peger fortæller som der ikke og men på blandt "
        "synes føler nævner ønsker savner giver tager kommer går gør ved hos for til med"
    ),
    "en": (
        "is are has have had was were can will should say says think feel find describe mention who that and but in "
        "on among for to with not"
    ),
}
