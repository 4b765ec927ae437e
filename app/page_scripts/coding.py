"""Coding: one interview with its codes, codings and suggestions."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

import streamlit as st

from app import session
from app.blind_controls import blindness, show_double_coding
from app.coding_controls import choose_document, open_document
from app.coding_view import CodingViews, shown_transcript
from app.jump import way_back
from app.live_model import suggestions
from app.reading_desk import reading_desk
from app.retrieval_view import retrieved
from app.study_head import study_note
from app.suggestion_controls import (
    least_shown,
    say_how_it_ended,
    suggestion_controls,
    suggestion_progress,
    suggestions_under_way,
)
from app.suggestion_queue_view import alike_on_page
from app.transcript_component import Place, transcript_coder, transcript_source
from app.uses_behind import uses_behind
from coding.operations import Answer, apply_operations
from coding.suggestions import pending_made_with
from corpus.documents import DocumentHead, load_document

HEIGHT = 760
"""Of the transcript, in CSS pixels."""


def show_interview(head: DocumentHead, with_suggestions: bool, alone: bool) -> None:
    """The transcript to code; after a coding only the fragment with the codings runs again.

    `alone`: without suggestions and without other people's codings.
    """
    study, coder, texts = session.study(), session.coder(), session.texts()
    model, blind, used, language = suggestions(), blindness(), uses_behind(), session.language()
    learning = with_suggestions and bool(pending_made_with(study, head.id))
    if learning:
        model.refresh.ask(head.id)
    transcript = shown_transcript(load_document(study, head.id), study_note())
    views = CodingViews(
        study,
        transcript,
        coder,
        texts,
        language=language,
        with_suggestions=with_suggestions,
        alone=alone,
        least=least_shown(),
        blind=blind.by_turn,
        refreshing=lambda: (with_suggestions and model.refresh.under_way(head.id)) or used.under_way(),
        uses=lambda: used.now(language),
        goto=_place(head.id),
    )
    transcript_source(transcript)

    def apply(operations: Sequence[Mapping[str, Any]]) -> Answer:
        answer = apply_operations(study, coder.id, head.id, [_with_view(each, views) for each in operations])
        if learning:
            model.refresh.ask(head.id)
        return answer

    def like_it(wanted: object) -> Mapping[str, Any] | None:
        return alike_on_page(study, coder.id, wanted, lambda texts: model.live().encode(texts), least_shown())

    @st.fragment(key="coder")
    def show_coder() -> None:
        transcript_coder(
            views.now,
            apply,
            texts,
            key=_key(str(session.study_path()), head.id, coder.id),
            height=HEIGHT,
            retrieve=lambda wish: retrieved(study, head.id, wish, coder.id, used=used.now(language), texts=texts),
            alike=like_it,
            go=open_place,
            reading=reading_desk(study, coder.id, head.id),
        )

    show_coder()


def _key(*parts: str) -> str:
    """A short name for one coder at one document: it goes up and down with every act, and a path may be long."""
    return f"coder-{hashlib.blake2b(repr(parts).encode(), digest_size=9).hexdigest()}"


def _with_view(operation: Mapping[str, Any], views: CodingViews) -> Mapping[str, Any]:
    """An operation that codes by hand, with whether suggestions were in view there."""
    start = operation.get("start")
    if operation.get("op") != "apply" or not isinstance(start, int):
        return operation
    return {**operation, "shown": views.suggestions_in_view(start)}


def open_place(wanted: object) -> bool:
    """Open another interview, or the field of a text, where the transcript wants to go; each such wish once."""
    match wanted:
        case {"document": str(document_id), "start": int(start), "end": int(end), "nonce": str(nonce)}:
            return _is_new(nonce) and open_document(document_id, (start, end))
        case {"text": str(text_key), "nonce": str(nonce)}:
            if _is_new(nonce):
                # what the findings page needs takes long to load, and few go there from here
                from app.open_text import open_text

                open_text(text_key)
                st.switch_page("page_scripts/findings.py")
    return False


def _is_new(nonce: str) -> bool:
    followed = st.session_state.get("study:followed") == nonce
    st.session_state["study:followed"] = nonce
    return not followed


def show_way_to_import() -> None:
    """What a study without interviews needs first."""
    _ = session.texts().gettext
    st.info(_("There are no interviews yet. Import the first ones to begin coding."), icon=":material/forum:")
    st.page_link("page_scripts/interviews.py", label=_("Import interviews"), icon=":material/upload_file:")


def _place(document_id: str) -> Place | None:
    """Where another page asked to go in this document; the component follows each request once."""
    asked: tuple[int, int] | None = st.session_state.pop("study:goto", None)
    if asked is not None:
        st.session_state["study:place"] = (document_id, Place(asked[0], asked[1], uuid4().hex))
    kept_document, place = st.session_state.get("study:place", ("", None))
    return place if kept_document == document_id else None


with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    way_back()
    chosen = choose_document()
    suggesting = chosen is not None and suggestion_controls(chosen)
say_how_it_ended()
if suggestions_under_way():
    suggestion_progress()
if chosen is None:
    show_way_to_import()
else:
    hidden = show_double_coding(chosen)
    show_interview(chosen, suggesting and not hidden, hidden)
