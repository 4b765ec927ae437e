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
