"""Registration of the component's parts, and the two functions that a page calls."""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, cast

import streamlit as st

from app.transcript_component.engine_source import engine_message, mounting_script
from app.transcript_component.inbox import Apply, Inbox
from app.transcript_component.labels import component_labels
from app.transcript_component.shown import CodingView, ShownReading, ShownTranscript
from app.transcript_component.wire import ReadingNews, coder_message, new_run, snapshot_of, source_message
from corpus.language import Texts

_engine = st.components.v2.component("citat_transcript_engine", js=mounting_script("engine"))
_source = st.components.v2.component("citat_transcript_source", js=mounting_script("source"))
_coder = st.components.v2.component("citat_transcript_coder", js=mounting_script("coder"))

OPERATIONS = "ops"
SEEN = "seen"
WISH = "wish"
GO = "go"

Retrieve = Callable[[object], Mapping[str, Any] | None]
"""Looks up what a browser wishes to see, or None where that is no wish."""

Open = Callable[[object], bool]
"""Opens the place that a browser wants to go to; False where that is no place, or one that was followed."""

READING = "reading"
ALIKE = "alike"


@dataclass(frozen=True)
class ReadingDesk:
    """Where it is kept what one coder has read.

    `load` tells what is known of the document shown; `keep` takes notes from the browser, on any document (the notes
    of `coding.reading_progress`, not checked yet), and may refuse.
    """

    load: Callable[[], ShownReading | None]
    keep: Callable[[object], None]


def transcript_source(transcript: ShownTranscript) -> None:
    """Give a document's text to the browser. Call it once in a page, outside the fragment of `transcript_coder`.

    Nothing is sent again while the text stays the same.
    """
    _engine(key="citat_transcript_engine", data=engine_message(), height=1)
    _source(key="citat_transcript_source", data=source_message(transcript), height=1, on_resync_change=_nothing)


def transcript_coder(
    build: Callable[[], CodingView],
    apply: Apply,
    texts: Texts,
    *,
    key: str,
    height: int = 720,
    after: Callable[[], None] | None = None,
    retrieve: Retrieve | None = None,
    alike: Retrieve | None = None,
    go: Open | None = None,
    reading: ReadingDesk | None = None,
) -> None:
    """The transcript with its codings, to be coded. Call it inside a fragment.

    `build` makes what is to be seen, after operations have been done. `apply` does operations from the browser (see
    `inbox.Apply`); `after` is called in the callback when some were done, as the place to rerun other fragments.
    `key` must differ between documents and coders. `height` is in CSS pixels. `retrieve` answers what the browser
    wishes to see besides, and only while it says that it has no answer yet; `alike` answers which suggestions are like
    one that it names. `go` opens another document; then the page
    runs again as a whole. `reading` remembers what was read, where that is wanted.
    """
    inbox = Inbox(cast(MutableMapping[str, Any], st.session_state), key)

    def arrived() -> None:
        if inbox.arrive(_state(key, OPERATIONS), apply, texts) and after is not None:
            after()

    def noted() -> None:
        if reading is not None:
            inbox.take_reading(_state(key, READING), reading.keep)

    inbox.take(_state(key, OPERATIONS), apply, texts)
    noted()
    if go is not None and go(_state(key, GO)):
        st.rerun()
    view = build()
    now = snapshot_of(view, component_labels(texts))
    base = inbox.base(_state(key, SEEN))
    inbox.remember(now, base)
    wish, like = _state(key, WISH), _state(key, ALIKE)
    result = _coder(
        key=key,
        data=coder_message(
            view,
            now,
            base,
            inbox.answers(),
            height,
            retrieved=retrieve(wish) if retrieve and wish else None,
            alike=alike(like) if alike and like else None,
            reading=_news(inbox, base is None, reading),
            run=new_run(),
        ),
        on_ops_change=arrived,
        on_reading_change=noted,
        on_seen_change=_nothing,
        on_wish_change=_nothing,
        on_go_change=_nothing,
        on_alike_change=_nothing,
        on_look_change=_nothing,
    )
    # A session that a restarted server does not know has no state under this key before the component is mounted.
    if inbox.take(result.get(OPERATIONS), apply, texts) or (go is not None and go(result.get(GO))):
        st.rerun()


def _news(inbox: Inbox, whole: bool, reading: ReadingDesk | None) -> ReadingNews | None:
    if reading is None:
        return None
    return ReadingNews(inbox.reading, reading.load() if whole else None)


def _state(key: str, name: str) -> object:
    state = st.session_state.get(key)
    return state.get(name) if state is not None else None


def _nothing() -> None:
    """Streamlit gives state and triggers only to components that have a callback for them."""
