"""What stands on every page of a study: its name and coder in the sidebar, and a mark where it is made up."""

import streamlit as st

from app import session
from app.plain_text import escaped
from corpus.study.facts import load_facts


def show_sidebar() -> None:
    """Name the open study and who is coding."""
    _ = session.texts().gettext
    facts = load_facts(session.study())
    with st.sidebar:
        st.markdown(f"**{escaped(facts.title)}**")
        name = st.text_input(_("You code as"), value=session.coder().name, max_chars=60, key="coder_name")
        if name.strip() and name.strip() != session.coder().name:
            session.remember(coder=name.strip())
            st.rerun()


def show_made_up_mark() -> None:
    """Say on every page of a made-up study that it is made up."""
    if load_facts(session.study()).made_up:
        st.caption(":material/science: " + _made_up())


def study_note() -> str:
    """The open study's title, and that it is made up where it is: plain words for what leaves the screen."""
    facts = load_facts(session.study())
    return f"{facts.title}. {_made_up()}" if facts.made_up else facts.title


def _made_up() -> str:
    _ = session.texts().gettext
    return _("Sample study. All persons, places and words in it are made up.")
