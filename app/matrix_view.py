"""The table of codes by groups, cases, attributes or other codes: n of N informants; a chosen cell is read below it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from app import session
from app.code_swatch import swatch_picture
from app.guide_kept import kept_coverage
from app.plain_text import escaped
from app.reading_filter import ATTRIBUTES, CASES, CODES, GROUPS, PARTICIPANTS, TOGETHER, present_filter, read_cell
from app.score_columns import SCORE_COLUMNS, kept_columns
from coding.breakdown import ATTRIBUTE, CODE, GROUP, Band, bands, ways_to_divide
from coding.evidence import Evidence, Filter
from coding.guide_coverage import Known
from coding.matrix import BandRow, Tally, code_by_band
from corpus.language import Texts
from exports.words import silence_word

TABLE, SHOWN, SUB_CODES = "study:reading:table", "study:reading:shown", "study:reading:sub_codes"
DIVIDED, CROSSED, FAR_APART = "study:reading:divided", "study:reading:crossed", "study:reading:far_apart"
ROW_HEIGHT, ROWS_SEEN = 28, 13
FEW_BANDS = 6
"""Up to so many columns the table fits the page, and the codes need not stay when it is scrolled sideways."""
_COLOUR, _CODE, _ALL = "colour", "code", "all"
_MEMO = "study:reading:counted"
_NOT_CROSSED = ""
_FIELDS = {
    GROUPS: "groups",
    CASES: "cases",
    ATTRIBUTES: "attributes",
    TOGETHER: "together",
    PARTICIPANTS: "participants",
}


def show_matrix(evidence: Evidence) -> None:
    """The table, narrowed by all filters but those it is made of, with the cell that these name chosen in it."""
    _ = session.texts().gettext
    shown = _show_controls(evidence)
    made = kept_columns()
    own_ways = {SCORE_COLUMNS: made.bands} if made else {}
    columns = bands(evidence, st.session_state[DIVIDED], st.session_state[CROSSED] or None, own_ways)
    own = _filters_of(columns)
    rows = _counted(evidence, columns, _without(present_filter(), own))
    if not st.session_state.get(SUB_CODES, True):
        rows = tuple(row for row in rows if row.level == 0)
    coverage = kept_coverage(evidence)
    silences = coverage.silences(rows, columns) if coverage else {}
    if st.session_state.get(FAR_APART, False):
        rows = tuple(sorted(rows, key=lambda row: -row.difference(_not_asked(row, columns, silences))))
    _choose_cell_of_filter(rows, columns, own)
    st.dataframe(
        _as_frame(evidence, rows, columns, shown, silences),
        key=TABLE,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * min(len(rows), ROWS_SEEN) + 40,
        column_config=_columns(columns),
        selection_mode="single-cell",
        on_select=_read_chosen,
        alt=_("Codes by informants. The filters below choose code and informants as well."),
    )
    st.session_state["study:reading:rows"] = [row.code_id for row in rows]
    st.session_state["study:reading:bands"] = {band.key: band.only for band in columns}
    _say_who_is_missing(evidence)


def _show_controls(evidence: Evidence) -> str:
    _ = session.texts().gettext
    names = {"informants": _("Informants"), "passages": _("Passages"), "interviews": _("Interviews")}
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
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
        _choose_columns(evidence)
        st.session_state.setdefault(SUB_CODES, True)
        st.toggle(_("Sub-codes"), key=SUB_CODES, persist_state="session", width="content")
        st.toggle(
            _("Largest difference first"),
            key=FAR_APART,
            persist_state="session",
            width="content",
            help=_("The share of informants in the column with most, less the share in the column with fewest."),
        )
    st.caption(_("Choose a cell to read it. A code counts its sub-codes too."))
    return shown or "informants"


def _choose_columns(evidence: Evidence) -> None:
    texts = session.texts()
    _ = texts.gettext
    ways = (*ways_to_divide(evidence), *((SCORE_COLUMNS,) if kept_columns() else ()))
    for key in (DIVIDED, CROSSED):
        if st.session_state.get(key, _NOT_CROSSED) not in ways:
            st.session_state[key] = GROUP if key == DIVIDED else _NOT_CROSSED
    _choose(DIVIDED, _("Columns"), {way: _("By {what}").format(what=way_name(way, texts)) for way in ways})
    others = {way: _("and {what}").format(what=way_name(way, texts)) for way in ways}
    others.pop(st.session_state[DIVIDED])
    if st.session_state[CROSSED] not in others:
        st.session_state[CROSSED] = _NOT_CROSSED
    _choose(CROSSED, _("Crossed with"), {_NOT_CROSSED: _("not crossed"), **others})


def _choose(key: str, label: str, options: Mapping[str, str]) -> None:
    st.selectbox(
        label,
        list(options),
        format_func=lambda way: options.get(way, ""),
        key=key,
        label_visibility="collapsed",
        persist_state="session",
        width=150,
    )


def way_name(way: str, texts: Texts) -> str:
    """What a way to divide informants is called."""
    _ = texts.gettext
    if way == GROUP:
        return _("group")
    if way == CODE:
        return _("other codes")
    if way == SCORE_COLUMNS:
        return made.name if (made := kept_columns()) else ""
    if way.startswith(ATTRIBUTE):
        return way.removeprefix(ATTRIBUTE)
    level = int(way.rpartition(":")[2])
    return _("case") if level == 0 else _("case, level {level}").format(level=level + 1)


def _counted(evidence: Evidence, columns: Sequence[Band], chosen: Filter) -> Sequence[BandRow]:
    """The table, counted again only when evidence, columns or filter changed."""
    memo = st.session_state.get(_MEMO)
    if memo and memo[0] is evidence and memo[1] == (columns, chosen):
        kept: Sequence[BandRow] = memo[2]
        return kept
    rows = code_by_band(evidence, columns, chosen)
    st.session_state[_MEMO] = (evidence, (columns, chosen), rows)
    return rows


def _not_asked(row: BandRow, columns: Sequence[Band], silences: Mapping[tuple[str, str], Known]) -> set[int]:
    return {i for i, band in enumerate(columns) if silences.get((row.code_id, band.key)) == "not asked"}


def _as_frame(
    evidence: Evidence,
    rows: Sequence[BandRow],
    columns: Sequence[Band],
    shown: str,
    silences: Mapping[tuple[str, str], Known],
) -> Any:
    import pandas as pd

    texts = session.texts()
    behind = {cell: f" · {silence_word(why, texts)}" for cell, why in silences.items()}
    digits = max((len(str(_count(row.total, shown))) for row in rows), default=1)
    frame = pd.DataFrame(
        {
            _COLOUR: [swatch_picture(evidence.codebook.code(row.code_id).colour) for row in rows],
            _CODE: [_code_name(row) for row in rows],
            **{
                band.key: [
                    _number(row.tallies[i], shown, digits) + behind.get((row.code_id, band.key), "") for row in rows
                ]
                for i, band in enumerate(columns)
            },
            _ALL: [_number(row.total, shown, digits) for row in rows],
        }
    )
    numbers = [*(band.key for band in columns), _ALL]
    tops = [row.level == 0 for row in rows]
    grey = frame[numbers].map(lambda text: "" if text.strip()[0] in "123456789" else "color: #8a9298")
    styles = pd.DataFrame("", index=frame.index, columns=frame.columns)
    styles[numbers] = grey
    styles.loc[tops] = styles.loc[tops] + "; background-color: rgba(128, 140, 150, 0.10)"
    return frame.style.apply(lambda _frame: styles, axis=None)


def _code_name(row: BandRow) -> str:
    if st.session_state.get(FAR_APART, False):
        # out of the codebook's order, a sub-code does not stand below its parent
        return " > ".join(row.path)
    return "\N{EM SPACE}" * row.level + row.path[-1]


def _count(counted: Tally, shown: str) -> int:
    return {"passages": counted.passages, "interviews": counted.interviews}.get(shown, counted.informants)


def _number(counted: Tally, shown: str, digits: int) -> str:
    _ = session.texts().gettext
    if counted.asked == 0:
        return _("not interviewed")
    # Blanks as wide as a digit: numbers stand under each other, and sorting as text sorts them as numbers.
    number = str(_count(counted, shown)).rjust(digits, "\N{FIGURE SPACE}")
    return _("{count} of {asked}").format(count=number, asked=counted.asked) if shown == "informants" else number


def _columns(columns: Sequence[Band]) -> dict[str, Any]:
    _ = session.texts().gettext
    config = st.column_config
    wide = len(columns) > FEW_BANDS
    least = 170 if kept_coverage(session.evidence()) else 110
    return {
        _COLOUR: config.ImageColumn("", width=34, pinned=wide),
        _CODE: config.TextColumn(_("Code"), width=250, pinned=wide),
        **{band.key: config.TextColumn(_band_name(band), width=_width(_band_name(band), least)) for band in columns},
        _ALL: config.TextColumn(_("All"), width=100),
    }


def _width(name: str, least: int) -> int:
    return min(max(least, 30 + 8 * len(name)), 220)


def _band_name(band: Band) -> str:
    _ = session.texts().gettext
    unknown = _("No group") if band.key == f"{GROUP}:" else _("not stated")
    return " · ".join(name or unknown for name in band.names)


def _say_who_is_missing(evidence: Evidence) -> None:
    _ = session.texts().gettext
    silent = [group.name for group in evidence.groups if group not in evidence.columns]
    if silent:
        st.caption(_("Nobody was interviewed in: {groups}.").format(groups=escaped(", ".join(silent))))


def _filters_of(columns: Sequence[Band]) -> list[str]:
    """The keys of the filters that tell the columns apart."""
    return [key for key, field in _FIELDS.items() if any(getattr(band.only, field) for band in columns)]


def _without(chosen: Filter, own: Sequence[str]) -> Filter:
    empty: dict[str, Any] = {_FIELDS[key]: frozenset() for key in own}
    return replace(chosen, codes=frozenset(), **empty)


def _choose_cell_of_filter(rows: Sequence[BandRow], columns: Sequence[Band], own: Sequence[str]) -> None:
    """Mark the cell that the filters name, so that table and list never say different things."""
    chosen = present_filter()
    people = replace(Filter(), **{_FIELDS[key]: getattr(chosen, _FIELDS[key]) for key in own})
    named = {band.only: band.key for band in columns} | {Filter(): _ALL}
    places = {row.code_id: place for place, row in enumerate(rows)}
    codes = st.session_state.get(CODES, [])
    cells: list[tuple[int, str]] = []
    if len(codes) == 1 and codes[0] in places and people in named:
        cells = [(places[codes[0]], named[people])]
    present = st.session_state.get(TABLE)
    known = [tuple(cell) for cell in present["selection"]["cells"]] if present else []
    same_code = bool(known and cells and known[0][0] == cells[0][0])
    if known != cells and not (same_code and people == Filter() and known[0][1] in (_COLOUR, _CODE)):
        st.session_state[TABLE] = {"selection": {"rows": [], "columns": [], "cells": cells}}


def _read_chosen() -> None:
    cells = st.session_state[TABLE]["selection"]["cells"]
    known: Mapping[str, Filter] = st.session_state["study:reading:bands"]
    own = [key for key, field in _FIELDS.items() if any(getattr(people, field) for people in known.values())]
    if not cells:
        read_cell(None, None, own)
        return
    place, column = cells[0]
    read_cell(st.session_state["study:reading:rows"][place], known.get(column), own)
