"""From a group of passages to a code: a name that a person types, a place, and the passages that go along."""

import streamlit as st

from app import session
from app.plain_text import escaped
from app.translation import REFUSALS, in_words
from coding.evidence import Evidence
from coding.new_themes import Theme, make_code
from coding.review_material import Said

TOP = ""
HEIGHT = 320
"""Of the list of passages, in CSS pixels."""


def make_code_dialog(evidence: Evidence, theme: Theme, parent: str | None) -> None:
    """Open the dialog for a group; `parent` is the code that the passages come from, where they do."""
    _ = session.texts().gettext
    st.dialog(_("New code from a group"), width="large")(_show)(evidence, theme, parent)


def _show(evidence: Evidence, theme: Theme, parent: str | None) -> None:
    texts = session.texts()
    _ = texts.gettext
    book = evidence.codebook
    places = {
        TOP: _("None: a top code"),
        **{code.id: book.path_text(code.id) for code in book.codes if not code.retired},
    }
    name = st.text_input(_("Name of the code"), key="theme:name")
    above = st.selectbox(
        _("Placed under"),
        list(places),
        index=list(places).index(parent) if parent in places else 0,
        format_func=lambda code_id: places[code_id],
        key="theme:parent",
    )
    keys = [f"theme:{each.span.document}:{each.span.start}:{each.span.end}" for each in theme.passages]
    for key in keys:
        st.session_state.setdefault(key, True)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        ticked = sum(bool(st.session_state[key]) for key in keys)
        st.caption(_("{ticked} of {count} passages go along").format(ticked=ticked, count=len(keys)), width="content")
        st.button(_("All"), key="theme:all", type="tertiary", on_click=_tick, args=(keys, True))
        st.button(_("None"), key="theme:none", type="tertiary", on_click=_tick, args=(keys, False))
    with st.container(height=HEIGHT, border=True):
        for key, said in zip(keys, theme.passages, strict=True):
            st.checkbox(f"{escaped(said.quote)} :gray[({escaped(_label(said))})]", key=key)
    if st.button(_("Make the code"), type="primary", icon=":material/new_label:"):
        chosen = [said for key, said in zip(keys, theme.passages, strict=True) if st.session_state[key]]
        try:
            make_code(session.study(), session.coder().id, name, above or None, chosen)
        except REFUSALS as refusal:
            st.error(escaped(in_words(refusal, texts)), icon=":material/error:")
            return
        st.rerun()


def _tick(keys: list[str], ticked: bool) -> None:
    for key in keys:
        st.session_state[key] = ticked


def _label(said: Said) -> str:
    return said.voice.label if said.voice else said.document
