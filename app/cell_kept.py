"""What was found in the cell that is being worked on, made once for each state of the study."""

import streamlit as st

from coding.evidence import Evidence
from coding.synthesis import Cell, find_positions

_KEPT = "study:findings:cell"


def cell_of(evidence: Evidence, code_id: str, group_id: str) -> Cell:
    """The positions of one code in one group."""
    key = (evidence.revision, code_id, group_id)
    kept: tuple[object, Cell] | None = st.session_state.get(_KEPT)
    if kept is None or kept[0] != key:
        kept = (key, find_positions(evidence, code_id, group_id))
        st.session_state[_KEPT] = kept
    return kept[1]
