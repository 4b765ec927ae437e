"""A small made-up study whose themes are known: ten people who each say one thing about each theme, and two others.

Five themes are codes and coded; the sixth is left uncoded. Slips, codings with a wrong code, can be planted.
"""

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from benchmarks.made_up.themes import NONE_OF_THEM, THEMES
from codebooks.values import Code, Codebook
from coding.codebook_store import take_codebook
from coding.codings import apply_code, ensure_passage
from coding.reviewing.values import Span
from corpus.coders import Coder, ensure_coder
from corpus.documents import list_documents, load_document
from corpus.importing import DocumentPlan, SpeakerPlan, store_import
from corpus.readers.values import ReadDocument, ReadTurn
from corpus.study import Study, create_study

PEOPLE = 10
GROUPS = ("leader", "caseworker", "citizen", "employer")
UNKNOWN = "Dyr"


@dataclass(frozen=True)
class ThemedStudy:
    """The study, its coder, the theme of every stretch (None: of no theme), and the ids of planted slips."""

    study: Study
    coder: Coder
    theme_of: dict[Span, str | None]
    slips: frozenset[str]


def build_themed_study(path: Path, *, slips: int = 0, unknown: str = UNKNOWN, seed: int = 1) -> ThemedStudy:
    """Make the study at `path`, which must be free, and open it. `unknown` is the theme that nobody has coded."""
    chance = random.Random(seed)
    study = create_study(path, "Opdigtede temaer", "da", made_up=True)
    coder = ensure_coder(study, "Anna")
    coded = [theme for theme in THEMES if theme != unknown]
    codes = {theme: f"code-{number}-{theme.lower().replace(' ', '-')}" for number, theme in enumerate(coded)}
    book = Codebook("Temaer", "da", tuple(Code(codes[theme], theme, colour="#0072B2") for theme in coded))
    take_codebook(study, coder.id, book)
    said = [_said(person, chance) for person in range(PEOPLE)]
    store_import(study, None, [_plan(person, turns) for person, turns in enumerate(said)])
    theme_of: dict[Span, str | None] = {}
    to_code: list[tuple[Span, str, str]] = []
    for head, turns in zip(list_documents(study), said, strict=True):
        document = load_document(study, head.id)
        for theme, words in turns:
            start = document.text.index(words)
            span = Span(head.id, start, start + len(words))
            theme_of[span] = theme
            if theme in codes:
                to_code.append((span, codes[theme], str(UUID(int=chance.getrandbits(128), version=4))))
    wrong = set(chance.sample(range(len(to_code)), slips))
    planted = set()
    with study.act(coder.id, "sample.code", scope="sample") as act:
        for number, (span, right, coding_id) in enumerate(to_code):
            code = right
            if number in wrong:
                code = chance.choice([other for other in codes.values() if other != right])
                planted.add(coding_id)
            passage = ensure_passage(act.connection, span.document, span.start, span.end)
            apply_code(act, coder.id, passage, code, coding_id=coding_id)
    return ThemedStudy(study, coder, theme_of, frozenset(planted))


def _said(person: int, chance: random.Random) -> list[tuple[str | None, str]]:
    turns: list[tuple[str | None, str]] = [(theme, utterances[person]) for theme, utterances in THEMES.items()]
    turns += [(None, words) for words in NONE_OF_THEM[2 * person : 2 * person + 2]]
    chance.shuffle(turns)
    return turns


def _plan(person: int, turns: list[tuple[str | None, str]]) -> DocumentPlan:
    label = f"Person {person + 1}"
    read_turns = tuple(
        turn
        for _, words in turns
        for turn in (ReadTurn("Interviewer", "Hvad mere kan du fortælle?"), ReadTurn(label, words))
    )
    source = hashlib.sha256(repr(read_turns).encode("utf-8")).hexdigest()
    read = ReadDocument(label, f"{label}.txt", source, read_turns, left_out={}, encoding="utf-8")
    speakers = (
        SpeakerPlan("Interviewer", "interviewer"),
        SpeakerPlan(label, "interviewee", label, GROUPS[person % len(GROUPS)], ("Egelund",), known=True),
    )
    return DocumentPlan(read, label, "transcript", "da", "2026-03-04", (), speakers)
