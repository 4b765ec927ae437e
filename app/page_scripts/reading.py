"""Read and compare: who says what about which code, and every passage behind the numbers."""

import streamlit as st

from app import session
from app.excerpt_list import show_excerpts
from app.matrix_view import show_matrix
from app.reading_filter import show_filter

_ = session.texts().gettext
evidence = session.evidence()
st.subheader(_("Read and compare"))
if evidence.excerpts:
    show_matrix(evidence)
    show_filter(evidence)
show_excerpts()
