"""Writes a report's parts into a Word document: headings, paragraphs, tables with captions, header and footer."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from corpus.language import Language, Texts
from exports import word_styles as look
from exports.characters import writable
from exports.word_fields import Bookmarks, Heading, add_caption, add_contents, add_field
from exports.word_template import WordTemplate, is_numbered

SOFT_HYPHEN = "\u00ad"
_CONTENT = (qn("w:t"), qn("w:instrText"))
_DRAWN = (qn("w:drawing"), qn("w:pict"), qn("w:fldSimple"))


class WordWriter:
    """One Word document being written from its first line to its last, in the words of `texts`.

    Whatever text it is given is written as it is, but for what `writable` replaces; a line break stays one.
    """

    def __init__(self, language: Language, texts: Texts, template: WordTemplate | None = None) -> None:
        self._document: Any = template.document if template else look.new_document(language)
        self._template = template
        self._wide = False
        self.bullet = "" if is_numbered(self._document, look.BULLETS) else "• "
        self._numbers = {level: is_numbered(self._document, f"Heading {level}") for level in (1, 2, 3)}
        self._style_ids: dict[str, str] = {}
        self.language = language
        self.texts = texts
        self._bookmarks = Bookmarks()
        self._headings: list[Heading] = []
        self._contents_place: Paragraph | None = None

    def heading(self, level: int, text: str, number: str = "") -> None:
        """A heading with the number that Word's own numbering gives it; empty where it is to have none.

        Where a template does not number its headings the number is written out.
        """
        written_out = f"{number} " if number and not self._numbers[level] else ""
        paragraph = self.paragraph(written_out + text, f"Heading {level}")
        if self._numbers[level] and not number:
            look.unnumbered(paragraph)
        self._headings.append(Heading(level, number, writable(text), self._bookmarks.mark(paragraph)))

    def paragraph(self, text: str = "", style: str = "Normal") -> Paragraph:
        """A paragraph of one style."""
        paragraph: Paragraph = self._document.add_paragraph()
        if style != "Normal":
            paragraph._p.style = self.style_id(style)
        if text:
            add_text(paragraph, text)
        return paragraph

    def style_id(self, name: str) -> str:
        """What the document calls a style inside; python-docx looks through all styles each time it is asked."""
        if name not in self._style_ids:
            self._style_ids[name] = self._document.styles[name].style_id
        return self._style_ids[name]

    def table(
        self,
        number: int,
        caption: str,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        total: bool,
    ) -> None:
        """A table with its number and caption; `widths` as shares, the first column left and numbers centred.

        The heading row is repeated on every page, no row is broken over two, and `total` marks the last one.
        """
        self._caption(self.texts.gettext("Table"), number, caption)
        table = self._document.add_table(rows=len(rows) + 1, cols=len(header), style=look.TABLE)
        _describe(table, writable(caption), total)
        unit = self._text_width() / sum(widths)
        for row, values in zip(table._tbl.tr_lst, (header, *rows), strict=True):
            _keep_whole(row)
            for place, (element, value) in enumerate(zip(row.tc_lst, values, strict=True)):
                self._fill(
                    _Cell(element, table),
                    value,
                    Length(int(widths[place] * unit)),
                    centred=place > 0 and _short(rows, place),
                )
        _repeat(table._tbl.tr_lst[0])
        for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
            column.w = Length(int(width * unit))

    def figure(self, number: int, caption: str, picture: bytes, alternative: str) -> None:
        """A picture (PNG) below its numbered caption, as large as fits a page at most; `alternative` describes it."""
        self._caption(self.texts.gettext("Figure"), number, caption)
        shape = self._document.add_picture(io.BytesIO(picture))
        smaller = min(1.0, self._text_width() / shape.width, self._picture_height() / shape.height)
        shape.width, shape.height = int(shape.width * smaller), int(shape.height * smaller)
        shape._inline.docPr.set("descr", writable(alternative))

    def contents_here(self) -> None:
        """The contents go here; they are filled in when the document is saved."""
        self._contents_place = self.paragraph()

    def pages(self, *, wide: bool) -> None:
        """What follows stands on pages turned to be wide, or upright again."""
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        short, long = sorted((section.page_width, section.page_height))
        section.page_width, section.page_height = (long, short) if wide else (short, long)
        section.different_first_page_header_footer = False
        self._wide = wide

    def header_and_footer(self, header: str) -> None:
        """The same on every page but the first: words on top, "Page 2 of 9" below. A template's own stay instead."""
        section = self._document.sections[-1 if self._template else 0]
        if self._template and (_holds_something(section.header) or _holds_something(section.footer)):
            return
        section.different_first_page_header_footer = True
        add_text(section.header.paragraphs[0], header)
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        before, between, after = _around_page_numbers(self.texts.gettext("Page {page} of {pages}"))
        add_text(footer, before)
        add_field(footer, "PAGE", "1")
        add_text(footer, between)
        add_field(footer, "NUMPAGES", "1")
        add_text(footer, after)

    def properties(self, title: str, author: str, keywords: str) -> None:
        """What file managers and screen readers say of the document."""
        core, now = self._document.core_properties, datetime.now(UTC).replace(tzinfo=None)
        core.title, core.author, core.last_modified_by = (writable(text)[:255] for text in (title, author, author))
        core.language, core.keywords, core.comments = look.LANGUAGE_TAGS[self.language], writable(keywords)[:255], ""
        core.created = core.modified = now
        core.revision = 1

    def save(self) -> bytes:
        """The .docx file."""
        if self._contents_place is not None:
            _ = self.texts.gettext
            hint = _("Page numbers: click here and choose “Update table”, or press F9.")
            add_contents(self._contents_place, self._document, _("Contents"), hint, self._headings)
        if self._template and self._template.behind:
            if self._wide:
                self.pages(wide=False)
            for element in self._template.behind:
                self._document.element.body.sectPr.addprevious(element)
        buffer = io.BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _caption(self, label: str, number: int, caption: str) -> None:
        paragraph = self.paragraph("", "Caption")
        # a template's style may let it stand alone at the foot of a page
        paragraph.paragraph_format.keep_with_next = True
        add_caption(paragraph, label, number, writable(caption))

    def _text_width(self) -> int:
        section = self._document.sections[-1]
        return int(section.page_width - section.left_margin - section.right_margin)

    def _picture_height(self) -> int:
        """What a page holds below a caption."""
        section = self._document.sections[-1]
        return int(section.page_height - section.top_margin - section.bottom_margin - look.CAPTION_HEIGHT)

    def _fill(self, cell: _Cell, value: str, width: Length, *, centred: bool) -> None:
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph._p.style = self.style_id(look.TABLE_TEXT)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_text(paragraph, value)


def add_text(paragraph: Paragraph, text: str, style_id: str | None = None) -> None:
    """A run of text, in the character style of that id.

    A soft hyphen becomes Word's own, which shows only where a line breaks at it.
    """
    for place, piece in enumerate(writable(text).split(SOFT_HYPHEN)):
        if place:
            _run(paragraph, "", style_id)._r.append(OxmlElement("w:softHyphen"))
        if piece:
            _run(paragraph, piece, style_id)


def _run(paragraph: Paragraph, text: str, style_id: str | None) -> Any:
    run = paragraph.add_run(text or None)
    if style_id is not None:
        run._r.style = style_id
    return run


def _holds_something(part: Any) -> bool:
    if part.is_linked_to_previous:
        return False
    # pictures, fields and text boxes count as well as words
    return any(
        (element.tag in _CONTENT and (element.text or "").strip(" ") != "") or element.tag in _DRAWN
        for element in part._element.iter()
    )


def _around_page_numbers(phrase: str) -> tuple[str, str, str]:
    before, _, rest = phrase.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return before, between, after


def _short(rows: Sequence[Sequence[str]], place: int) -> bool:
    return all(len(row[place]) <= 24 for row in rows)


def _describe(table: Table, caption: str, total: bool) -> None:
    """The table's alternative text, and which of its rows its style marks."""
    properties = table._tbl.tblPr
    marks = properties.find(qn("w:tblLook"))
    if marks is not None:
        properties.remove(marks)
    marks = OxmlElement("w:tblLook")
    for name, on in (("firstRow", True), ("lastRow", total), ("firstColumn", False), ("lastColumn", False)):
        marks.set(qn(f"w:{name}"), "1" if on else "0")
    for name in ("noHBand", "noVBand"):
        marks.set(qn(f"w:{name}"), "1")
    # The same once more as bits, which is what older programs read.
    marks.set(qn("w:val"), f"{0x0620 + (0x0040 if total else 0):04X}")
    words = OxmlElement("w:tblCaption")
    words.set(qn("w:val"), caption)
    properties.extend([marks, words])
    table.autofit = False


def _keep_whole(row: Any) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat(row: Any) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
