"""The words in the cells of the framework matrix as named texts, with the codings behind each cell."""

from collections.abc import Sequence
from typing import get_args

from coding.evidence import Evidence
from coding.framework_cells import Cells, WrittenMatrix, written_matrix
from coding.framework_matrix import FrameworkRow, RowKind, case_levels, framework_matrix, framework_rows
from coding.synthesis.positions import Cell
from coding.synthesis.row_draft import find_row_positions
from coding.written.texts import NamedText
from corpus.language import Texts
from corpus.participants import Case


def written_rows(evidence: Evidence, cases: Sequence[Case], cells: Cells) -> WrittenMatrix:
    """The rows, of whatever kind, and the themes that somebody has written on.

    Left out is what no matrix shows: retired themes, and rows in which nobody was interviewed.
    """
    filled = {place: cell for place, cell in cells.items() if not cell.empty}
    keys = {row_key for _code_id, row_key in filled}
    levels = range(case_levels(evidence))
    rows = [
        row
        for kind in get_args(RowKind)
        for level in (levels if kind != "participant" else (0,))
        for row in framework_rows(evidence, cases, kind, level)
        if row.key in keys
    ]
    themes = {code_id for code_id, _row_key in filled}
    codes = [code.id for code in evidence.codebook.codes if code.id in themes and not code.retired]
    return written_matrix(framework_matrix(evidence, rows, codes), filled)


def framework_texts(written: WrittenMatrix, texts: Texts) -> tuple[NamedText, ...]:
    """Every cell with words, theme by theme. A person's cell is about the group that the person belongs to."""
    _ = texts.gettext
    title = _("{code}, {row}: framework matrix")
    matrix = written.matrix
    return tuple(
        NamedText(
            key=f"framework:{code_id}:{row.key}",
            place=title.format(code=matrix.evidence.codebook.path_text(code_id), row=_name(row)),
            text=written.cells[code_id, row.key].words,
            code_id=code_id,
            group_id=_group(row),
            row_key=row.key,
        )
        for code_id in matrix.code_ids
        for row in matrix.rows
        if (code_id, row.key) in written.cells
    )


def counted_cell(written: WrittenMatrix, text: NamedText) -> Cell | None:
    """What a cell's words can be counted against; None for a row of one person, whose numbers count something else."""
    row = next((row for row in written.matrix.rows if row.key == text.row_key), None)
    if row is None or text.code_id is None or len(row.people) < 2:
        return None
    return find_row_positions(written.matrix, text.code_id, row)


def _name(row: FrameworkRow) -> str:
    return f"{row.label}, {row.band}" if row.band and row.participant_id is None else row.label


def _group(row: FrameworkRow) -> str | None:
    if row.participant_id is None:
        return row.group_id
    group = row.people[0].group
    return group.id if group else None
