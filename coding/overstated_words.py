"""Words for numbers in a researcher's own text that say more than the count behind it supports.

Read by plain rules, in Danish and in English. A word counts where it is about the people of the count: before a noun
for them ("de fleste ledere", also with a word or two between), before "of them", or standing alone as people do ("mange
oplever"). "Mange opgaver" is about tasks, and "mange borgere" in a text about leaders is about somebody else. A negated
word ("ikke alle") claims less than it says and is let through, and so is "none", which no count of a code contradicts.
What stands in quotation marks is somebody else's claim.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from coding.number_words import USUAL, Count, Ladder, Step, strongest, word_of
from coding.quote_location import MARKS
from coding.suggesting.words import Token, stem, tokens
from corpus.language import Language


@dataclass(frozen=True)
class Overstated:
    """One word that is too strong: `words` from `start` to `end` in code points, and the strongest that would hold."""

    start: int
    end: int
    words: str
    holds: str


def overstated(
    text: str, count: Count, language: Language, people: Sequence[str] = (), ladder: Ladder = USUAL
) -> tuple[Overstated, ...]:
    """The words for numbers in a text that claim more than a count, in order.

    `people` is what the study calls those counted ("Ledere"); words for informants in general are known. Numbers of
    people ("fire ledere") are too strong where they are higher than the count, and those behind "of" ("fire af otte
    ledere") where they are higher than how many were asked.
    """
    best = strongest(count, ladder)
    text = without_quotes(text)
    said = tokens(text, language)
    own = {stem(word.lower(), language) for name in people for word in name.split()} | people_stems(language)
    return tuple(
        Overstated(start, end, text[start:end], word_of(best, count, language, ladder))
        for start, end, claim in number_claims(text, language, ladder)
        if _too_strong(claim, best, count, whole=bool(_WHOLE[language].search(text[:start])))
        and not is_negated(text, start, language)
        and _about(text, end, said, own, language)
    )


def without_quotes(text: str) -> str:
    """The text with blanks for what stands in quotation marks; every other sign keeps its place."""
    return MARKS.sub(lambda found: " " * len(found.group()), text)


Claimed = Step | int
"""A step of the ladder, or a number of people."""


def _own_words(ladder: Ladder, language: Language) -> tuple[str, ...]:
    """What the study calls the steps from one upwards; its own word wins over what it usually means."""
    return tuple(" ".join(ladder.words[language][step].lower().split()) for step in Step if step is not Step.NONE)


def number_claims(text: str, language: Language, ladder: Ladder = USUAL) -> Iterator[tuple[int, int, Claimed]]:
    """Every word for a number in a text, in order: start and end in code points, and the step or number it says."""
    own = _own_words(ladder, language)
    forms = _forms(language, own)
    for found in _pattern(language, own).finditer(text):
        words = " ".join(found.group().lower().split())
        yield found.start(), found.end(), forms[words] if words in forms else int(words)


def _too_strong(claim: Claimed, best: Step, count: Count, *, whole: bool) -> bool:
    if isinstance(claim, Step):
        return claim > best
    return claim > (count.asked if whole else count.informants)


def is_negated(text: str, start: int, language: Language) -> bool:
    """Whether the word for a number that begins there is negated: "ikke alle"."""
    before = text[:start].lower().rstrip()
    return before.endswith(_NEGATIONS[language])


def _about(text: str, end: int, said: Sequence[Token], own: set[str], language: Language) -> bool:
    """Whether what follows a word for a number is the people counted, or nothing that it could be about instead."""
    sentence = re.split(r"[.,;:!?()»”\"–]", text[end:], maxsplit=1)[0]
    after = [token for token in said if end <= token.start < end + len(sentence)]
    words = [text[token.start : token.end].lower() for token in after]
    if not words:
        return True
    if words[0] in _OF[language]:
        if words[1:2] and words[1] in _THEM[language]:
            return True
    elif words[0] in _alone(language):
        return True
    for token, word in list(zip(after, words, strict=True))[:_FAR]:
        if is_person(token.stem, own):
            return True
        if word in _alone(language):
            return False
    return False


_FAR: Final = 5
"""So many words after it a word for a number may name its people: "flere af de ti interviewede ledere"."""

_SHORTEST_HEAD: Final = 3


def is_person(found: str, own: set[str]) -> bool:
    """Whether a stem is one of these, also as the last part of a compound: "jobcenterledere" are leaders."""
    return any(found == person or (len(person) >= _SHORTEST_HEAD and found.endswith(person)) for person in own)


@cache
def people_stems(language: Language) -> frozenset[str]:
    """Stems of words for people interviewed in general."""
    return frozenset(stem(word, language) for word in _PEOPLE[language].split())


@cache
def _alone(language: Language) -> frozenset[str]:
    return frozenset(_ALONE[language].split())


@lru_cache(maxsize=32)
def _forms(language: Language, own: tuple[str, ...]) -> Mapping[str, Claimed]:
    forms: dict[str, Claimed] = {form: step for step, usual in _STEPS[language].items() for form in usual}
    forms.update({word: number for number, word in enumerate(_NUMBERS[language].split(), start=2)})
    return {**forms, **dict(zip(own, list(Step)[1:], strict=True))}


@lru_cache(maxsize=32)
def _pattern(language: Language, own: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(_forms(language, own), key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first)
    return re.compile(rf"\b(?:{words}|\d{{1,3}})\b(?!\s*(?:%|procent|per cent|percent|\.\d|,\d))", re.IGNORECASE)


_STEPS: Final[Mapping[Language, Mapping[Step, tuple[str, ...]]]] = {
    "da": {
        Step.ALL: ("alle", "allesammen", "alle sammen", "samtlige", "begge", "hver eneste", "enhver"),
        Step.NEARLY_ALL: ("stort set alle", "næsten alle", "så godt som alle", "praktisk talt alle"),
        Step.GREAT_MAJORITY: ("langt de fleste", "langt størstedelen", "et stort flertal", "det store flertal"),
        Step.MOST: (
            "de fleste",
            "flertallet",
            "et flertal",
            "hovedparten",
            "størstedelen",
            "over halvdelen",
            "mere end halvdelen",
        ),
        Step.MANY: ("mange", "rigtig mange", "en stor del", "en hel del"),
        Step.SEVERAL: ("flere", "adskillige", "en del", "en række"),
        Step.SOME: ("nogle",),
        Step.FEW: ("enkelte", "nogle få", "nogle enkelte", "et par", "et fåtal"),
        Step.ONE: ("en", "én", "en enkelt", "én enkelt"),
    },
    "en": {
        Step.ALL: ("all", "everyone", "everybody", "both", "every", "each"),
        Step.NEARLY_ALL: ("nearly all", "almost all", "practically all", "virtually all"),
        Step.GREAT_MAJORITY: ("the great majority", "a great majority", "the vast majority", "by far most"),
        Step.MOST: ("most", "the majority", "a majority", "more than half", "over half"),
        Step.MANY: ("many", "a great many", "a large part"),
        Step.SEVERAL: ("several", "a number", "quite a few"),
        Step.SOME: ("some",),
        Step.FEW: ("a few", "few", "a couple", "a handful"),
        Step.ONE: ("one", "a single"),
    },
}
_NUMBERS: Final[Mapping[Language, str]] = {
    "da": "to tre fire fem seks syv otte ni ti elleve tolv",
    "en": "two three four five six seven eight nine ten eleven twelve",
}
_NEGATIONS: Final[Mapping[Language, tuple[str, ...]]] = {
    "da": ("ikke", "langt fra", "hverken", "ikke hos", "ikke blandt"),
    "en": ("not", "far from", "neither", "n't"),
}
_WHOLE: Final[Mapping[Language, re.Pattern[str]]] = {
    "da": re.compile(r"\baf\s+(?:de\s+|i\s+alt\s+)?$", re.IGNORECASE),
    "en": re.compile(r"\bof\s+(?:the\s+)?$", re.IGNORECASE),
}
_OF: Final[Mapping[Language, frozenset[str]]] = {"da": frozenset({"af"}), "en": frozenset({"of"})}
_THEM: Final[Mapping[Language, frozenset[str]]] = {
    "da": frozenset({"dem", "disse"}),
    "en": frozenset({"them", "these"}),
}
_PEOPLE: Final[Mapping[Language, str]] = {
    "da": "informant interviewperson interviewet interviewede deltager person adspurgt adspurgte",
    "en": "informant interviewee participant person people respondent",
}
_ALONE: Final[Mapping[Language, str]] = {
    # what follows a word that stands alone for people: verbs of saying and being, and small words that are no noun
    "da": (
        "er har kan vil skal bør må var havde kunne ville skulle bliver blev får fik der som i på blandt også dog jo "
        "mener siger oplever taler peger fortæller beskriver ser synes føler finder vurderer fremhæver nævner ønsker "
        "efterlyser savner giver tager kommer går gør tror ved frygter understreger kender står lægger udtrykker "
        "mente sagde oplevede talte pegede fortalte beskrev så følte fandt fremhævede nævnte ønskede savnede gav tog "
        "gik gjorde vidste hos ikke men og for når hvis at om fordi deler delte efterspørger kritiserer roser undrer"
    ),
    "en": (
        "is are has have had was were can could will would should may who that in on among also but and for when if "
        "because say says said think thinks thought feel feels felt find finds found see sees saw describe describes "
        "described tell tells told mention mentions mentioned speak speaks spoke talk talks talked experience want "
        "wants wanted report reports reported express expressed agree agrees agreed believe believes believed not to"
    ),
}
