"""A fragment that shows something under way runs again by itself, without getting in the way of a click."""

from pathlib import Path

import streamlit as st

from app.transcript_component.engine_source import one_script

_asker = st.components.v2.component(
    "citat_asking_again",
    js=one_script(Path(__file__).with_suffix(".js")),
)


def ask_again(seconds: float, *, key: str) -> None:
    """Have the fragment that calls this run again every `seconds` for as long as it calls this.

    Streamlit's `run_every` does the same, but a run of it that is asked for just after a click on a link makes
    Streamlit show the other page empty. This one waits where a click or key was a moment ago.
    """
    _asker(key=key, data={"seconds": seconds}, height=1, on_asked_change=_nothing)


def _nothing() -> None:
    """Streamlit gives state only to components that have a callback for it."""
