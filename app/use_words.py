"""Where something is used, in words: each place once, with how it is used there."""

from collections.abc import Sequence

from coding.written import Use
from corpus.language import Texts


def places_used(uses: Sequence[Use], texts: Texts) -> tuple[tuple[str, str, str], ...]:
    """Each place with how something is used there ("quoted, linked") and the key of its text."""
    _ = texts.gettext
    how = {"quoted": _("quoted"), "linked": _("linked"), "chosen": _("chosen to print")}
    places: dict[str, dict[str, None]] = {}
    keys: dict[str, str] = {}
    for use in uses:
        places.setdefault(use.place, {})[how[use.how]] = None
        keys.setdefault(use.place, use.text_key)
    return tuple((place, ", ".join(ways), keys[place]) for place, ways in places.items())
