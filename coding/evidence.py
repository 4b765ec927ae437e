"""Everything coded in a study as excerpts with their voices: what reading, counting, summarising and exports share.

Evidence is a value made from one consistent state of the study and keyed by its revision; nothing here writes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from codebooks.values import Codebook
from coding.codebook_store import load_codebook
from coding.codings import Coding, list_codings
from corpus.documents import INTERVIEWEE, Document, Turn, list_documents, load_document
from corpus.participants import Group, Participant, list_groups, list_participants
from corpus.study import Study


@dataclass(frozen=True)
class Part:
    """What one speaker says within a passage; `start` and `end` are code points into the document's text."""

    speaker: str
    role: str
    start: int
    end: int


@dataclass(frozen=True)
class Excerpt:
    """One coding with its words and the informants whose words they are.

    `voices` holds the participants whose turns the passage touches; interviewers and interpreters are never among
    them. `quote` is the text from `start` to `end`, verbatim; `parts` says who speaks where in it. `mediated` marks
    an interview with an interpreter, whose wording is not all the informant's own.
    """

    coding: Coding
    document: str
    kind: str
    quote: str
    path: tuple[str, ...]
    voices: tuple[Participant, ...]
    parts: tuple[Part, ...]
    mediated: bool
    first_turn: int

    @property
    def said(self) -> tuple[tuple[Part, str], ...]:
        """The passage speaker by speaker, each with the words said."""
        start = self.coding.start
        return tuple((part, self.quote[part.start - start : part.end - start]) for part in self.parts)

    @property
    def passage(self) -> tuple[str, int, int]:
        """What makes two excerpts one and the same stretch of text."""
        return (self.coding.document_id, self.coding.start, self.coding.end)


@dataclass(frozen=True)
class Evidence:
    """A study's codings with all that is needed to read and count them, at one revision."""

    revision: int
    codebook: Codebook
    groups: tuple[Group, ...]
    asked: tuple[Participant, ...]
    interviews: Mapping[str, tuple[str, ...]]
    excerpts: tuple[Excerpt, ...]

    def asked_in(self, group_id: str | None) -> tuple[Participant, ...]:
        """The participants of a group who were interviewed; None asks for those without a group."""
        return tuple(p for p in self.asked if (p.group.id if p.group else None) == group_id)

    @cached_property
    def columns(self) -> tuple[Group | None, ...]:
        """The groups somebody was interviewed in, in the study's order; None last where some have no group."""
        groups: list[Group | None] = [group for group in self.groups if self.asked_in(group.id)]
        return (*groups, None) if self.asked_in(None) else tuple(groups)


@dataclass(frozen=True)
class Filter:
    """Which excerpts to read; an empty field lets everything through. `codes` include their sub-codes."""

    codes: frozenset[str] = frozenset()
    groups: frozenset[str | None] = frozenset()
    cases: frozenset[str] = frozenset()
    coders: frozenset[str] = frozenset()
    participants: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    words: str = ""
    only_starred: bool = False


def load_evidence(study: Study) -> Evidence:
    """All codings of the study as excerpts, in the order of the interviews and of their text."""
    revision = study.revision()
    codebook = load_codebook(study)
    participants = {participant.id: participant for participant in list_participants(study)}
    heads = list_documents(study)
    documents = {head.id: load_document(study, head.id) for head in heads}
    by_document: dict[str, list[Coding]] = {head.id: [] for head in heads}
    for coding in list_codings(study):
        by_document[coding.document_id].append(coding)
    excerpts: list[Excerpt] = []
    interviews: dict[str, list[str]] = {}
    for document in documents.values():
        for participant_id in _interviewed(document):
            interviews.setdefault(participant_id, []).append(document.id)
        excerpts += _excerpts(document, by_document[document.id], codebook, participants)
    asked = tuple(p for p in participants.values() if p.id in interviews)
    return Evidence(
        revision,
        codebook,
        list_groups(study),
        asked,
        {participant_id: tuple(ids) for participant_id, ids in interviews.items()},
        tuple(excerpts),
    )


def select_excerpts(evidence: Evidence, chosen: Filter) -> tuple[Excerpt, ...]:
    """The excerpts that pass every field of the filter, in order. `words` must all occur, in any case."""
    codes = with_sub_codes(evidence.codebook, chosen.codes)
    words = chosen.words.casefold().split()

    def passes(excerpt: Excerpt) -> bool:
        coding = excerpt.coding
        return (
            (not codes or coding.code_id in codes)
            and (not chosen.coders or coding.coder_id in chosen.coders)
            and (not chosen.documents or coding.document_id in chosen.documents)
            and (not chosen.only_starred or coding.starred)
            and (not chosen.groups or any(_group_id(v) in chosen.groups for v in excerpt.voices))
            and (not chosen.participants or any(v.id in chosen.participants for v in excerpt.voices))
            and (not chosen.cases or any(v.case is not None and _within(v, chosen.cases) for v in excerpt.voices))
            and all(word in excerpt.quote.casefold() for word in words)
        )

    return tuple(excerpt for excerpt in evidence.excerpts if passes(excerpt))


def with_sub_codes(codebook: Codebook, codes: Iterable[str]) -> frozenset[str]:
    """These codes and all below them."""
    return frozenset(
        found.id
        for code_id in codes
        if code_id in codebook
        for found in (codebook.code(code_id), *codebook.descendants(code_id))
    )


def _interviewed(document: Document) -> Iterable[str]:
    ids = (t.speaker.participant_id for t in document.turns if t.speaker.role == INTERVIEWEE)
    return dict.fromkeys(participant_id for participant_id in ids if participant_id)


def _excerpts(
    document: Document, codings: Sequence[Coding], codebook: Codebook, participants: Mapping[str, Participant]
) -> list[Excerpt]:
    starts = [turn.start for turn in document.turns]
    ends = [turn.end for turn in document.turns]
    mediated = any(turn.speaker.role == "interpreter" for turn in document.turns)
    found = []
    for coding in codings:
        first = bisect_right(ends, coding.start)
        touched = document.turns[first : bisect_left(starts, coding.end)]
        found.append(
            Excerpt(
                coding=coding,
                document=document.title,
                kind=document.kind,
                quote=document.text[coding.start : coding.end],
                path=codebook.path(coding.code_id),
                voices=_voices(touched, participants),
                parts=tuple(_part(turn, coding) for turn in touched),
                mediated=mediated,
                first_turn=first,
            )
        )
    return found


def _part(turn: Turn, coding: Coding) -> Part:
    name = turn.speaker.participant or turn.speaker.name
    return Part(name, turn.speaker.role, max(turn.start, coding.start), min(turn.end, coding.end))


def _voices(turns: Sequence[Turn], participants: Mapping[str, Participant]) -> tuple[Participant, ...]:
    ids = (t.speaker.participant_id for t in turns if t.speaker.role == INTERVIEWEE and t.speaker.participant_id)
    return tuple(participants[participant_id] for participant_id in dict.fromkeys(ids))


def _group_id(voice: Participant) -> str | None:
    return voice.group.id if voice.group else None


def _within(voice: Participant, cases: frozenset[str]) -> bool:
    labels = voice.case.path if voice.case else ()
    return any(" > ".join(labels[: depth + 1]) in cases for depth in range(len(labels)))
