"""The interviews of the study as a list from which one is opened for coding."""

from typing import Any

import streamlit as st

from app import session
from app.coding_controls import DOCUMENT
from app.table_height import table_height
from coding.reading_progress import InterviewProgress
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
    mine = session.interview_progress()
    nothing = InterviewProgress(0, 0, 0, 0)
    event = st.dataframe(
        [
            {
                _("Title"): head.title,
                _("Group"): ", ".join(head.groups),
                _("Participants"): ", ".join(head.participants),
                _("Case"): ", ".join(head.cases),
                _("Read by you"): mine.get(head.id, nothing).read_percent,
                _("Coded by you"): mine.get(head.id, nothing).coded_percent,
                _("Your codings"): mine.get(head.id, nothing).codings,
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
        column_config={
            _("Read by you"): _share(_("Of what informants say, in characters; what you coded counts as read")),
            _("Coded by you"): _share(_("Of what informants say, in characters")),
        },
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


def _share(meaning: str) -> Any:
    return st.column_config.ProgressColumn(help=meaning, format="%d %%", min_value=0, max_value=100, width=90)


def _mode_word(mode: str) -> str:
    _ = session.texts().gettext
    return {"single": _("Single"), "joint": _("Joint"), "group": _("Group interview")}[mode]
