"""The lines on top of a transcript that tell about the interview: "Dato: 4. marts", "Sted: Egelund"."""

import re
from collections.abc import Mapping, Sequence

from corpus.readers.labels import Head, has_role_word
from corpus.readers.lines import Line
from corpus.role_words import meaning_of, word_set

MOST_LINES = 40
LONGEST_VALUE = 120
LONGEST_UNKNOWN = 60

# The words on top of a transcript, by the key they are kept under.
_KEYS = {
    "date": "dato date interviewdato",
    "place": "sted lokation place location",
    "duration": "varighed længde duration length",
    "municipality": "kommune municipality",
    "time": "tid tidspunkt time",
    "title": "titel title",
    "project": "projekt project undersøgelse study evaluering evaluation",
    "topic": "emne topic",
    "purpose": "formål purpose",
    "language": "sprog interviewsprog language",
    "recording": "optagelse lydfil fil filnavn recording audio file",
    "participants": "deltagere tilstede til_stede participants present attendees informanter interviewpersoner",
    "interviewer": "interviewere interviewers interviewet_af interviewed_by",
    "transcribed_by": """transskriberet_af udskrevet_af transskribent transskription transcribed_by transcriber
        transcription referent refereret_af""",
    "workplace": "arbejdsplads institution afdeling workplace organisation organization jobcenter",
    "case": "case",
    "group": "gruppe aktørgruppe målgruppe group",
    "number": "interview interviewnr interview_nr interviewnummer interview_no nr id",
    "mode": "interviewform interviewtype form type",
    "age": "alder age",
    "gender": "køn gender",
    "position": "stilling position",
    "education": "uddannelse education",
    "guide": "guide version spørgeguide interviewguide",
    "notes": "noter notes bemærkninger",
}
_KEY_OF = {word.replace("_", " "): key for key, words in _KEYS.items() for word in words.split()}
_KEY_OF_ROLE = {"interviewer": "interviewer", "interpreter": "interpreter", "interviewee": "participant"}
_KEY_AND_VALUE = re.compile(r"([^:\n]{1,40}?)[ \t]*:[ \t]*(\S.*)")
_GREETINGS = word_set("hej goddag velkommen tak hello hi welcome thanks")
_YES_OR_NO = word_set("ja nej yes no")


def detail_key(label: str) -> str | None:
    """Return the key a word such as "Dato" or "Sted:" stands for, None where it is no such word."""
    return _KEY_OF.get(" ".join(label.split()).casefold().strip(".: "))


def split_front_matter(
    lines: Sequence[Line], heads: Sequence[Head | None], beside: Mapping[str, int]
) -> tuple[dict[str, str], frozenset[int]]:
    """Return the details on top of a transcript and the places of the lines that hold them.

    Looked for before the first speech, in the first 40 lines, until a paragraph holds no details after one that did.
    A paragraph of which one line is known ("Dato: ...") may also hold "Interviewer: Mette Hansen" and short lines
    with words not known, which are kept under the word as written; "Interviewer: Tak fordi du kom." is speech and
    ends the search. `beside` counts how often each label stands before speech in the whole document.
    """
    details: dict[str, str] = {}
    places: set[int] = set()
    for block in _paragraphs(lines):
        found = _details_of(block, lines, heads, beside)
        for place, (key, value) in found.items():
            details[key] = f"{details[key]}; {value}" if key in details else value
            places.add(place)
        if any(_is_speech(heads[place], beside) for place in block if place not in found):
            break
        if details and not found:
            break
    return details, frozenset(places)


def _paragraphs(lines: Sequence[Line]) -> list[list[int]]:
    """The places of the lines of each stretch without blank lines."""
    blocks: list[list[int]] = [[]]
    for place, line in enumerate(lines[:MOST_LINES]):
        if line.is_blank:
            blocks.append([])
        else:
            blocks[-1].append(place)
    return [block for block in blocks if block]


def _details_of(
    block: Sequence[int], lines: Sequence[Line], heads: Sequence[Head | None], beside: Mapping[str, int]
) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    is_known = False
    looked_at = 0
    for place in block:
        pair = _KEY_AND_VALUE.fullmatch(lines[place].plain)
        looked_at += 1
        if pair is None or len(pair[2]) > LONGEST_VALUE:
            continue
        word, value = pair[1].strip(), pair[2].strip()
        key = detail_key(word)
        if key is not None:
            is_known = True
        elif _is_speech(heads[place], beside) and not _is_name(value):
            looked_at -= 1
            break
        elif (meaning := meaning_of(word)) is not None:
            key = _KEY_OF_ROLE[meaning.role]
        elif len(value) > LONGEST_UNKNOWN or value.endswith("."):
            continue
        found[place] = (key or word, value)
    if (is_known and 2 * len(found) >= looked_at) or _only_names_people(block, found, heads, beside):
        return found
    return {}


def _only_names_people(
    block: Sequence[int], found: Mapping[int, object], heads: Sequence[Head | None], beside: Mapping[str, int]
) -> bool:
    """Return whether the paragraph says who takes part, with words that the transcript itself does not use again."""
    keys = [head.key for place in block if (head := heads[place]) is not None]
    return (
        len(found) == len(block) == len(keys)
        and all(beside.get(key, 0) == 1 and has_role_word(key) for key in keys)
        and any(count > 1 for count in beside.values())
    )


def _is_speech(head: Head | None, beside: Mapping[str, int]) -> bool:
    return head is not None and (has_role_word(head.label) or beside.get(head.key, 0) > 1)


def _is_name(value: str) -> bool:
    words = value.split()
    if len(words) == 1 and words[0].casefold() in _YES_OR_NO:
        return True
    if value[-1] in ".?!…" or len(words) > 8 or words[0].casefold().strip(",!") in _GREETINGS:
        return False
    return all(not word[0].islower() or has_role_word(word) or word in ("og", "and", "fra", "from") for word in words)
