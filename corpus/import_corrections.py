"""A person's corrections to what an import proposes, file by file and speaker by speaker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.documents import INTERVIEWEE
from corpus.importing import DocumentPlan, SpeakerPlan
from corpus.people import PeopleTable, Person

CASE_SEPARATOR = ">"


@dataclass(frozen=True)
class FileCorrection:
    """What a person wrote about one file; an empty title leaves the proposed one."""

    title: str
    kind: str
    date: str


@dataclass(frozen=True)
class SpeakerCorrection:
    """What a person wrote about one speaker; `group` is a group's key or name, `case` as `case_text` writes it."""

    role: str
    participant: str
    group: str | None
    case: str


def proposed(speaker: SpeakerPlan) -> SpeakerCorrection:
    """The proposal in the form of a correction that changes nothing."""
    return SpeakerCorrection(speaker.role, speaker.participant or "", speaker.group, case_text(speaker.case))


def correct(
    plan: DocumentPlan,
    file: FileCorrection,
    speakers: Mapping[str | None, SpeakerCorrection],
    people: PeopleTable | None = None,
) -> DocumentPlan:
    """The plan as corrected; `speakers` goes by the name in the transcript and may leave some out.

    Who is named after a person of the people table gets what the table knows of that person, except where the person
    who corrects says otherwise. Participant, group and case of anybody not interviewed are dropped.
    """
    listed = {person.participant: person for person in people.people} if people else {}
    corrected = tuple(_correct_speaker(x, speakers.get(x.name, proposed(x)), listed) for x in plan.speakers)
    cases = {speaker.case for speaker in corrected if speaker.role == INTERVIEWEE}
    return replace(
        plan,
        title=file.title.strip() or plan.title,
        kind=file.kind,
        date=file.date.strip(),
        speakers=corrected,
        case=next(iter(cases)) if len(cases) == 1 else (),
    )


def people_not_found(plans: Sequence[DocumentPlan], people: PeopleTable) -> tuple[str, ...]:
    """The people of the table who speak in none of these documents."""
    spoken = {speaker.participant for plan in plans for speaker in plan.interviewees}
    return tuple(person.participant for person in people.people if person.participant not in spoken)


def speakers_not_listed(plans: Sequence[DocumentPlan], people: PeopleTable) -> tuple[tuple[DocumentPlan, str], ...]:
    """The interviewees whom the table does not name, each with the document and the label they would get."""
    listed = {person.participant for person in people.people}
    return tuple(
        (plan, speaker.participant or "")
        for plan in plans
        for speaker in plan.interviewees
        if speaker.participant not in listed
    )


def case_text(path: Sequence[str]) -> str:
    """A case as people write it: "Egelund > Vaskeriet"."""
    return f" {CASE_SEPARATOR} ".join(path)


def case_path(text: str) -> tuple[str, ...]:
    """The labels of a case written as `case_text` writes it; blanks and empty labels are dropped."""
    return tuple(filter(None, (" ".join(label.split()) for label in text.split(CASE_SEPARATOR))))


def _correct_speaker(speaker: SpeakerPlan, said: SpeakerCorrection, listed: Mapping[str, Person]) -> SpeakerPlan:
    if said.role != INTERVIEWEE:
        return SpeakerPlan(speaker.name, said.role, turns=speaker.turns, words=speaker.words)
    before = proposed(speaker)
    participant = " ".join(said.participant.split())
    person = listed.get(participant) if participant != speaker.participant else None
    corrected = replace(
        speaker,
        role=said.role,
        participant=participant or None,
        group=said.group or None,
        case=case_path(said.case),
        known=speaker.known or said != before,
    )
    if person is None:
        return corrected
    return replace(
        corrected,
        group=corrected.group if said.group != before.group else person.group or corrected.group,
        case=corrected.case if said.case != before.case else person.case or corrected.case,
        attributes=person.attributes,
    )
