"""What was typed in a field is saved before a link that was clicked straight from it is followed."""

from pathlib import Path

import streamlit as st

from app.transcript_component.engine_source import one_script

_guard = st.components.v2.component("citat_save_before_leaving", js=one_script(Path(__file__).with_suffix(".js")))


def save_before_leaving() -> None:
    """Watch over the links of every page of the app; call it once in a run. Nothing is shown."""
    _guard(key="save_before_leaving", height=1)
