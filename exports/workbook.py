"""Excel workbooks of one look: bold frozen headings, filters, wrapped text; words are never run as formulas."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from corpus.language import Texts
from exports.characters import cut_to_cell, writable

Value = str | int | float
_SHEET_NAME_LENGTH = 31


def new_workbook(buffer: io.BytesIO) -> Any:
    """An empty workbook that is written into the buffer when it is closed; every text stays text."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    return xlsxwriter.Workbook(buffer, options)


@dataclass
class SheetWriter:
    """Writes sheets into a workbook, in the words of `texts`."""

    book: Any
    texts: Texts

    def __post_init__(self) -> None:
        self.heading = self.book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E7EDF1", "bottom": 1}
        )
        self.wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.number = self.book.add_format({"valign": "top", "num_format": "0"})
        self.decimal = self.book.add_format({"valign": "top", "num_format": "0.##########"})
        self.title = self.book.add_format({"bold": True, "font_size": 14})

    def sheet(self, name: str, headings: Sequence[str]) -> Any:
        """A new sheet with these headings."""
        sheet = self.book.add_worksheet(sheet_name(name))
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, cut_to_cell(writable(heading), "…"), self.heading)
        return sheet

    def write(self, sheet: Any, number: int, row: Iterable[Value]) -> None:
        """One row; a text longer than a cell holds is cut with a mark."""
        mark = self.texts.gettext(" […] [Cut here: an Excel cell holds no more. The CSV file has the whole passage.]")
        for place, value in enumerate(row):
            if value == "":
                sheet.write_blank(number, place, None, self.wrapped)
            elif isinstance(value, str):
                sheet.write_string(number, place, cut_to_cell(value, mark), self.wrapped)
            else:
                whole = isinstance(value, int) or value.is_integer()
                sheet.write_number(number, place, value, self.number if whole else self.decimal)

    def finish(self, sheet: Any, rows: int, columns: int, frozen_columns: int) -> None:
        """What makes a sheet of so many rows below the heading easy to read and to print."""
        sheet.freeze_panes(1, frozen_columns)
        sheet.autofilter(0, 0, rows, columns - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{xlsxwriter.utility.xl_rowcol_to_cell(rows, columns - 1)}"})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)


def sheet_name(name: str) -> str:
    """The name as Excel takes it: without some signs, and cut."""
    for sign in "[]:*?/\\":
        name = name.replace(sign, " ")
    return name[:_SHEET_NAME_LENGTH].strip("' ")
