"""The team's own Word template: chosen once, tried at once, kept with the study."""

import streamlit as st

from app import session
from app.plain_text import escaped
from app.translation import REFUSALS, in_words
from app.upload_words import show_upload_words
from exports.report.plan_kept import KeptTemplate, load_template, save_template
from exports.word_template import MARKS, open_template

_CHOSEN, _SAID = "study:report:template", "study:report:template_said"
_ROUND = "study:report:template_round"


def show_template_choice() -> None:
    """Which template reports stand in, and a field to choose another."""
    _ = session.texts().gettext
    kept = load_template(session.study())
    st.caption(
        _(
            "Its styles, headers and pages are kept. A line with nothing but {mark} says where the report goes; "
            "without one, the template's own text is taken out."
        ).format(mark=escaped(MARKS[session.language() == "da"]))
    )
    refused, note = st.session_state.get(_SAID, (None, None))
    if refused:
        st.error(escaped(refused), icon=":material/error:")
    if kept is not None:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(":material/draft: " + escaped(kept.name), width="content")
            st.button(_("Take the template away"), key="report:template:drop", type="tertiary", on_click=_drop)
        if note:
            st.caption(escaped(note))
    show_upload_words()
    st.file_uploader(
        _("Word template (.dotx, .docx)"),
        type=["dotx", "docx"],
        key=f"{_CHOSEN}:{st.session_state.get(_ROUND, 0)}",
        on_change=_take,
    )


def _take() -> None:
    texts = session.texts()
    chosen = st.session_state.get(f"{_CHOSEN}:{st.session_state.get(_ROUND, 0)}")
    if chosen is None:
        return
    template = KeptTemplate(chosen.name, chosen.getvalue())
    try:
        opened = open_template(template.name, template.data, session.language())
        save_template(session.study(), template)
    except REFUSALS as refusal:
        st.session_state[_SAID] = (in_words(refusal, texts), None)
        return
    added = texts.gettext("Styles that were missing and are added: {styles}.").format(styles=", ".join(opened.added))
    st.session_state[_SAID] = (None, added if opened.added else None)
    # a new field, so that the file does not stay in it as if it were still to be taken
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _drop() -> None:
    save_template(session.study(), None)
    st.session_state[_SAID] = (None, None)
