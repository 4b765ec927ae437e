"""Choosing one of a few views of the same thing."""

from collections.abc import Mapping

import streamlit as st


def choose_view(label: str, names: Mapping[str, str], key: str) -> str:
    """The view that is chosen, of `names` by view; the first until somebody chooses. `label` is for screen readers."""
    first = next(iter(names))
    if st.session_state.get(key) not in names:
        st.session_state[key] = first
    chosen = st.segmented_control(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    return chosen or first
