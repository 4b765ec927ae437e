"""The two interface languages: catalogues read from `app/translations/*.po`, and refusals in the user's words.

Catalogues are compiled when they are read, so that no derived file lies in the project. How strings are collected and
translated is in docs/translating.md.
"""

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from codebooks.errors import CodebookRefused
from corpus.errors import Refused
from corpus.language import ENGLISH, Language, Texts

CATALOGUES = Path(__file__).parent / "translations"
LANGUAGES: dict[Language, str] = {"da": "Dansk", "en": "English"}

REFUSALS = (Refused, CodebookRefused)
"""Everything that says in words what is wrong with an input."""


@cache
def texts_for(language: Language) -> Texts:
    """The catalogue of a language; English is what the message ids already are."""
    if language == "en":
        return ENGLISH
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def in_words(refusal: Refused | CodebookRefused, texts: Texts) -> str:
    """A refusal in the user's language."""
    return texts.gettext(refusal.msgid).format(**refusal.values)
