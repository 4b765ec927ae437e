"""A small real study for tests: made through the same calls as the app, with what is hard to count and to print.

Seven people in three groups, six interviews: one with an interpreter, a group interview of three, a leader
interviewed twice, nobody among the employers. Overlapping codings, two coders who do not always agree,
passages over several turns, an emoji of several code points, a combining accent, a soft hyphen, two paragraphs in one
turn.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from codebooks.values import Code, Codebook
from coding.codebook_store import load_codebook, take_codebook
from coding.evidence import load_evidence
from coding.operations import apply_operations
from coding.summaries import Summary, save_summary
from corpus.coders import Coder, ensure_coder
from corpus.documents import list_documents, load_document
from corpus.importing import DocumentPlan, SpeakerPlan, store_import
from corpus.participants import list_groups
from corpus.readers.values import ReadDocument, ReadTurn
from corpus.study import Study, create_study, open_study

ANNA = "Anna"
BO = "Bo"

BARRIERS = "Barrierer"
LANGUAGE = "Barrierer > Sprog og kompetencer"
TIME = "Barrierer > Tid og ressourcer"
MEANING = "Mening"
FELLOWSHIP = "Mening > Fællesskab"

CODEBOOK = Codebook(
    "Prøvekodebog",
    "da",
    (
        Code(
            "code-barriers",
            "Barrierer",
            definition="Det, der står i vejen for, at indsatsen virker.",
            include="Forhold hos borgeren, på arbejdspladsen og i rammerne.",
            exclude="Rene ønsker om noget andet uden en hindring.",
            colour="#D55E00",
        ),
        Code(
            "code-language",
            "Sprog og kompetencer",
            "code-barriers",
            definition="Dansk, faglige og sociale kompetencer, der mangler eller misforstås.",
            include="Tolkning. Mundtlige instrukser.",
            exclude="Helbred.",
            examples=("Jeg forstod ikke beskeden, før den var glemt.",),
            colour="#E58A4D",
        ),
        Code("code-time", "Tid og ressourcer", "code-barriers", definition="Tid, penge og hænder.", colour="#A84B00"),
        Code("code-meaning", "Mening", definition="Det, der gør deltagelsen meningsfuld.", colour="#CC79A7"),
        Code(
            "code-fellowship",
            "Fællesskab",
            "code-meaning",
            definition="At høre til og blive regnet med.",
            examples=("Der er en stol til mig ved bordet.",),
            colour="#DDA6C4",
        ),
        Code("code-old", "Udgået", definition="Bruges ikke længere.", retired=True),
    ),
)

PEOPLE: Mapping[str, tuple[str, tuple[str, ...], Mapping[str, str]]] = {
    "Leder 1": ("leader", ("Nordby", "Vaskeriet"), {"Erfaring": "12 år", "Køn": "Kvinde"}),
    "Leder 2": ("leader", ("Sydby", "Køkkenet"), {"Erfaring": "3 år"}),
    "Sagsbehandler 1": ("caseworker", ("Nordby",), {"Køn": "Kvinde"}),
    "Sagsbehandler 2": ("caseworker", ("Nordby",), {"Køn": "Mand"}),
    "Sagsbehandler 3": ("caseworker", ("Nordby",), {}),
    "Borger 1": ("citizen", ("Nordby", "Vaskeriet"), {"Køn": "Kvinde"}),
    "Borger 2": ("citizen", ("Sydby", "Køkkenet"), {"Køn": "Mand"}),
}
ROLES = {"Interviewer": "interviewer", "Tolk": "interpreter"}

PARTY = "Så råbte de tillykke 🎉 til mig, og kokken 👩‍🍳 gav mig et forklæde."
CAFE = "Vi drak kaffe på cafe\u0301en efter arbejds\u00adtid, alle sammen."
CHAIR = "Der står en stol til mig ved frokostbordet, og den er min."
PARAGRAPHS = "Papirerne tager en time for hver borger.\nDen time mangler vi ude på gulvet."

INTERVIEWS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Leder 1": (
        ("Interviewer", "Hvad står i vejen i hverdagen?"),
        ("Leder 1", PARAGRAPHS),
        ("Interviewer", "Og sproget?"),
        ("Leder 1", "Det går med fagter. Men en instruks om kemi kan man ikke vise med hænderne."),
    ),
    "Leder 1, opfølgning": (
        ("Interviewer", "Hvordan er det gået siden?"),
        ("Leder 1", "Bedre. Vi har fået en fast halv dag til oplæring, så tiden er ikke det værste længere."),
    ),
    "Leder 2": (
        ("Interviewer", "Hvad kræver det af jer?"),
        ("Leder 2", "Vi har ikke tid til at stå ved siden af hele dagen, så enkelt er det."),
        ("Interviewer", "Hvad giver det så?"),
        ("Leder 2", CAFE),
    ),
    "Sagsbehandlere i Nordby": (
        ("Interviewer", "Hvad betyder fællesskabet for borgerne?"),
        ("Sagsbehandler 1", "Det er frokostbordet, der flytter noget."),
        ("Sagsbehandler 2", "Ja, men nogle sidder der som gæster og ved det godt."),
        ("Sagsbehandler 3", "Mm."),
        ("Sagsbehandler 1", "Tiden er også kort, vi har halvtreds sager hver."),
    ),
    "Borger 1": (
        ("Interviewer", "Hvordan var den første dag?"),
        ("Borger 1", PARTY),
        ("Interviewer", "Forstod du, hvad de sagde?"),
        ("Tolk", "Hun siger, at hun forstod halvdelen."),
        ("Borger 1", "Ikke alt. Jeg nikkede, og så gik jeg hen og så, hvad de andre gjorde."),
    ),
    "Borger 2": (
        ("Interviewer", "Hvad betyder stedet for dig?"),
        ("Borger 2", CHAIR),
        ("Borger 2", "Men når praktikken slutter, er det bare slut."),
    ),
}

ANSWER_OVER_TURNS = (
    "Forstod du, hvad de sagde?\nHun siger, at hun forstod halvdelen.\nIkke alt. Jeg nikkede, og så gik jeg hen og så, "
    "hvad de andre gjorde."
)
AT_LUNCH = "Det er frokostbordet, der flytter noget.\nJa, men nogle sidder der som gæster og ved det godt."

CODINGS: tuple[tuple[str, str, str, str], ...] = (
    (ANNA, "Leder 1", PARAGRAPHS, TIME),
    (BO, "Leder 1", PARAGRAPHS, TIME),
    (ANNA, "Leder 1", "Den time mangler vi ude på gulvet.", BARRIERS),
    (ANNA, "Leder 1", "en instruks om kemi kan man ikke vise med hænderne", LANGUAGE),
    (ANNA, "Leder 1, opfølgning", "Vi har fået en fast halv dag til oplæring", TIME),
    (ANNA, "Leder 2", "Vi har ikke tid til at stå ved siden af hele dagen, så enkelt er det.", TIME),
    (ANNA, "Leder 2", CAFE, FELLOWSHIP),
    (ANNA, "Sagsbehandlere i Nordby", AT_LUNCH, FELLOWSHIP),
    (BO, "Sagsbehandlere i Nordby", "Ja, men nogle sidder der som gæster og ved det godt.", MEANING),
    (BO, "Sagsbehandlere i Nordby", "Tiden er også kort, vi har halvtreds sager hver.", TIME),
    (ANNA, "Borger 1", PARTY, FELLOWSHIP),
    (ANNA, "Borger 1", ANSWER_OVER_TURNS, LANGUAGE),
    (BO, "Borger 1", "Jeg nikkede, og så gik jeg hen og så, hvad de andre gjorde.", FELLOWSHIP),
    (ANNA, "Borger 2", CHAIR, FELLOWSHIP),
    (BO, "Borger 2", "Men når praktikken slutter, er det bare slut.", MEANING),
)
STARRED = (ANNA, "Borger 2", CHAIR, FELLOWSHIP)
UNCERTAIN = (BO, "Borger 2", "Men når praktikken slutter, er det bare slut.", MEANING)
MEMO = "Vender tilbage i næsten samme ord senere."


def small_study(path: Path) -> Study:
    """The study above at `path` and open, with its codings and two theme summaries. All have the same ids."""
    return copied(path, new_small_study)


def copied(path: Path, make: Callable[[Path], Study]) -> Study:
    """A copy at `path` of the study that `make` makes, open; it is made once for all tests of a process."""
    path.write_bytes(_bytes_of(make))
    return open_study(path)


@cache
def _bytes_of(make: Callable[[Path], Study]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.citat"
        make(path).close()
        # what is still beside it would be missing in a copy
        assert [file.name for file in path.parent.iterdir()] == [path.name]
        return path.read_bytes()


def new_small_study(path: Path) -> Study:
    """The same study made anew, with ids of its own."""
    study = create_study(path, "Prøveundersøgelsen", "da", made_up=True)
    coders = {name: ensure_coder(study, name) for name in (ANNA, BO)}
    add_interviews(study, INTERVIEWS)
    take_codebook(study, coders[ANNA].id, CODEBOOK)
    for coder, title, words, code in CODINGS:
        operations = [apply_words(study, title, words, code)]
        coding = operations[0]["coding"]
        if (coder, title, words, code) == STARRED:
            operations.append({"op": "star", "cid": str(uuid4()), "coding": coding, "starred": True})
            operations.append({"op": "memo", "cid": str(uuid4()), "coding": coding, "text": MEMO})
        if (coder, title, words, code) == UNCERTAIN:
            operations.append({"op": "certainty", "cid": str(uuid4()), "coding": coding, "certainty": "uncertain"})
        operate(study, coders[coder], title, operations)
    _write_summaries(study, coders[ANNA])
    return study


def add_interviews(study: Study, interviews: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Store interviews by title, each a list of speaker and words; speakers are those of PEOPLE and ROLES."""
    store_import(study, None, [plan_interview(title, turns) for title, turns in interviews.items()])


def plan_interview(title: str, turns: Sequence[tuple[str, str]]) -> DocumentPlan:
    """The plan of one interview as a person would have confirmed it."""
    read = ReadDocument(
        title=title,
        source_name=f"{title}.txt",
        source_hash=hashlib.sha256(repr((title, turns)).encode("utf-8", "surrogatepass")).hexdigest(),
        turns=tuple(ReadTurn(speaker, words) for speaker, words in turns),
        left_out={},
        encoding="utf-8",
    )
    speakers = tuple(_speaker(name) for name in read.speakers)
    return DocumentPlan(read, title, "transcript", "da", "2026-03-04", (), speakers)


def apply_words(study: Study, title: str, words: str, code: str) -> dict[str, object]:
    """The operation that codes the first place where these words stand in the interview of this title."""
    start = load_document(study, document_id(study, title)).text.index(words)
    found = load_codebook(study).find_path(code)
    assert found is not None
    ids = {"cid": str(uuid4()), "coding": str(uuid4())}
    return {"op": "apply", **ids, "start": start, "end": start + len(words), "code": found.id, "quote": words}


def operate(study: Study, coder: Coder, title: str, operations: Sequence[Mapping[str, object]]) -> None:
    """Do these operations on an interview; none may be refused."""
    answer = apply_operations(study, coder.id, document_id(study, title), operations)
    assert not answer.refused, answer.refused


def document_id(study: Study, title: str) -> str:
    """The id of the document of this title."""
    return next(head.id for head in list_documents(study) if head.title == title)


def group_id(study: Study, key: str) -> str:
    """The id of the group with this key."""
    return next(group.id for group in list_groups(study) if group.key == key)


def _speaker(name: str) -> SpeakerPlan:
    if name in ROLES:
        return SpeakerPlan(name, ROLES[name])
    group, case, attributes = PEOPLE[name]
    return SpeakerPlan(name, "interviewee", name, group, case, attributes, known=True)


def _write_summaries(study: Study, coder: Coder) -> None:
    leaders = Summary(
        "code-time",
        group_id(study, "leader"),
        dominant="Begge ledere mangler tid til oplæring.\nPapirerne fylder mere end borgerne.",
        nuances="Hos den ene er det blevet bedre.",
        counter_voices="",
        counter_looked_for=True,
    )
    citizens = replace(
        leaders,
        code_id="code-fellowship",
        group_id=group_id(study, "citizen"),
        dominant="Borgerne vil høre til.",
        nuances="",
        counter_voices="Det varer kun, så længe praktikken varer.",
        counter_looked_for=False,
    )
    for summary in (leaders, citizens):
        save_summary(study, coder.id, summary, load_evidence(study))
