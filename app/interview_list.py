"""The interviews of the study as a list from which one is opened for coding."""

import streamlit as st

from app import session
from app.coding_controls import DOCUMENT
from app.table_height import table_height
from coding.progress import count_codings_by_document
from corpus.readers.left_out import describe_left_out
from exports.words import kind_word


def show_interviews() -> None:
    """List the interviews; a chosen one opens on the coding page."""
    texts = session.texts()
    _ = texts.gettext
    heads = session.interviews()
    if not heads:
        st.caption(_("No interviews yet. Bring them in under “Import”."))
        return
    mine = count_codings_by_document(session.study(), session.coder().id)
    event = st.dataframe(
        [
            {
                _("Title"): head.title,
                _("Group"): ", ".join(head.groups),
                _("Participants"): ", ".join(head.participants),
                _("Case"): ", ".join(head.cases),
                _("Your codings"): mine.get(head.id, 0),
                _("Words"): head.words,
                _("Kind"): kind_word(head.kind, texts),
                _("Form"): _mode_word(head.mode),
                _("Date"): head.date,
                _("Interpreter"): head.interpreter,
                _("Left out"): ", ".join(describe_left_out(head.left_out, texts)),
            }
            for head in heads
        ],
        hide_index=True,
        key="interviews:list",
        on_select="rerun",
        selection_mode="single-row",
        height=table_height(len(heads)),
    )
    rows = event["selection"]["rows"]
    chosen = heads[rows[0]] if rows and rows[0] < len(heads) else None
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(_("Open for coding"), icon=":material/edit_note:", disabled=chosen is None, key="interviews:open"):
            assert chosen is not None
            st.session_state[DOCUMENT] = chosen.id
            st.switch_page("page_scripts/coding.py")
        if chosen is None:
            st.caption(_("Tick an interview in the first column to open it."))
        else:
            st.text(chosen.title)


def _mode_word(mode: str) -> str:
    _ = session.texts().gettext
    return {"single": _("Single"), "joint": _("Joint"), "group": _("Group interview")}[mode]
