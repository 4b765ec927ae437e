"""The pictures of a study, one at a time, each with its file for a report or a slide; a mark leads to its passages."""

import streamlit as st

from app import session
from app.guide_kept import kept_coverage
from app.network_view import show_network
from app.picture_drawn import draw_picture
from app.view_choice import choose_view
from coding.evidence import Evidence
from exports.picture_names import PICTURES, PictureName, picture_name
from exports.study_pictures import Ground, study_picture

CHOSEN = "study:reading:picture"


def show_pictures(evidence: Evidence) -> None:
    """The picture that is chosen; how far the work has come stands with the rest of the progress."""
    texts = session.texts()
    if not any(evidence.columns):
        st.info(texts.gettext("Pictures need codings, and informants with a group."), icon=":material/info:")
        return
    shown: list[PictureName] = [name for name in PICTURES if name != "work"]
    names: dict[str, str] = {name: picture_name(name, texts) for name in shown}
    chosen = choose_view(texts.gettext("Picture"), names, CHOSEN)
    if chosen == "network":
        show_network(evidence)
    else:
        show_picture(evidence, next(name for name in shown if name == chosen))


def show_picture(evidence: Evidence, name: PictureName) -> None:
    """One of the pictures that need nothing chosen, or a sentence where it has nothing to show."""
    ground = Ground(
        session.study(),
        evidence,
        kept_coverage(evidence),
        session.texts(),
        session.language(),
        speech_of=session.coded_speech,
    )
    picture = study_picture(ground, name)
    if picture is None:
        st.info(session.texts().gettext("There is nothing to show in this picture yet."), icon=":material/info:")
    else:
        draw_picture(name, picture)
