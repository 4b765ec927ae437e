"""The words people use for who speaks, in Danish and English, and what role and stakeholder group they tell.

Only words that tell surely are here. "Medarbejder" and "Projektleder" speak for the municipality in one study and for
the workplace in the next, so they give an interviewee without a group.
"""

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal["interviewee", "interviewer", "interpreter", "other"]


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text, which is how long lists of words are best read in a program."""
    return frozenset(words.split())


@dataclass(frozen=True)
class LabelMeaning:
    """What a label's words tell. `is_numbered` where a number or letter tells this person from others ("Leder 3").

    `is_plain` where the label is nothing but such a word and number, so that it holds no name.
    `word` is the word that told it, in lower case.
    """

    role: Role
    group: str | None
    word: str
    is_numbered: bool
    is_plain: bool


_INTERVIEWER = """interviewer interviewere interviewers int iv i q intervieweren spørger spørgsmål sp moderator mod
    ordstyrer mødeleder facilitator forsker evaluator undersøger researcher host question"""
_INTERPRETER = "tolk tolken interpreter translator oversætter"
_INTERVIEWEE = """informant informanten respondent respondenten r interviewperson ip interviewede svar svarperson a
    answer deltager deltageren participant interviewee subject kontaktperson kontaktpersonen medarbejder employee
    projektleder projektmedarbejder konsulent ægtefælle pårørende speaker taler talerne stemme person"""
_GROUPS = {
    "leader": """leder lederen chef chefen direktør forstander afdelingsleder teamleder jobcenterchef jobcenterleder
        mellemleder områdeleder institutionsleder leader manager director head""",
    "caseworker": """sagsbehandler sagsbehandleren jobkonsulent virksomhedskonsulent beskæftigelseskonsulent
        beskæftigelsesrådgiver socialrådgiver rådgiver vejleder mentor jobformidler jobcoach caseworker
        casemanager counsellor counselor""",
    "citizen": """borger borgeren ledig kursist klient praktikant flygtning kontanthjælpsmodtager citizen client
        jobseeker trainee""",
    "employer": """arbejdsgiver arbejdsgiveren virksomhed virksomheden virksomhedsejer virksomhedsleder
        virksomhedsrepræsentant indehaver ejer butikschef køkkenchef employer company owner business""",
    "other": "anden other",
}
_PHRASES = {
    "case worker": "caseworker",
    "case manager": "casemanager",
    "social worker": "caseworker",
    "job consultant": "caseworker",
    "business consultant": "caseworker",
    "job seeker": "jobseeker",
    "service user": "citizen",
    "contact person": "kontaktperson",
    "project manager": "projektleder",
    "daglig leder": "leder",
}
# What may stand in a table of people, where a group is named in the plural.
_GROUP_PLURALS = {
    "leader": "leader ledere lederne chefer leaders managers",
    "caseworker": "caseworker sagsbehandlere sagsbehandlerne jobkonsulenter virksomhedskonsulenter caseworkers",
    "citizen": "citizen borgere borgerne ledige kursister citizens clients",
    "employer": "employer arbejdsgivere arbejdsgiverne virksomheder virksomhederne employers companies",
    "other": "others andet andre øvrige øvrig",
}


def _meanings() -> dict[str, tuple[Role, str | None]]:
    words: dict[str, tuple[Role, str | None]] = {}
    for group, names in _GROUPS.items():
        words.update((word, ("interviewee", group)) for word in names.split())
    words.update((word, ("interviewee", None)) for word in _INTERVIEWEE.split())
    words.update((word, ("interpreter", None)) for word in _INTERPRETER.split())
    words.update((word, ("interviewer", None)) for word in _INTERVIEWER.split())
    return words


_MEANINGS = _meanings()
_GROUP_VALUES = {
    word: group for table in (_GROUPS, _GROUP_PLURALS) for group, words in table.items() for word in words.split()
} | {phrase: _MEANINGS[word][1] for phrase, word in _PHRASES.items()}
_COMPOUND_LEADERS = ("leder", "chef")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_NUMBER = re.compile(r"\d+|[a-zæøå]|[ivx]+")
# Single letters are labels only when nothing but a number stands beside them: "I Danmark" has no interviewer.
_LETTERS = frozenset("irqa")


def meaning_of(label: str) -> LabelMeaning | None:
    """Return what a speaker label tells, or None where no word of it is known.

    The first known word counts: "Leder 3", "Hanne (leder)", "Leder, Egelund". Compounds that end in "leder" or
    "chef" are leaders. Upper and lower case are the same.
    """
    tokens = _tokens(label)
    if not tokens:
        return None
    for place, token in enumerate(tokens):
        known = _known(token, alone=all(_NUMBER.fullmatch(other) for other in tokens[:place] + tokens[place + 1 :]))
        if known is None:
            continue
        rest = tokens[:place] + tokens[place + 1 :]
        is_plain = all(_NUMBER.fullmatch(other) for other in rest)
        return LabelMeaning(known[0], known[1], token, bool(rest) and is_plain, is_plain)
    return None


def group_of_value(text: str) -> str | None:
    """Return the group key that a table's cell names exactly, in singular or plural, or None.

    "Ledere" is `leader`; "Ledere på plejehjem" is None, for a study may well tell those from other leaders.
    """
    return _GROUP_VALUES.get(" ".join(text.split()).casefold())


def _tokens(label: str) -> list[str]:
    text = " ".join(label.split()).casefold().replace("_", " ")
    for phrase, word in _PHRASES.items():
        text = text.replace(phrase, word)
    return _WORDS.findall(text)


def _known(token: str, *, alone: bool) -> tuple[Role, str | None] | None:
    if token in _LETTERS and not alone:
        return None
    if token in _MEANINGS:
        return _MEANINGS[token]
    if token.endswith(_COMPOUND_LEADERS):
        return "interviewee", "leader"
    return None
