"""Entry of the pages: navigation, language and coder in the sidebar, and the mark on made-up studies."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from app import session, study_head
from app.save_before_leaving import save_before_leaving
from app.translation import LANGUAGES

ICON = Path(__file__).parent / "icon.png"
DENSE = """<style>
.stMainBlockContainer { padding-top: 3.75rem; padding-bottom: 2rem; }
@media (min-width: 1000px) { .stMainBlockContainer { padding-left: 2.5rem; padding-right: 2.5rem; } }
</style>"""
"""Streamlit leaves a hand's breadth empty around a page; researchers need it for text."""


def navigation() -> StreamlitPage:
    """The pages, in the order of the work."""
    _ = session.texts().gettext
    pages = Path(__file__).parent / "page_scripts"
    return st.navigation(
        [
            st.Page(pages / "home.py", title=_("Study"), icon=":material/home:", url_path="study", default=True),
            st.Page(pages / "interviews.py", title=_("Interviews"), icon=":material/forum:", url_path="interviews"),
            st.Page(pages / "codebook.py", title=_("Codebook"), icon=":material/account_tree:", url_path="codebook"),
            st.Page(pages / "coding.py", title=_("Coding"), icon=":material/edit_note:", url_path="coding"),
            st.Page(
                pages / "suggestions.py",
                title=_("Suggestions"),
                icon=":material/lightbulb:",
                url_path="suggestions",
            ),
            st.Page(pages / "review.py", title=_("Review"), icon=":material/rule:", url_path="review"),
            st.Page(
                pages / "reading.py", title=_("Read and compare"), icon=":material/table_view:", url_path="reading"
            ),
            st.Page(
                pages / "findings.py", title=_("Findings and report"), icon=":material/article:", url_path="findings"
            ),
        ]
    )


def choose_language() -> None:
    """The language switch in the sidebar."""
    _ = session.texts().gettext
    chosen = st.sidebar.segmented_control(
        _("Language"),
        list(LANGUAGES),
        default=session.language(),
        format_func=LANGUAGES.__getitem__,
        key="language",
        label_visibility="collapsed",
    )
    if chosen and chosen != session.language():
        session.remember(language=chosen)
        st.rerun()


st.set_page_config(page_title="Citat", page_icon=ICON, layout="wide")
st.html(DENSE)
page = navigation()
study_head.show_sidebar()
choose_language()
study_head.show_made_up_mark()
with st.sidebar:
    save_before_leaving()
page.run()
