"""Suggestions: one at a time, in an order that saves work, with how good they are in this study."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import session
from app.action_words import action_words
from app.jump import open_passage
from app.live_model import suggestions
from app.refusals_shown import refusals_shown
from app.suggestion_controls import (
    least_shown,
    say_how_it_ended,
    show_dial,
    suggest_everywhere,
    suggestion_progress,
    suggestions_under_way,
)
from app.suggestion_figures import show_figures
from app.suggestion_queue import ShownQueue, suggestion_queue
from app.suggestion_queue_view import alike_on_page, shown_codes, shown_item
from coding.codebook_store import load_codebook
from coding.operations import Answer, apply_operations
from coding.suggestion_queue import Order, Queue, load_queue
from corpus.language import Texts

ORDER = "study:queue:order"
CODE = "study:queue:code"
SAID = "study:queue:said"
LEFT = "study:queue:left"


def order_words(texts: Texts) -> Mapping[Order, str]:
    """The orders of the queue as a person chooses them."""
    _ = texts.gettext
    return {
        "learn": _("Teaches most"),
        "certain": _("Most certain first"),
        "reading": _("In reading order"),
    }


def choose_view() -> tuple[Order, str | None]:
    """Order and code of the queue, and the dial."""
    texts = session.texts()
    _ = texts.gettext
    book = load_codebook(session.study())
    words = order_words(texts)
    with st.container(horizontal=True, gap="medium", vertical_alignment="top"):
        order = st.segmented_control(
            _("Order"), list(words), default="learn", format_func=words.__getitem__, key=ORDER, width="content"
        )
        code = st.selectbox(
            _("Code"),
            [None, *(code.id for code in book.codes if not code.retired)],
            format_func=lambda code_id: book.path_text(code_id) if code_id else _("All codes"),
            key=CODE,
            width=270,
        )
        with st.container(width=290):
            show_dial("queue")
    return next((each for each in get_args(Order) if each == order), "learn"), code


@st.fragment(key="queue")
def show_queue(order: Order, code: str | None) -> None:
    """How far the work is, and the queue; after a decision only this runs again."""
    study, coder, texts = session.study(), session.coder(), session.texts()
    model, least = suggestions(), least_shown()
    found: list[Queue] = []

    def build(wanted: object) -> ShownQueue:
        queue = load_queue(study, coder.id, least=least, order=order, code_id=code)
        found.append(queue)
        book = load_codebook(study)
        titles = {head.id: head.title for head in session.interviews()}
        items = [shown_item(each, titles, book, texts, session.language()) for each in queue.items]
        return ShownQueue(
            study=hashlib.blake2b(str(study.path).encode(), digest_size=6).hexdigest(),
            coder=coder.id,
            order=f"{order} {code} {least}",
            items=items,
            waiting=queue.waiting,
            codes=shown_codes(book),
            undo=undoable(texts),
            alike=alike_on_page(study, coder.id, wanted, lambda passages: model.live().encode(passages), least),
            refreshing=model.refresh.under_way(),
            left=st.session_state.get(LEFT, ""),
        )

    def apply(operations: Sequence[Mapping[str, Any]]) -> Answer:
        answer = apply_operations(study, coder.id, "", operations)
        for document_id in dict.fromkeys(str(each.get("document")) for each in operations):
            model.refresh.ask(document_id)
        return answer

    place = st.empty()
    # the numbers of before stand until the new ones are there, so that nothing jumps
    before: Queue | None = st.session_state.get(SAID)
    if before is not None:
        say_how_far(place, before, texts)
    suggestion_queue(build, apply, texts, key=f"queue-{coder.id}", go=open_place)
    if found:
        st.session_state[SAID] = found[-1]
        say_how_far(place, found[-1], texts)


def undoable(texts: Texts) -> Mapping[str, str] | None:
    """The coder's latest act on any interview, which Ctrl + Z takes back where nothing was decided here since."""
    found = session.study().latest(session.coder().id, "coding.")
    if found is None:
        return None
    scope, entry = found
    return {"document": scope, "act": action_words(entry.action, entry.details, texts)}


def open_place(wanted: object) -> None:
    """Go to where a suggestion stands in its interview; each such wish once."""
    match wanted:
        case {"id": str(one), "document": str(document), "start": int(start), "end": int(end), "nonce": str(nonce)}:
            if st.session_state.get("study:queue:followed") != nonce:
                st.session_state["study:queue:followed"] = nonce
                st.session_state[LEFT] = one
                open_passage(document, start, end, back="suggestions")


def say_how_far(place: DeltaGenerator, queue: Queue, texts: Texts) -> None:
    """How many wait, how many are decided, and how many the dial keeps silent."""
    _ = texts.gettext
    total = queue.waiting + queue.decided
    said = _("Waiting: {waiting} · decided by you: {decided} · kept silent by the dial: {silent}").format(
        waiting=queue.waiting, decided=queue.decided, silent=queue.silent
    )
    place.progress(queue.decided / total if total else 0.0, text=said)


_ = session.texts().gettext
st.subheader(_("Suggestions"))
say_how_it_ended()
if suggestions_under_way():
    suggestion_progress()
chosen_order, chosen_code = choose_view()
with refusals_shown():
    show_queue(chosen_order, chosen_code)
suggest_everywhere()
show_figures()
