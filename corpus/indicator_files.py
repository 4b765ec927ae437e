"""Tables of numbers from Excel and CSV files: read whole or refused with the row that is wrong."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from corpus.errors import UnreadableFile
from corpus.indicator_columns import SUBJECT_WORDS, NumberColumns, find_number_columns, name_and_bounds
from corpus.people_files import SUPPORTED_ENDINGS, Row, read_rows

MOST_ROWS: Final = 20_000
HEADER_WITHIN: Final = 10
"""Titles and explanations may stand above the header, in this many rows."""

_MISSING = frozenset(
    ("", "-", "–", ".", "..", "?", "na", "n/a", "#n/a", "null", "mangler", "missing", "ved ikke", "ikke besvaret")
)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[ T].*)?")
_DANISH = re.compile(r"(\d{1,2})[./-] ?(\d{1,2})[./-] ?(\d{4})")
_MONTH = re.compile(r"(\d{1,2})[./-](\d{4})")
_ROUND = re.compile(r"(?:runde|round|måling|wave|t|nr\.?)?\s*(\d{1,3})\.?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True)
class ReadNumber:
    """One number as read: about whom, which indicator, by whom, when; `value` is None where it is missing.

    `participant` and `case` are as written; exactly one of them is not empty. `line` is the row in the file.
    """

    indicator: str
    participant: str
    case: str
    rater: str
    moment: str
    value: float | None
    written: str
    line: int


@dataclass(frozen=True)
class ReadIndicator:
    """What a table says of an indicator; empty or None where it says nothing."""

    name: str
    low: float | None = None
    high: float | None = None
    low_label: str = ""
    high_label: str = ""
    source: str = ""


@dataclass(frozen=True)
class NumberTable:
    """All indicators and numbers of a file, in its order."""

    name: str
    indicators: tuple[ReadIndicator, ...]
    numbers: tuple[ReadNumber, ...]


def read_numbers_file(name: str, data: bytes) -> NumberTable:
    """The numbers in a .xlsx or .csv file.

    A table has a row for each number (columns such as Deltager, Udfyldt af, Dato, Indikator, Værdi), or a column for
    each indicator, "Dansk (1-7)" with its scale behind the name. An empty cell, "-" or "ved ikke" is a missing number.
    Raises UnreadableFile where anything in it cannot be understood: nothing of such a file is taken.
    """
    if PurePath(name).suffix.lower() not in SUPPORTED_ENDINGS:
        raise UnreadableFile(
            "The file {name} cannot be read as a table of numbers. Files that can: {endings}. Open it in the program "
            "it comes from and save it as one of these.",
            name=name,
            endings=", ".join(SUPPORTED_ENDINGS),
        )
    sheets = read_rows(name, data, most_rows=MOST_ROWS + HEADER_WITHIN)
    for rows in sheets:
        for place, row in enumerate(rows[:HEADER_WITHIN]):
            columns = find_number_columns(row.cells)
            if columns is not None:
                return _Reader(name, columns).read(rows[place + 1 :])
    if not any(sheets):
        raise UnreadableFile("The table {name} is empty. Choose a file with numbers in it.", name=name)
    found = next(rows[0] for rows in sheets if rows)
    raise UnreadableFile(
        "No column of {name} says whom the numbers are about. The first row holds: {found}. Call that column one of: "
        "{needed}.",
        name=name,
        found=", ".join(cell for cell in found.cells if cell) or "–",
        needed=SUBJECT_WORDS,
    )


def read_moment(written: str) -> str | None:
    """A day, month, year or round as it is stored; "" where nothing is written, None where it is no time at all."""
    text = " ".join(written.split())
    if not text:
        return ""
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _DANISH.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := _MONTH.fullmatch(text):
        return _day(found[2], found[1], None)
    if _YEAR.fullmatch(text):
        return text
    found = _ROUND.fullmatch(text)
    return str(int(found[1])) if found else None


def moment_kind(moment: str) -> str:
    """What a moment is: "day", "month", "year", "round", or "none" where no time is known."""
    if not moment:
        return "none"
    if "-" in moment:
        return "day" if moment.count("-") == 2 else "month"
    return "year" if len(moment) == 4 else "round"


@dataclass(frozen=True)
class _Reader:
    name: str
    columns: NumberColumns

    def read(self, rows: Sequence[Row]) -> NumberTable:
        columns = self.columns
        if len(rows) > MOST_ROWS:
            raise UnreadableFile(
                "The table {name} has more than {limit} rows. Divide it into several files.",
                name=self.name,
                limit=MOST_ROWS,
            )
        if columns.value is None and not columns.wide:
            raise UnreadableFile(
                "No column of {name} holds numbers. Give each indicator a column, or use two columns called Indicator "
                "and Value.",
                name=self.name,
            )
        self._refuse_repeated_columns()
        numbers = [number for row in rows for number in self._numbers(row)]
        if all(number.value is None for number in numbers):
            raise UnreadableFile(
                "There is a header in {name} but no number below it. Choose a file with numbers in it.", name=self.name
            )
        self._refuse_twice(numbers)
        self._refuse_mixed_moments(numbers)
        indicators = self._indicators(rows, numbers)
        self._refuse_outside(indicators, numbers)
        return NumberTable(self.name, tuple(indicators.values()), tuple(numbers))

    def _numbers(self, row: Row) -> Iterator[ReadNumber]:
        columns = self.columns
        participant, case = self._cell(row, columns.participant), self._cell(row, columns.case)
        if not (participant or case):
            raise UnreadableFile(
                "Row {line} of {name} does not say whom its numbers are about. Fill in the column {column}, or take "
                "the row away.",
                line=row.line,
                name=self.name,
                column=columns.subject_header,
            )
        rater = self._cell(row, columns.rater)
        moment = self._moment(row)
        places = columns.wide if columns.value is None else (columns.value,)
        for place in places:
            called = self.columns.headers[place] if columns.value is None else self._cell(row, columns.indicator)
            indicator, _bounds = name_and_bounds(called)
            if not indicator:
                raise UnreadableFile(
                    "Row {line} of {name} names no indicator. Fill in the column {column}.",
                    line=row.line,
                    name=self.name,
                    column=columns.headers[columns.indicator or 0],
                )
            written = self._cell(row, place)
            value = self._value(row, place, written)
            # where a person is named, the case beside it only says where that person belongs
            yield ReadNumber(
                indicator, participant, "" if participant else case, rater, moment, value, written, row.line
            )

    def _moment(self, row: Row) -> str:
        written = self._cell(row, self.columns.moment)
        moment = read_moment(written)
        if moment is None:
            raise UnreadableFile(
                "Row {line} of {name} has “{written}” where the time stands. Write a day as 2026-03-04, a month as "
                "2026-03, a year, or the number of the round.",
                line=row.line,
                name=self.name,
                written=written,
            )
        return moment

    def _value(self, row: Row, place: int, written: str) -> float | None:
        if written.casefold() in _MISSING:
            return None
        if (found := _THOUSANDS.fullmatch(written)) and not (found[1] == "." and self._is_excel):
            raise UnreadableFile(
                "Row {line} of {name} has “{written}” in the column {column}, which may mean thousands or three "
                "decimals. Write thousands without a sign between them, or fewer decimals.",
                line=row.line,
                name=self.name,
                written=written,
                column=self.columns.headers[place],
            )
        value = _number(written)
        if value is None:
            raise UnreadableFile(
                "Row {line} of {name} has “{written}” in the column {column}, which is no number. Write a number, "
                "leave the cell empty where it is missing, or take the column away where it holds something else.",
                line=row.line,
                name=self.name,
                written=written,
                column=self.columns.headers[place],
            )
        return value

    @property
    def _is_excel(self) -> bool:
        """Whether numbers come as Excel keeps them, with a decimal point whatever a person sees."""
        return PurePath(self.name).suffix.lower() == ".xlsx"

    def _indicators(self, rows: Sequence[Row], numbers: Sequence[ReadNumber]) -> dict[str, ReadIndicator]:
        """By name in small letters, with what headers and the columns about scales say; the first to say it counts."""
        columns = self.columns
        said: dict[str, dict[str, str]] = {}
        spelt: dict[str, str] = {}
        for row in rows:
            for place in columns.wide if columns.value is None else (columns.value,):
                called = columns.headers[place] if columns.value is None else self._cell(row, columns.indicator)
                name, bounds = name_and_bounds(called)
                key = name.casefold()
                spelt.setdefault(key, name)
                own = said.setdefault(key, {})
                in_column = name_and_bounds(f"({self._cell(row, columns.scale).strip('()')})")[1]
                in_header = name_and_bounds(columns.headers[place])[1]
                for low_high in filter(None, (bounds, in_column, in_header)):
                    own.setdefault("low", low_high[0])
                    own.setdefault("high", low_high[1])
                for what in ("low_label", "high_label", "source"):
                    if text := self._cell(row, getattr(columns, what)):
                        own.setdefault(what, text)
        found = {}
        for key in dict.fromkeys(number.indicator.casefold() for number in numbers):
            own = said[key]
            low, high = (_number(own[what]) if what in own else None for what in ("low", "high"))
            labels = (own.get(what, "") for what in ("low_label", "high_label", "source"))
            found[key] = ReadIndicator(spelt[key], low, high, *labels)
        return found

    def _refuse_repeated_columns(self) -> None:
        seen: set[str] = set()
        for place in self.columns.wide:
            name = name_and_bounds(self.columns.headers[place])[0]
            if name.casefold() in seen:
                raise UnreadableFile(
                    "The table {name} has two columns called {column}. Give each column its own name.",
                    name=self.name,
                    column=name,
                )
            seen.add(name.casefold())

    def _refuse_twice(self, numbers: Sequence[ReadNumber]) -> None:
        first: dict[tuple[str, ...], int] = {}
        for number in numbers:
            key = tuple(
                text.casefold()
                for text in (number.indicator, number.participant, number.case, number.rater, number.moment)
            )
            if key in first:
                raise UnreadableFile(
                    "{indicator} of {who} stands twice in {name} for the same time and the same person who filled it "
                    "in, in rows {first} and {second}. Keep one of them, or add a column that tells them apart.",
                    indicator=number.indicator,
                    who=number.participant or number.case,
                    name=self.name,
                    first=first[key],
                    second=number.line,
                )
            first[key] = number.line

    def _refuse_mixed_moments(self, numbers: Sequence[ReadNumber]) -> None:
        known: dict[str, ReadNumber] = {}
        for number in numbers:
            other = known.setdefault(number.indicator.casefold(), number)
            if moment_kind(other.moment) != moment_kind(number.moment):
                raise UnreadableFile(
                    "Rows {first} and {second} of {name} tell the time in two ways ({one} and {other}). Use days, "
                    "months, years or rounds throughout, so that they can be put in order.",
                    first=other.line,
                    second=number.line,
                    name=self.name,
                    one=other.moment or "–",
                    other=number.moment or "–",
                )

    def _refuse_outside(self, indicators: dict[str, ReadIndicator], numbers: Sequence[ReadNumber]) -> None:
        for number in numbers:
            scale = indicators[number.indicator.casefold()]
            low, high, value = scale.low, scale.high, number.value
            if value is None or low is None or high is None:
                continue
            if not low <= value <= high:
                raise UnreadableFile(
                    "Row {line} of {name} has {value} for {indicator}, whose scale goes from {low} to {high}. Correct "
                    "the number or the scale.",
                    line=number.line,
                    name=self.name,
                    value=f"{value:g}",
                    indicator=scale.name,
                    low=f"{low:g}",
                    high=f"{high:g}",
                )

    @staticmethod
    def _cell(row: Row, place: int | None) -> str:
        if place is None or place >= len(row.cells):
            return ""
        return " ".join(row.cells[place].split())


def _number(written: str) -> float | None:
    if not _NUMBER.fullmatch(written):
        return None
    value = float(written.replace(",", "."))
    return value if math.isfinite(value) else None


def _day(year: str, month: str, day: str | None) -> str | None:
    try:
        found = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return found.isoformat() if day else found.isoformat()[:7]
