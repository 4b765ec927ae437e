"""Everything coded in a study as excerpts with their voices: what reading, counting, summarising and exports share.

Evidence is a value made from one consistent state of the study and keyed by its revision; nothing here writes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from sqlalchemy import select

from codebooks.values import PATH_SEPARATOR, Codebook
from coding import tables as c
from coding.codebook_store import load_codebook
from coding.codings import Coding, Passage, list_codings
from corpus.documents import INTERVIEWEE, Document, Speaker, Turn, list_document_ids, load_document
from corpus.participants import Group, Participant, list_groups, list_participants
from corpus.study import Study
from corpus.study import tables as t

UNREAD = frozenset(
    {
        *(table.name for table in (*c.CITING, c.suggestion, c.memo, c.kept_doubt, c.sentence_link)),
        *(table.name for table in (c.disclosure_decision, c.number_ladder, c.report_text, c.printed_quote)),
        *(c.guide_question.name, c.question_asked.name, "study", "question"),
        *(t.indicator.name, t.measurement.name, c.indicator_link.name),
    }
)
"""Tables that evidence is not made from: a change in them alone leaves it as it is."""

FEW = 500
"""Up to so many changed passages it is quicker to read their interviews again than the whole study."""


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

    @cached_property
    def passage(self) -> Passage:
        """What makes two excerpts one and the same stretch of text."""
        return (self.coding.document_id, self.coding.start, self.coding.end)


@dataclass(frozen=True)
class Evidence:
    """A study's codings with all that is needed to read and count them, at one revision.

    `asked` are the participants who were interviewed, `interviews` the documents each speaks in, and `together` the
    documents that are group interviews.
    """

    revision: int
    codebook: Codebook
    groups: tuple[Group, ...]
    asked: tuple[Participant, ...]
    interviews: Mapping[str, tuple[str, ...]]
    excerpts: tuple[Excerpt, ...]
    together: frozenset[str] = frozenset()

    @cached_property
    def above(self) -> Mapping[str, tuple[str, ...]]:
        """Each code with those above it, itself first."""
        return {code.id: _with_parents(self.codebook, code.id) for code in self.codebook.codes}

    @cached_property
    def by_cell(self) -> Mapping[tuple[str, str | None], tuple[Excerpt, ...]]:
        """Excerpts by code id and group id, in order: of the code or below it, with a voice of the group."""
        cells: dict[tuple[str, str | None], list[Excerpt]] = {}
        for excerpt in self.excerpts:
            groups = dict.fromkeys(_group_id(voice) for voice in excerpt.voices)
            for code_id in self.above[excerpt.coding.code_id]:
                for group_id in groups:
                    cells.setdefault((code_id, group_id), []).append(excerpt)
        return {cell: tuple(excerpts) for cell, excerpts in cells.items()}

    @cached_property
    def by_passage(self) -> Mapping[Passage, tuple[Excerpt, ...]]:
        """Excerpts by stretch of text, in order: one stretch with all its codes and coders."""
        passages: dict[Passage, list[Excerpt]] = {}
        for excerpt in self.excerpts:
            passages.setdefault(excerpt.passage, []).append(excerpt)
        return {passage: tuple(excerpts) for passage, excerpts in passages.items()}

    @cached_property
    def codes_on(self) -> Mapping[Passage, frozenset[str]]:
        """By stretch of text the codes of all codings that share words with it, its own and those above among them."""
        by_document: dict[str, list[Excerpt]] = {}
        for excerpt in self.excerpts:
            by_document.setdefault(excerpt.coding.document_id, []).append(excerpt)
        found: dict[Passage, set[str]] = {excerpt.passage: set() for excerpt in self.excerpts}
        for excerpts in by_document.values():
            open_: list[Excerpt] = []
            for one in sorted(excerpts, key=lambda excerpt: excerpt.coding.start):
                open_ = [other for other in open_ if other.coding.end > one.coding.start]
                open_.append(one)
                for other in open_:
                    found[one.passage].update(self.above[other.coding.code_id])
                    found[other.passage].update(self.above[one.coding.code_id])
        return {passage: frozenset(codes) for passage, codes in found.items()}

    def same_words(self, other: "Evidence") -> bool:
        """Whether another evidence has the very same excerpts and people: at most something else was written since."""
        return self.excerpts is other.excerpts and self.asked is other.asked and self.codebook is other.codebook

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
    """Which excerpts to read; an empty field lets everything through. `codes` include their sub-codes.

    `cases` are paths as text and include the cases within; None is nobody's. `attributes` are names with a value, or
    None where a person has none of that name; several values of one name are alternatives. Groups, cases, participants
    and attributes are asked of one and the same informant. `together` are codes, or those above them, that overlapping
    words have been given too.
    """

    codes: frozenset[str] = frozenset()
    groups: frozenset[str | None] = frozenset()
    cases: frozenset[str | None] = frozenset()
    coders: frozenset[str] = frozenset()
    participants: frozenset[str] = frozenset()
    attributes: frozenset[tuple[str, str | None]] = frozenset()
    together: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    words: str = ""
    only_starred: bool = False

    def lets_in(self, person: Participant) -> bool:
        """Whether a person is among those whose words are read."""
        named = {name for name, _ in self.attributes}
        return (
            (not self.groups or _group_id(person) in self.groups)
            and (not self.participants or person.id in self.participants)
            and (not self.cases or not self.cases.isdisjoint(case_paths(person) or (None,)))
            and all((name, person.attributes.get(name)) in self.attributes for name in named)
        )

    @property
    def about_people(self) -> bool:
        """Whether it asks anything of the informants."""
        return bool(self.groups or self.participants or self.cases or self.attributes)


def load_evidence(study: Study, known: Evidence | None = None) -> Evidence:
    """All codings of the study as excerpts, in the order of the interviews and of their text.

    With `known`, an earlier evidence of the same study, only interviews whose codings changed since are read again,
    as long as nothing but codings changed; the answer is the same.
    """
    revision = study.revision()
    if known is not None:
        if known.revision == revision:
            return known
        changed = _documents_changed_since(study, known.revision)
        if changed is not None:
            return _renewed(study, known, changed, revision)
    codebook = load_codebook(study)
    participants = {participant.id: participant for participant in list_participants(study)}
    by_document: dict[str, list[Coding]] = {}
    for coding in list_codings(study):
        by_document.setdefault(coding.document_id, []).append(coding)
    excerpts: list[Excerpt] = []
    interviews: dict[str, list[str]] = {}
    together = set()
    for document_id in list_document_ids(study):
        document = load_document(study, document_id)
        for participant_id in _interviewed(document):
            interviews.setdefault(participant_id, []).append(document_id)
        if document.mode == "group":
            together.add(document_id)
        excerpts += _excerpts(document, by_document.get(document_id, ()), codebook, participants)
    asked = tuple(p for p in participants.values() if p.id in interviews)
    return Evidence(
        revision,
        codebook,
        list_groups(study),
        asked,
        {participant_id: tuple(ids) for participant_id, ids in interviews.items()},
        tuple(excerpts),
        frozenset(together),
    )


def select_excerpts(evidence: Evidence, chosen: Filter) -> tuple[Excerpt, ...]:
    """The excerpts that pass every field of the filter, in order. `words` must all occur, in any case."""
    if chosen == Filter():
        return evidence.excerpts
    codes = with_sub_codes(evidence.codebook, chosen.codes)
    words = chosen.words.casefold().split()
    let_in = {person.id for person in evidence.asked if chosen.lets_in(person)}

    def passes(excerpt: Excerpt) -> bool:
        coding = excerpt.coding
        return (
            (not codes or coding.code_id in codes)
            and (not chosen.coders or coding.coder_id in chosen.coders)
            and (not chosen.documents or coding.document_id in chosen.documents)
            and (not chosen.only_starred or coding.starred)
            and (not chosen.together or chosen.together <= evidence.codes_on[excerpt.passage])
            and (not chosen.about_people or any(voice.id in let_in for voice in excerpt.voices))
            and all(word in excerpt.quote.casefold() for word in words)
        )

    return tuple(excerpt for excerpt in evidence.excerpts if passes(excerpt))


def case_paths(person: Participant) -> tuple[str, ...]:
    """A person's case and the cases that it lies within, outermost first, each as a path in text."""
    labels = person.case.path if person.case else ()
    return tuple(PATH_SEPARATOR.join(labels[: depth + 1]) for depth in range(len(labels)))


def with_sub_codes(codebook: Codebook, codes: Iterable[str]) -> frozenset[str]:
    """These codes and all below them."""
    return frozenset(
        found.id
        for code_id in codes
        if code_id in codebook
        for found in (codebook.code(code_id), *codebook.descendants(code_id))
    )


def _interviewed(document: Document) -> Iterable[str]:
    ids = dict.fromkeys(_interviewee(turn.speaker) for turn in document.turns)
    return [participant_id for participant_id in ids if participant_id]


def _documents_changed_since(study: Study, revision: int) -> frozenset[str] | None:
    """The documents whose codings changed after a revision; None where something else that evidence shows changed."""
    passages: set[str] = set()
    with study.read() as connection:
        for changes in connection.execute(select(t.log.c.changes).where(t.log.c.id > revision)).scalars():
            for change in changes:
                if change["table"] == c.coding.name:
                    passages.update(values["passage_id"] for values in (change["before"], change["after"]) if values)
                elif change["table"] not in UNREAD:
                    return None
        if len(passages) > FEW:
            return None
        query = select(c.passage.c.document_id).where(c.passage.c.id.in_(passages))
        return frozenset(connection.execute(query).scalars())


def _renewed(study: Study, known: Evidence, changed: Collection[str], revision: int) -> Evidence:
    if not changed:
        # what was worked out of the excerpts holds still: nothing of it depends on the revision
        newer = replace(known, revision=revision)
        vars(newer).update({**vars(known), "revision": revision})
        return newer
    participants = {participant.id: participant for participant in known.asked}
    by_document: dict[str, list[Excerpt]] = {document_id: [] for document_id in list_document_ids(study)}
    for excerpt in known.excerpts:
        by_document[excerpt.coding.document_id].append(excerpt)
    for document_id in changed:
        codings = list_codings(study, document_id)
        by_document[document_id] = _excerpts(load_document(study, document_id), codings, known.codebook, participants)
    return replace(known, revision=revision, excerpts=tuple(chain.from_iterable(by_document.values())))


def _excerpts(
    document: Document, codings: Sequence[Coding], codebook: Codebook, participants: Mapping[str, Participant]
) -> list[Excerpt]:
    starts = [turn.start for turn in document.turns]
    ends = [turn.end for turn in document.turns]
    mediated = any(turn.speaker.role == "interpreter" for turn in document.turns)
    paths: dict[str, tuple[str, ...]] = {}
    found = []
    for coding in codings:
        first = bisect_right(ends, coding.start)
        touched = document.turns[first : bisect_left(starts, coding.end)]
        path = paths.get(coding.code_id)
        if path is None:
            path = paths[coding.code_id] = codebook.path(coding.code_id)
        found.append(
            Excerpt(
                coding=coding,
                document=document.title,
                kind=document.kind,
                quote=document.text[coding.start : coding.end],
                path=path,
                voices=_voices(touched, participants),
                parts=tuple([_part(turn, coding) for turn in touched]),
                mediated=mediated,
                first_turn=first,
            )
        )
    return found


def _part(turn: Turn, coding: Coding) -> Part:
    name = turn.speaker.participant or turn.speaker.name
    return Part(name, turn.speaker.role, max(turn.start, coding.start), min(turn.end, coding.end))


def _voices(turns: Sequence[Turn], participants: Mapping[str, Participant]) -> tuple[Participant, ...]:
    ids = [_interviewee(turn.speaker) for turn in turns]
    return tuple([participants[participant_id] for participant_id in dict.fromkeys(ids) if participant_id])


def _interviewee(speaker: Speaker) -> str | None:
    return speaker.participant_id if speaker.role == INTERVIEWEE else None


def _with_parents(codebook: Codebook, code_id: str) -> tuple[str, ...]:
    parent = codebook.code(code_id).parent
    return (code_id, *(_with_parents(codebook, parent) if parent is not None else ()))


def _group_id(voice: Participant) -> str | None:
    return voice.group.id if voice.group else None
