"""Rows of text from Excel and CSV files, as a person would read the cells."""

import csv
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import islice
from pathlib import PurePath
from typing import Any
from xml.etree.ElementTree import ParseError

from corpus.errors import UnreadableFile
from corpus.readers.decoding import decode_text, without_control_characters
from corpus.readers.office_files import CANNOT_UNPACK, OfficeArchive, damaged, open_office_file, refuse_size

SUPPORTED_ENDINGS = (".xlsx", ".csv")
DELIMITERS = ";,\t"

# openpyxl has no error of its own for XML that is well-formed but no workbook: it stumbles in one of these ways.
_BROKEN_WORKBOOK = (*CANNOT_UNPACK, TypeError, AttributeError, IndexError, ParseError, SyntaxError)


@dataclass(frozen=True)
class Row:
    """A row with something in it; `line` counts from 1 as the program that wrote the file does."""

    line: int
    cells: tuple[str, ...]


def read_rows(name: str, data: bytes, *, most_rows: int) -> list[list[Row]]:
    """Return the rows that are not empty, a list for each sheet; a CSV file has one sheet.

    At most `most_rows + 1` rows of a sheet are returned, so that the caller can tell that there are too many.
    Raises UnreadableFile where the file is neither Excel nor CSV, may be harmful, or has more than 50 MB.
    """
    ending = PurePath(name).suffix.lower()
    refuse_size(name, data)
    if ending == ".xlsx":
        return _excel_sheets(name, data, most_rows)
    if ending == ".csv":
        return [_rows(_csv_lines(name, data), most_rows)]
    if ending == ".xls":
        raise UnreadableFile(
            "The file {name} is in Excel's old format. Open it in Excel and save it as .xlsx.",
            name=name,
        )
    raise UnreadableFile(
        "The file {name} is not a table of people. Files that can be read: {endings}. "
        "Open it in the program it comes from and save it as one of these.",
        name=name,
        endings=", ".join(SUPPORTED_ENDINGS),
    )


def _rows(lines: Iterable[tuple[int, tuple[str, ...]]], most_rows: int) -> list[Row]:
    filled = (Row(line, cells) for line, cells in lines if any(cell.strip() for cell in cells))
    return list(islice(filled, most_rows + 1))


def _csv_lines(name: str, data: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    text, _ = decode_text(name, data)
    text = without_control_characters(text)[0]
    skipped = 0
    # Excel's own way to name the delimiter, on a line before the header.
    if text[:4].casefold() == "sep=":
        first, _, text = text.partition("\n")
        delimiter, skipped = first[4:5] or ";", 1
    else:
        delimiter = _delimiter(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            # A cell may hold line breaks: a row is where it begins.
            yield before + 1 + skipped, tuple(cells)
            before = reader.line_num
    except csv.Error as error:
        raise UnreadableFile(
            "Row {line} of {name} cannot be read as a row of a table. Save the table from Excel as .xlsx.",
            name=name,
            line=reader.line_num + skipped,
        ) from error


def _delimiter(text: str) -> str:
    """Return the delimiter of the first line that has any, outside quotes; Danish Excel writes semicolons."""
    quoted = False
    counts = dict.fromkeys(DELIMITERS, 0)
    for character in text:
        if character == '"':
            quoted = not quoted
        elif not quoted and character in counts:
            counts[character] += 1
        elif not quoted and character == "\n" and any(counts.values()):
            break
    return max(counts, key=counts.__getitem__)


def _excel_sheets(name: str, data: bytes, most_rows: int) -> list[list[Row]]:
    with open_office_file(name, data, "Excel") as archive:
        _refuse_unsafe_parts(archive)
    # openpyxl takes a moment to load, and CSV files do not need it.
    import openpyxl

    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [_rows(_excel_lines(sheet), most_rows) for sheet in book.worksheets]
        book.close()
    except _BROKEN_WORKBOOK as error:
        raise damaged(name, "Excel") from error
    return sheets


def _refuse_unsafe_parts(archive: OfficeArchive) -> None:
    if "xl/workbook.xml" not in archive.parts:
        raise UnreadableFile(
            "The file {name} is a zip archive but holds no Excel workbook. Open it in the program it comes from "
            "and save it as .xlsx.",
            name=archive.name,
        )
    for part in archive.parts:
        if part.endswith((".xml", ".rels")):
            archive.read_part(part)


def _excel_lines(sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    # Some programs write a size into the sheet that is too small; without it every row is read.
    sheet.reset_dimensions()
    for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield line, tuple(without_control_characters(_as_written(value))[0] for value in values)


def _as_written(value: Any) -> str:
    """Return a cell's value as a person writes it: 27, not 27.0; a date as 2025-03-04."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        # Excel itself shows at most 15 digits.
        return f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        is_date = value.time() == datetime.time()
        return value.date().isoformat() if is_date else value.isoformat(" ", timespec="minutes")
    if isinstance(value, datetime.time):
        return value.isoformat(timespec="minutes")
    return str(value).strip()
