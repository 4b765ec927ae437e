"""From a transcript that was read to a document in the study, by way of a plan that a person can correct."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import uuid4

from sqlalchemy import func, insert, select

from corpus.documents import INTERVIEWEE, document_with_source, text_hash
from corpus.errors import Refused
from corpus.language import guess_language
from corpus.participants import ensure_case, ensure_participant
from corpus.people import PeopleTable, Person, match_people
from corpus.readers.values import ReadDocument
from corpus.speakers import guess_speakers
from corpus.study import Act, Study
from corpus.study import tables as t

SCOPE = "documents"
"""The undo stack of imports and of what is known about documents."""

LABEL_WORDS: Mapping[str, Mapping[str, str]] = {
    "da": {"leader": "Leder", "caseworker": "Sagsbehandler", "citizen": "Borger", "employer": "Arbejdsgiver"},
    "en": {"leader": "Leader", "caseworker": "Caseworker", "citizen": "Citizen", "employer": "Employer"},
}
OTHER_LABEL = {"da": "Deltager", "en": "Participant"}


@dataclass(frozen=True)
class SpeakerPlan:
    """Who a speaker is going to be; `participant`, `group`, `case` and `attributes` only matter for interviewees.

    `group` is a group's key or name. `known` says that a people table or the label itself named the person.
    """

    name: str | None
    role: str
    participant: str | None = None
    group: str | None = None
    case: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    turns: int = 0
    words: int = 0
    known: bool = False


@dataclass(frozen=True)
class DocumentPlan:
    """A document as it would be stored. `already` is the title it has in the study, where it is there already."""

    read: ReadDocument
    title: str
    kind: str
    language: str
    date: str
    case: tuple[str, ...]
    speakers: tuple[SpeakerPlan, ...]
    already: str | None = None

    @property
    def interviewees(self) -> tuple[SpeakerPlan, ...]:
        """The speakers who are interviewed."""
        return tuple(speaker for speaker in self.speakers if speaker.role == INTERVIEWEE)

    @property
    def mode(self) -> str:
        """One interviewee is a single interview, two a joint one, more a group interview."""
        return ("single", "single", "joint")[len(self.interviewees)] if len(self.interviewees) < 3 else "group"

    @property
    def interpreter(self) -> bool:
        """Whether an interpreter speaks in it."""
        return any(speaker.role == "interpreter" for speaker in self.speakers)


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


def store_import(study: Study, coder_id: str | None, plans: Iterable[DocumentPlan]) -> tuple[str, ...]:
    """Store all these documents in one act, or none of them; returns their ids in order.

    Raises Refused where one of them is in the study already, or where two speakers of a plan have one name.
    """
    plans = tuple(plans)
    texts = [assemble(plan.read) for plan in plans]
    with study.write_unlogged() as connection:
        for text, _ in texts:
            key = text_hash(text)
            if not connection.execute(select(t.document_text.c.hash).where(t.document_text.c.hash == key)).first():
                connection.execute(insert(t.document_text).values(hash=key, text=text))
    with study.act(coder_id, "document.import", scope=SCOPE) as act:
        act.details["count"] = len(plans)
        return tuple(_store(act, plan, *assembled) for plan, assembled in zip(plans, texts, strict=True))


def assemble(read: ReadDocument) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The canonical text, turns joined by a line break, and each turn's span in it (code points, half-open)."""
    spans = []
    position = 0
    for turn in read.turns:
        spans.append((position, position + len(turn.text)))
        position += len(turn.text) + 1
    return "\n".join(turn.text for turn in read.turns), tuple(spans)


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


def _store(act: Act, plan: DocumentPlan, text: str, spans: Sequence[tuple[int, int]]) -> str:
    title = document_with_source(act.connection, plan.read.source_hash)
    if title is not None:
        raise Refused(
            "{name} is in the study already, as “{title}”. Take it out of the list.",
            name=plan.read.source_name,
            title=title,
        )
    document_id = str(uuid4())
    position = act.connection.execute(select(func.coalesce(func.max(t.document.c.position), -1) + 1)).scalar_one()
    row = {
        "id": document_id,
        "title": plan.title,
        "kind": plan.kind,
        "mode": plan.mode,
        "language": plan.language,
        "interpreter": plan.interpreter,
        "date": plan.date,
        "guide_version": "",
        "case_id": ensure_case(act, plan.case),
        "position": position,
        "source_name": plan.read.source_name,
        "source_hash": plan.read.source_hash,
        "text_hash": text_hash(text),
        "version": 1,
        "left_out": dict(plan.read.left_out),
    }
    act.insert(t.document, [row])
    speakers = _store_speakers(act, plan, document_id)
    rows = [
        {
            "id": str(uuid4()),
            "document_id": document_id,
            "position": i,
            "speaker_id": speakers[turn.speaker],
            "start": start,
            "end": end,
            "time": turn.time or "",
        }
        for i, (turn, (start, end)) in enumerate(zip(plan.read.turns, spans, strict=True))
    ]
    act.insert(t.turn, rows)
    return document_id


def _store_speakers(act: Act, plan: DocumentPlan, document_id: str) -> dict[str | None, str]:
    ids: dict[str | None, str] = {}
    for speaker in plan.speakers:
        participant_id = None
        if speaker.role == INTERVIEWEE:
            if not speaker.participant or not speaker.participant.strip():
                raise Refused(
                    "Give {speaker} in {name} a public label, such as “Leder 3”.",
                    speaker=speaker.name or "—",
                    name=plan.read.source_name,
                )
            participant_id = ensure_participant(
                act, speaker.participant.strip(), speaker.group, speaker.case, speaker.attributes
            )
        row = {
            "id": str(uuid4()),
            "document_id": document_id,
            "name": speaker.name or "",
            "role": speaker.role,
            "participant_id": participant_id,
        }
        act.insert(t.speaker, [row])
        ids[speaker.name] = row["id"]
    return ids
