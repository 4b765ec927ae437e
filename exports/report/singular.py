"""What one person of a group is called: the group's name in the singular, as far as it can be told."""

from collections.abc import Sequence
from typing import Final

from corpus.participants import Group

_ENDINGS: Final = (("ere", "er"), ("ies", "y"), ("ers", "er"), ("ens", "en"), ("ors", "or"), ("nts", "nt"))
"""Endings of a plural whose singular is sure, in Danish (borgere) and English (citizens, employers, participants)."""

_SHORTEST: Final = 3
"""Of a word this short no letter may differ."""


def singular(group: Group, roles: Sequence[str]) -> str:
    """One of a group. `roles` are what its people's labels begin with, without numbers: "Citizen" of "Citizen 3".

    Where all say the same word and the group's name begins with it, but perhaps for its last letter, that word is the
    singular ("Company", "Companies"); else a sure ending tells it. Otherwise the name stays as the study wrote it.
    """
    words = set(roles)
    if len(words) == 1:
        (word,) = words
        stem = word[:-1] if len(word) > _SHORTEST else word
        if group.name.casefold().startswith(stem.casefold()):
            return word
    if " " not in group.name:
        for plural, single in _ENDINGS:
            if group.name.lower().endswith(plural) and len(group.name) > len(plural) + 2:
                return group.name[: -len(plural)] + single
    return group.name
