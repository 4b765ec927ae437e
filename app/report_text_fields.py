"""Fields of a report's free texts: kept the moment a field is left, never lost, and never over another's words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import streamlit as st

from app import session
from app.kept_value import follow
from app.plain_text import escaped
from app.quote_words import quote_state
from app.translation import REFUSALS, in_words
from coding.report_texts import (
    Kind,
    ReportText,
    list_report_texts,
    new_report_text,
    order_report_texts,
    remove_report_text,
    save_report_text,
)
from coding.written.provenance import found_quotes

Field = Literal["text", "title", "groups", "codes"]
_REFUSED, _READ = "study:report_text:refused", "study:report_text:read"


def text_area(text: ReportText, label: str, placeholder: str, height: int, *, labelled: bool = True) -> None:
    """The text itself, under a line that says why it was not saved, if so; below it, how its quotes stand."""
    key = _follow(text, "text")
    reason = _refusals().get(text.id)
    if reason:
        refusal = session.texts().gettext("Not saved. {reason} Your words are still in the fields.")
        st.error(refusal.format(reason=escaped(reason)), icon=":material/error:")
    st.text_area(
        label,
        value=st.session_state[key],
        label_visibility="visible" if labelled else "collapsed",
        key=key,
        height=height,
        placeholder=placeholder,
        on_change=_save,
        args=(text.id, "text"),
        persist_state="session",
    )
    for quote in found_quotes(text.text, session.quote_sources()) if text.text else ():
        st.caption(quote_state(quote, session.texts()))


def text_line(text: ReportText, label: str, placeholder: str) -> None:
    """The text's title: an addressee, a heading."""
    key = _follow(text, "title")
    st.text_input(
        label,
        value=st.session_state[key],
        key=key,
        placeholder=placeholder,
        on_change=_save,
        args=(text.id, "title"),
        persist_state="session",
    )


def text_choice(text: ReportText, field: Field, label: str, names: Mapping[str, str], nothing: str) -> None:
    """What a text is about, by id; ids that the study no longer has are left out when it is saved."""
    key = _follow(text, field)
    st.session_state[key] = [each for each in st.session_state[key] if each in names]
    st.multiselect(
        label,
        list(names),
        default=st.session_state[key],
        format_func=names.__getitem__,
        key=key,
        placeholder=nothing,
        on_change=_save,
        args=(text.id, field),
    )


def add_text(kind: Kind, label: str, *, code_id: str | None = None, title: str = "") -> None:
    """A button that makes a new text of a kind."""
    st.button(
        label,
        key=f"report_text:add:{kind}",
        icon=":material/add:",
        type="tertiary",
        on_click=_add,
        args=(replace(new_report_text(kind, code_id), title=title),),
    )


def move_text(ids: Sequence[str], place: int, step: int) -> None:
    """Put a text before or behind its neighbour."""
    order = list(ids)
    order.insert(place + step, order.pop(place))
    try:
        order_report_texts(session.study(), session.coder().id, order)
    except REFUSALS as refusal:
        _note(ids[place], in_words(refusal, session.texts()))


def remove_text(text_id: str) -> None:
    """Take a text away; undo brings it back."""
    stored = _stored(text_id)
    if stored is not None:
        _keep(text_id, lambda: remove_report_text(session.study(), session.coder().id, stored))


def _add(text: ReportText) -> None:
    _keep(text.id, lambda: save_report_text(session.study(), session.coder().id, text))


def _save(text_id: str, field: Field) -> None:
    value: Any = st.session_state[_key(text_id, field)]
    stored = _stored(text_id) or ReportText(text_id, "executive")
    # what was read last, not what stands there now: somebody else's change is not to be written over
    words: dict[str, Any] = {field: tuple(value) if isinstance(value, list) else value}
    read = replace(stored, changed=_read().get(text_id, ""), **words)

    def save() -> None:
        saved = save_report_text(session.study(), session.coder().id, read)
        st.session_state[_READ] = {**_read(), text_id: saved.changed}

    _keep(text_id, save)


def _keep(text_id: str, act: Any) -> None:
    try:
        act()
    except REFUSALS as refusal:
        _note(text_id, in_words(refusal, session.texts()))
    else:
        _note(text_id, None)


def _follow(text: ReportText, field: Field) -> str:
    key = _key(text.id, field)
    stored = getattr(text, field)
    shown = list(stored) if isinstance(stored, tuple) else stored
    if text.id not in _refusals():
        st.session_state[_READ] = {**_read(), text.id: text.changed}
        follow(key, shown)
    elif key not in st.session_state:
        st.session_state[key] = shown
    return key


def _key(text_id: str, field: Field) -> str:
    return f"study:report_text:{text_id}:{field}"


def _stored(text_id: str) -> ReportText | None:
    return next((text for text in list_report_texts(session.study()) if text.id == text_id), None)


def _read() -> Mapping[str, str]:
    read: Mapping[str, str] = st.session_state.get(_READ, {})
    return read


def _refusals() -> Mapping[str, str]:
    refused: Mapping[str, str] = st.session_state.get(_REFUSED, {})
    return refused


def _note(text_id: str, reason: str | None) -> None:
    others = {each: why for each, why in _refusals().items() if each != text_id}
    st.session_state[_REFUSED] = {**others, text_id: reason} if reason else others
