"""Words that turn what is said round, or make it stronger, where a mark in a quote puts them in or takes them out.

Counted are negations, words that limit ("kun"), words of doubt ("måske") and words for how often ("nogle gange",
"altid"), in Danish and English. Decision 0026 says which words, and why not others.
"""

import re
from collections import Counter
from typing import Final, Literal

Kind = Literal["negation", "limit", "doubt", "often"]

_WORDS: Final[dict[Kind, str]] = {
    "negation": (
        r"ikke|ikk|aldrig|ingen|intet|ingenting|ingensinde|uden(?!\s+for\b)|næppe|hverken|"
        r"not|never|no(?!\s*[,.!?])|nobody|none|nothing|nowhere|neither|nor|without|hardly|cannot|\w+n['’]t"
    ),
    "limit": r"kun|udelukkende|only|solely",
    "doubt": r"måske|muligvis|vistnok|formentlig|antagelig|næsten|maybe|perhaps|possibly|probably|almost",
    "often": (
        r"nogle gange|nogen gange|sommetider|somme tider|af og til|en gang imellem|sjældent|altid|"
        r"sometimes|occasionally|now and then|seldom|rarely|always"
    ),
}
_FOUND: Final = {kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for kind, words in _WORDS.items()}
_ENDS_CLAUSE: Final = re.compile(r"[.,;:!?…()–—\n]")


def weighty_words(text: str) -> Counter[Kind]:
    """How many words of each kind a text has."""
    return Counter({kind: len(pattern.findall(text)) for kind, pattern in _FOUND.items()})


def turns_meaning(inserted: str, near: str, whole: str) -> bool:
    """Whether a mark adds a word that turns the meaning, or takes one out of the clause that is kept.

    `inserted` are the writer's own words, `whole` is all that they stand for in the source, and `near` the part of it
    that belongs to a clause of which words are kept: a sentence left out whole may deny what it likes.
    """
    ours, kept, said = weighty_words(inserted), weighty_words(near), weighty_words(whole)
    return any(ours[kind] > said[kind] or kept[kind] > ours[kind] for kind in _FOUND)


def clause_begins(text: str) -> str:
    """The beginning of a text up to the first sign that ends a clause; all of it where there is none."""
    sign = _ENDS_CLAUSE.search(text)
    return text[: sign.start()] if sign else text


def clause_ends(text: str) -> str:
    """The end of a text after the last sign that ends a clause; all of it where there is none."""
    signs = list(_ENDS_CLAUSE.finditer(text))
    return text[signs[-1].end() :] if signs else text


def near_kept(gap: str) -> str:
    """Of what lies between two kept stretches, what belongs to the clause of either."""
    if not _ENDS_CLAUSE.search(gap):
        return gap
    return f"{clause_begins(gap)} … {clause_ends(gap)}"
