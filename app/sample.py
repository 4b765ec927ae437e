"""The sample study: made-up interviews from `app/sample_study`, imported and coded as a person's would be."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, Field

from app import process_lock
from codebooks import ready_made
from codebooks.values import Codebook
from coding.codebook_store import take_codebook
from coding.codings import apply_code, ensure_passage
from corpus.coders import ensure_coder
from corpus.documents import Document, list_documents, load_document
from corpus.import_plan import plan_import
from corpus.importing import store_import
from corpus.indicator_files import read_numbers_file
from corpus.indicator_import import store_numbers
from corpus.people import read_people
from corpus.readers import read_transcript
from corpus.study import Study, create_study, open_study, remove_study_files, with_side_files

SOURCE = Path(__file__).parent / "sample_study"
TITLE = "Vejen ind – opdigtet eksempelundersøgelse"
FILE_NAME = "Vejen ind (opdigtet eksempel).citat"
CODEBOOK = "stakeholders-da"
NUMBERS = "opdigtede-tal.csv"
CODERS = ("Koder A", "Koder B")


class CodedQuote(BaseModel):
    """A quote of one interview and the code paths that each coder gave it."""

    quote: str
    codes: Annotated[dict[str, list[str]], Field(min_length=1)]
    memo: str = ""


class CodedInterview(BaseModel):
    """The codings of one interview file."""

    interview: str
    codings: list[CodedQuote]


def ensure_sample(folder: Path) -> Path:
    """The sample study in this folder, made where it is missing; by one of several browser tabs that ask at once."""
    path = folder / FILE_NAME
    if not path.exists():
        with process_lock.held(folder / ".sample.lock", lambda: None):
            if not path.exists():
                build_sample(path).close()
    return path


def restore_sample(folder: Path) -> Path:
    """The sample study as it was at first. What was done in it is kept beside it under another name."""
    path = folder / FILE_NAME
    if path.exists():
        stamp = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
        kept = folder / f"{path.stem} {stamp}.citat"
        for file, target in zip(with_side_files(path), with_side_files(kept), strict=True):
            if file.exists():
                file.replace(target)
    return ensure_sample(folder)


def build_sample(path: Path) -> Study:
    """Make the sample study at `path` in one step and open it."""
    draft = path.with_name(f".{path.name}.new")
    remove_study_files(draft)
    study = create_study(draft, TITLE, "da", made_up=True)
    book = ready_made.load(CODEBOOK)
    coders = {name: ensure_coder(study, name).id for name in CODERS}
    files = sorted((SOURCE / "interviews").glob("*.txt"))
    people = read_people("personer.csv", (SOURCE / "personer.csv").read_bytes())
    plan = plan_import(study, [read_transcript(file.name, file.read_bytes()) for file in files], people)
    store_import(study, None, plan.documents)
    take_codebook(study, coders[CODERS[0]], book)
    documents = {head.source_name: load_document(study, head.id) for head in list_documents(study)}
    for file in sorted((SOURCE / "codings").glob("*.yaml")):
        coded = CodedInterview.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
        _code(study, documents[coded.interview], coded, book, coders)
    numbers = SOURCE / NUMBERS
    store_numbers(study, None, read_numbers_file(numbers.name, numbers.read_bytes()))
    study.close()
    draft.replace(path)
    return open_study(path)


def _code(study: Study, document: Document, coded: CodedInterview, book: Codebook, coders: dict[str, str]) -> None:
    with study.act(None, "sample.code", scope="sample") as act:
        for quoted in coded.codings:
            start = document.text.index(quoted.quote)
            passage = ensure_passage(act.connection, document.id, start, start + len(quoted.quote))
            for i, (name, paths) in enumerate(quoted.codes.items()):
                for path in paths:
                    code = book.find_path(path)
                    if code is None:
                        raise KeyError(path)
                    apply_code(act, coders[name], passage, code.id, memo=quoted.memo if i == 0 else "")
