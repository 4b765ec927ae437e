"""The pictures of a study, each with its file for a report or a slide."""

import streamlit as st

from app import session
from app.plain_text import escaped
from coding.evidence import Evidence
from exports.pictures import Picture, png, study_pictures


def show_pictures(evidence: Evidence) -> None:
    """All pictures, one below the other; the file of one is made when it is asked for."""
    _ = session.texts().gettext
    pictures = study_pictures(session.study(), evidence, session.texts())
    if not pictures:
        st.info(_("Pictures need codings, and informants with a group."), icon=":material/info:")
    for place, picture in enumerate(pictures):
        st.markdown(f"**{escaped(picture.title)}**")
        st.altair_chart(picture.chart, width="content", theme=None, key=f"picture:{place}")
        st.caption(escaped(picture.alternative))
        offer_file(str(place), picture)


def offer_file(key: str, picture: Picture) -> None:
    """A button that makes the picture's file when it is pressed."""
    _ = session.texts().gettext
    st.download_button(
        _("Save as PNG"),
        data=lambda: png(picture),
        file_name=f"{picture.title}.png",
        mime="image/png",
        key=f"picture:file:{key}",
        icon=":material/download:",
        on_click="ignore",
    )
