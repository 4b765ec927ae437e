"""The framework matrix as a table to walk through, with the chosen cell, its row or its column opened below it."""

from typing import Any

import streamlit as st

from app import session
from app.framework_choice import FIRST_THEMES, choose_matrix
from app.framework_field import show_cell_field
from app.framework_passages import show_beside
from app.framework_reading import show_across, show_down
from app.view_choice import choose_view
from coding.evidence import Evidence
from coding.framework_cells import CellState, WrittenMatrix, list_cells, written_matrix
from coding.framework_matrix import FrameworkMatrix, FrameworkRow
from exports.words import silence_word

TABLE, ROW, THEME, VIEW = (f"study:framework:{name}" for name in ("table", "row", "theme", "view"))
ROW_HEIGHT, ROWS_SEEN = 64, 6
CELL, ACROSS, DOWN = "cell", "across", "down"
WIDE, NARROW = 262, 196
"""Of a column, in pixels: so many themes as there are at first fit the page."""
SHOWN = 260
"""Signs of a cell's words that the table shows; the whole stands below it."""

_BAND, _LABEL = "band", "label"
_COLOURS: dict[CellState, str] = {
    "written": "",
    "out of date": "color: #c77700",
    "to write": "color: #2f6f8f",
    "not asked": "color: #8a9298",
    "not coded": "color: #8a9298",
    "not said": "color: #8a9298",
}


def show_framework(evidence: Evidence) -> None:
    """Choices, the table, and below it what is chosen in it."""
    _ = session.texts().gettext
    matrix = choose_matrix(evidence)
    if not (matrix.rows and matrix.code_ids):
        st.info(_("Choose at least one theme, and rows in which somebody was interviewed."), icon=":material/info:")
        return
    written = written_matrix(matrix, list_cells(session.study()))
    _say_how_far(written)
    _keep_chosen(matrix)
    _show_table(written)
    row = next(row for row in matrix.rows if row.key == st.session_state[ROW])
    code_id = st.session_state[THEME]
    view = _choose_view(matrix)
    if view == ACROSS:
        show_across(written, row, open_framework_cell)
    elif view == DOWN:
        show_down(written, code_id, open_framework_cell)
    else:
        _show_cell(written, row, code_id)


def open_framework_cell(code_id: str, row_key: str) -> None:
    """Turn to one cell, to be written in."""
    st.session_state[ROW], st.session_state[THEME], st.session_state[VIEW] = row_key, code_id, CELL


def _say_how_far(matrix: WrittenMatrix) -> None:
    texts = session.texts()
    kinds = list(matrix.states.values())
    written, late = kinds.count("written") + kinds.count("out of date"), kinds.count("out of date")
    behind = written + kinds.count("to write")
    said = texts.ngettext(
        "{written} of {count} cell with passages is written.",
        "{written} of {count} cells with passages are written.",
        behind,
    ).format(written=written, count=behind)
    if late:
        said += " " + texts.ngettext(
            "{count} is out of date: codings changed since.", "{count} are out of date: codings changed since.", late
        ).format(count=late)
    st.caption(said + " " + texts.gettext("Walk through the table with the arrow keys; the cell opens below it."))


def _keep_chosen(matrix: FrameworkMatrix) -> None:
    if st.session_state.get(ROW) not in {row.key for row in matrix.rows}:
        st.session_state[ROW] = matrix.rows[0].key
    if st.session_state.get(THEME) not in matrix.code_ids:
        st.session_state[THEME] = matrix.code_ids[0]


def _show_table(written: WrittenMatrix) -> None:
    _, matrix = session.texts().gettext, written.matrix
    config, book = st.column_config, matrix.evidence.codebook
    _mark_chosen(matrix)
    st.session_state["study:framework:shown"] = [row.key for row in matrix.rows]
    banded = any(row.band for row in matrix.rows)
    width = WIDE if len(matrix.code_ids) < FIRST_THEMES else NARROW
    st.dataframe(
        _as_frame(written, banded=banded),
        key=TABLE,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * min(len(matrix.rows), ROWS_SEEN) + 40,
        column_config={
            _BAND: config.TextColumn(_("Group") if _in_groups(matrix) else _("Case"), width=120, pinned=True),
            _LABEL: config.TextColumn(_("Row"), width=140, pinned=True),
            **{
                code_id: config.TextColumn(book.code(code_id).name, width=width, help=book.code(code_id).definition)
                for code_id in matrix.code_ids
            },
        },
        selection_mode="single-cell",
        on_select=_choose_cell,
        alt=_("The framework matrix. The fields below choose row and theme as well."),
    )


def _as_frame(written: WrittenMatrix, *, banded: bool) -> Any:
    import pandas as pd

    matrix = written.matrix
    names: dict[str, list[str]] = {_BAND: [row.band or "" for row in matrix.rows]} if banded else {}
    frame = pd.DataFrame(
        {
            **names,
            _LABEL: [row.label for row in matrix.rows],
            **{code_id: [_shown(written, code_id, row) for row in matrix.rows] for code_id in matrix.code_ids},
        }
    )
    styles = pd.DataFrame("", index=frame.index, columns=frame.columns)
    for code_id in matrix.code_ids:
        styles[code_id] = [_COLOURS[written.state(code_id, row)] for row in matrix.rows]
    bands = list(dict.fromkeys(row.band for row in matrix.rows))
    shaded = [bands.index(row.band) % 2 == 0 and len(bands) > 1 for row in matrix.rows]
    styles.loc[shaded] = styles.loc[shaded] + "; background-color: rgba(128, 140, 150, 0.10)"
    return frame.style.apply(lambda _frame: styles, axis=None)


def _shown(written: WrittenMatrix, code_id: str, row: FrameworkRow) -> str:
    texts, state = session.texts(), written.state(code_id, row)
    if state in ("written", "out of date"):
        words = " ".join(written.cell(code_id, row).words.split())
        return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
    if state == "to write":
        count = len({excerpt.passage for excerpt in written.matrix.excerpts(code_id, row)})
        return texts.ngettext("{count} passage", "{count} passages", count).format(count=count)
    return silence_word(state, texts)


def _in_groups(matrix: FrameworkMatrix) -> bool:
    return not matrix.rows[0].key.startswith("case:") or "|" in matrix.rows[0].key


def _mark_chosen(matrix: FrameworkMatrix) -> None:
    """Mark the cell that the fields name, so that table and fields never say different things."""
    place = [row.key for row in matrix.rows].index(st.session_state[ROW])
    wanted = (place, st.session_state[THEME])
    present = st.session_state.get(TABLE)
    known = [tuple(cell) for cell in present["selection"]["cells"]] if present else []
    if known != [wanted] and not (known and known[0][0] == place and known[0][1] in (_BAND, _LABEL)):
        st.session_state[TABLE] = {"selection": {"rows": [], "columns": [], "cells": [wanted]}}


def _choose_cell() -> None:
    cells = st.session_state[TABLE]["selection"]["cells"]
    if not cells:
        return
    place, column = cells[0]
    st.session_state[ROW] = st.session_state["study:framework:shown"][place]
    if column not in (_BAND, _LABEL):
        st.session_state[THEME] = column


def _choose_view(matrix: FrameworkMatrix) -> str:
    _ = session.texts().gettext
    book = matrix.evidence.codebook
    labels = {row.key: f"{row.band} · {row.label}" if row.band else row.label for row in matrix.rows}
    views = {CELL: _("The cell"), ACROSS: _("Across the row"), DOWN: _("Down the theme")}
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.selectbox(
            _("Row"),
            list(labels),
            format_func=lambda key: labels.get(key, ""),
            key=ROW,
            persist_state="session",
            width=280,
        )
        st.selectbox(
            _("Theme"),
            list(matrix.code_ids),
            format_func=book.path_text,
            key=THEME,
            persist_state="session",
            width=280,
        )
        return choose_view(_("Read"), views, VIEW)


def _show_cell(written: WrittenMatrix, row: FrameworkRow, code_id: str) -> None:
    cell = written.cell(code_id, row)
    words, beside = st.columns([5, 5], gap="medium")
    with words:
        show_cell_field(written.matrix, row, cell, written.state(code_id, row))
    with beside:
        show_beside(written.matrix, row, cell)
