"""What was found in the cell that is being worked on, made once for as long as its codings stand."""

import streamlit as st

from coding.evidence import Evidence
from coding.synthesis import Cell, find_positions

_KEPT = "study:findings:cell"


def cell_of(evidence: Evidence, code_id: str, group_id: str) -> Cell:
    """The positions of one code in one group."""
    place = (code_id, group_id)
    kept: tuple[Evidence, tuple[str, str], Cell] | None = st.session_state.get(_KEPT)
    if kept is None or kept[1] != place or not evidence.same_words(kept[0]):
        kept = (evidence, place, find_positions(evidence, code_id, group_id))
        st.session_state[_KEPT] = kept
    return kept[2]
