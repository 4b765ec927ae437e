"""Defects that other programs for this work were proven to have: none of them may be ours.

Held elsewhere, and not repeated here:

- Spans outside the text, turned round or empty, unknown fields, duplicates: `tests/coding/test_operations.py`.
- Offsets of text with emoji, combining letters and soft hyphens: `tests/coding/test_operations.py` (any stretch of any
  text), and in a browser `tests/browser/test_transcript_component_coding.py`.
- A mark at the beginning of a file (BOM) or its line ends moving every coding: `tests/corpus/test_readers_encodings.py`
  reads them, the first test below codes on it.
- Each highlight drawn by walking the whole text: `tests/browser/test_transcript_component_coding.py` and
  `docs/decisions/0004-transcript-component.md` (a change repaints its own turns).
- Code names, times and ids that change with every export: codes are written with their ids, and read back the same,
  in `tests/codebooks/test_codebook_yaml.py`.

What concerns the exchange format REFI-QDA and agreement between coders waits for these to be built.
"""

import io
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook

from codebooks.values import Code, Codebook
from codebooks.yaml_format import read_yaml, write_yaml
from coding.checking import check_study
from coding.codebook_store import edit_code, load_codebook, retire_code, take_codebook
from coding.codings import list_codings
from coding.evidence import load_evidence
from coding.matrix import code_by_group
from coding.operations import apply_operations
from corpus.coders import Coder, ensure_coder
from corpus.documents import load_document
from corpus.import_plan import plan_import
from corpus.importing import store_import
from corpus.language import ENGLISH
from corpus.readers import read_transcript
from corpus.study import Study, create_study
from exports.report.files import write_report
from exports.spreadsheet import write_csv, write_excel
from tests.studies import ANNA, CODINGS, apply_words, document_id, new_small_study, small_study

TITLE = "Borger 1"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "a.citat")


@pytest.fixture
def anna(study: Study) -> Coder:
    return ensure_coder(study, ANNA)


def excerpt_rows(study: Study) -> list[dict[str, object]]:
    sheet = load_workbook(io.BytesIO(write_excel(study, ENGLISH))).worksheets[0]
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def code_span(study: Study, document: str, span: tuple[int, int], code: str, memo: str = "") -> None:
    start, end = span
    quote = load_document(study, document).text[start:end]
    coding = str(uuid4())
    applied: dict[str, object] = {"op": "apply", "start": start, "end": end, "code": code, "quote": quote}
    operations: list[dict[str, object]] = [
        {**applied, "cid": str(uuid4()), "coding": coding},
        {"op": "memo", "cid": str(uuid4()), "coding": coding, "text": memo},
    ]
    assert apply_operations(study, ensure_coder(study, ANNA).id, document, operations).refused == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_codings_stand_on_the_same_words_whatever_the_file_was_written_in(
    tmp_path: Path, encoding: str, end: str
) -> None:
    study = create_study(tmp_path / "b.citat", "Linjer", "da")
    coder = ensure_coder(study, ANNA)
    take_codebook(study, coder.id, Codebook("K", "da", (Code("x", "Glæde"),)))
    lines = ["Interviewer: Hvordan var det?", "Borger 1: Jeg elskede det.", "", "Ja, hver dag på gården."]
    read = read_transcript("b.txt", end.join(lines).encode(encoding))
    (document,) = store_import(study, coder.id, plan_import(study, [read]).documents)
    text = load_document(study, document).text
    assert not set(text) & {"\ufeff", "\r"}
    start = text.index("elskede det")
    code_span(study, document, (start, start + len("elskede det")), "x")
    assert [row["Quote"] for row in excerpt_rows(study)] == ["elskede det"]


def test_no_coding_is_missing_from_the_lists(study: Study, anna: Coder) -> None:
    """Others leave out what hangs on nothing else: here codings nobody is counted in, and those of retired codes."""
    interviewer = apply_words(study, TITLE, "Hvordan var den første dag?", "Mening")
    interpreter = apply_words(study, TITLE, "hun forstod halvdelen", "Mening")
    answer = apply_operations(study, anna.id, document_id(study, TITLE), [interviewer, interpreter])
    assert answer.refused == ()
    retire_code(study, anna.id, "code-barriers")
    expected = sorted(excerpt.quote for excerpt in load_evidence(study).excerpts)
    assert len(expected) == len(CODINGS) + 2 == len(list_codings(study))
    assert sorted(str(row["Quote"]) for row in excerpt_rows(study)) == expected
    csv = write_csv(study, ENGLISH).decode("utf-8-sig")
    assert all(quote.splitlines()[0].replace('"', '""') in csv for quote in expected)


def test_a_parents_new_name_is_the_new_name_above_all_below_it(study: Study, anna: Coder) -> None:
    book = load_codebook(study)
    edit_code(study, anna.id, Code("code-barriers", "Forhindringer", colour=book.code("code-barriers").colour))
    paths = [code.id for code in book.codes if book.top(code.id).id == "code-barriers"]
    assert {load_codebook(study).path(code)[0] for code in paths} == {"Forhindringer"}
    assert {row["Code 1"] for row in excerpt_rows(study)} == {"Forhindringer", "Mening"}
    assert {excerpt.path[0] for excerpt in load_evidence(study).excerpts} == {"Forhindringer", "Mening"}


def test_codes_of_one_name_under_two_parents_stay_two(tmp_path: Path) -> None:
    study = create_study(tmp_path / "c.citat", "Navne", "da")
    coder = ensure_coder(study, ANNA)
    home, home_time, work, work_time = (str(uuid4()) for _ in range(4))
    book = Codebook(
        "Navne",
        "da",
        (
            Code(home, "Hjem"),
            Code(home_time, "Tid", home),
            Code(work, "Arbejde"),
            Code(work_time, "Tid", work),
        ),
    )
    again = read_yaml(write_yaml(book).encode("utf-8"), "navne.yaml")
    assert [(code.id, code.parent) for code in again.codes] == [(code.id, code.parent) for code in book.codes]
    take_codebook(study, coder.id, again)
    read = read_transcript("c.txt", "Interviewer: Nå?\nBorger 1: Der er ingen tid tilbage, når jeg har fri.".encode())
    (document,) = store_import(study, coder.id, plan_import(study, [read]).documents)
    start = load_document(study, document).text.index("ingen tid")
    for code in (home_time, work_time):
        code_span(study, document, (start, start + 9), code)
    assert [(row["Code 1"], row["Code 2"]) for row in excerpt_rows(study)] == [("Hjem", "Tid"), ("Arbejde", "Tid")]
    counts = {row.path: sum(cell.passages for cell in row.cells) for row in code_by_group(load_evidence(study))}
    assert counts == {("Hjem",): 1, ("Hjem", "Tid"): 1, ("Arbejde",): 1, ("Arbejde", "Tid"): 1}
    assert check_study(study) == ()


def test_signs_that_mean_something_in_xml_leave_every_file_whole(study: Study, anna: Coder) -> None:
    memo = "Løn & <pension> ]]> \"citat\" 'nu' \x0b"
    document = document_id(study, TITLE)
    code_span(study, document, (0, 10), "code-time", memo)
    edit_code(study, anna.id, Code("code-time", "Tid & <hænder", "code-barriers", definition=memo.replace("\x0b", "")))
    for data in (write_report(study, ENGLISH, language="en"), write_excel(study, ENGLISH)):
        with ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(archive.read(name))
    assert any("Løn & <pension>" in str(row["Memo"]) for row in excerpt_rows(study))
    assert any(row["Code 2"] == "Tid & <hænder" for row in excerpt_rows(study))


def test_a_whole_interview_can_be_coded_and_is_exported_whole(study: Study) -> None:
    document = load_document(study, document_id(study, "Borger 2"))
    code_span(study, document.id, (0, len(document.text)), "code-time")
    (row,) = [row for row in excerpt_rows(study) if row["Start"] == 0 and row["Document"] == "Borger 2"]
    assert (row["Quote"], row["End"]) == (document.text, len(document.text))
    assert check_study(study) == ()


def test_two_studies_never_mix(study: Study, tmp_path: Path) -> None:
    """Another program imported the documents of all projects in a file; here a file is one study."""
    other = new_small_study(tmp_path / "other.citat")
    assert not {coding.id for coding in list_codings(study)} & {coding.id for coding in list_codings(other)}
    before = list_codings(study)
    anna = ensure_coder(other, ANNA)
    retire_code(other, anna.id, "code-meaning")
    assert list_codings(study) == before
    assert not load_codebook(study).code("code-meaning").retired
