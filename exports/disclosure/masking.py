"""Bars in place of words that a person decided to mask: in everything that exports print, nowhere else.

A bar is as long as what it hides, so that offsets and places stay as they are.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from coding.evidence import Evidence, Excerpt, load_evidence
from coding.framework_cells import Cells
from coding.report_texts import ReportText
from coding.summaries import Summary
from corpus.participants import Participant
from corpus.study import Study
from exports.disclosure.decisions import list_decisions

BAR: Final = "█"


class Masks:
    """What to hide: words, wherever they stand, and case and attributes of people."""

    def __init__(self, words: frozenset[str] = frozenset(), people: frozenset[str] = frozenset()) -> None:
        longest_first = sorted(words, key=len, reverse=True)
        inner = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"(?<!\w)(?:{inner})(?!\w)|(?<!\w)(?:{inner})(?=s\b)") if words else None
        self._people = people

    def __bool__(self) -> bool:
        return self._pattern is not None or bool(self._people)

    def text(self, words: str) -> str:
        """A text with bars; also where a name stands in the genitive ("Mettes")."""
        return self._pattern.sub(lambda found: BAR * len(found.group()), words) if self._pattern else words

    def person(self, person: Participant) -> Participant:
        """A person without what tells who it is, and with bars in the attributes that are left."""
        if person.label in self._people:
            return replace(person, case=None, attributes={})
        return replace(person, attributes={name: self.text(value) for name, value in person.attributes.items()})

    def evidence(self, evidence: Evidence) -> Evidence:
        """Everything coded, with bars in quotes and memos."""
        if not self:
            return evidence
        asked = tuple(self.person(person) for person in evidence.asked)
        return replace(evidence, asked=asked, excerpts=self.excerpts(evidence, evidence.excerpts))

    def excerpts(self, evidence: Evidence, excerpts: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
        """Excerpts of this evidence with bars in words, memos and titles."""
        if not self:
            return tuple(excerpts)
        people = {person.id: self.person(person) for person in evidence.asked}
        return tuple(self._excerpt(each, people) for each in excerpts)

    def summaries(self, summaries: Mapping[tuple[str, str], Summary]) -> Mapping[tuple[str, str], Summary]:
        """Theme summaries with bars."""
        return {
            place: replace(
                each,
                dominant=self.text(each.dominant),
                nuances=self.text(each.nuances),
                counter_voices=self.text(each.counter_voices),
            )
            for place, each in summaries.items()
        }

    def report_text(self, text: ReportText) -> ReportText:
        """A free text of the report with bars."""
        return replace(text, text=self.text(text.text), title=self.text(text.title))

    def cells(self, cells: Cells) -> Cells:
        """Cells of the framework matrix with bars."""
        return {place: replace(each, words=self.text(each.words)) for place, each in cells.items()}

    def _excerpt(self, excerpt: Excerpt, people: Mapping[str, Participant]) -> Excerpt:
        coding = excerpt.coding
        return replace(
            excerpt,
            document=self.text(excerpt.document),
            quote=self.text(excerpt.quote),
            coding=replace(coding, memo=self.text(coding.memo)) if coding.memo else coding,
            voices=tuple(people.get(voice.id, voice) for voice in excerpt.voices),
        )


def load_masks(study: Study) -> Masks:
    """What people have decided to mask in this study."""
    masked = [each for each in list_decisions(study).values() if each.how == "masked"]
    return Masks(
        frozenset(each.words for each in masked if each.kind != "recognisable"),
        frozenset(each.words for each in masked if each.kind == "recognisable"),
    )


def unmasked(study: Study, evidence: Evidence, masks: Masks) -> Evidence:
    """The evidence without bars, for what is counted and compared and never printed."""
    return load_evidence(study) if masks else evidence


def exported_evidence(study: Study) -> Evidence:
    """Everything coded as exports may print it."""
    return load_masks(study).evidence(load_evidence(study))
