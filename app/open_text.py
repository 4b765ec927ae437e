"""From the key of a text to the field on the findings page where it is written."""

import streamlit as st

from app import session
from app.framework_choice import include_cell
from app.framework_view import open_framework_cell
from app.summary_view import TAB, open_writing


def open_text(text_key: str) -> None:
    """Turn to the field of a text, see `coding.written.NamedText`; to the report's texts where it is one of them."""
    kind, _colon, rest = text_key.partition(":")
    code_id, _colon, place = rest.partition(":")
    if kind == "summary":
        open_writing(code_id, place.partition(":")[0])
    elif kind == "framework":
        include_cell(session.evidence(), code_id, place)
        open_framework_cell(code_id, place)
        st.session_state[TAB] = session.texts().gettext("Framework matrix")
    else:
        st.session_state[TAB] = session.texts().gettext("Report texts")
