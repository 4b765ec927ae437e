"""From a passage to its place in the interview, and from a cell to its passages."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from app import session
from app.reading_filter import GROUPS, PARTICIPANTS, clear_filter, read_cell
from coding.evidence import Excerpt, Filter

DOCUMENT, GOTO, BACK = "study:document", "study:goto", "study:back"

From = Literal["", "review", "suggestions"]
"""Which page somebody comes from and may want to go back to."""


def open_in_interview(excerpt: Excerpt) -> None:
    """Go to the coding page with the passage's interview open and the passage in view."""
    coding = excerpt.coding
    open_passage(coding.document_id, coding.start, coding.end)


def open_passage(document_id: str, start: int, end: int, *, back: From = "") -> None:
    """Go to the coding page with this interview open and the passage in view; `back` offers the way back there."""
    st.session_state[DOCUMENT] = document_id
    st.session_state[GOTO] = (start, end)
    st.session_state[BACK] = back
    st.switch_page("page_scripts/coding.py")


def way_back() -> None:
    """On the coding page, the way back to where somebody came from to look at a passage; nothing otherwise."""
    _, back = session.texts().gettext, st.session_state.get(BACK)
    labels = {"review": _("Back to the review"), "suggestions": _("Back to the suggestions")}
    if back in labels:
        st.page_link(f"page_scripts/{back}.py", label=labels[back], icon=":material/arrow_back:")


def open_cell(code_id: str, group_id: str | None) -> None:
    """Go to the reading page with one code in one group in the list."""
    clear_filter()
    read_cell(code_id, Filter(groups=frozenset({group_id})), [GROUPS])
    st.switch_page("page_scripts/reading.py")


def open_people(code_id: str, participant_ids: Sequence[str]) -> None:
    """Go to the reading page with one code and what these participants say of it in the list."""
    clear_filter()
    read_cell(code_id)
    st.session_state[PARTICIPANTS] = list(participant_ids)
    st.switch_page("page_scripts/reading.py")
