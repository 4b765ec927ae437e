"""Another study: open one, make a new one, or start the sample study afresh."""

from pathlib import Path

import streamlit as st
from babel.dates import format_datetime

from app import session
from app.plain_text import escaped
from app.refusals_shown import refusals_shown
from app.sample import FILE_NAME, restore_sample
from app.settings import home
from app.study_files import StudyFile, list_study_files, path_for, typed_path
from app.translation import LANGUAGES
from corpus.study import create_study

_SAID = "studies:said"


def show_study_choice() -> None:
    """The three ways to another study, one tab each."""
    _ = session.texts().gettext
    if said := st.session_state.pop(_SAID, None):
        st.success(said)
    opening, new, sample = st.tabs([_("Open"), _("New"), _("Sample study")], key="studies")
    with opening:
        _show_opening()
    with new:
        _show_new()
    with sample:
        _show_sample()


def _show_opening() -> None:
    _ = session.texts().gettext
    files = [file for file in list_study_files(home()) if file.path != session.study_path()]
    if files:
        chosen = st.selectbox(
            _("In your folder, {folder}").format(folder=home()), files, format_func=_named, key="open:file"
        )
        if st.button(_("Open"), key="open:chosen", icon=":material/folder_open:"):
            _switch(chosen.path)
    else:
        st.caption(_("There is no other study in your folder, {folder}.").format(folder=escaped(str(home()))))
    with st.form("open:elsewhere", border=False):
        typed = st.text_input(_("Or a study somewhere else"), placeholder="C:\\…\\name.citat", key="open:path")
        if st.form_submit_button(_("Open this file"), icon=":material/folder_open:") and typed.strip():
            _switch(typed_path(typed))


def _show_new() -> None:
    _ = session.texts().gettext
    with st.form("new", border=False):
        title = st.text_input(_("Title"), max_chars=200, key="new:title")
        language = st.segmented_control(
            _("Language of the interviews"),
            list(LANGUAGES),
            default=session.language(),
            format_func=LANGUAGES.__getitem__,
            key="new:language",
        )
        made = st.form_submit_button(_("Make the study"), icon=":material/add:")
    if not made:
        return
    if not title.strip():
        st.error(_("Give the study a title."))
        return
    path = path_for(title, home())
    with refusals_shown():
        create_study(path, " ".join(title.split()), language or session.language()).close()
        _switch(path)


def _show_sample() -> None:
    _ = session.texts().gettext
    st.caption(
        _("Start the made-up sample study afresh. The one you have played with is kept beside it under another name.")
    )
    if st.button(_("Start the sample afresh"), key="sample:restore", icon=":material/restart_alt:"):
        with refusals_shown(), st.spinner(_("Making the sample study …")):
            session.forget_study(home() / FILE_NAME)
            _switch(restore_sample(home()))


def _switch(path: Path) -> None:
    _ = session.texts().gettext
    with refusals_shown():
        session.switch_study(path)
        st.session_state[_SAID] = _("{name} is open.").format(name=escaped(path.name))
        st.rerun()


def _named(file: StudyFile) -> str:
    return f"{file.path.stem} ({format_datetime(file.changed, 'short', locale=session.language())})"
