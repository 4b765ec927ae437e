"""A made-up study of the size that Citat promises to be quick with: 60 interviews, 720,000 words, 20,000 codings.

The interviews are imported as the app would; the codings go straight into the tables, because coding 20,000 passages
one by one is not what is measured. Words are drawn from a fixed list with a fixed seed: nobody said any of this.
"""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid5

from codebooks import ready_made
from coding import tables as c
from coding.codebook_store import load_codebook, take_codebook
from coding.codings import PASSAGE_NAMESPACE
from corpus.coders import ensure_coder
from corpus.documents import list_documents, load_document
from corpus.importing import DocumentPlan, SpeakerPlan, store_import
from corpus.readers.values import ReadDocument, ReadTurn
from corpus.study import Study, create_study

GROUPS = ("leader", "caseworker", "citizen", "employer")
LABELS = {"leader": "Leder", "caseworker": "Sagsbehandler", "citizen": "Borger", "employer": "Arbejdsgiver"}
CODERS = ("Koder A", "Koder B")
SPOKEN = (
    "vi jeg de man og men så altså faktisk måske ikke nok tid praktik borgeren sagen kontakten ugen papirerne "
    "vejlederen kollegerne frokosten opgaverne pladsen lederen sproget ryggen hænderne mødet planen kommunen reglerne "
    "kommer går mangler bliver spørger hjælper venter lærer passer kender taler sammen igen først bagefter længe"
)


def build_large_study(
    path: Path, *, interviews: int = 60, words: int = 12_000, codings: int = 20_000, seed: int = 1
) -> Study:
    """Make the study at `path`, which must be free, and open it."""
    chance = random.Random(seed)
    study = create_study(path, "Stor opdigtet undersøgelse", "da", made_up=True)
    coders = [ensure_coder(study, name).id for name in CODERS]
    take_codebook(study, coders[0], ready_made.load("stakeholders-da"))
    store_import(study, None, [_interview(number, words, chance) for number in range(interviews)])
    _code(study, coders, codings, chance)
    return study


def _interview(number: int, words: int, chance: random.Random) -> DocumentPlan:
    group = GROUPS[number % len(GROUPS)]
    label = f"{LABELS[group]} {number // len(GROUPS) + 1}"
    case = (f"Kommune {number % 6 + 1}", f"Arbejdsplads {number % 17 + 1}")
    turns = tuple(_turns(label, words, chance))
    read = ReadDocument(
        label, f"{label}.txt", hashlib.sha256(label.encode()).hexdigest(), turns, left_out={}, encoding="utf-8"
    )
    speakers = (
        SpeakerPlan("Interviewer", "interviewer"),
        SpeakerPlan(label, "interviewee", label, group, case, {"Køn": chance.choice(["Kvinde", "Mand"])}, known=True),
    )
    return DocumentPlan(read, label, "transcript", "da", "2026-03-04", (), speakers)


def _turns(label: str, words: int, chance: random.Random) -> Iterator[ReadTurn]:
    said = 0
    while said < words:
        for speaker, length in (("Interviewer", chance.randint(5, 25)), (label, chance.randint(20, 120))):
            yield ReadTurn(speaker, " ".join(chance.choices(SPOKEN.split(), k=length)).capitalize() + ".")
            said += length


def _code(study: Study, coders: list[str], codings: int, chance: random.Random) -> None:
    codes = [code.id for code in load_codebook(study).codes]
    documents = [load_document(study, head.id) for head in list_documents(study)]
    passages: dict[tuple[str, int, int], dict[str, object]] = {}
    rows: dict[tuple[object, str, str], dict[str, object]] = {}
    while len(rows) < codings:
        document = chance.choice(documents)
        start, end = chance.choice(document.interviewee_spans)
        start = chance.randrange(start, max(start + 1, end - 200))
        end = min(end, start + chance.randint(60, 400))
        passage = passages.setdefault(
            (document.id, start, end),
            {
                # the id that `coding.codings.ensure_passage` gives the stretch, so that it is found again
                "id": str(uuid5(PASSAGE_NAMESPACE, f"{document.id}:{start}:{end}")),
                "document_id": document.id,
                "start": start,
                "end": end,
            },
        )
        for coder in coders[: chance.choice([1, 1, 2])]:
            code = chance.choice(codes)
            rows.setdefault(
                (passage["id"], code, coder),
                {
                    "id": _id(chance),
                    "passage_id": passage["id"],
                    "code_id": code,
                    "coder_id": coder,
                    "origin": "manual",
                    "certainty": "certain",
                    "starred": chance.random() < 0.03,
                    "memo": "Vend tilbage hertil." if chance.random() < 0.05 else "",
                    "created": "2026-03-05T10:00:00.000+00:00",
                },
            )
    with study.write_unlogged() as connection:
        connection.execute(c.passage.insert(), list(passages.values()))
        connection.execute(c.coding.insert(), list(rows.values()))


def _id(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))
