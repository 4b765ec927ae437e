"""The interviews: the list, the import of new ones, and the people and groups in them."""

import streamlit as st

from app import session
from app.import_view import DONE, show_import
from app.interview_list import show_interviews
from app.people_view import show_people
from app.suggestion_controls import say_how_it_ended, suggestion_progress, suggestions_under_way
from app.undo_buttons import undo_buttons
from coding.interview_guide import SCOPE as GUIDE
from corpus.documents import count_documents
from corpus.importing import SCOPE as IMPORTS
from corpus.participants import SCOPE as PEOPLE

_ = session.texts().gettext
names = [_("List"), _("Import"), _("People and groups"), _("Interview guide")]
imported = st.session_state.pop(DONE, None)
tab_key = f"interviews:tab:{session.language()}"
if imported:
    st.session_state[tab_key] = names[0]

st.subheader(_("Interviews"))
undo_buttons(IMPORTS, PEOPLE, GUIDE)
if imported:
    st.success(imported, icon=":material/check:")
say_how_it_ended()
if suggestions_under_way():
    suggestion_progress()
first = names[0] if count_documents(session.study()) else names[1]
listed, importing, people, guide = st.tabs(names, key=tab_key, default=first, on_change="rerun")
with listed:
    if listed.open:
        show_interviews()
with importing:
    # Rendered also behind another tab, for uploaded files and corrections live only as long as their fields.
    show_import()
with people:
    if people.open:
        show_people()
if guide.open:
    from app.guide_view import show_guide

    with guide:
        show_guide()
