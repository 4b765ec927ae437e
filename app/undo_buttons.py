"""Undo and redo as two buttons that name what they will do."""

from typing import Literal

import streamlit as st

from app import session
from app.action_words import action_words
from app.plain_text import escaped
from app.translation import REFUSALS, in_words
from coding.codebook_store import turn_back
from corpus.study import Entry

_REFUSED = "undo:refused"


def undo_buttons(*scopes: str) -> None:
    """Show the coder's undo and redo over these scopes; with several, the latest act of any comes first."""
    texts = session.texts()
    _ = texts.gettext
    study, coder = session.study(), session.coder()
    done = [(scope, entry) for scope in scopes if (entry := study.undoable(coder.id, scope))]
    undone = [(scope, entry) for scope in scopes if (entry := study.redoable(coder.id, scope))]
    undo = max(done, key=_age, default=None)
    # What was undone last is the oldest act, because undo takes the latest first.
    redo = min(undone, key=_age, default=None)
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Undo: {act}").format(act=_named(undo)) if undo else _("Undo"),
            key=f"undo:{scopes}",
            icon=":material/undo:",
            type="tertiary",
            disabled=undo is None,
            on_click=_turn_back,
            args=("undo", undo[0] if undo else ""),
        )
        st.button(
            _("Redo: {act}").format(act=_named(redo)) if redo else _("Redo"),
            key=f"redo:{scopes}",
            icon=":material/redo:",
            type="tertiary",
            disabled=redo is None,
            on_click=_turn_back,
            args=("redo", redo[0] if redo else ""),
        )
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(refused)


def _age(found: tuple[str, Entry]) -> int:
    return found[1].id


def _named(found: tuple[str, Entry]) -> str:
    return escaped(action_words(found[1].action, found[1].details, session.texts()))


def _turn_back(kind: Literal["undo", "redo"], scope: str) -> None:
    study, coder = session.study(), session.coder()
    try:
        turn_back(study, coder.id, kind, scope)
    except REFUSALS as refusal:
        st.session_state[_REFUSED] = in_words(refusal, session.texts())
