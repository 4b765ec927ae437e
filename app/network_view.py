"""The network of codes on the same words: for whom, how many it takes to draw a line, and the pairs as a table."""

from collections.abc import Sequence

import streamlit as st

from app import session
from app.picture_drawn import draw_picture, read_passages
from app.table_height import table_height
from codebooks.values import Codebook
from coding.co_occurrence import Network, Pair, co_occurrence
from coding.evidence import Evidence, Filter
from exports.co_occurrence_picture import MOST_LINES, network_chart
from exports.study_pictures import few_codes

WHOM, LEAST, SUB_CODES = "study:network:whom", "study:network:least", "study:network:sub_codes"
PAIRS, _ROWS, _KEPT = "study:network:pairs", "study:network:rows", "study:network:kept"
EVERYBODY = "\n"
"""Stands for all informants: no id of a group is a line break."""


def show_network(evidence: Evidence) -> None:
    """The choices, the picture, and its pairs to open with the keyboard too."""
    _ = session.texts().gettext
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        whom = _choose_whom(evidence)
        sub_codes = _choose_level(evidence)
        network = _counted(evidence, whom, sub_codes=sub_codes)
        least = _choose_least(network)
    names = {group.id if group else "": group.name if group else _("Without a group") for group in evidence.columns}
    picture = network_chart(
        network,
        evidence.codebook,
        session.texts(),
        session.language(),
        least=least,
        whom="" if whom is None else names[whom],
    )
    if picture is None:
        st.info(_("No two codes lie on the same words here."), icon=":material/info:")
        return
    draw_picture("network", picture, whom)
    _show_pairs(network.pairs_from(least), evidence.codebook, whom)


def _choose_whom(evidence: Evidence) -> str | None:
    _ = session.texts().gettext
    names = {EVERYBODY: _("All informants")}
    names |= {group.id if group else "": group.name if group else _("Without a group") for group in evidence.columns}
    if st.session_state.get(WHOM) not in names:
        st.session_state[WHOM] = EVERYBODY
    chosen = st.selectbox(
        _("Whose words"),
        list(names),
        format_func=lambda group_id: names.get(group_id, ""),
        key=WHOM,
        persist_state="session",
        width=220,
    )
    return None if chosen == EVERYBODY else chosen


def _choose_level(evidence: Evidence) -> bool:
    if not few_codes(evidence):
        return False
    st.session_state.setdefault(SUB_CODES, True)
    return st.toggle(
        session.texts().gettext("Sub-codes"),
        key=SUB_CODES,
        persist_state="session",
        width="content",
        help=session.texts().gettext(
            "Codes that have sub-codes are left out then: they count the same passages again."
        ),
    )


def _choose_least(network: Network) -> int:
    """From how many informants a line is drawn; as few as can be read until somebody chooses."""
    most = max((pair.informants for pair in network.pairs), default=1)
    if most < 2:
        return 1
    if LEAST not in st.session_state:
        st.session_state[LEAST] = network.clearest(MOST_LINES)
    st.session_state[LEAST] = min(max(st.session_state[LEAST], 1), most)
    chosen: int = st.slider(
        session.texts().gettext("A line from so many informants"),
        1,
        most,
        key=LEAST,
        persist_state="session",
        width=260,
    )
    return chosen


def _counted(evidence: Evidence, whom: str | None, *, sub_codes: bool) -> Network:
    """The network, counted again only when evidence or choice changed."""
    memo = st.session_state.get(_KEPT)
    if memo and memo[0] is evidence and memo[1] == (whom, sub_codes):
        kept: Network = memo[2]
        return kept
    only = Filter() if whom is None else Filter(groups=frozenset({whom or None}))
    found = co_occurrence(evidence, only, sub_codes=sub_codes)
    st.session_state[_KEPT] = (evidence, (whom, sub_codes), found)
    return found


def _show_pairs(pairs: Sequence[Pair], book: Codebook, whom: str | None) -> None:
    _ = session.texts().gettext
    st.session_state[_ROWS] = [(pair.code_id, pair.other_id, whom) for pair in pairs]
    st.dataframe(
        [
            {
                _("Code"): book.path_text(pair.code_id),
                _("on the same words as"): book.path_text(pair.other_id),
                _("Informants"): pair.informants,
                _("Passages"): pair.passages,
            }
            for pair in pairs
        ],
        key=PAIRS,
        hide_index=True,
        height=table_height(min(len(pairs), 8)),
        selection_mode="single-cell",
        on_select=_open_pair,
        alt=_("Pairs of codes on the same words. Choose one to read its passages."),
    )


def _open_pair() -> None:
    cells = st.session_state[PAIRS]["selection"]["cells"]
    rows = st.session_state[_ROWS]
    if cells and cells[0][0] < len(rows):
        read_passages(*rows[cells[0][0]])
