"""Interview guides as people write them: questions with their topics from text, Word, Excel and CSV files."""

import io

import docx
import openpyxl
import pytest

from corpus.errors import UnreadableFile
from corpus.guide_files import ReadQuestion, read_guide

WANTED = (
    ReadQuestion("Barrierer", "Hvad står i vejen i hverdagen?"),
    ReadQuestion("Barrierer", "Fortæl om den sidste gang, det gik galt."),
    ReadQuestion("Samarbejde med jobcentret", "Hvem ringer I til, og hvornår?"),
)
TEXT = """Interviewguide til ledere

Barrierer
1. Hvad står i vejen i hverdagen?
2) Fortæl om den sidste gang, det gik galt.

Samarbejde med jobcentret:
- Hvem ringer I til, og hvornår?
"""


def test_a_text_file_has_questions_under_their_topics_without_numbers() -> None:
    assert read_guide("guide.txt", TEXT.encode()) == WANTED
    assert read_guide("guide.md", TEXT.replace("Barrierer", "## Barrierer").encode("utf-8-sig")) == WANTED


def test_a_word_file_has_headings_or_bold_lines_as_topics_and_tables_as_rows() -> None:
    document = docx.Document()
    document.add_heading("Barrierer", 1)
    document.add_paragraph("Hvad står i vejen i hverdagen?")
    document.add_paragraph("2. Fortæl om den sidste gang, det gik galt.")
    document.add_paragraph().add_run("Samarbejde med jobcentret").bold = True
    document.add_paragraph("Hvem ringer I til, og hvornår?")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Tema", "Spørgsmål", "Mening", "Hvad giver det dig?"),
        strict=True,
    ):
        cell.text = words
    buffer = io.BytesIO()
    document.save(buffer)
    assert read_guide("guide.docx", buffer.getvalue()) == (*WANTED, ReadQuestion("Mening", "Hvad giver det dig?"))


@pytest.mark.parametrize("heading", [("Tema", "Note", "Spørgsmål"), None])
def test_a_sheet_has_its_columns_by_name_or_by_their_longest_texts_and_a_topic_stands_once(
    heading: tuple[str, ...] | None,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [("Barrierer", WANTED[0].text), ("", WANTED[1].text), ("Samarbejde med jobcentret", WANTED[2].text)]
    if heading:
        sheet.append(heading)
    for topic, text in rows:
        sheet.append((topic, "x", text) if heading else (topic, text))
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_guide("guide.xlsx", buffer.getvalue()) == WANTED


def test_a_csv_file_is_read_as_a_sheet_and_a_question_stands_once() -> None:
    data = "question;topic\nWhat helps?;Support\nwhat  helps?;Other\n".encode("utf-8-sig")
    assert read_guide("guide.csv", data) == (ReadQuestion("Support", "What helps?"),)


@pytest.mark.parametrize(
    ("name", "data"), [("guide.txt", b"Velkommen og tak.\n"), ("guide.pdf", b"%PDF"), ("g.txt", b"")]
)
def test_a_file_without_questions_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_guide(name, data)
