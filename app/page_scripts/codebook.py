"""The codebook: the tree of codes at the left, the chosen code to edit at the right."""

import streamlit as st

from app import session
from app.code_editor import show_adding, show_editor
from app.codebook_sources import show_download, show_taking
from app.codebook_tree import chosen_code, show_tree
from app.undo_buttons import undo_buttons
from coding.codebook_store import SCOPE, count_codings, load_codebook

_ = session.texts().gettext
book = load_codebook(session.study())
counts = count_codings(session.study())
chosen = chosen_code(book)
revision = session.study().revision()

st.subheader(_("Codebook"))
with st.container(horizontal=True, gap="small", vertical_alignment="center"):
    with st.popover(_("Add a top code"), icon=":material/add:", key=f"add_top:{revision}"):
        show_adding(book, None)
    if book.codes:
        with st.popover(_("Take a codebook"), icon=":material/library_add:", key=f"take:{revision}"):
            show_taking()
        show_download(book)
    undo_buttons(SCOPE)

if chosen is None:
    with st.container(border=True, width=560):
        st.markdown(_("The study has no codes yet. Take a codebook here, or add a top code of your own."))
        show_taking()
else:
    tree, editor = st.columns([2, 3], gap="large")
    with tree:
        show_tree(book, counts, chosen)
    with editor:
        show_editor(book, chosen, counts)
