"""How a quote's speaker is named in a report: by a scheme of parts that the researcher picks for each group.

A scheme is a row of parts: `label` ("Leader 3"), `role` (the label without its number), `group` (one of it: "Leader"),
`case` (its whole path), `case:1` (the outermost level alone), `attribute:Age` and so on (any attribute that people
have), and `number`, which tells those apart whom the other parts do not ("Laundry II"). So role and workplace type,
pseudonym and age, or sector and number are three schemes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from codebooks.values import PATH_SEPARATOR
from corpus.language import Language, Texts
from corpus.participants import Participant
from exports.report.plan import Scheme
from exports.report.singular import singular
from exports.words import join

LABEL, ROLE, GROUP, CASE, NUMBER = "label", "role", "group", "case", "number"
USUAL_SCHEME: Final[Scheme] = (LABEL,)
ATTRIBUTE: Final = "attribute:"
LEVEL: Final = "case:"
_NUMBERED: Final = re.compile(r"^(.*\S)\s+\d+\s*$")
_WORD_AND_NUMBER: Final = re.compile(r"(\D*\S)\s+(\d+)")
_ROMAN: Final = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True)
class Attribution:
    """Names everybody who was interviewed by the scheme of their group."""

    asked: tuple[Participant, ...]
    schemes: Mapping[str, Scheme]
    unnamed: str

    def name(self, person: Participant) -> str:
        """What stands behind a quote for this person; the group's name where no part of the scheme has a word."""
        return self._names.get(person.id) or self._fallback(person)

    def tells(self, person: Participant) -> Mapping[str, str]:
        """By part, what is printed of a person besides the label and the number, which tell nobody who it is."""
        parts = {
            part: _word(person, part, self._one(person)) for part in self.scheme(person) if part not in (LABEL, NUMBER)
        }
        return {part.removeprefix(ATTRIBUTE): word for part, word in parts.items() if word}

    def names(self, people: Sequence[Participant]) -> tuple[str, ...]:
        """What stands behind the words of several; those who are called the same are named once, in the plural.

        Where that is no more than their group, the group's own name is the plural.
        """
        named: dict[str, list[Participant]] = {}
        for person in people:
            named.setdefault(self.name(person), []).append(person)
        return tuple(
            group.name if len(own) > 1 and (group := own[0].group) and name == self._one(own[0]) else name
            for name, own in named.items()
        )

    @cached_property
    def _one_of(self) -> Mapping[str, str]:
        """One of each group, by its id."""
        groups = {person.group.id: person.group for person in self.asked if person.group}
        roles: dict[str, list[str]] = {}
        for person in self.asked:
            numbered = _NUMBERED.match(person.label)
            if person.group is not None:
                roles.setdefault(person.group.id, []).append(numbered.group(1) if numbered else person.label)
        return {group_id: singular(group, roles[group_id]) for group_id, group in groups.items()}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        alike: dict[tuple[str, ...], list[str]] = {}
        for person in self.asked:
            alike.setdefault(self._words(person), []).append(person.id)
        return {person.id: self._name(person, alike) for person in self.asked}

    def _name(self, person: Participant, alike: Mapping[tuple[str, ...], Sequence[str]]) -> str:
        said = self._words(person)
        words = [word for word in said if word]
        twins = alike[said]
        if NUMBER in self.scheme(person) and len(twins) > 1:
            words = words or [self._fallback(person)]
            # the number belongs to the part that stands before it: "Laundry II, Nordby"
            before = [part for part in self.scheme(person)[: self.scheme(person).index(NUMBER)] if part != NUMBER]
            place = max(min(len(before), len(words)) - 1, 0)
            words[place] += f" {roman(twins.index(person.id) + 1)}"
        return ", ".join(words)

    def _words(self, person: Participant) -> tuple[str, ...]:
        return tuple(_word(person, part, self._one(person)) for part in self.scheme(person) if part != NUMBER)

    def scheme(self, person: Participant) -> Scheme:
        """By which parts a person is named."""
        own = self.schemes.get(person.group.id) if person.group else None
        return own or self.schemes.get("") or USUAL_SCHEME

    def _fallback(self, person: Participant) -> str:
        return self._one(person) or self.unnamed

    def _one(self, person: Participant) -> str:
        return self._one_of.get(person.group.id, person.group.name) if person.group else ""


def attribution(asked: Sequence[Participant], schemes: Sequence[tuple[str, Scheme]], texts: Texts) -> Attribution:
    """Names for all who were interviewed; `schemes` by group id, "" for the groups without one of their own."""
    return Attribution(
        tuple(asked), {group: scheme for group, scheme in schemes if scheme}, texts.gettext("Participant")
    )


def listed(names: Sequence[str], language: Language) -> str:
    """Several names in a row: "Leader 1, 3 and 4", what stands before a number said once; names with commas parted so
    that it is seen where one ends."""
    if any("," in name for name in names):
        return "; ".join(names)
    short: list[str] = []
    before = None
    for name in names:
        numbered = _WORD_AND_NUMBER.fullmatch(name)
        word = numbered.group(1) if numbered else None
        short.append(numbered.group(2) if numbered and word == before else name)
        before = word
    return join(short, language)


def parts_to_choose(people: Sequence[Participant]) -> tuple[str, ...]:
    """The parts that have a word for at least one of these people."""
    levels = max((len(person.case.path) for person in people if person.case), default=0)
    names = dict.fromkeys(name for person in people for name, value in person.attributes.items() if value)
    cases = [CASE, *(f"{LEVEL}{level}" for level in range(1, levels + 1))] if levels > 1 else [CASE] * levels
    return (LABEL, ROLE, GROUP, *cases, *(f"{ATTRIBUTE}{name}" for name in names), NUMBER)


def part_words(part: str, texts: Texts) -> str:
    """What a part is called where it is chosen."""
    _ = texts.gettext
    if part.startswith(ATTRIBUTE):
        return part.removeprefix(ATTRIBUTE)
    if part.startswith(LEVEL):
        return _("Case {level}").format(level=part.removeprefix(LEVEL))
    return {
        LABEL: _("Label"),
        ROLE: _("Label without its number"),
        GROUP: _("Group"),
        CASE: _("Case"),
        NUMBER: _("A number where others are called the same"),
    }.get(part, part)


def roman(number: int) -> str:
    """A number from 1 to 399 in Roman figures."""
    figures = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        figures += sign * count
    return figures


def _word(person: Participant, part: str, group: str) -> str:
    if part.startswith(ATTRIBUTE):
        return person.attributes.get(part.removeprefix(ATTRIBUTE), "").strip()
    if part.startswith(LEVEL):
        level = int(part.removeprefix(LEVEL)) - 1
        return person.case.path[level] if person.case and len(person.case.path) > level else ""
    numbered = _NUMBERED.match(person.label)
    return {
        LABEL: person.label,
        ROLE: numbered.group(1) if numbered else group,
        GROUP: group,
        CASE: PATH_SEPARATOR.join(person.case.path) if person.case else "",
    }.get(part, "")
