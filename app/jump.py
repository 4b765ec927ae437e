"""From a passage to its place in the interview, and from a cell to its passages."""

import streamlit as st

from app.reading_filter import clear_filter, read_cell
from coding.evidence import Excerpt

DOCUMENT, GOTO = "study:document", "study:goto"


def open_in_interview(excerpt: Excerpt) -> None:
    """Go to the coding page with the passage's interview open and the passage in view."""
    coding = excerpt.coding
    st.session_state[DOCUMENT] = coding.document_id
    st.session_state[GOTO] = (coding.start, coding.end)
    st.switch_page("page_scripts/coding.py")


def open_cell(code_id: str, group_id: str | None) -> None:
    """Go to the reading page with one code in one group in the list."""
    clear_filter()
    read_cell(code_id, group_id)
    st.switch_page("page_scripts/reading.py")
