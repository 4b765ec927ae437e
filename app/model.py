"""The language model of this machine, loaded once and shared by all sessions."""

import streamlit as st

from corpus.embedding import Encoder, load_encoder


@st.cache_resource(show_spinner=False)
def encoder() -> Encoder:
    """The sentence encoder. Raises Refused where there is none."""
    return load_encoder()
