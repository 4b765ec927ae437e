"""A study for the coding component's tests: one long interview with all that makes offsets hard, codes, suggestions."""

from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from uuid import uuid4

from sqlalchemy import insert

from codebooks.values import Code, Codebook
from coding import tables as c
from coding.codebook_store import load_codebook, take_codebook
from coding.codings import Coding, ensure_passage, list_codings
from coding.operations import apply_operations
from coding.suggesting import Reason
from coding.suggestions import MadeWith
from corpus.coders import ensure_coder
from corpus.documents import load_document
from corpus.study import Study, create_study
from tests.studies import CODEBOOK, add_interviews, copied, document_id

TITLE = "Borger 1"
OTHER_TITLE = "Borger 2"
EMOJI = "Så råbte de tillykke 🎉 til mig, og kokken 👩🏽‍🍳 gav mig et forklæde 🇩🇰 med hjem."
COMBINING = "Vi drak kaffe på cafe\u0301en efter arbejds\u00adtid, alle sammen."
MARKUP = (
    "Han skrev <script>window.hacked = true</script> og <b>fed</b> & <img src=x onerror=window.hacked=true> på tavlen."
)
LONG = (
    "Jeg kom der om morgenen, før de andre mødte ind. Så stod jeg lidt i gangen og ventede. "
    "Der gik en uge, før nogen viste mig rundt. Det var ikke ond vilje, de havde bare travlt. "
    "Bagefter blev det bedre, for så fik jeg en fast makker, og hun forklarede tingene to gange."
)
OPENING = (
    ("Interviewer", "Hvordan var den første dag?"),
    ("Borger 1", EMOJI),
    ("Interviewer", "Forstod du, hvad de sagde?"),
    ("Tolk", "Hun siger, at hun forstod halvdelen."),
    ("Borger 1", COMBINING),
    ("Borger 1", MARKUP),
    ("Interviewer", "Og hverdagen bagefter?"),
    ("Borger 1", LONG),
    ("Borger 1", "Papirerne tager en time.\nDen time mangler vi."),
)
MORE_CODES = tuple(
    Code(f"code-more-{n}", name, "code-meaning", definition=f"Om {name.lower()} i hverdagen.", colour=colour)
    for n, (name, colour) in enumerate(
        (
            ("Styrker i brug", "#0072B2"),
            ("Værdi for andre", "#009E73"),
            ("Eget bidrag", "#56B4E9"),
            ("Midlertidighed", "#7A5195"),
        )
    )
)


def coding_study(folder: Path, repeats: int = 12) -> Study:
    """A study at `folder`/study.citat: the opening, then `repeats` exchanges more."""
    return copied(folder / "study.citat", _with_exchanges(repeats))


@cache
def _with_exchanges(repeats: int) -> Callable[[Path], Study]:
    return lambda path: _make_coding_study(path, repeats)


def _make_coding_study(path: Path, repeats: int) -> Study:
    study = create_study(path, "Kodeprøve", "da", made_up=True)
    middle = [
        turn
        for n in range(repeats)
        for turn in (
            ("Interviewer", f"Kan du sige mere om uge {n + 1}?"),
            ("Borger 1", f"I uge {n + 1} skete der dette. {LONG}"),
        )
    ]
    add_interviews(study, {TITLE: (*OPENING, *middle), OTHER_TITLE: (("Interviewer", "Hvad nu?"), ("Borger 2", LONG))})
    anna = ensure_coder(study, "Anna")
    codes = Codebook(CODEBOOK.name, CODEBOOK.language, (*CODEBOOK.codes, *MORE_CODES))
    take_codebook(study, anna.id, codes)
    return study


def place(study: Study, words: str, title: str = TITLE) -> tuple[int, int]:
    """Where these words stand for the first time."""
    start = load_document(study, document_id(study, title)).text.index(words)
    return start, start + len(words)


def code(study: Study, words: str, code_id: str, coder: str = "Anna") -> str:
    """Code these words; returns the coding's id."""
    start, end = place(study, words)
    coding = str(uuid4())
    operation = {
        "op": "apply",
        "cid": str(uuid4()),
        "coding": coding,
        "start": start,
        "end": end,
        "code": code_id,
        "quote": words,
    }
    answer = apply_operations(study, ensure_coder(study, coder).id, document_id(study, TITLE), [operation])
    assert not answer.refused, answer.refused
    return coding


def suggest(study: Study, words: str, code_id: str, score: float = 0.71) -> str:
    """Store a pending suggestion for these words; returns its id."""
    start, end = place(study, words)
    suggestion = str(uuid4())
    with study.write_unlogged() as connection:
        passage = ensure_passage(connection, document_id(study, TITLE), start, end)
        row = {
            "id": suggestion,
            "passage_id": passage,
            "code_id": code_id,
            "score": score,
            "reason": asdict(Reason("name", code_id, load_codebook(study).path_text(code_id), "", ())),
            "model": str(MadeWith("test", "test", "test")),
        }
        connection.execute(insert(c.suggestion).values(**row, status="pending"))
    return suggestion


def stored(study: Study, title: str = TITLE) -> list[tuple[str, str]]:
    """(words, code id) of every stored coding of a document, by place."""
    document = load_document(study, document_id(study, title))
    return [(document.text[x.start : x.end], x.code_id) for x in list_codings(study, document.id)]


def codings(study: Study) -> tuple[Coding, ...]:
    """The stored codings of the long interview."""
    return list_codings(study, document_id(study, TITLE))
