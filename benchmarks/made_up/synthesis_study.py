"""A made-up study of 31 interviews whose positions are known: who holds what, in which group, who says the contrary.

What people say is written by hand (`positions.yaml`). Ten of the people, caseworkers, sit in six interviews, two of
them group interviews. As in real studies a passage may be coded by two coders, may begin in the interviewer's question,
and may hold two people's words; leaders speak about citizens under a code that citizens speak of themselves.
"""

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import yaml

from benchmarks.made_up.themes import NONE_OF_THEM
from codebooks import ready_made
from codebooks.values import PATH_SEPARATOR, Code, Codebook
from coding.codebook_store import load_codebook, take_codebook
from coding.codings import apply_code, ensure_passage
from corpus.coders import ensure_coder
from corpus.documents import Document, list_documents, load_document
from corpus.importing import DocumentPlan, SpeakerPlan, store_import
from corpus.readers.values import ReadDocument, ReadTurn
from corpus.study import Study, create_study

DATA = Path(__file__).with_name("positions.yaml")
Half = Literal["choose", "report"]
HALVES: tuple[Half, ...] = ("choose", "report")
CODERS = ("Anna", "Bo")
TOWNS = ("Egelund", "Nordmose", "Sandager")
PEOPLE: Mapping[str, tuple[str, int]] = {
    "Leder": ("leader", 8),
    "Sagsbehandler": ("caseworker", 10),
    "Borger": ("citizen", 9),
    "Arbejdsgiver": ("employer", 8),
}
GROUP_INTERVIEWS = (
    ("Sagsbehandler 5", "Sagsbehandler 6", "Sagsbehandler 8"),
    ("Sagsbehandler 7", "Sagsbehandler 9", "Sagsbehandler 10"),
)
QUESTIONS = ("Hvad tænker du om det?", "Kan du sætte flere ord på?", "Hvordan er det hos jer?", "Og hvad så?")


@dataclass(frozen=True)
class Position:
    """What somebody may hold about a code: who says it in which words, and which positions it contradicts."""

    code: str
    name: str
    half: Half
    said: Mapping[str, str]
    against: tuple[str, ...]


@dataclass(frozen=True)
class SynthesisStudy:
    """The study, its positions, and the name of the position behind each person's words (None: they hold nothing).

    `none` is what people say of a code, by its path, without holding anything.
    """

    study: Study
    positions: tuple[Position, ...]
    position_of: Mapping[str, str | None]
    none: Mapping[str, Mapping[str, str]]


def read_positions() -> tuple[tuple[Position, ...], Mapping[str, Mapping[str, str]]]:
    """The positions, and by code what people say about it without holding anything."""
    data = yaml.safe_load(DATA.read_text("utf-8"))
    positions = tuple(
        Position(code["code"], one["key"], code["half"], one["said"], tuple(one["against"]))
        for code in data
        for one in code["positions"]
    )
    return positions, {code["code"]: code["none"] for code in data}


def build_synthesis_study(path: Path, *, sorted_share: float = 1.0, seed: int = 1) -> SynthesisStudy:
    """Make the study at `path`, which must be free, and open it.

    The team has a sub-code for every position, and has given it to this share of the passages; all others have the
    code alone.
    """
    chance = random.Random(seed)
    study = create_study(path, "Opdigtede holdninger", "da", made_up=True)
    coders = [ensure_coder(study, name) for name in CODERS]
    positions, none = read_positions()
    take_codebook(study, coders[0].id, _codebook(positions))
    said: list[tuple[str, str, str]] = [
        (_path(position, chance, sorted_share), person, words)
        for position in positions
        for person, words in position.said.items()
    ]
    said += [(code, person, words) for code, own in none.items() for person, words in own.items()]
    store_import(study, None, [_plan(people, said, chance) for people in _interviews()])
    book = load_codebook(study)
    texts = [load_document(study, head.id) for head in list_documents(study)]
    for number, coder in enumerate(coders):
        with study.act(coder.id, "sample.code", scope="sample") as act:
            for at, (code, _person, words) in enumerate(said):
                found = book.find_path(code)
                document = next(text for text in texts if words in text.text)
                if found is None:
                    raise ValueError(f"the codebook has no code {code}")
                start, end = _bounds(document, words, with_question=at % 7 == 3, with_next=bool(number))
                if number and at % 4 and document.text[start:end].endswith(words):
                    continue
                passage = ensure_passage(act.connection, document.id, start, end)
                coding_id = str(UUID(int=chance.getrandbits(128), version=4))
                apply_code(act, coder.id, passage, found.id, coding_id=coding_id)
    position_of: dict[str, str | None] = {words: one.name for one in positions for words in one.said.values()}
    position_of |= {words: None for own in none.values() for words in own.values()}
    return SynthesisStudy(study, positions, position_of, none)


def _codebook(positions: Sequence[Position]) -> Codebook:
    """The ready-made codebook with a sub-code for every position."""
    book = ready_made.load("stakeholders-da")
    parents = {one.code: book.find_path(one.code) for one in positions}
    own = [
        Code(f"position-{number}", one.name, parent.id, colour=parent.colour, origin="inductive")
        for number, one in enumerate(positions)
        if (parent := parents[one.code]) is not None
    ]
    return replace(book, codes=(*book.codes, *own))


def _path(position: Position, chance: random.Random, sorted_share: float) -> str:
    sorted_too = chance.random() < sorted_share
    return f"{position.code}{PATH_SEPARATOR}{position.name}" if sorted_too else position.code


def _interviews() -> Iterator[tuple[str, ...]]:
    together = {label for group in GROUP_INTERVIEWS for label in group}
    for word, (_, count) in PEOPLE.items():
        yield from ((f"{word} {n}",) for n in range(1, count + 1) if f"{word} {n}" not in together)
    yield from GROUP_INTERVIEWS


def _plan(people: Sequence[str], said: Sequence[tuple[str, str, str]], chance: random.Random) -> DocumentPlan:
    turns = []
    for number, (_code, person, words) in enumerate(one for one in said if one[1] in people):
        turns.append(ReadTurn("Interviewer", chance.choice(QUESTIONS)))
        # in a group people go on where the last one stopped, and everybody says something that nobody codes
        before = f"{chance.choice(NONE_OF_THEM)} " if number % 3 == 1 else ""
        if len(people) > 1 and words.split()[0].strip(",.") in ("Ja", "Enig", "Og"):
            turns.pop()
        turns.append(ReadTurn(person, f"{before}{words}"))
    title = people[0] if len(people) == 1 else f"Gruppe {people[0].split()[1]}"
    source = hashlib.sha256(repr(turns).encode()).hexdigest()
    read = ReadDocument(title, f"{title}.txt", source, tuple(turns), left_out={}, encoding="utf-8")
    speakers = (SpeakerPlan("Interviewer", "interviewer"), *(_speaker(person) for person in people))
    return DocumentPlan(read, title, "transcript", "da", "2026-03-04", (), speakers)


def _speaker(label: str) -> SpeakerPlan:
    word, number = label.split()
    at = int(number)
    attributes: dict[str, Any] = {"Køn": ("Kvinde", "Mand")[at % 2]}
    if word == "Borger":
        attributes["Forløb"] = "Fleksjob" if at in (2, 5, 8, 9) else "Praktik"
    return SpeakerPlan(label, "interviewee", label, PEOPLE[word][0], (TOWNS[at % 3],), attributes, known=True)


def _bounds(document: Document, words: str, *, with_question: bool, with_next: bool) -> tuple[int, int]:
    """Where words stand; with the question before them, or with a turn that goes on without a question in between."""
    start = document.text.index(words)
    end = start + len(words)
    at = next(number for number, turn in enumerate(document.turns) if turn.start <= start < turn.end)
    turns = document.turns
    if with_question and at and turns[at].start == start and turns[at - 1].speaker.role == "interviewer":
        start = turns[at - 1].start
    if with_next and at + 1 < len(turns) and turns[at + 1].speaker.role == "interviewee" and turns[at].end == end:
        end = turns[at + 1].end
    return start, end
