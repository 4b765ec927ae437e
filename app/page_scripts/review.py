"""Review: a second opinion on what is coded, and themes that no code names yet."""

import streamlit as st

from app import session
from app.new_themes_view import show_new_themes
from app.second_opinion_view import show_second_opinion
from app.undo_buttons import undo_buttons
from coding.second_opinion import SCOPE

_ = session.texts().gettext
evidence = session.evidence()

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.subheader(_("Review"), width="content")
    undo_buttons(SCOPE)

opinion, themes = st.tabs([_("Second opinion"), _("New themes")], key="study:review:tab", on_change="rerun")
if not evidence.interviews:
    with opinion if opinion.open else themes:
        st.info(_("There are no interviews yet. Import the first ones to begin coding."), icon=":material/forum:")
        st.page_link("page_scripts/interviews.py", label=_("Import interviews"), icon=":material/upload_file:")
elif opinion.open:
    with opinion:
        show_second_opinion(evidence)
elif themes.open:
    with themes:
        show_new_themes(evidence)
