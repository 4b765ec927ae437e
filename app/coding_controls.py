"""The row above the transcript: which interview."""

from collections.abc import Mapping

import streamlit as st

from app import session
from corpus.documents import DocumentHead, list_documents

DOCUMENT = "study:document"
"""Session key of the interview that is open on the coding page."""

GOTO = "study:goto"
"""Session key of the place, in code points, that the transcript shall show first."""

SIGNS = "study:chooser_signs"


def choose_document() -> DocumentHead | None:
    """Choose an interview, with steps to the one before and after; None where the study has none."""
    heads = {head.id: head for head in list_documents(session.study())}
    if not heads:
        return None
    ids = list(heads)
    if st.session_state.get(DOCUMENT) not in heads:
        st.session_state[DOCUMENT] = ids[0]
    place = ids.index(st.session_state[DOCUMENT])
    _ = session.texts().gettext
    _step(_("Previous interview"), ":material/chevron_left:", ids[place - 1] if place else None)
    key = f"study:choose:{st.session_state[DOCUMENT]}"
    signs = _signs(key)
    chosen = st.selectbox(
        _("Interview"),
        ids,
        index=place,
        format_func=lambda document_id: f"{_title(heads[document_id])}{signs.get(document_id, '')}",
        label_visibility="collapsed",
        key=key,
        width=420,
    )
    _step(_("Next interview"), ":material/chevron_right:", ids[place + 1] if place + 1 < len(ids) else None)
    if chosen != st.session_state[DOCUMENT]:
        _open(chosen)
        st.rerun()
    return heads[chosen]


def open_document(document_id: str, place: tuple[int, int]) -> bool:
    """Open an interview at a place, from the next run on. False, changing nothing, where the study has it no longer."""
    if document_id not in {head.id for head in list_documents(session.study())}:
        return False
    st.session_state[DOCUMENT] = document_id
    st.session_state[GOTO] = place
    return True


def _signs(key: str) -> Mapping[str, str]:
    """How far one has read in the other interviews, as a short sign behind their names; the bar tells of this one.

    Made once for a chooser: what is chosen comes back by its words, so they must not change under the hand.
    """
    if key not in st.session_state or SIGNS not in st.session_state:
        read = {document_id: each.read_percent for document_id, each in session.interview_progress().items()}
        st.session_state[SIGNS] = {
            document_id: " ✓" if percent == 100 else f" · {percent} %"
            for document_id, percent in read.items()
            if percent and document_id != st.session_state[DOCUMENT]
        }
    signs: Mapping[str, str] = st.session_state[SIGNS]
    return signs


def _step(label: str, icon: str, document_id: str | None) -> None:
    st.button(
        "",
        icon=icon,
        help=label,
        key=f"study:step:{icon}",
        disabled=document_id is None,
        on_click=_open,
        args=(document_id,),
    )


def _title(head: DocumentHead) -> str:
    people = ", ".join(head.participants)
    return f"{head.title} – {people}" if people and people != head.title else head.title


def _open(document_id: str) -> None:
    st.session_state[DOCUMENT] = document_id
