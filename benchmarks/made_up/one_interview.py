"""A made-up study of one interview of any length with any number of codings, made through the core as the app does.

The words are made of syllables by a fixed seed: they look Danish, mean nothing, and nobody said any of this.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from codebooks import ready_made
from codebooks.values import Code
from coding.codebook_store import add_code, load_codebook, take_codebook
from coding.operations import apply_operations
from corpus.coders import ensure_coder
from corpus.documents import Document, list_documents, load_document
from corpus.importing import DocumentPlan, SpeakerPlan, store_import
from corpus.readers.values import ReadDocument, ReadTurn
from corpus.study import Study, create_study

CODER = "Koder A"
MEASURED = Code("code-of-the-measurement", "Qmålekode", colour="#0072B2")
"""No coding of the made-up interview has this code, so that applying it always changes what is on screen."""

_BEGINNINGS = ("b", "bl", "d", "f", "fr", "g", "h", "j", "k", "kl", "l", "m", "n", "p", "r", "s", "sk", "st", "t", "v")
_MIDDLES = ("a", "e", "i", "o", "u", "y", "æ", "ø", "å", "ej", "øj")
_ENDS = ("", "", "d", "g", "l", "m", "n", "nd", "r", "rk", "s", "t")


@dataclass(frozen=True)
class Size:
    """How many words are said and how many codings there are when the measuring begins."""

    words: int
    codings: int


def build_interview(path: Path, size: Size, seed: int = 3) -> Study:
    """Make the study at `path`, which must be free, and open it."""
    chance = random.Random(seed)
    study = create_study(path, "Opdigtet måling", "da", made_up=True)
    coder = ensure_coder(study, CODER)
    take_codebook(study, coder.id, ready_made.load("stakeholders-da"))
    add_code(study, coder.id, MEASURED)
    store_import(study, None, [_plan(size.words, chance)])
    document = the_interview(study)
    codes = [code.id for code in load_codebook(study).codes if code.id != MEASURED.id]
    operations = [apply_somewhere(document, chance.choice(codes), chance) for _ in range(size.codings)]
    answer = apply_operations(study, coder.id, document.id, operations)
    if answer.refused:
        raise RuntimeError(f"the study refused what the benchmark coded: {answer.refused[0]}")
    return study


def the_interview(study: Study) -> Document:
    """The one interview of such a study."""
    return load_document(study, list_documents(study)[0].id)


def apply_somewhere(document: Document, code_id: str, chance: random.Random) -> dict[str, object]:
    """An operation that codes a stretch of 20 to 300 letters inside one answer."""
    begin, end = chance.choice(document.interviewee_spans)
    start = chance.randrange(begin, max(begin + 1, end - 20))
    end = min(end, start + chance.randint(20, 300))
    ids = {"cid": _id(chance), "coding": _id(chance)}
    return {"op": "apply", **ids, "start": start, "end": end, "code": code_id, "quote": document.text[start:end]}


def _plan(words: int, chance: random.Random) -> DocumentPlan:
    turns = tuple(_turns(words, _vocabulary(chance), chance))
    source = hashlib.sha256(repr(turns).encode("utf-8")).hexdigest()
    read = ReadDocument("Borger 1", "Borger 1.txt", source, turns, left_out={}, encoding="utf-8")
    speakers = (
        SpeakerPlan("Interviewer", "interviewer"),
        SpeakerPlan("Borger 1", "interviewee", "Borger 1", "citizen", ("Egelund",), known=True),
    )
    return DocumentPlan(read, "Borger 1", "transcript", "da", "2026-03-04", (), speakers)


def _vocabulary(chance: random.Random) -> list[str]:
    def syllable() -> str:
        return chance.choice(_BEGINNINGS) + chance.choice(_MIDDLES) + chance.choice(_ENDS)

    return sorted({"".join(syllable() for _ in range(chance.choice((1, 1, 2, 2, 3)))) for _ in range(800)})


def _turns(words: int, vocabulary: list[str], chance: random.Random) -> Iterator[ReadTurn]:
    left = words
    while left > 0:
        for speaker, wanted in (("Interviewer", chance.randint(4, 20)), ("Borger 1", chance.randint(15, 80))):
            length = min(wanted, left)
            if length:
                yield ReadTurn(speaker, " ".join(chance.choices(vocabulary, k=length)).capitalize() + ".")
            left -= length


def _id(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))
