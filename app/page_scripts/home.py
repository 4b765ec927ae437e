"""The first page: where the work stands, what to do next, and the study itself."""

import streamlit as st

from app import session
from app.home_view import show_facts, show_latest, show_overview, show_steps
from app.study_choice import show_study_choice
from app.undo_buttons import undo_buttons
from corpus.overview import interview_overview
from corpus.study.facts import SCOPE

_ = session.texts().gettext
overview = interview_overview(session.study())

work, study = st.columns([3, 2], gap="large")
with work:
    st.subheader(_("The work, step by step"))
    show_steps(overview)
    st.markdown("##### " + _("Latest changes"))
    show_latest()
with study:
    st.markdown("##### " + _("Who was interviewed"))
    show_overview(overview)
    with st.expander(_("About this study"), icon=":material/info:"):
        undo_buttons(SCOPE)
        show_facts()
    with st.expander(_("Other studies"), icon=":material/folder_open:"):
        show_study_choice()
