"""The words that tell a group of passages from all the others: weighted log-odds with an informative prior.

Monroe, Colaresi and Quinn, "Fightin' Words" (2008): the prior is how often each word is said in the whole study, so
that neither rare nor common words win by chance. Words are counted by stem and shown as they are said most often.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from coding.suggesting.words import stop_stems, tokens
from corpus.language import Language

PRIOR_WORDS = 500.0
"""How many words the prior weighs as much as."""

CERTAIN = 1.96
"""Spreads above zero, so that a word is typical and not a chance."""

_SHORTEST = 3


@dataclass(frozen=True)
class SaidWords:
    """The words of one passage that carry meaning: their stems, and each as it was said."""

    stems: tuple[str, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True)
class TypicalWord:
    """A word as people say it most often, how many passages of the group have it, and how certain its odds are."""

    word: str
    passages: int
    certainty: float


def said_words(text: str, language: Language) -> SaidWords:
    """The words of a text without stop words, numbers and scraps."""
    stop = _stopped(language)
    kept = [
        (token.stem, text[token.start : token.end].lower())
        for token in tokens(text, language)
        if token.stem not in stop and token.end - token.start >= _SHORTEST and not text[token.start].isdigit()
    ]
    return SaidWords(tuple(stem for stem, _ in kept), tuple(form for _, form in kept))


def count_words_said(everybody: Iterable[SaidWords]) -> Counter[str]:
    """How often each stem is said in all these passages."""
    counted = Counter[str]()
    for said in everybody:
        counted.update(said.stems)
    return counted


def typical_words(group: Sequence[SaidWords], everywhere: Counter[str], most: int = 8) -> tuple[TypicalWord, ...]:
    """The words that the group says more often than everybody else, surest first; `everywhere` includes the group.

    A word that only one passage of the group has is no sign of a theme and is left out.
    """
    here, forms = Counter[str](), dict[str, Counter[str]]()
    passages = Counter(stem for said in group for stem in set(said.stems))
    for said in group:
        here.update(said.stems)
        for stem, form in zip(said.stems, said.forms, strict=True):
            forms.setdefault(stem, Counter())[form] += 1
    total_here, total = sum(here.values()), sum(everywhere.values())
    scored = [
        TypicalWord(_most_said(forms[stem]), passages[stem], certainty)
        for stem in here
        if passages[stem] > 1
        and (certainty := _certainty(here[stem], everywhere[stem] - here[stem], total_here, total - total_here))
        >= CERTAIN
    ]
    return tuple(sorted(scored, key=lambda each: (-each.certainty, each.word))[:most])


def _certainty(here: int, elsewhere: int, total_here: int, total_elsewhere: int) -> float:
    """The z-score of the log-odds of one word, equations 16, 18, 19 and 22 of the article."""
    elsewhere, total_elsewhere = max(elsewhere, 0), max(total_elsewhere, 0)
    prior = PRIOR_WORDS * (here + elsewhere) / (total_here + total_elsewhere)
    a, b = here + prior, elsewhere + prior
    odds = math.log(a / (total_here + PRIOR_WORDS - a)) - math.log(b / (total_elsewhere + PRIOR_WORDS - b))
    return odds / math.sqrt(1 / a + 1 / b)


def _most_said(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))


@cache
def _stopped(language: Language) -> frozenset[str]:
    """Stop words, and the small words of speech that spaCy's list of written ones lacks."""
    spoken = {"da": _SPOKEN_DA, "en": _SPOKEN_EN}[language]
    return stop_stems(language) | {token.stem for token in tokens(spoken, language)}


_SPOKEN_DA = (
    "altså jo bare sådan ligesom øh hmm mm ikke nok lige så ja nej nå nu derfor fordi måske egentlig faktisk nemlig "
    "selvfølgelig simpelthen ret lidt meget mere mest helt hele gange gang ting noget nogen nogle synes siger sagde "
    "sige kommer kom går gik får fik gør gjorde bliver blev være været skulle kunne ville måtte tror ved står sidder "
    "ligger den det dén dét dér her hvor hvad hvem hvornår hvordan også endda dog vel sgu jamen okay stadig igen altid "
    "aldrig tit imens ellers heller selv anden andre andet samme hver alle alt ingen intet mig dig sig os jer dem ham "
    "hende hans hendes deres vores jeres min mit mine din dit dine sin sit sine nede oppe inde ude hjemme hen væk"
)
_SPOKEN_EN = (
    "well just like really actually kind sort okay yeah yes no maybe thing things lot bit say says said get got go "
    "goes went know think thought come came still always never also even much more most very quite would could should"
)
