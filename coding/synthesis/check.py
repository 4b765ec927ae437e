"""A researcher's own text against the cell behind it: each sentence by the position it names, or by the whole cell."""

import re
from dataclasses import dataclass, replace
from typing import Final

from codebooks.values import Codebook
from coding.number_words import USUAL, Count, Ladder
from coding.overstated_words import Overstated, overstated, without_quotes
from coding.suggesting.words import tokens
from coding.synthesis.positions import Cell
from coding.synthesis.values import Position
from corpus.language import Language, guess_language

_TELLING: Final = 4
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]*")


@dataclass(frozen=True)
class Flag:
    """One word that is too strong, the count it was held against, and the sub-code that its sentence names, if any."""

    found: Overstated
    count: Count
    code_id: str | None


def check_numbers(
    text: str, cell: Cell, codebook: Codebook, people: tuple[str, ...], ladder: Ladder = USUAL
) -> tuple[Flag, ...]:
    """The words for numbers in a text that say more than the cell supports, in order, at code points of the text.

    A sentence with all the words of four letters or more in a sub-code's name is about that position and is held
    against its count ("Alle ledere mener, at forløbene er for korte", with a sub-code "Forløbene er for korte"); any
    other is held against all who speak of the code.
    """
    language = guess_language(text)
    unquoted = without_quotes(text)
    flags = []
    for sentence in _SENTENCE.finditer(unquoted):
        position = named_position(text[sentence.start() : sentence.end()], cell, codebook, language)
        code_id, count = (None, cell.count) if position is None else (position.code_id, position.count)
        for found in overstated(sentence.group(), count, language, people, ladder):
            moved = replace(found, start=found.start + sentence.start(), end=found.end + sentence.start())
            flags.append(Flag(moved, count, code_id))
    return tuple(flags)


def named_position(words: str, cell: Cell, codebook: Codebook, language: Language) -> Position | None:
    """The position that a sentence is about: all words of four letters or more in its sub-code's name are in it."""
    said = _stems(words, language)
    names = {at: _stems(codebook.code(one.code_id).name, language) for at, one in enumerate(cell.positions)}
    named = [at for at, stems in names.items() if stems and stems <= said]
    return cell.positions[max(named, key=lambda at: len(names[at]))] if named else None


def _stems(text: str, language: Language) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(text, language) if token.end - token.start >= _TELLING)
