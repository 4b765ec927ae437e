"""A refused act says why on the page instead of ending it."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from app import session
from app.plain_text import escaped
from app.translation import REFUSALS, in_words


@contextmanager
def refusals_shown() -> Iterator[None]:
    """Show the refusal of what is done in this block, in the user's language; the page goes on after the block."""
    try:
        yield
    except REFUSALS as refusal:
        st.error(escaped(in_words(refusal, session.texts())), icon=":material/error:")
