"""The Word file is sound: styles, fields, links and properties as Word and LibreOffice expect them."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from corpus.language import ENGLISH
from corpus.study import Study
from exports.characters import writable
from exports.report.files import write_report
from exports.report.plan import ReportPlan
from exports.word_writer import WordWriter, add_text
from tests.exports.word_reading import attributes, fields, open_word, styled, text_of

SOFFICE = shutil.which("soffice")

# The order in which the standard wants properties (ECMA-376 part 1, 17.3.1.26 and 17.4.60); Word refuses others.
ORDERS = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "w:tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
}


PLAN = ReportPlan(parts=("method", "chapters", "codebook"), authors="Anna & Bo <A/S>")


@pytest.fixture(scope="module")
def data(study: Study) -> bytes:
    return write_report(study, ENGLISH, language="da", plan=PLAN)


@pytest.fixture(scope="module")
def report(data: bytes) -> Document:
    return open_word(data)


def test_it_is_a4_and_danish_to_the_spelling_checker(report: Document) -> None:
    section: Any = report.sections[0]
    assert (round(section.page_width / Cm(1), 1), round(section.page_height / Cm(1), 1)) == (21.0, 29.7)
    assert set(attributes(report.styles.element, "w:lang", "w:val")) == {"da-DK"}
    assert report.core_properties.language == "da-DK"


def test_it_says_who_wrote_what_and_nothing_of_the_tools(report: Document, data: bytes) -> None:
    core = report.core_properties
    assert (core.title, core.author, core.comments) == ("Prøveundersøgelsen", "Anna & Bo <A/S>", "")
    assert b"python-docx" not in b"".join(_parts(data).values())
    assert "docProps/thumbnail.jpeg" not in _parts(data)


def test_word_is_not_made_to_ask_whether_fields_may_be_updated(report: Document) -> None:
    assert not list(report.settings.element.iter(qn("w:updateFields")))
    assert set(attributes(report.element, "w:fldChar", "w:dirty")) == {None}


def test_page_numbers_and_captions_are_fields(report: Document) -> None:
    assert fields(report.sections[0].footer._element) == ["PAGE", "NUMPAGES"]
    assert text_of(report.sections[0].footer.paragraphs[0]) == "Page 1 of 1"
    assert fields(report.element).count("SEQ Table \\* ARABIC") == len(report.tables)
    assert styled(report, "Caption")[0] == "Table 1. Interviews, persons and cases by group"


def test_every_field_that_begins_ends(report: Document) -> None:
    kinds = list(attributes(report.element, "w:fldChar", "w:fldCharType"))
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 0


def test_the_contents_list_every_chapter_and_section_and_link_to_it(report: Document) -> None:
    body: Any = report.element.body
    (contents,) = body.iter(qn("w:sdt"))
    assert [f for f in fields(contents) if f.startswith("TOC")] == ['TOC \\o "1-2" \\h \\z \\u']
    links = list(contents.iter(qn("w:hyperlink")))
    listed = ["".join(t.text for t in link.iter(qn("w:t"))) for link in links]
    assert listed[:8] == [
        "1Method",
        "1.1Interviews",
        "1.2Coding",
        "1.3How the numbers and quotes are meant",
        "1.4Which word for how many",
        "1.5Scope and limits",
        "2Barrierer",
        "2.1Barrierer as a whole",
    ]
    in_text = [
        text_of(p) for p in report.paragraphs if p.style is not None and p.style.name in ("Heading 1", "Heading 2")
    ]
    assert [words.lstrip("0123456789.") for words in listed] == in_text
    marks = list(attributes(body, "w:bookmarkStart", "w:name"))
    assert len(marks) == len(set(marks))
    assert {link.get(qn("w:anchor")) for link in links} <= set(marks)


def test_tables_repeat_their_heading_keep_rows_whole_and_are_described(report: Document) -> None:
    for table in report.tables:
        rows = table._tbl.tr_lst
        assert [bool(list(row.iter(qn("w:tblHeader")))) for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(list(row.iter(qn("w:cantSplit"))) for row in rows)
        assert next(attributes(table._tbl, "w:tblCaption", "w:val"))
        assert table.style is not None
        assert table.style.name == "List Table 2"


def test_properties_stand_in_the_order_word_wants(data: bytes) -> None:
    for name in ("word/document.xml", "word/styles.xml"):
        root = etree.fromstring(_parts(data)[name])
        for tag, order in ORDERS.items():
            places = {qn(f"w:{child}"): place for place, child in enumerate(order.split())}
            for element in root.iter(qn(tag)):
                found = [places[child.tag] for child in element]
                assert found == sorted(found), etree.tostring(element)


@given(st.text(max_size=80))
@settings(deadline=None, max_examples=30)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    writer = WordWriter("da", ENGLISH)
    paragraph = writer.paragraph()
    add_text(paragraph, text)
    (written,) = open_word(writer.save()).paragraphs
    assert text_of(written) == writable(text)


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed: the report was not opened in it")
def test_libreoffice_opens_it_and_shows_every_chapter(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "rapport.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "rapport.docx")], check=True, timeout=180, capture_output=True)
    words = (tmp_path / "rapport.txt").read_text(encoding="utf-8-sig")
    for expected in ("1 Method", "2.3 Tid og ressourcer", "Appendix: the codebook", "(Borger 1, via interpreter)"):
        assert expected in words.replace("\t", " ").replace("\u00a0", " ")


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
