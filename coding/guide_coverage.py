"""Who was asked what: questions by groups with n of N, and whether a silent cell was not asked or not said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from coding.breakdown import Band
from coding.evidence import Evidence
from coding.interview_guide import GuideQuestion, Mark, list_marks, list_questions
from coding.matrix import BandRow
from corpus.participants import Group, Participant
from corpus.study import Study

Known = Literal["", "not asked", "not said"]
"""What the guide tells of a cell without passages: nothing, that it was not asked, or asked and not said."""


@dataclass(frozen=True)
class QuestionCell:
    """One question in one group: `asked` of `informants` were asked it, `unknown` may have been.

    `speak` are those of the asked who speak of a code that the question is about; None where it is about none.
    """

    group: Group | None
    asked: int
    unknown: int
    informants: int
    speak: int | None


@dataclass(frozen=True)
class GuideCoverage:
    """The guides held against who was interviewed."""

    evidence: Evidence
    questions: tuple[GuideQuestion, ...]
    marks: Mapping[Mark, bool] = field(default_factory=dict)

    def was_asked(self, question: GuideQuestion, document_id: str) -> bool | None:
        """Whether a question was asked in an interview: as a person said, or else by the guides of those in it.

        None where nobody said and the question is in no group's guide.
        """
        said = self.marks.get((question.id, document_id))
        if said is not None:
            return said
        if not question.groups:
            return None
        return not self._groups_of.get(document_id, frozenset()).isdisjoint(question.groups)

    def asked_person(self, question: GuideQuestion, person: Participant) -> bool | None:
        """Whether a person was asked a question in any interview; None where that is not known of any."""
        answers = [self.was_asked(question, document) for document in self.evidence.interviews.get(person.id, ())]
        if True in answers:
            return True
        return None if None in answers else False

    def table(self) -> tuple[tuple[GuideQuestion, tuple[QuestionCell, ...]], ...]:
        """Every question against every group that was interviewed."""
        return tuple(
            (question, tuple(self._cell(question, group) for group in self.evidence.columns))
            for question in self.questions
        )

    def silence(self, code_id: str, people: Iterable[Participant]) -> Known:
        """Why people do not speak of a code. A question about a code above or below it is about it too.

        "Not asked" where no such question was asked of any of them, "not said" where one was; nothing where no
        question is about the code or it is not known whether one was asked.
        """
        about = self._about.get(code_id, ())
        answers = {self.asked_person(question, person) for person in people for question in about}
        if not answers:
            return ""
        if True in answers:
            return "not said"
        return "" if None in answers else "not asked"

    def silences(self, rows: Iterable[BandRow], bands: Sequence[Band]) -> Mapping[tuple[str, str], Known]:
        """What is known of each cell of a table without passages, by code id and the key of the band."""
        people = {band.key: [p for p in self.evidence.asked if band.only.lets_in(p)] for band in bands}
        found: dict[tuple[str, str], Known] = {}
        for row in rows:
            for band, tally in zip(bands, row.tallies, strict=True):
                empty = not tally.passages and not band.only.together and people[band.key]
                if empty and (why := self.silence(row.code_id, people[band.key])):
                    found[row.code_id, band.key] = why
        return found

    @cached_property
    def _groups_of(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for person in self.evidence.asked:
            if person.group is not None:
                for document in self.evidence.interviews[person.id]:
                    found.setdefault(document, set()).add(person.group.id)
        return {document: frozenset(groups) for document, groups in found.items()}

    @cached_property
    def _about(self) -> Mapping[str, Sequence[GuideQuestion]]:
        book, above = self.evidence.codebook, self.evidence.above
        found: dict[str, dict[str, GuideQuestion]] = {}
        for question in self.questions:
            for code_id in question.codes:
                if code_id in book:
                    related = {*above[code_id], *(code.id for code in book.descendants(code_id))}
                    for each in related:
                        found.setdefault(each, {})[question.id] = question
        return {code_id: tuple(questions.values()) for code_id, questions in found.items()}

    def _cell(self, question: GuideQuestion, group: Group | None) -> QuestionCell:
        group_id = group.id if group else None
        people = self.evidence.asked_in(group_id)
        answers = {person.id: self.asked_person(question, person) for person in people}
        asked = {person_id for person_id, answer in answers.items() if answer}
        speak: int | None = None
        if question.codes:
            cells = [self.evidence.by_cell.get((code_id, group_id), ()) for code_id in question.codes]
            heard = {voice.id for excerpts in cells for excerpt in excerpts for voice in excerpt.voices}
            speak = len(heard & asked)
        unknown = sum(answer is None for answer in answers.values())
        return QuestionCell(group, len(asked), unknown, len(people), speak)


def load_coverage(study: Study, evidence: Evidence) -> GuideCoverage | None:
    """What a study's guides tell of who was interviewed; None where it has no question."""
    questions = list_questions(study)
    return GuideCoverage(evidence, questions, list_marks(study)) if questions else None
