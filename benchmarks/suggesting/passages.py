"""Passages that people coded: the made-up sample study, made-up utterances, and real quotes where they are present."""

import functools
import hashlib
import json
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from app.sample import build_sample
from codebooks.ready_made import load
from codebooks.spoken import load_spoken
from codebooks.values import Codebook
from coding.codings import list_codings
from coding.suggesting import Stretch
from corpus.documents import INTERVIEWEE, Document, list_documents, load_document


@dataclass(frozen=True)
class Passage:
    """A passage with the codes that people gave it (ids, top codes and below) and the interview it is from."""

    stretch: Stretch
    codes: frozenset[str]
    source: str
    clear: bool = True

    def tops(self) -> frozenset[str]:
        """The ids of the top codes that people gave it, itself or by a code below."""
        return frozenset(_book().top(code).id for code in self.codes)


def sample_study() -> list[Passage]:
    """Return the coded passages of the sample study; a passage has every code that one of its coders gave it."""
    with tempfile.TemporaryDirectory() as folder:
        study = build_sample(Path(folder) / "sample.citat")
        documents = {head.id: load_document(study, head.id) for head in list_documents(study)}
        codes: dict[tuple[str, int, int], set[str]] = defaultdict(set)
        for coding in list_codings(study):
            codes[coding.document_id, coding.start, coding.end].add(coding.code_id)
        study.close()
    # documents get new ids each time the study is made, and titles do not
    return [
        Passage(_stretch(documents[key], start, end), frozenset(given), documents[key].title)
        for (key, start, end), given in sorted(codes.items(), key=lambda one: (documents[one[0][0]].title, one[0][1:]))
    ]


def in_english(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """Return those passages of the sample study that there is English for, and the same in English, without context."""
    file = Path(__file__).parents[1] / "made_up" / "english_passages.yaml"
    english: dict[str, str] = yaml.safe_load(file.read_text(encoding="utf-8"))
    hashes = [hashlib.sha256(one.stretch.text.encode("utf-8")).hexdigest()[:8] for one in passages]
    if missing := english.keys() - set(hashes):
        raise ValueError(f"the sample study has other words now than were put into English: {sorted(missing)}")
    danish = [(one, english[key]) for one, key in zip(passages, hashes, strict=True) if key in english]
    return (
        [replace(one, stretch=Stretch(one.stretch.text)) for one, _ in danish],
        [replace(one, stretch=Stretch(words)) for one, words in danish],
    )


def quotes(path: Path, half: str) -> list[Passage]:
    """Return the quotes that have a main code; those of one speaker are one interview.

    `half` is A or B: a hash of the id puts each quote in one of them for ever. Anything may be tried on A; B is only
    for reporting a method that is finished.
    """
    keys = {top.name.lower().replace(" ", "_"): top.id for top in load("stakeholders-en").children(None)}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Passage(Stretch(row["text"]), frozenset({keys[row["main_code"]]}), row["speaker"] or "", row["code_certain"])
        for row in rows
        if row["main_code"] and "AB"[hashlib.sha256(row["id"].encode("utf-8")).digest()[0] % 2] == half
    ]


def utterances(language: str, fold: int, folds: int) -> tuple[list[Passage], dict[str, list[str]]]:
    """Return every `folds`-th made-up utterance of each code as passages, and by code all the others."""
    asked, left = [], {}
    for code, texts in load_spoken(language).items():
        asked += [Passage(Stretch(text), frozenset({code}), code) for text in texts[fold::folds]]
        left[code] = [text for at, text in enumerate(texts) if at % folds != fold]
    return asked, left


def without_context(passages: Sequence[Passage]) -> list[Stretch]:
    """Return the passages as stretches of which nothing but the words is known."""
    return [Stretch(passage.stretch.text) for passage in passages]


@functools.cache
def _book() -> Codebook:
    return load("stakeholders-da")


def _stretch(document: Document, start: int, end: int) -> Stretch:
    at = next(at for at, turn in enumerate(document.turns) if turn.start <= start < turn.end)
    turn, before = document.turns[at], document.turns[at - 1] if at else None
    question = document.text[before.start : before.end] if before and before.speaker.role != INTERVIEWEE else ""
    return Stretch(document.text[start:end], question, document.text[turn.start : turn.end])
