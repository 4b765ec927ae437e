"""Which rows and themes of the framework matrix are seen, and the matrix made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

import streamlit as st

from app import session
from app.guide_kept import kept_coverage
from coding.evidence import Evidence
from coding.framework_matrix import (
    FrameworkMatrix,
    FrameworkRow,
    RowKind,
    case_levels,
    framework_matrix,
    framework_rows,
)
from corpus.language import Texts
from corpus.participants import list_cases

ROWS, BANDS, THEMES = "study:framework:rows", "study:framework:bands", "study:framework:themes"
FIRST_THEMES = 4
"""So many top codes are columns until somebody chooses."""

_MADE = "study:framework:matrix"
_PARTICIPANTS = "participant:0"


def choose_matrix(evidence: Evidence) -> FrameworkMatrix:
    """The row of choices, and the matrix of what is chosen."""
    _ = session.texts().gettext
    kinds = row_kinds(evidence, session.texts())
    book = evidence.codebook
    codes = {code.id: book.path_text(code.id) for code in book.codes if not code.retired}
    _keep_known(ROWS, list(kinds), _PARTICIPANTS)
    if not _known(THEMES, codes):
        st.session_state[THEMES] = [code.id for code in book.children(None) if code.id in codes][:FIRST_THEMES]
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.selectbox(
            _("Rows"), list(kinds), format_func=lambda kind: kinds[kind], key=ROWS, persist_state="session", width=190
        )
        rows = _rows(evidence)
        bands = list(dict.fromkeys(row.band for row in rows if row.band))
        if len(bands) > 1:
            _known(BANDS, bands)
            st.multiselect(
                _("Only"), bands, key=BANDS, placeholder=_("All of them"), persist_state="session", width=260
            )
        st.multiselect(
            _("Themes"),
            list(codes),
            format_func=lambda code_id: codes.get(code_id, ""),
            key=THEMES,
            placeholder=_("Choose themes"),
            persist_state="session",
            width="stretch",
        )
    return chosen_matrix(evidence)


def chosen_matrix(evidence: Evidence) -> FrameworkMatrix:
    """The matrix of what was chosen last, or of what is chosen before anybody has; made once for each choice."""
    book = evidence.codebook
    known = {code.id for code in book.codes if not code.retired}
    themes = [code_id for code_id in st.session_state.get(THEMES, ()) if code_id in known] or [
        code.id for code in book.children(None) if code.id in known
    ][:FIRST_THEMES]
    bands = tuple(st.session_state.get(BANDS, ()))
    chosen = (st.session_state.get(ROWS), bands, tuple(themes))
    kept: tuple[tuple[object, ...], FrameworkMatrix] | None = st.session_state.get(_MADE)
    if kept is not None and kept[0] == chosen and evidence.same_words(kept[1].evidence):
        return replace(kept[1], evidence=evidence, guide=kept_coverage(evidence))
    rows = [row for row in _rows(evidence) if not bands or row.band in bands]
    matrix = framework_matrix(evidence, rows, _in_order(evidence, themes), kept_coverage(evidence))
    st.session_state[_MADE] = (chosen, matrix)
    return matrix


def include_cell(evidence: Evidence, code_id: str, row_key: str) -> None:
    """Choose rows and themes such that this cell is seen; themes chosen already stay."""
    place, _between, group = row_key.partition("|")
    kind, _colon, owner = place.partition(":")
    if kind == "case":
        depth = next((len(case.path) for case in list_cases(session.study()) if case.id == owner), 1)
        st.session_state[ROWS] = f"{'case and group' if group else 'case'}:{depth - 1}"
    else:
        st.session_state[ROWS] = _PARTICIPANTS
    st.session_state[BANDS] = []
    themes = chosen_matrix(evidence).code_ids
    st.session_state[THEMES] = [*themes, *({code_id} - set(themes))]


def row_kinds(evidence: Evidence, texts: Texts) -> Mapping[str, str]:
    """What rows can be, with its name: informants, and cases of each level, alone and with a row for each group."""
    _ = texts.gettext
    kinds = {_PARTICIPANTS: _("Informants")}
    for level in range(case_levels(evidence)):
        kinds[f"case:{level}"] = _("Cases") if level == 0 else _("Cases, level {level}").format(level=level + 1)
    for level in range(case_levels(evidence)):
        name = _("Groups in cases") if level == 0 else _("Groups in cases, level {level}").format(level=level + 1)
        kinds[f"case and group:{level}"] = name
    return kinds


def _rows(evidence: Evidence) -> Sequence[FrameworkRow]:
    kind, _between, level = str(st.session_state.get(ROWS, _PARTICIPANTS)).partition(":")
    known = {each: each for each in get_args(RowKind)}
    return framework_rows(evidence, list_cases(session.study()), known[kind], int(level))


def _in_order(evidence: Evidence, themes: Sequence[str]) -> Sequence[str]:
    return [code.id for code in evidence.codebook.codes if code.id in set(themes)]


def _keep_known(key: str, options: Sequence[str], first: str) -> None:
    if st.session_state.get(key) not in options:
        st.session_state[key] = first


def _known(key: str, options: Sequence[str] | Mapping[str, str]) -> Sequence[str]:
    """What is chosen of the options there are now: a code may be merged, a group renamed."""
    chosen = st.session_state.get(key, [])
    known = [option for option in chosen if option in options]
    if known != list(chosen):
        st.session_state[key] = known
    return known
