"""Limits of a study, found in who was interviewed or written by the researcher, each with what it is about.

A limit is carried into every chapter that rests on what it is about, so that a sentence read alone is read with it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from coding.evidence import Evidence
from corpus.language import Language, Texts
from corpus.overview import Overview
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
    found = found_limits(material.evidence, material.overview, material.texts, material.language)
    return (*found, *_written(material))


def found_limits(evidence: Evidence, overview: Overview, texts: Texts, language: Language) -> tuple[Limit, ...]:
    """Limits that the data show: few informants, groups nobody speaks for, cases in which a group was not asked."""
    return (
        *_few(overview, texts),
        *(_not_interviewed(overview, texts, language) if evidence.asked else ()),
        *_gaps(evidence, texts, language),
    )


def _few(overview: Overview, texts: Texts) -> Iterator[Limit]:
    for row in overview.rows:
        if row.group is not None and row.persons < FEW:
            sentence = texts.ngettext(
                "{group}: {count} informant was interviewed.",
                "{group}: only {count} informants were interviewed.",
                row.persons,
            )
            yield Limit(sentence.format(group=row.group.name, count=row.persons), groups=frozenset({row.group.id}))


def _not_interviewed(overview: Overview, texts: Texts, language: Language) -> Iterator[Limit]:
    silent = [group.name for group in overview.not_interviewed if group.key != "other"]
    if silent:
        sentence = texts.gettext(
            "Nobody was interviewed in these groups: {groups}. What is said about them is others' account."
        )
        yield Limit(sentence.format(groups=join(silent, language)))


def _gaps(evidence: Evidence, texts: Texts, language: Language) -> Iterator[Limit]:
    """Outermost cases in which a group has no informant, though others do."""
    cases = sorted({person.case.path[0] for person in evidence.asked if person.case})
    for group in evidence.columns:
        if group is None:
            continue
        own = {person.case.path[0] for person in evidence.asked_in(group.id) if person.case}
        missing = [case for case in cases if case not in own]
        if own and missing:
            sentence = texts.gettext("{group}: nobody was interviewed in {cases}.")
            words = sentence.format(group=group.name, cases=join(missing, language))
            yield Limit(words, groups=frozenset({group.id}))


def _written(material: Material) -> Iterator[Limit]:
    for text in material.written("limit"):
        book = material.evidence.codebook
        codes = frozenset(book.top(code_id).id for code_id in text.codes if code_id in book)
        names = [group.name for group in material.evidence.groups if group.id in text.groups]
        about = f"{join(names, material.language)}: " if names else ""
        yield Limit(about + " ".join(text.text.split()), codes, frozenset(text.groups))
