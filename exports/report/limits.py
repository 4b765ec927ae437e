"""Limits of a study, found in who was interviewed or written by the researcher, each with what it is about.

A limit is carried into every chapter that rests on what it is about, so that a sentence read alone is read with it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from exports.report.material import Material
from exports.words import join

FEW: Final = 3
"""With fewer informants than this in a group, a chapter that rests on the group says so."""


@dataclass(frozen=True)
class Limit:
    """One limit in words. `codes` are top codes and `groups` groups by id; what is empty is not asked for."""

    text: str
    codes: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()

    def is_about(self, codes: Collection[str], groups: Collection[str]) -> bool:
        """Whether something with these top codes, resting on these groups, is to be read with it."""
        return (not self.codes or not self.codes.isdisjoint(codes)) and (
            not self.groups or not self.groups.isdisjoint(groups)
        )


def limits_of(material: Material) -> tuple[Limit, ...]:
    """What the data show, then what the researcher wrote in their order."""
    return (*found_limits(material), *_written(material))


def found_limits(material: Material) -> tuple[Limit, ...]:
    """Limits that the data show: few informants, groups nobody speaks for, cases in which a group was not asked."""
    return (*_few(material), *_not_interviewed(material), *_gaps(material))


def _few(material: Material) -> Iterator[Limit]:
    for row in material.overview.rows:
        if row.group is not None and row.persons < FEW:
            sentence = material.texts.ngettext(
                "{group}: {count} informant was interviewed.",
                "{group}: only {count} informants were interviewed.",
                row.persons,
            )
            yield Limit(sentence.format(group=row.group.name, count=row.persons), groups=frozenset({row.group.id}))


def _not_interviewed(material: Material) -> Iterator[Limit]:
    silent = [group.name for group in material.overview.not_interviewed if group.key != "other"]
    if silent and material.evidence.asked:
        sentence = material.texts.gettext(
            "Nobody was interviewed in these groups: {groups}. What is said about them is others' account."
        )
        yield Limit(sentence.format(groups=join(silent, material.language)))


def _gaps(material: Material) -> Iterator[Limit]:
    """Outermost cases in which a group has no informant, though others do."""
    asked = material.evidence.asked
    cases = sorted({person.case.path[0] for person in asked if person.case})
    for group in material.evidence.columns:
        if group is None:
            continue
        own = {person.case.path[0] for person in material.evidence.asked_in(group.id) if person.case}
        missing = [case for case in cases if case not in own]
        if own and missing:
            sentence = material.texts.gettext("{group}: nobody was interviewed in {cases}.")
            words = sentence.format(group=group.name, cases=join(missing, material.language))
            yield Limit(words, groups=frozenset({group.id}))


def _written(material: Material) -> Iterator[Limit]:
    for text in material.written("limit"):
        book = material.evidence.codebook
        codes = frozenset(book.top(code_id).id for code_id in text.codes if code_id in book)
        names = [group.name for group in material.evidence.groups if group.id in text.groups]
        about = f"{join(names, material.language)}: " if names else ""
        yield Limit(about + " ".join(text.text.split()), codes, frozenset(text.groups))
