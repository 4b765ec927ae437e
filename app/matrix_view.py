"""The code x group table: n of N informants, passages or interviews in each cell; a chosen cell is read below it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from app import session
from app.code_swatch import swatch_picture
from app.plain_text import escaped
from app.reading_filter import CODES, GROUPS, NO_GROUP, present_filter, read_cell
from coding.evidence import Evidence, Filter, select_excerpts
from coding.matrix import Cell, Row, Tally, cell_excerpts, code_by_group, tally
from corpus.participants import Group

TABLE, SHOWN, SUB_CODES = "study:reading:table", "study:reading:shown", "study:reading:sub_codes"
ROW_HEIGHT, ROWS_SEEN = 28, 13
FEW_GROUPS = 6
"""Up to so many groups the table fits the page, and the codes need not stay when it is scrolled sideways."""
_COLOUR, _CODE, _ALL = "colour", "code", "all"
_MEMO = "study:reading:counted"


def show_matrix(evidence: Evidence) -> None:
    """The table, narrowed by all filters but codes and groups, with the cell that these two name chosen in it."""
    _ = session.texts().gettext
    shown = _show_controls()
    rows, totals = _counted(evidence, replace(present_filter(), codes=frozenset(), groups=frozenset()))
    if not st.session_state.get(SUB_CODES, True):
        rows = tuple(row for row in rows if row.level == 0)
    _choose_cell_of_filter(rows)
    st.dataframe(
        _as_frame(evidence, rows, totals, shown),
        key=TABLE,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * min(len(rows), ROWS_SEEN) + 40,
        column_config=_columns(evidence),
        selection_mode="single-cell",
        on_select=_read_chosen,
        alt=_("Codes by group. The filters below choose code and group as well."),
    )
    st.session_state["study:reading:rows"] = [row.code_id for row in rows]
    _say_who_is_missing(evidence)


def _show_controls() -> str:
    _ = session.texts().gettext
    names = {"informants": _("Informants"), "passages": _("Passages"), "interviews": _("Interviews")}
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        shown = st.segmented_control(
            _("Count"),
            list(names),
            default=None if SHOWN in st.session_state else "informants",
            format_func=names.__getitem__,
            key=SHOWN,
            label_visibility="collapsed",
            required=True,
            persist_state="session",
        )
        st.session_state.setdefault(SUB_CODES, True)
        st.toggle(_("Sub-codes"), key=SUB_CODES, persist_state="session", width="content")
        st.caption(_("Choose a cell to read it. A code counts its sub-codes too."), width="content")
    return shown or "informants"


def _counted(evidence: Evidence, chosen: Filter) -> tuple[Sequence[Row], Mapping[str, Tally]]:
    """The table and each code's total over all groups, counted again only when evidence or filter changed."""
    memo = st.session_state.get(_MEMO)
    if memo and memo[0] is evidence and memo[1] == chosen:
        return memo[2], memo[3]
    rows = code_by_group(evidence, chosen)
    found = select_excerpts(evidence, chosen)
    narrowed = replace(evidence, excerpts=found)
    totals = {row.code_id: _total(narrowed, row, chosen) for row in rows}
    st.session_state[_MEMO] = (evidence, chosen, rows, totals)
    return rows, totals


def _total(narrowed: Evidence, row: Row, chosen: Filter) -> Tally:
    by_id = {
        excerpt.coding.id: excerpt
        for cell in row.cells
        for excerpt in cell_excerpts(narrowed, row.code_id, cell.group.id if cell.group else None)
    }
    return tally(narrowed, by_id.values(), chosen)


def _as_frame(evidence: Evidence, rows: Sequence[Row], totals: Mapping[str, Tally], shown: str) -> Any:
    import pandas as pd

    columns: dict[str, list[str]] = {
        _COLOUR: [swatch_picture(evidence.codebook.code(row.code_id).colour) for row in rows],
        _CODE: ["\N{EM SPACE}" * row.level + row.path[-1] for row in rows],
    }
    digits = max((len(str(_count(totals[row.code_id], shown))) for row in rows), default=1)
    for i, group in enumerate(evidence.columns):
        columns[_column(group)] = [_number(row.cells[i], shown, digits) for row in rows]
    columns[_ALL] = [_number(totals[row.code_id], shown, digits) for row in rows]
    frame = pd.DataFrame(columns)
    numbers = [_column(group) for group in evidence.columns] + [_ALL]
    tops = [row.level == 0 for row in rows]
    grey = frame[numbers].map(lambda text: "" if text.strip()[0] in "123456789" else "color: #8a9298")
    styles = pd.DataFrame("", index=frame.index, columns=frame.columns)
    styles[numbers] = grey
    styles.loc[tops] = styles.loc[tops] + "; background-color: rgba(128, 140, 150, 0.10)"
    return frame.style.apply(lambda _frame: styles, axis=None)


def _count(counted: Cell | Tally, shown: str) -> int:
    return {"passages": counted.passages, "interviews": counted.interviews}.get(shown, counted.informants)


def _number(counted: Cell | Tally, shown: str, digits: int) -> str:
    _ = session.texts().gettext
    if counted.asked == 0:
        return _("not interviewed")
    # Blanks as wide as a digit: numbers stand under each other, and sorting as text sorts them as numbers.
    number = str(_count(counted, shown)).rjust(digits, "\N{FIGURE SPACE}")
    return _("{count} of {asked}").format(count=number, asked=counted.asked) if shown == "informants" else number


def _columns(evidence: Evidence) -> dict[str, Any]:
    _ = session.texts().gettext
    config = st.column_config
    groups = {
        _column(group): config.TextColumn(group.name if group else _("No group"), width=110)
        for group in evidence.columns
    }
    wide = len(evidence.columns) > FEW_GROUPS
    return {
        _COLOUR: config.ImageColumn("", width=34, pinned=wide),
        _CODE: config.TextColumn(_("Code"), width=250, pinned=wide),
        **groups,
        _ALL: config.TextColumn(_("All"), width=100),
    }


def _say_who_is_missing(evidence: Evidence) -> None:
    _ = session.texts().gettext
    silent = [group.name for group in evidence.groups if group not in evidence.columns]
    if silent:
        st.caption(_("Nobody was interviewed in: {groups}.").format(groups=escaped(", ".join(silent))))


def _column(group: Group | None) -> str:
    return f"group:{group.id if group else NO_GROUP}"


def _choose_cell_of_filter(rows: Sequence[Row]) -> None:
    """Mark the cell that the filters name, so that table and list never say different things."""
    codes, groups = st.session_state.get(CODES, []), st.session_state.get(GROUPS, [])
    places = {row.code_id: place for place, row in enumerate(rows)}
    cells: list[tuple[int, str]] = []
    if len(codes) == 1 and codes[0] in places and len(groups) <= 1:
        column = f"group:{groups[0]}" if groups else _ALL
        cells = [(places[codes[0]], column)]
    present = st.session_state.get(TABLE)
    known = [tuple(cell) for cell in present["selection"]["cells"]] if present else []
    same_code = bool(known and cells and known[0][0] == cells[0][0])
    if known != cells and not (same_code and not groups and known[0][1] in (_COLOUR, _CODE)):
        st.session_state[TABLE] = {"selection": {"rows": [], "columns": [], "cells": cells}}


def _read_chosen() -> None:
    cells = st.session_state[TABLE]["selection"]["cells"]
    if not cells:
        read_cell(None)
        return
    place, column = cells[0]
    code_id = st.session_state["study:reading:rows"][place]
    if column.startswith("group:"):
        read_cell(code_id, column.removeprefix("group:"))
    else:
        read_cell(code_id, all_groups=True)
