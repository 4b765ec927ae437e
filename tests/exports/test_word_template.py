"""A team's Word template keeps its styles, headers and pages; what a report needs besides is added and named."""

import io
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from corpus.errors import UnreadableFile
from corpus.language import ENGLISH
from corpus.study import Study
from exports import word_styles as look
from exports.report.blocks import Box, Heading, Item, Pages, Quote, Report, Span, Table, finished, plain
from exports.report.files import report_file, write_report
from exports.report.plan import ReportPlan
from exports.report.plan_kept import KeptTemplate, load_template, save_template
from exports.word_template import open_template
from tests.exports.report_reading import in_word
from tests.exports.word_reading import open_word, styled, text_of

TYPES = "[Content_Types].xml"
TEMPLATE_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
DOCUMENT_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

REPORT = Report(
    "Titel",
    "Undertitel",
    "",
    date(2026, 3, 4),
    False,
    "da",
    finished(
        (
            Heading(1, "Første kapitel"),
            Heading(2, "Et afsnit"),
            plain("Tal.", "count"),
            Item((Span("Et punkt"),)),
            Quote(((Span("Ja."),),), "Leder 1"),
            Box("Boks", ((Span("Indhold"),),)),
            Table("Tabel", ("A", "B"), (("1", "2"),), (5, 11)),
            Pages(wide=True),
            Table("Bred", ("A", "B"), (("1", "2"),), (5, 20)),
        ),
        ENGLISH,
    ),
)


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def template(change: Callable[[Any], None] | None = None) -> bytes:
    document: Any = docx.Document()
    document.styles["Heading 1"].font.name = "Georgia"
    document.styles["Heading 1"].font.size = Pt(31)
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0, 0x40)
    document.styles["Normal"].font.name = "Georgia"
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Cm(18), Cm(25), Cm(4)
    section.header.paragraphs[0].text = "Instituttet"
    document.add_paragraph("Skriv her.")
    if change:
        change(document)
    return saved(document)


def in_template(data: bytes, name: str = "skabelon.dotx") -> Any:
    return open_word(report_file(REPORT, ENGLISH, ".docx", KeptTemplate(name, data)))


def as_dotx(data: bytes) -> bytes:
    return with_part(data, TYPES, lambda types: types.replace(DOCUMENT_TYPE, TEMPLATE_TYPE))


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return written.getvalue()


@pytest.mark.parametrize("make", [lambda data: data, as_dotx])
def test_styles_headers_and_pages_of_the_template_are_kept(make: Callable[[bytes], bytes]) -> None:
    document = in_template(make(template()))
    heading = document.styles["Heading 1"].font
    assert (heading.name, heading.size, heading.color.rgb) == ("Georgia", Pt(31), RGBColor(0x80, 0, 0x40))
    assert round(document.sections[0].page_width.cm, 2) == 18
    assert document.sections[0].header.paragraphs[0].text == "Instituttet"
    assert document.sections[-1].header.paragraphs[0].text == "Instituttet"
    assert not document.sections[0].different_first_page_header_footer
    assert "Skriv her." not in [p.text for p in document.paragraphs]


def test_all_blocks_are_there_and_tables_fit_the_pages_of_the_template() -> None:
    data = report_file(REPORT, ENGLISH, ".docx", KeptTemplate("s.docx", template()))
    plain_kinds = [kind for kind, _words in in_word(report_file(REPORT, ENGLISH, ".docx"))]
    assert [kind for kind, _words in in_word(data)] == plain_kinds
    document: Any = open_word(data)
    captions = [p for p in document.paragraphs if p.style.name == "Caption"]
    assert [p.paragraph_format.keep_with_next for p in captions] == [True, True]
    for table, section in zip(document.tables, document.sections, strict=True):
        room = section.page_width - section.left_margin - section.right_margin
        assert abs(sum(cell.width for cell in table.rows[0].cells) - room) < 10


def test_missing_styles_are_added_and_named_and_take_the_templates_font() -> None:
    opened = open_template("s.docx", template(), "da")
    assert set(opened.added) >= {look.COUNT_SENTENCE, look.NOTICE, look.BOX_TEXT, look.MUTED, look.TABLE, "toc 1"}
    assert not set(opened.added) & {"Heading 1", "Quote", "Caption", look.BULLETS}
    document = in_template(template())
    added = document.styles[look.COUNT_SENTENCE]
    assert added.base_style.name == "Normal"
    assert (added.font.name, added.font.color.rgb) == (None, None)
    assert styled(document, look.COUNT_SENTENCE) == ["Tal."]

    def has_one(document: Any) -> None:
        document.styles.add_style(look.COUNT_SENTENCE, WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(7)

    own = in_template(template(has_one))
    assert own.styles[look.COUNT_SENTENCE].font.size == Pt(7)


def test_numbers_are_written_out_where_the_templates_headings_have_none() -> None:
    document = in_template(template())
    assert styled(document, "Heading 1") == ["1 Første kapitel"]
    assert styled(document, "Heading 2") == ["1.1 Et afsnit"]
    numbered = in_template(saved(look.new_document("da")))
    assert styled(numbered, "Heading 1") == ["Første kapitel"]


def test_a_template_without_lists_and_numbering_gets_written_bullets() -> None:
    def bare(document: Any) -> None:
        for style in list(document.styles.element.iter(qn("w:style"))):
            if style.find(qn("w:name")).get(qn("w:val")) in ("List Bullet", "Quote", "caption", "Title"):
                document.styles.element.remove(style)

    document = in_template(template(bare))
    assert styled(document, look.BULLETS) == ["• Et punkt"]
    assert styled(document, "Quote") == ["Ja. (Leder 1)"]


def test_the_report_goes_where_the_mark_stands() -> None:
    def marked(document: Any) -> None:
        document.add_paragraph(" {Rapport} ")
        document.add_paragraph("Kolofon")

    document = in_template(template(marked))
    said = [text_of(p) for p in document.paragraphs]
    assert (said[0], said[-1]) == ("Skriv her.", "Kolofon")
    assert said.index("Skriv her.") < said.index("Titel") < said.index("Kolofon")
    assert not [words for words in said if "apport}" in words]
    assert document.sections[-1].page_width < document.sections[-1].page_height


def test_headers_that_the_last_section_inherits_are_kept() -> None:
    def two_sections(document: Any) -> None:
        document.add_section()
        document.add_paragraph("Anden del")

    document = in_template(template(two_sections))
    assert document.sections[0].header.paragraphs[0].text == "Instituttet"


def test_the_way_to_the_template_does_not_leave_the_house() -> None:
    def attached(document: Any) -> None:
        element = OxmlElement("w:attachedTemplate")
        element.set(qn("r:id"), "rId77")
        document.settings.element.append(element)
        document.part._settings_part.rels.get_or_add_ext_rel(
            "http://x/attachedTemplate", "file:///H:/Anna/skabelon.dotx"
        )

    written = report_file(REPORT, ENGLISH, ".docx", KeptTemplate("s.docx", template(attached)))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert not [name for name in archive.namelist() if b"skabelon.dotx" in archive.read(name)]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old format"),
        (b"PK\x03\x04 nothing", "damaged"),
        (b"x" * 10_000_001, "larger than"),
        (
            with_part(template(), "[Content_Types].xml", lambda t: t.replace(b"main+xml", b"macroEnabled.main+xml")),
            "macros",
        ),
        (with_part(template(), "word/document.xml", lambda _xml: b"<broken"), "cannot be used as a template"),
        (with_part(template(), "word/document.xml", lambda xml: b"<!DOCTYPE x>" + xml), "document type"),
    ],
)
def test_a_bad_template_is_refused_with_what_is_wrong(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        open_template("skabelon.dotx", data, "da")
    assert says in refused.value.msgid


def test_a_style_of_another_kind_is_named() -> None:
    def other_kind(document: Any) -> None:
        document.styles.add_style(look.NOTICE, WD_STYLE_TYPE.CHARACTER)

    with pytest.raises(UnreadableFile) as refused:
        open_template("skabelon.dotx", template(other_kind), "da")
    assert refused.value.values["style"] == look.NOTICE


def test_a_template_is_kept_with_the_study(small_copy: Study) -> None:
    data = template()
    save_template(small_copy, KeptTemplate("Skabelon.dotx", data))
    kept = load_template(small_copy)
    assert kept == KeptTemplate("Skabelon.dotx", data)
    plan = ReportPlan(parts=("chapters",))
    written = write_report(small_copy, ENGLISH, language="en", plan=plan, template=kept)
    page: Any = open_word(written).sections[0]
    assert round(page.page_width.cm, 2) == 18
    save_template(small_copy, None)
    assert load_template(small_copy) is None


@pytest.fixture
def small_copy(tmp_path: Path, study: Study) -> Study:
    from corpus.study import open_study

    copy = tmp_path / "copy.citat"
    shutil.copy(study.path, copy)
    return open_study(copy)
