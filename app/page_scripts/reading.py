"""Read and compare: who says what about which code, every passage behind the numbers, and pictures of it."""

import streamlit as st

from app import session
from app.excerpt_list import show_excerpts
from app.matrix_view import show_matrix
from app.picture_drawn import TAB
from app.reading_filter import show_filter

_ = session.texts().gettext
evidence = session.evidence()
st.subheader(_("Read and compare"))
if not evidence.excerpts:
    show_excerpts()
    st.stop()
table, pictures = st.tabs([_("Table and passages"), _("Pictures")], key=TAB, on_change="rerun")
if table.open:
    with table:
        show_matrix(evidence)
        show_filter(evidence)
        show_excerpts()
if pictures.open:
    from app.pictures_view import show_pictures

    with pictures:
        show_pictures(evidence)
