"""Registration of the queue's component, and the one function that a page calls."""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import streamlit as st

from app.suggestion_queue.labels import queue_labels
from app.transcript_component.engine_source import one_script
from app.transcript_component.inbox import Apply, Inbox
from app.transcript_component.wire import compact, new_run
from corpus.language import Texts

_FOLDER = Path(__file__).parent
_queue = st.components.v2.component(
    "citat_suggestion_queue",
    js=one_script(_FOLDER / "queue.js"),
    css=(_FOLDER / "queue.css").read_text(encoding="utf-8"),
)

Json = Mapping[str, Any]


@dataclass(frozen=True)
class ShownQueue:
    """What the queue shows; `items`, `codes` and `alike` are as the browser part reads them (see `queue.js`).

    `order` changes where another order or choice was asked for; then the queue begins anew. `undo` names the document
    and the act that the coder's next undo is about, beside what this page did itself; `left` is the id of the
    suggestion from which somebody went to the interview, where they come back to.
    """

    study: str
    coder: str
    order: str
    items: Sequence[Json]
    waiting: int
    codes: Sequence[Json]
    undo: Json | None
    alike: Json | None
    refreshing: bool
    left: str = ""


def suggestion_queue(
    build: Callable[[object], ShownQueue],
    apply: Apply,
    texts: Texts,
    *,
    key: str,
    go: Callable[[object], None],
) -> None:
    """Suggestions one at a time, decided by key or mouse. Call it inside a fragment.

    `build` makes what is to be seen after operations have been done; it gets the id of the suggestion that others like
    it are wanted of, or None. `apply` does operations (see `app.transcript_component.inbox.Apply`), and `go` opens the
    place of a suggestion where it is told one; once for each wish.
    """
    inbox = Inbox(cast(MutableMapping[str, Any], st.session_state), key)

    def arrived() -> None:
        inbox.arrive(_state(key, "ops"), apply, texts)

    inbox.take(_state(key, "ops"), apply, texts)
    go(_state(key, "open"))
    shown = build(_state(key, "alike"))
    answers = inbox.answers()
    message = {
        "run": new_run(),
        "study": shown.study,
        "coder": shown.coder,
        "order": shown.order,
        "items": shown.items,
        "waiting": shown.waiting,
        "codes": shown.codes,
        "undo": shown.undo,
        "alike": shown.alike,
        "refreshing": shown.refreshing,
        "left": shown.left,
        "ack": answers.acknowledged,
        "nack": [{"cid": cid, "reason": reason} for cid, reason in answers.refused.items()],
        "trouble": answers.trouble,
        "labels": queue_labels(texts),
    }
    result = _queue(
        key=key,
        data=compact(message),
        on_ops_change=arrived,
        on_alike_change=_nothing,
        on_look_change=_nothing,
        on_open_change=_nothing,
    )
    # A session that a restarted server does not know has no state under this key before the component is mounted.
    if inbox.take(result.get("ops"), apply, texts):
        st.rerun()


def _state(key: str, name: str) -> object:
    state = st.session_state.get(key)
    return state.get(name) if state is not None else None


def _nothing() -> None:
    """Streamlit gives state only to components that have a callback for it."""
