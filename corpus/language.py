"""What the core needs of the two languages: the type of a catalogue, and the languages there are.

Catalogues live in `app/translations`; a function that writes words takes a `Texts` as a parameter.
"""

from gettext import NullTranslations
from typing import Literal

Texts = NullTranslations
"""A gettext catalogue: `texts.gettext(msgid)` and `texts.ngettext(singular, plural, n)`."""

Language = Literal["da", "en"]

ENGLISH: Texts = NullTranslations()
"""The message ids themselves are English, so English needs no catalogue."""

_COMMON_WORDS = {
    "da": frozenset(["og", "det", "er", "jeg", "ikke", "at", "en", "på", "som", "så", "med", "der", "vi", "de", "har"]),
    "en": frozenset(
        ["and", "the", "is", "i", "not", "to", "of", "it", "that", "you", "we", "they", "have", "was", "with"]
    ),
}


def guess_language(text: str) -> Language:
    """The language whose commonest function words occur most in the text; Danish where that says nothing."""
    words = text.casefold().split()
    hits = {language: sum(word in common for word in words) for language, common in _COMMON_WORDS.items()}
    return "en" if hits["en"] > hits["da"] else "da"
