"""Fields that show what the study holds, and store what a person changes."""

from typing import Any

import streamlit as st


def follow(key: str, stored: Any) -> Any:
    """Have the field of this key show `stored`; returns that, to be given to the field as its default too.

    Call it right before the field. It sets only where the two differ, as after undo: setting a field that somebody is
    typing in would take their words. Without the default a busy browser may put the field up empty, and send that back
    as if a person had emptied it: what was stored would be lost.
    """
    if key not in st.session_state or st.session_state[key] != stored:
        st.session_state[key] = stored
    return st.session_state[key]
