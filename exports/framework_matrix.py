"""The framework matrix on paper: an Excel workbook, or landscape tables in Word, with the passages behind each cell.

`framework_table` makes the plain values that both are written from; `framework_blocks` puts them into any report.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from coding.codings import Passage
from coding.evidence import Excerpt
from coding.framework_cells import WrittenMatrix, linked_excerpts, list_cells, written_matrix
from coding.framework_matrix import FrameworkMatrix, FrameworkRow
from corpus.language import Language, Texts
from corpus.overview import about_study
from corpus.study import Study
from exports.disclosure.masking import load_masks
from exports.quote_labels import quote_label
from exports.report.blocks import Block, Heading, Pages, Quote, Report, Span, Table, finished, plain
from exports.report.word import write_word
from exports.words import silence_word
from exports.workbook import SheetWriter, new_workbook, sheet_name

MOST_COLUMNS = 4
"""Themes side by side on a landscape page; more of them go on in a further table."""

PAGE_WIDTH, LABEL_WIDTH = 24.7, 3.5
"""Centimetres of a landscape page between its margins, and of the column that names the rows."""


@dataclass(frozen=True)
class NumberedPassage:
    """A passage that words are linked to, under the number by which every cell names it."""

    number: int
    label: str
    document: str
    turn: int
    words: str


@dataclass(frozen=True)
class FrameworkTable:
    """The matrix as text: themes, then for each band its name and its rows, each a label and a text for every theme."""

    themes: tuple[str, ...]
    bands: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    passages: tuple[NumberedPassage, ...]


def framework_table(written: WrittenMatrix, texts: Texts, language: Language) -> FrameworkTable:
    """Every cell as it is written out, with the numbers of its passages in brackets.

    A cell without words says how many passages wait, or that nobody was asked, nothing is coded yet, or it was not
    said. One that codings have changed behind since says so.
    """
    write, matrix = _Writer(written, texts, language), written.matrix
    bands: dict[str, list[tuple[str, ...]]] = {}
    for row in matrix.rows:
        texts_of_row = (row.label, *(write.cell(code_id, row) for code_id in matrix.code_ids))
        bands.setdefault(row.band or "", []).append(texts_of_row)
    themes = tuple(matrix.evidence.codebook.path_text(code_id) for code_id in matrix.code_ids)
    return FrameworkTable(themes, tuple((name, tuple(rows)) for name, rows in bands.items()), tuple(write.passages))


def write_framework_excel(study: Study, matrix: FrameworkMatrix, texts: Texts, *, language: Language) -> bytes:
    """An .xlsx workbook: the matrix, the passages by number, and what the sheets mean."""
    _ = texts.gettext
    table = framework_table(_masked(study, matrix), texts, language)
    buffer = io.BytesIO()
    with new_workbook(buffer) as book:
        writer = SheetWriter(book, texts)
        _add_matrix_sheet(writer, table)
        _add_passage_sheet(writer, table)
        about = about_study(study)
        sheet = book.add_worksheet(sheet_name(_("About")))
        sheet.set_column(0, 0, 100)
        sheet.write_string(0, 0, about.title, writer.title)
        if about.made_up:
            sheet.write_string(1, 0, _("Everything in this study is made up: persons, places and words."))
        for number, line in enumerate(notes(texts), start=2):
            sheet.write_string(number, 0, line, writer.wrapped)
    return buffer.getvalue()


def write_framework_word(
    study: Study, matrix: FrameworkMatrix, texts: Texts, *, language: Language, day: date | None = None
) -> bytes:
    """The matrix alone as a .docx file on landscape pages; `day` is printed on top, today where not given."""
    _ = texts.gettext
    about = about_study(study)
    table = framework_table(_masked(study, matrix), texts, language)
    read_along = (plain(line, "note") for line in notes(texts))
    report = Report(
        title=about.title,
        subtitle=_("Framework matrix"),
        authors="",
        day=day or date.today(),
        made_up=about.made_up,
        language=language,
        blocks=finished((*read_along, *framework_blocks(table, texts)), texts),
        contents=False,
    )
    return write_word(report, texts)


def _masked(study: Study, matrix: FrameworkMatrix) -> WrittenMatrix:
    masks = load_masks(study)
    found = {place: masks.excerpts(matrix.evidence, each) for place, each in matrix.found.items()}
    masked = replace(matrix, evidence=masks.evidence(matrix.evidence), found=found)
    return written_matrix(masked, masks.cells(list_cells(study)))


def framework_blocks(table: FrameworkTable, texts: Texts) -> Iterator[Block]:
    """The matrix for a report, on landscape pages from here on: a table a band, then the passages by number."""
    _ = texts.gettext
    yield Pages(wide=True)
    yield Heading(1, _("Framework matrix"), numbered=False)
    for name, rows in table.bands:
        for first in range(0, len(table.themes), MOST_COLUMNS):
            themes = table.themes[first : first + MOST_COLUMNS]
            width = (PAGE_WIDTH - LABEL_WIDTH) / len(themes)
            body = tuple((row[0], *row[1 + first : 1 + first + len(themes)]) for row in rows)
            caption = (
                _("{band}: what is said of each theme").format(band=name) if name else _("What is said of each theme")
            )
            yield Table(caption, ("", *themes), body, (LABEL_WIDTH, *(width for _theme in themes)))
    if table.passages:
        yield Heading(2, _("The passages behind the words"), numbered=False)
    for each in table.passages:
        label = _("{label}; {document}, turn {turn}").format(label=each.label, document=each.document, turn=each.turn)
        yield Quote(((Span(f"[{each.number}] ", "muted"), Span(each.words)),), label)


def notes(texts: Texts) -> Sequence[str]:
    """How the matrix is meant to be read."""
    _ = texts.gettext
    return (
        _("The words in the cells are the researchers' own. Numbers in brackets name the passages they rest on."),
        _(
            "“Not asked”: nobody was interviewed there. “Nothing coded yet”: nothing said by those in the row has a "
            "code. “Not said”: they have coded passages, but none with this theme."
        ),
        _("Labels stand for persons. That pseudonymises; it does not make anybody anonymous. This is personal data."),
    )


@dataclass
class _Writer:
    """Writes cells out one after another, and numbers the passages that they name."""

    written: WrittenMatrix
    texts: Texts
    language: Language
    passages: list[NumberedPassage] = field(default_factory=list)
    _known: dict[Passage, int] = field(default_factory=dict)

    def cell(self, code_id: str, row: FrameworkRow) -> str:
        state, found = self.written.state(code_id, row), self.written.matrix.excerpts(code_id, row)
        if state == "to write":
            count = len({excerpt.passage for excerpt in found})
            return self.texts.ngettext(
                "{count} passage, not written yet", "{count} passages, not written yet", count
            ).format(count=count)
        if state not in ("written", "out of date"):
            return silence_word(state, self.texts)
        cell = self.written.cell(code_id, row)
        numbers = sorted({self._number(excerpt) for excerpt in linked_excerpts(cell, found)})
        words = cell.words.strip() + (f" [{', '.join(map(str, numbers))}]" if numbers else "")
        if state == "out of date":
            words += " " + self.texts.gettext("(Codings changed since this was written.)")
        return words

    def _number(self, excerpt: Excerpt) -> int:
        number = self._known.setdefault(excerpt.passage, len(self.passages) + 1)
        if number > len(self.passages):
            label = quote_label(excerpt, self.texts, self.language)
            self.passages.append(
                NumberedPassage(number, label, excerpt.document, excerpt.first_turn + 1, excerpt.quote)
            )
        return number


def _add_matrix_sheet(writer: SheetWriter, table: FrameworkTable) -> None:
    _ = writer.texts.gettext
    sheet = writer.sheet(_("Framework matrix"), [_("Band"), _("Row"), *table.themes])
    sheet.set_column(0, 1, 18)
    if table.themes:
        sheet.set_column(2, 1 + len(table.themes), 48)
    rows = [(name, *row) for name, rows in table.bands for row in rows]
    for number, row in enumerate(rows, start=1):
        writer.write(sheet, number, row)
    writer.finish(sheet, len(rows), 2 + len(table.themes), frozen_columns=2)


def _add_passage_sheet(writer: SheetWriter, table: FrameworkTable) -> None:
    _ = writer.texts.gettext
    headings = [_("Number"), _("Said by"), _("Document"), _("Turn"), _("Quote")]
    sheet = writer.sheet(_("Passages"), headings)
    for place, width in enumerate((9, 24, 26, 7, 90)):
        sheet.set_column(place, place, width)
    for at, each in enumerate(table.passages, start=1):
        writer.write(sheet, at, (each.number, each.label, each.document, each.turn, each.words))
    writer.finish(sheet, len(table.passages), len(headings), frozen_columns=1)
