"""Word files as researchers make them: bold names, tables, tracked changes, and things that are not running text."""

import zipfile
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.shared import RGBColor

from corpus.language import ENGLISH
from corpus.readers import ReadTurn, read_transcript
from corpus.readers.left_out import describe_left_out

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOXES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def raw_word(body: str, **parts: str) -> bytes:
    """A .docx with nothing in it but this body, and these other parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}" {BOXES}><w:body>{body}</w:body></w:document>')
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return buffer.getvalue()


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def turns(data: bytes) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in read_transcript("a.docx", data).turns]


TALK = [("Interviewer", "Hvad gør I?"), ("Mette", "Vi prøver."), ("Interviewer", "Og så?"), ("Mette", "Vi venter.")]


@pytest.mark.parametrize("way", ["colon", "bold", "bold colon", "colour", "style", "above", "heading", "table"])
def test_the_same_talk_is_found_however_word_shows_the_speakers(way: str) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2) if way == "table" else None
    for speaker, said in TALK:
        if table is not None:
            for cell, text in zip(table.add_row().cells, (speaker, said), strict=True):
                cell.text = text
        elif way in ("above", "heading"):
            document.add_paragraph(speaker, style="Heading 2" if way == "heading" else None)
            document.add_paragraph(said)
        else:
            line = document.add_paragraph()
            name = line.add_run(f"{speaker}: " if "colon" in way else f"{speaker} ")
            name.bold = True if "bold" in way else None
            if way == "colour":
                name.font.color.rgb = RGBColor(0xC0, 0, 0)
            if way == "style":
                name.style = document.styles["Strong"]
            line.add_run(said)
    assert turns(saved(document)) == TALK


def test_a_bold_beginning_that_does_not_come_back_is_speech() -> None:
    document = docx.Document()
    for bold, plain in (("I: ", "Hvad?"), ("Rigtig", " mange ting."), ("R: ", "Ja.")):
        line = document.add_paragraph()
        line.add_run(bold).bold = True
        line.add_run(plain)
    assert turns(saved(document)) == [("I", "Hvad?\nRigtig mange ting."), ("R", "Ja.")]


def test_a_table_with_times_header_numbers_and_remarks() -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=5)
    rows = [
        ("Nr", "Tid", "Taler", "Tekst", "Noter"),
        ("1", "00:00:05", "Interviewer:", "Hvad gør I?", ""),
        ("2", "00:01:10", "Leder 3:", "Vi prøver.\nHver dag.", "ler"),
        ("3", "", "", "Og venter.", ""),
        ("4", "1:02", "Interviewer:", "Og så, Mette: hvad nu?", ""),
    ]
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    read = read_transcript("a.docx", saved(document))
    assert read.turns == (
        ReadTurn("Interviewer", "Hvad gør I?", "00:00:05"),
        ReadTurn("Leder 3", "Vi prøver.\nHver dag.\nOg venter.", "00:01:10"),
        ReadTurn("Interviewer", "Og så, Mette: hvad nu?", "00:01:02"),
    )
    assert read.left_out == {"table_cells": 1}


def test_a_table_of_time_and_labelled_speech() -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for row in (("00:00:05", "I: Hvad gør I?"), ("00:00:09", "R: Vi prøver.")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    assert read_transcript("a.docx", saved(document)).turns == (
        ReadTurn("I", "Hvad gør I?", "00:00:05"),
        ReadTurn("R", "Vi prøver.", "00:00:09"),
    )


def test_details_in_a_table_and_paragraphs_below_keep_their_order() -> None:
    document = docx.Document()
    document.add_paragraph("Interview med Leder 3")
    table = document.add_table(rows=0, cols=2)
    for row in (("Dato", "2025-03-04"), ("Kommune", "Egelund")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("I: Hvad?")
    document.add_paragraph("R: Det.")
    read = read_transcript("a.docx", saved(document))
    assert read.details == {"date": "2025-03-04", "municipality": "Egelund"}
    assert [turn.text for turn in read.turns] == ["Interview med Leder 3", "Hvad?", "Det."]


def test_other_tables_are_read_row_by_row() -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for row in (("uge", "antal", "ja, i alt"), ("en", "2", "3 og en lang bemærkning")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    assert turns(saved(document)) == [(None, "uge\tantal\tja, i alt"), (None, "en\t2\t3 og en lang bemærkning")]


def test_a_frame_around_an_interview_is_no_table() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "I: Hvad?"
    cell.add_paragraph("R: Det.")
    assert turns(saved(document)) == [("I", "Hvad?"), ("R", "Det.")]


def test_breaks_tabs_and_special_hyphens_inside_a_paragraph() -> None:
    body = paragraph(
        run("R: Et"),
        "<w:r><w:tab/><w:t>to</w:t><w:br/><w:t>tre</w:t><w:cr/><w:t>fire</w:t></w:r>",
        "<w:r><w:noBreakHyphen/><w:t>kerne</w:t><w:softHyphen/><w:t>opgave</w:t><w:sym w:char='00E6'/></w:r>",
    )
    assert turns(raw_word(body)) == [("R", "Et\tto\ntre\nfire\u2011kerne\u00adopgaveæ")]


def test_tracked_insertions_links_and_controls_are_text_and_deletions_are_not() -> None:
    body = paragraph(
        run("R: Vi "),
        f"<w:ins>{run('prøver ')}</w:ins>",
        "<w:del><w:r><w:delText>opgiver</w:delText></w:r></w:del>",
        f"<w:hyperlink>{run('hver ')}</w:hyperlink>",
        f"<w:sdt><w:sdtContent>{run('dag')}</w:sdtContent></w:sdt>",
        "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r>",
    )
    inserted = f"<w:sdt><w:sdtContent><w:ins>{paragraph(run('Og igen.'))}</w:ins></w:sdtContent></w:sdt>"
    read = read_transcript("a.docx", raw_word(body + inserted))
    assert [turn.text for turn in read.turns] == ["Vi prøver hver dag\nOg igen."]
    assert read.left_out == {"deletions": 1}


def test_what_is_not_running_text_is_counted_and_left_out() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>i en boks</w:t></w:r></w:p></w:txbxContent>"
    body = paragraph(
        run("R: Ja"),
        "<w:r><w:footnoteReference/></w:r><w:r><w:footnoteReference/></w:r><w:r><w:endnoteReference/></w:r>",
        "<w:r><w:commentReference/></w:r><w:r><w:drawing/></w:r><w:r><w:pict/></w:r><w:r><w:object/></w:r>",
        run("skjult", "<w:vanish/>"),
        run(" nej", '<w:vanish w:val="0"/>'),
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        "<w:r><w:sym w:char='F04A'/></w:r>",
    )
    header = f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>Fortroligt</w:t></w:r></w:p></w:hdr>'
    empty = f'<w:ftr xmlns:w="{W}"><w:p/></w:ftr>'
    read = read_transcript("a.docx", raw_word(body, header1=header, footer1=empty))
    assert [turn.text for turn in read.turns] == ["Ja nej"]
    assert read.left_out == {
        "footnotes": 2,
        "endnotes": 1,
        "comments": 1,
        "images": 2,
        "embedded_objects": 1,
        "hidden_texts": 1,
        "text_boxes": 1,
        "symbols": 1,
        "headers_footers": 1,
    }
    words = describe_left_out(read.left_out, ENGLISH)
    assert words[:3] == ("2 footnotes", "1 endnote", "1 comment")
    assert len(words) == 9


def test_word_documents_of_the_strict_kind_and_with_another_main_part() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="word/document2.xml"/>'
        "</Relationships>"
    )
    body = paragraph(run("R: Ja"))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document2.xml", f'<w:document xmlns:w="{strict}"><w:body>{body}</w:body></w:document>')
    assert turns(buffer.getvalue()) == [("R", "Ja")]


def test_a_document_of_pictures_says_so() -> None:
    from corpus.errors import UnreadableFile

    with pytest.raises(UnreadableFile, match="only pictures"):
        read_transcript("a.docx", raw_word(paragraph("<w:r><w:drawing/></w:r>")))


def test_a_word_file_says_nothing_about_encodings() -> None:
    document = docx.Document()
    document.add_paragraph("I: Åh 👩🏽‍⚕️?")
    read = read_transcript("a.docx", saved(document))
    assert (read.encoding, read.notices, read.text) == (None, (), "Åh 👩🏽‍⚕️?")
