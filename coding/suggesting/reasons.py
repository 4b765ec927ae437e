"""Why a code is suggested, as values, and in one line in the user's language."""

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coding.suggesting.descriptions import Part, PartKind
from coding.suggesting.words import Token, stop_stems, tokens
from corpus.language import Language, Texts

_MOST_WORDS = 5
_LONGEST_QUOTE = 80


@dataclass(frozen=True)
class Word:
    """A word or phrase of the stretch that spoke for a code, with its half-open code point offsets in the stretch."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Nearest:
    """The passage most like the stretch that a person gave the code.

    `source` is its document's id and `key` whatever the caller knows the passage by; `likeness` is at most 1.
    """

    key: str
    source: str
    text: str
    likeness: float


@dataclass(frozen=True)
class Reason:
    """What spoke for a code: the nearest thing said about it or about a code below it, and words of the stretch.

    `nearest` is the most similar passage that a person coded so, None before there is one.
    """

    part: PartKind
    code_id: str
    code_path: str
    text: str
    words: tuple[Word, ...]
    nearest: Nearest | None = None


def say(reason: Reason, texts: Texts) -> str:
    """Return the reason in one line, in the language of `texts`."""
    _ = texts.gettext
    sentences = {
        "definition": _("Close to the definition of “{code}”."),
        "include": _("Close to what “{code}” includes: “{text}”."),
        "example": _("Close to an example of “{code}”: “{text}”."),
        "name": _("Close to the name “{code}”."),
    }
    line = sentences[reason.part].format(code=reason.code_path, text=_shortened(reason.text))
    if reason.words:
        words = ", ".join(word.text for word in reason.words)
        line += " " + _("Words that point to it: {words}.").format(words=words)
    return " ".join(line.split())


def spoken_words(
    text: str, said: Sequence[Token], signs: Collection[tuple[int, int]], nearest: Part, language: Language
) -> tuple[Word, ...]:
    """Return the words of `text` that spoke for a code: first its signs, then words that the nearest part has too.

    At most five, each once, in the order in which they were said.
    """
    stems = _telling_stems(nearest.text, language)
    shared = [(token.start, token.end) for token in said if token.stem in stems and len(token.stem) > 2]
    chosen: dict[str, tuple[int, int]] = {}
    for start, end in (*signs, *shared):
        covered = any(start < taken[1] and taken[0] < end for taken in chosen.values())
        if len(chosen) < _MOST_WORDS and not covered:
            chosen.setdefault(text[start:end].casefold(), (start, end))
    return tuple(Word(text[start:end], start, end) for start, end in sorted(chosen.values()))


@functools.lru_cache(maxsize=10_000)
def _telling_stems(text: str, language: Language) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(text, language)) - stop_stems(language)


def _shortened(text: str) -> str:
    # the sentence it is quoted in brings its own full stop
    text = " ".join(text.split()).removesuffix(".")
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"
