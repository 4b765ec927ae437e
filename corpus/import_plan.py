"""What an import would do: who speaks in each transcript and for whom, proposed for a person to correct."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select

from corpus.documents import INTERVIEWEE, document_with_source
from corpus.importing import DocumentPlan, SpeakerPlan
from corpus.language import guess_language
from corpus.people import PeopleTable, Person, match_people
from corpus.readers.values import ReadDocument
from corpus.speakers import guess_speakers
from corpus.study import Study
from corpus.study import tables as t

LABEL_WORDS: Mapping[str, Mapping[str, str]] = {
    "da": {"leader": "Leder", "caseworker": "Sagsbehandler", "citizen": "Borger", "employer": "Arbejdsgiver"},
    "en": {"leader": "Leader", "caseworker": "Caseworker", "citizen": "Citizen", "employer": "Employer"},
}
OTHER_LABEL = {"da": "Deltager", "en": "Participant"}


@dataclass(frozen=True)
class ImportPlan:
    """What an import would store, and what did not match."""

    documents: tuple[DocumentPlan, ...]
    people_without_speaker: tuple[str, ...] = ()
    speakers_without_person: tuple[str, ...] = ()
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def plan_import(
    study: Study,
    reads: Sequence[ReadDocument],
    people: PeopleTable | None = None,
    *,
    group: str | None = None,
    kind: str = "transcript",
) -> ImportPlan:
    """Propose who speaks in each document and for whom, from labels and the people table. Stores nothing.

    `group` (a key or a name) is given to every interviewee whose group nothing else tells.
    """
    names = [speaker.name for read in reads for speaker in guess_speakers(read) if _may_be_person(speaker.role)]
    match = match_people([name for name in dict.fromkeys(names) if name], people) if people else None
    with study.read() as connection:
        taken = set(connection.execute(select(t.participant.c.label)).scalars())
        stored = {read.source_hash: document_with_source(connection, read.source_hash) for read in reads}
        language = connection.execute(select(t.study.c.language)).scalar_one()
    if people:
        taken |= {person.participant for person in people.people}
    documents = []
    matched = dict(match.matched) if match else {}
    for read in reads:
        speakers = _plan_speakers(read, matched, people, group)
        speakers = tuple(_label(speaker, taken, language) for speaker in speakers)
        documents.append(_plan_document(read, speakers, kind, stored[read.source_hash]))
    return ImportPlan(tuple(documents), *_unmatched(documents, people), match.near if match else {})


def _may_be_person(role: str) -> bool:
    return role == INTERVIEWEE


def _plan_speakers(
    read: ReadDocument, matched: Mapping[str, Person], people: PeopleTable | None, group: str | None
) -> tuple[SpeakerPlan, ...]:
    guesses = guess_speakers(read)
    persons = [guess for guess in guesses if _may_be_person(guess.role)]
    by_title = match_people([read.title], people).matched.get(read.title) if people and len(persons) == 1 else None
    plans = []
    for guess in guesses:
        plan = SpeakerPlan(guess.name, guess.role, turns=guess.turns, words=guess.words)
        person = matched.get(guess.name or "")
        if _may_be_person(guess.role) and person is None:
            person = by_title
        if person is not None:
            plan = replace(
                plan,
                role=INTERVIEWEE,
                participant=person.participant,
                group=person.group or guess.group or group,
                case=person.case,
                attributes=person.attributes,
                known=True,
            )
        elif _may_be_person(guess.role):
            plan = replace(
                plan, participant=guess.participant, group=guess.group or group, known=guess.participant is not None
            )
        plans.append(plan)
    return tuple(plans)


def _label(speaker: SpeakerPlan, taken: set[str], language: str) -> SpeakerPlan:
    """Give an interviewee nobody named a free public label: "Borger" in ten files is ten citizens, not one."""
    if not _may_be_person(speaker.role) or speaker.participant is not None:
        return speaker
    words = LABEL_WORDS.get(language, LABEL_WORDS["en"])
    word = words.get(speaker.group or "", OTHER_LABEL.get(language, OTHER_LABEL["en"]))
    number = next(n for n in range(1, len(taken) + 2) if f"{word} {n}" not in taken)
    taken.add(f"{word} {number}")
    return replace(speaker, participant=f"{word} {number}")


def _plan_document(
    read: ReadDocument, speakers: tuple[SpeakerPlan, ...], kind: str, already: str | None
) -> DocumentPlan:
    cases = {speaker.case for speaker in speakers if speaker.role == INTERVIEWEE}
    return DocumentPlan(
        read=read,
        title=read.title,
        kind=kind,
        language=guess_language(" ".join(turn.text for turn in read.turns)),
        date=read.details.get("date", ""),
        case=next(iter(cases)) if len(cases) == 1 else (),
        speakers=speakers,
        already=already,
    )


def _unmatched(
    documents: Sequence[DocumentPlan], people: PeopleTable | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if people is None:
        return (), ()
    spoken = {speaker.participant for plan in documents for speaker in plan.interviewees}
    listed = {person.participant for person in people.people}
    without_speaker = tuple(p.participant for p in people.people if p.participant not in spoken)
    without_person = tuple(
        speaker.name or plan.title
        for plan in documents
        for speaker in plan.interviewees
        if speaker.participant not in listed
    )
    return without_speaker, without_person
