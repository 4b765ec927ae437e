"""A report's blocks as a Word document."""

from typing import Any

from babel.dates import format_date

from corpus.language import Texts
from exports import word_styles as look
from exports.report.blocks import (
    Block,
    Box,
    Figure,
    Heading,
    InlineQuotes,
    Item,
    Pages,
    Paragraph,
    Quote,
    Report,
    Span,
    Style,
    Table,
    inline_spans,
)
from exports.word_template import WordTemplate
from exports.word_writer import WordWriter, add_text
from exports.words import locale_of

_STYLES: dict[Style, str] = {
    "text": "Normal",
    "count": look.COUNT_SENTENCE,
    "notice": look.NOTICE,
    "note": look.NOTE,
}
_LOOKS = {"plain": None, "muted": look.MUTED, "run-in": look.RUN_IN}


def write_word(report: Report, texts: Texts, template: WordTemplate | None = None) -> bytes:
    """The report as a .docx file, in the team's template where one is given; a template is used up by it."""
    writer = WordWriter(report.language, texts, template)
    _write_title_page(writer, report)
    if report.contents:
        writer.contents_here()
    for block in report.blocks:
        _write(writer, block)
    return writer.save()


def _write_title_page(writer: WordWriter, report: Report) -> None:
    _ = writer.texts.gettext
    writer.properties(report.title, report.authors or "Citat", _("interviews; theme summaries"))
    writer.header_and_footer(_("{title} (made up)").format(title=report.title) if report.made_up else report.title)
    writer.paragraph(report.title, "Title")
    writer.paragraph(report.subtitle, "Subtitle")
    if report.authors:
        writer.paragraph(report.authors)
    writer.paragraph(format_date(report.day, format="long", locale=locale_of(report.language)))
    if report.made_up:
        writer.paragraph(_("Everything in this report is made up: persons, places and words."), look.NOTICE)


def _write(writer: WordWriter, block: Block) -> None:
    match block:
        case Pages():
            writer.pages(wide=block.wide)
        case Heading():
            writer.heading(block.level, block.text, block.number)
        case Paragraph():
            _write_spans(writer, block.spans, _STYLES[block.style], with_next=block.with_next)
        case Item():
            lead = (Span(writer.bullet),) if writer.bullet else ()
            _write_spans(writer, (*lead, *block.spans), look.BULLETS)
        case Quote():
            _write_quote(writer, block)
        case InlineQuotes():
            _write_spans(writer, inline_spans(block, writer.texts), "Normal")
        case Table():
            writer.table(block.number, block.caption, block.header, block.rows, block.widths, total=block.total)
        case Figure():
            writer.figure(block.number, block.caption, block.picture, block.alternative)
        case Box():
            _write_spans(writer, (Span(block.title),), look.BOX_HEADING)
            for place, spans in enumerate(block.lines, start=1):
                paragraph = _write_spans(writer, spans, look.BOX_TEXT, with_next=place < len(block.lines))
                if place == len(block.lines):
                    paragraph.paragraph_format.space_after = look.BEHIND_BOX


def _write_spans(writer: WordWriter, spans: tuple[Span, ...], style: str, *, with_next: bool = False) -> Any:
    paragraph = writer.paragraph("", style)
    for span in spans:
        _add_span(writer, paragraph, span)
    if with_next:
        paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _add_span(writer: WordWriter, paragraph: Any, span: Span) -> None:
    style = _LOOKS[span.look]
    add_text(paragraph, span.text, writer.style_id(style) if style else None)


def _write_quote(writer: WordWriter, quote: Quote) -> None:
    for number, spans in enumerate(quote.lines):
        paragraph = writer.paragraph("", "Quote")
        last = number == len(quote.lines) - 1
        paragraph.paragraph_format.keep_together = True
        if not last:
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_after = 0
        for span in spans:
            _add_span(writer, paragraph, span)
        if last:
            _add_span(writer, paragraph, Span(f" ({quote.label})", "muted"))
