"""From a transcript that was read, and a plan of who speaks in it, to a document in the study."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select

from corpus.documents import INTERVIEWEE, document_with_source, text_hash
from corpus.errors import Refused
from corpus.participants import ensure_case, ensure_participant
from corpus.readers.values import ReadDocument
from corpus.study import Act, Study
from corpus.study import tables as t

SCOPE = "documents"
"""The undo stack of imports and of what is known about documents."""


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


def store_import(study: Study, coder_id: str | None, plans: Iterable[DocumentPlan]) -> tuple[str, ...]:
    """Store all these documents in one act, or none of them; returns their ids in order.

    Raises Refused where one of them is in the study already, where two speakers of a plan have one name, or where an
    interviewee has no label; nothing of any of them is stored then.
    """
    plans = tuple(plans)
    texts = [assemble(plan.read) for plan in plans]
    with study.act(coder_id, "document.import", scope=SCOPE) as act:
        act.details["count"] = len(plans)
        _store_texts(act.connection, {text_hash(text): text for text, _ in texts})
        return tuple(_store(act, plan, *assembled) for plan, assembled in zip(plans, texts, strict=True))


def assemble(read: ReadDocument) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The canonical text, turns joined by a line break, and each turn's span in it (code points, half-open)."""
    spans = []
    position = 0
    for turn in read.turns:
        spans.append((position, position + len(turn.text)))
        position += len(turn.text) + 1
    return "\n".join(turn.text for turn in read.turns), tuple(spans)


def _store_texts(connection: Connection, texts: Mapping[str, str]) -> None:
    """Store texts that are new. They stand outside the log, which would otherwise hold every word twice."""
    known = set(connection.execute(select(t.document_text.c.hash).where(t.document_text.c.hash.in_(texts))).scalars())
    for key, text in texts.items():
        if key not in known:
            connection.execute(insert(t.document_text).values(hash=key, text=text))


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
    names = Counter(speaker.name or "" for speaker in plan.speakers)
    for speaker in plan.speakers:
        if names[speaker.name or ""] > 1:
            raise Refused(
                "Two speakers in {name} are called {speaker}. Give each a name of their own in the file.",
                speaker=speaker.name or "—",
                name=plan.read.source_name,
            )
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
        speaker_id = str(uuid4())
        row = {
            "id": speaker_id,
            "document_id": document_id,
            "name": speaker.name or "",
            "role": speaker.role,
            "participant_id": participant_id,
        }
        act.insert(t.speaker, [row])
        ids[speaker.name] = speaker_id
    return ids
