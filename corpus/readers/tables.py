"""Transcripts kept in a table: which column is time, who speaks and what is said."""

from collections import Counter
from dataclasses import dataclass

from corpus.readers.front_matter import detail_key
from corpus.readers.labels import has_label_shape, has_role_word, head_of, label_key
from corpus.readers.lines import Line, Table
from corpus.readers.time_marks import split_leading_time
from corpus.role_words import word_set

_HEADINGS = word_set(
    """# nr no tid tidspunkt tidskode time timecode timestamp taler talere speaker navn name hvem who person tekst
    text udsagn indhold content transskription transcript transcription udskrift replik noter notes kommentar
    comments kode koder codes"""
)


@dataclass(frozen=True, slots=True)
class SpokenRow:
    """A table row that is a turn, or goes on with the turn above where `speaker` is None."""

    speaker: str | None
    time: str | None
    text: str


@dataclass(frozen=True, slots=True)
class _Columns:
    text: int
    speaker: int
    time: int | None


def read_table(table: Table) -> tuple[list[SpokenRow | Line], int]:
    """Return a table's rows as turns where it is a transcript and as lines where not, and how many cells were left out.

    It is a transcript when the column before the longest one holds labels of which some come back or have a role
    word. Row numbers and columns for remarks are what is left out then. In other tables a row is one line, its cells
    kept apart by tabs; "Dato | 4. marts" becomes "Dato: 4. marts".
    """
    width = max((len(row) for row in table.rows), default=0)
    rows = [row + ("",) * (width - len(row)) for row in table.rows if any(cell.strip() for cell in row)]
    if rows and all(label_key(cell) in _HEADINGS for cell in rows[0] if cell.strip()):
        heading, body = rows[:1], rows[1:]
    else:
        heading, body = [], rows
    columns = _find_columns(body, width)
    if columns is None:
        return [line for row in heading + body for line in _lines_of_row(row)], 0
    used = {columns.text, columns.speaker, columns.time}
    left_out = sum(
        bool(cell.strip()) and not cell.strip(" .").isdigit()
        for row in body
        for place, cell in enumerate(row)
        if place not in used
    )
    return [_spoken(row, columns) for row in body], left_out


def _find_columns(rows: list[tuple[str, ...]], width: int) -> _Columns | None:
    if width < 2 or not rows:
        return None
    lengths = [sum(len(row[place]) for row in rows) for place in range(width)]
    text = max(range(width), key=lengths.__getitem__)
    time = next((place for place in range(width) if place != text and _is_time_column(rows, place)), None)
    for speaker in reversed(range(text)):
        if speaker != time and _is_speaker_column(rows, speaker):
            return _Columns(text, speaker, time)
    return None


def _is_time_column(rows: list[tuple[str, ...]], place: int) -> bool:
    cells = [row[place] for row in rows if row[place].strip()]
    return bool(cells) and all(
        split_leading_time(cell)[0] and not split_leading_time(cell)[1].strip() for cell in cells
    )


def _is_speaker_column(rows: list[tuple[str, ...]], place: int) -> bool:
    labels = [label for row in rows if row[place].strip() for label in [_label(row[place])[0]]]
    shaped = [label for label in labels if label and not detail_key(label)]
    counts = Counter(map(label_key, shaped))
    return (
        bool(shaped)
        and len(shaped) >= 0.7 * len(labels)
        and any(count > 1 or has_role_word(key) for key, count in counts.items())
    )


def _label(cell: str) -> tuple[str | None, str | None]:
    """Return the label in a cell of the speaker column and the time beside or below it."""
    text = " ".join(cell.split()).rstrip(": ")
    head = head_of(Line(text, text))
    if head is not None and head.stands_alone:
        return head.label, head.time
    return (text if has_label_shape(text) else None), None


def _spoken(row: tuple[str, ...], columns: _Columns) -> SpokenRow:
    cell = row[columns.speaker]
    label, time = _label(cell)
    if columns.time is not None:
        time = split_leading_time(row[columns.time])[0] or time
    text = row[columns.text].strip(" \t\n")
    if time is None:
        time, text = split_leading_time(text)
    # A cell that is no label, such as a remark, is part of what the row says.
    kept = text if label or not cell.strip() else f"{cell.strip()}\t{text}"
    return SpokenRow(label, time, kept)


def _lines_of_row(row: tuple[str, ...]) -> list[Line]:
    cells = [cell for cell in row if cell.strip()]
    if len(cells) == 2 and detail_key(cells[0]):
        cells = [f"{cells[0].strip().rstrip(':')}: {cells[1]}"]
    text = "\t".join(cells)
    return [Line(part, part, opens_paragraph=place == 0) for place, part in enumerate(text.split("\n"))]
