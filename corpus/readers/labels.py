"""What may be a speaker's label, and what is only a word before a colon.

The rule in short (docs/decisions/0020-who-speaks.md has it at length): a label is short, has the shape of a name, and
is either made of a role word ("Interviewer", "Leder 3") or comes back. Danish writes a capital letter only where a
sentence or a name begins, so "Han sagde: nej" falls at its small s.
"""

import re
from dataclasses import dataclass

from corpus.readers.lines import Line
from corpus.readers.time_marks import ANY_MARK, BRACKETED, clock_time, split_leading_time
from corpus.role_words import meaning_of, word_set

LONGEST_LABEL = 40
MOST_WORDS = 5

# Words that may stand small inside a name: "Karen af Egelund", "Leder 3 fra Nordmose".
_CONNECTORS = word_set("af al and bin de den der du el fra from i in m med nr no og of på the van ved von")
# Words that open a remark, an answer or a heading and never a turn, however often they come back.
_NEVER_FIRST = word_set(
    """altså anbefaling anbefalinger baggrund bare barriere barrierer bemærk bemærkning beskrivelse citat citater de
    den der derfor det du eks eksempel eksempler en er et fordele formål forslag fx han hej hende her hmm hun hvad
    hvem hver hvis hvor hvordan hvorfor hvornår idé ja jeg jo kerneopgave kerneopgaven kl klokken kommentar konklusion
    man mening men metode mhm mm muligheder mulighed må nb nej nu nå når obs ok okay om opsummering også pause pointe
    pointer problem problemer problemet ps præcis re resultat resultater resume resumé ressourcer samarbejde
    sammenfatning se spørgsmålet styrker svagheder så tak tema temaer til tja udfordring udfordringer ulemper vedr vi
    observation yes nope well so but and then because background barriers conclusion core examples example finding
    findings he it note notes noter quote quotes she summary that theme themes there they this we what when where who
    why you"""
)

# Bounded, so that a line of nothing but spaces is not gone over again and again.
_GAP = r"[ \t]{0,20}"
_BESIDE_COLON = re.compile(
    rf"(?P<label>[^:\n\t\[\]#]{{1,60}}?){_GAP}(?P<time>{ANY_MARK})?{_GAP}(?P<colon>:)(?!//)[ \t]*(?P<rest>.*)",
    re.DOTALL,
)
_BESIDE_TAB = re.compile(r"(?P<label>[^:\n\t\[\]#]{1,60})(?P<time>)\t[ \t]*(?P<rest>\S.*)", re.DOTALL)
_BESIDE_TIME = re.compile(
    rf"(?P<label>[^:\n\t\[\]#]{{1,60}}?){_GAP}(?P<time>{BRACKETED}){_GAP}(?P<rest>\S.*)", re.DOTALL
)
_ALONE = re.compile(rf"(?P<label>[^:\n\t\[\]#]{{1,60}}?){_GAP}(?P<time>{ANY_MARK})?{_GAP}(?P<rest>)")
_ABBREVIATION = re.compile(r"(?:\w{1,3}\.)+")
_NOT_IN_NAMES = re.compile(r"[!?;\"“”„«»…*\\<>=|{}@%$€^~]")
_ROUND_NAMES = "()'’.,"


@dataclass(frozen=True, slots=True)
class Head:
    """A line's beginning that may name a speaker.

    `stands_alone` where the label is all there is on the line, without a colon, and the speech follows below.
    `is_marked` where the label is bold, coloured or a heading.
    """

    label: str
    time: str | None
    rest: str
    stands_alone: bool
    is_marked: bool

    @property
    def key(self) -> str:
        """What makes two labels the same: not their case nor their spaces."""
        return label_key(self.label)


def label_key(label: str) -> str:
    """Return the label in small letters with single spaces."""
    return " ".join(label.split()).casefold()


def has_role_word(label: str) -> bool:
    """Return whether the label's words alone show that it names a speaker."""
    return meaning_of(label) is not None


def has_label_shape(label: str) -> bool:
    """Return whether a label looks like a name or role: short, every word with a capital or a number.

    Role words and connectors ("leder 3", "Karen af Egelund") may be small. No sentence marks, no quotes.
    """
    words = label.split()
    if not words or len(words) > MOST_WORDS or len(label) > LONGEST_LABEL or _NOT_IN_NAMES.search(label):
        return False
    if not any(character.isalpha() for character in label) or _is_never_label(words):
        return False
    return all(_may_be_in_name(word, is_first=place == 0) for place, word in enumerate(words))


def head_of(line: Line) -> Head | None:
    """Return the label a line may begin with and what follows it, None where no name can stand there."""
    time, body = split_leading_time(line.plain)
    marked = line.marked - (len(line.plain) - len(body))
    for pattern in (_BESIDE_COLON, _BESIDE_TAB, _BESIDE_TIME):
        found = pattern.match(body)
        if found and has_label_shape(found["label"]) and not _splits_number(body, found):
            return _head_beside(found, time, is_marked=marked > 0)
    return _head_before_unmarked(time, body, marked) or _head_alone(time, body, is_marked=marked > 0)


def _head_beside(found: re.Match[str], time: str | None, *, is_marked: bool) -> Head:
    time = time or clock_time(found["time"] or "")
    rest = found["rest"]
    if time is None:
        time, rest = split_leading_time(rest)
    return Head(found["label"].strip(), time, rest, stands_alone=False, is_marked=is_marked)


def _head_before_unmarked(time: str | None, body: str, marked: int) -> Head | None:
    label, rest = body[: max(marked, 0)].strip(), body[max(marked, 0) :].strip(" \t")
    if not rest or not has_label_shape(label):
        return None
    return Head(label, time, rest, stands_alone=False, is_marked=True)


def _head_alone(time: str | None, body: str, *, is_marked: bool) -> Head | None:
    found = _ALONE.fullmatch(body)
    if found is None or not has_label_shape(found["label"]):
        return None
    time = time or clock_time(found["time"] or "")
    return Head(found["label"].strip(), time, "", stands_alone=True, is_marked=is_marked)


def _splits_number(body: str, found: re.Match[str]) -> bool:
    """Return whether the colon stands between digits: "Klokken 12:30 mødtes vi"."""
    colon = found.start("colon") if "colon" in found.groupdict() else -1
    return 0 < colon < len(body) - 1 and body[colon - 1].isdigit() and body[colon + 1].isdigit()


def _is_never_label(words: list[str]) -> bool:
    first = words[0].casefold().strip(".,")
    # A small letter numbers a list: "a: tid; b: penge".
    if len(words) == 1 and len(first) == 1 and words[0].islower():
        return True
    # "I" alone is the interviewer; before another word it is Danish for "in".
    return first in _NEVER_FIRST or (first == "i" and len(words) > 1 and not words[1].isdigit())


def _may_be_in_name(word: str, *, is_first: bool) -> bool:
    if word.endswith(".") and not _ABBREVIATION.fullmatch(word):
        return False
    bare = word.strip(_ROUND_NAMES)
    if not bare:
        return word in ("-", "–", "&", "/")
    if not bare[0].islower() or has_role_word(bare):
        return True
    return not is_first and bare in _CONNECTORS
